# Mewngofnodi, tudalen y cyfrif, a ffordd y swyddog cyntaf i mewn.

sign-in-title = Mewngofnodi
sign-in-lead = Nid oes cyfrinair. Rydym yn anfon neges e-bost atoch gyda dolen sy'n gweithio unwaith.
sign-in-email = Eich cyfeiriad e-bost
sign-in-email-hint = Y cyfeiriad sydd gan eich sefydliad ar eich cyfer.
sign-in-email-fault = Rhowch gyfeiriad e-bost fel enw@example.org
sign-in-problem = Mae problem
sign-in-send = Anfonwch ddolen ataf
sign-in-passkey-title = Os oes gennych allwedd mynediad
sign-in-passkey-text = Defnyddiwch eich ôl bys, eich wyneb neu god eich dyfais.
sign-in-passkey = Mewngofnodi ag allwedd mynediad
sign-in-sent-title = Edrychwch yn eich e-bost
sign-in-sent = Os yw { $email } yn perthyn i aelod, mae neges gyda dolen ar ei ffordd yno.
sign-in-sent-lasts = { $minutes ->
    [one] Mae'r ddolen yn gweithio unwaith, am { $minutes } munud.
    [two] Mae'r ddolen yn gweithio unwaith, am { $minutes } funud.
   *[other] Mae'r ddolen yn gweithio unwaith, am { $minutes } munud.
}
sign-in-nothing-came = Os na ddaw dim
sign-in-look-in-spam = Edrychwch yn y ffolder sbam neu sothach.
sign-in-other-address = Efallai eich bod wedi rhoi cyfeiriad arall i'ch sefydliad.
sign-in-ask-officer = Gofynnwch i'ch sefydliad pa gyfeiriad sydd ganddo ar eich cyfer.
sign-in-again = Gofyn am ddolen newydd
sign-in-link-title = Mewngofnodi
sign-in-press = Pwyswch y botwm i fewngofnodi. Gallwch wneud hyn unwaith.
sign-in-shared = Mae mwy nag un aelod yn defnyddio'r cyfeiriad e-bost hwn. Dywedwch wrthym pa un ohonynt ydych chi.
sign-in-number = Eich rhif aelodaeth
sign-in-number-hint = Mae ar eich cerdyn aelodaeth ac mewn llythyrau gan eich sefydliad.
sign-in-number-fault = Rhowch rif aelodaeth aelod sydd â'r cyfeiriad e-bost hwn
sign-in-button = Mewngofnodi
sign-in-dead-title = Nid yw'r ddolen hon yn gweithio mwyach
sign-in-dead = Mae eisoes wedi'i defnyddio, neu mae'n rhy hen. Nid oes dim o'i le ar eich cyfrif.

more-title = Dangoswch mai chi sydd yno
more-lead = Rydych yn dal swydd, neu wedi dewis cael eich holi. Felly nid yw dolen mewn e-bost yn ddigon.
more-code = Y cod y mae eich ap yn ei ddangos
more-code-hint = Chwe digid, neu un o'ch codau adfer.
more-code-fault = Rhowch y cod y mae eich ap yn ei ddangos nawr. Mae pob cod yn gweithio unwaith
more-button = Ymlaen
more-nothing = Cyn i chi weithredu fel swyddog, trefnwch allwedd mynediad neu ap sy'n dangos codau. Mae'n cymryd dwy funud.
more-set-up = Ei drefnu
more-later = Ddim nawr: edrych o gwmpas heb weithredu fel swyddog

account-title = Eich cyfrif
account-officer = Rydych yn dal swydd. Cyn i chi weithredu ynddi, ychwanegwch allwedd mynediad neu ap sy'n dangos codau.
account-show-first = I newid sut rydych yn mewngofnodi, dangoswch yn gyntaf mai chi sydd yno.
account-show = Dangos mai chi sydd yno
account-passkeys = Allweddi mynediad
account-passkeys-text = Eich ffôn, eich cyfrifiadur neu eich dyfais allwedd sy'n cadw allwedd mynediad. Rydych yn mewngofnodi â'ch ôl bys, eich wyneb neu god. Ni all neb ei dyfalu.
account-passkeys-script = I ychwanegu allwedd mynediad, rhaid i'ch porwr redeg sgriptiau.
account-no-passkeys = Nid yw allweddi mynediad yn gweithio yn y cyfeiriad hwn. Mae angen safle ag enw arnynt.
account-passkey-name = Enw'r allwedd mynediad
account-passkey-name-hint = Er enghraifft: fy ffôn
account-add-passkey = Ychwanegu allwedd mynediad
account-since = ers { $when }
account-used = defnyddiwyd ddiwethaf { $when }
account-remove = Tynnu { $name }
account-factor = Ap sy'n dangos codau
account-factor-on = Gofynnir i chi am god eich ap.
account-factor-off = Mae ap ar eich ffôn yn dangos cod newydd bob 30 eiliad. Defnyddiwch ef os na allwch ddefnyddio allwedd mynediad.
account-codes-left = { $codes ->
    [zero] Nid oes gennych god adfer ar ôl ({ $codes }).
    [one] Mae gennych { $codes } cod adfer ar ôl.
    [two] Mae gennych { $codes } god adfer ar ôl.
   *[other] Mae gennych { $codes } cod adfer ar ôl.
}
account-new-codes = Gwneud codau adfer newydd
account-factor-set = Trefnu ap
account-factor-remove = Rhoi'r gorau i ddefnyddio'r ap
account-language = Iaith
account-language-text = Mae tudalennau a llythyrau mewn
account-language-save = Cadw
account-sessions = Ble rydych wedi mewngofnodi
account-by-link = Drwy ddolen mewn e-bost
account-by-code = Drwy god eich ap
account-by-passkey = Drwy allwedd mynediad
account-here = y porwr hwn
account-end = Allgofnodi'r un ers { $when }
account-sign-out = Allgofnodi
account-sign-out-all = Allgofnodi ym mhobman
account-letters = Yr hyn a anfonwyd atoch

factor-title = Trefnu ap sy'n dangos codau
factor-app = Gosodwch ap codau ar eich ffôn, os nad oes gennych un.
factor-scan = Yn yr ap, ychwanegwch gyfrif a phwyntiwch y camera at y llun isod.
factor-type = Teipiwch y cod y mae'r ap yn ei ddangos wedyn.
factor-picture = Llun ar gyfer camera eich ap. Mae'r un peth isod fel testun.
factor-secret = Os na allwch ddefnyddio'r camera, teipiwch hyn yn yr ap:
factor-code = Y cod y mae'r ap yn ei ddangos
factor-button = Gorffen

recovery-title = Eich codau adfer
recovery-lead = Ysgrifennwch y codau hyn a'u cadw'n ddiogel. Os byddwch yn colli eich ffôn, gallwch ddod i mewn â nhw.
recovery-once = Mae pob cod yn gweithio unwaith. Ni chânt eu dangos eto.
recovery-done = Rwyf wedi eu hysgrifennu

passkey-refused = Ni dderbyniwyd yr allwedd mynediad. Rhowch gynnig arall arni, neu mewngofnodwch drwy e-bost.
passkey-late = Cymerodd hynny ormod o amser. Dechreuwch eto.
passkey-too-many = Mae gennych gymaint o allweddi mynediad ag y gallwn eu cadw. Tynnwch un yn gyntaf.
passkey-unnamed = Allwedd mynediad
passkey-cancelled = Ni orffennodd eich dyfais. Rhowch gynnig arall arni pan fyddwch yn barod.

first-step-1 = Cam 1 o 3
first-step-2 = Cam 2 o 3
first-members-title = Dod â'r rhestr aelodau i mewn
first-members-lead = Mae'r safle hwn yn wag. Dechreuwch â'r rhestr aelodau. Byddwch yn ei gweld yn gyntaf, ac ni chedwir dim cyn i chi ddweud.
first-file = Ffeil (CSV)
first-columns = Deuir o hyd i golofnau wrth eu henwau: member number, given name, family name (neu name), email, unit, class, joined, arrears since, suspended from, suspended to.
first-paste = Neu gludwch y rhestr yma
first-check = Gwirio'r rhestr
first-faults = Rhaid cywiro hyn yn gyntaf
first-nothing-in = Ni ddaethpwyd â dim i mewn. Cywirwch y rhestr a'i gwirio eto.
first-line = Llinell { $line }
first-more-faults = { $faults ->
    [one] Ac { $faults } arall.
    [two] A { $faults } arall.
   *[other] A { $faults } arall.
}
first-preview = { $members ->
    [one] Mae'r rhestr yn dda. Mae { $members } aelod arni.
    [two] Mae'r rhestr yn dda. Mae { $members } aelod arni.
   *[other] Mae'r rhestr yn dda. Mae { $members } aelod arni.
}
first-without-email = { $members ->
    [one] Nid oes gan { $members } ohonynt gyfeiriad e-bost.
    [two] Nid oes gan { $members } ohonynt gyfeiriad e-bost.
   *[other] Nid oes gan { $members } ohonynt gyfeiriad e-bost.
}
first-rows = Y rhesi cyntaf
first-number = Rhif
first-name = Enw
first-class = Dosbarth
first-unit = Uned
first-choose-again = Mae'r rhestr yn hir: dewiswch yr un ffeil eto
first-bring-in = { $members ->
    [one] Dod â { $members } aelod i mewn
    [two] Dod â { $members } aelod i mewn
   *[other] Dod â { $members } aelod i mewn
}
first-another-list = Dod â rhestr arall i mewn
first-organisation-title = Sefydlu'r sefydliad
first-members-in = { $members ->
    [one] Mae { $members } aelod i mewn.
    [two] Mae { $members } aelod i mewn.
   *[other] Mae { $members } aelod i mewn.
}
first-organisation-lead = Nawr dywedwch beth yw eich sefydliad: ei gyrff, ei seddi a phwy sy'n eu dal, a beth y cânt ei wneud drwy ba reol.
first-description = Disgrifiad o'r sefydliad
first-description-hint = Yn ffurf docs/examples/society.toml. Rhifau aelodaeth yw personau.
first-no-way-back = Dyma gofnod cyntaf y cofnod cyhoeddus. Ni ellir ei dynnu'n ôl. Yna mae'r sylfaenydd y mae'r disgrifiad yn ei enwi wedi mewngofnodi yma.
first-found = Sefydlu'r sefydliad

fault-step-up = Dangoswch mai chi sydd yno
fault-step-up-advice = Ar gyfer hyn mae angen i chi fewngofnodi ag allwedd mynediad neu god eich ap.
