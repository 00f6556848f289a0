# Llythyrau, a thudalen llythyrau'r swyddogion.

post-title = Llythyrau
post-lead = Yr hyn a anfonwyd at aelodau, a'r hyn a ddaeth yn ôl.
post-none = Ni anfonwyd llythyr eto.
post-mailings = Yr hyn a anfonwyd
post-what = Llythyr
post-when = Pryd
post-new = Ysgrifennu llythyrau
post-no-roll = Nid oes neb i ysgrifennu ato eto: nid oes cofrestr wedi'i rhewi, ac nid oes neb wedi ymgeisio am swydd.
post-matter = Etholiad neu benodiad
post-review = Adolygu cyn anfon
post-sign-in = Dolen i fewngofnodi
post-nominations = Mae enwebiadau ar agor
post-ballot-open = Mae'r pleidleisio ar agor
post-ballot-closes = Mae'r pleidleisio'n cau'n fuan
post-new-times = Amserau newydd ar gyfer pleidlais
post-result = Y canlyniad
post-waiting = Yn aros
post-sending = Yn cael ei anfon
post-sent = Anfonwyd
post-bounced = Daeth yn ôl
post-failed = Rhoddwyd y gorau iddi
post-confirm-title = Adolygu cyn anfon
post-confirm-count = { $letters ->
    [one] Mae { $letters } llythyr yn mynd at gofrestr { $matter }.
    [two] Mae { $letters } lythyr yn mynd at gofrestr { $matter }.
   *[other] Mae { $letters } llythyr yn mynd at gofrestr { $matter }.
}
post-confirm-what = Yr hyn y mae'n ei ddweud: { $what }.
post-confirm-no-way-back = Ni ellir tynnu llythyr a anfonwyd yn ôl. Rhestrir aelodau heb gyfeiriad e-bost wedyn.
post-send = { $letters ->
    [one] Anfon { $letters } llythyr
    [two] Anfon { $letters } lythyr
   *[other] Anfon { $letters } llythyr
}
post-back = Peidio ag anfon
post-summary = { $total ->
    [one] Anfonwyd { $sent } o { $total } llythyr. Dechreuwyd { $created }.
    [two] Anfonwyd { $sent } o { $total } lythyr. Dechreuwyd { $created }.
   *[other] Anfonwyd { $sent } o { $total } llythyr. Dechreuwyd { $created }.
}
post-again = { $letters ->
    [one] Rhoi cynnig arall ar { $letters } llythyr
    [two] Rhoi cynnig arall ar { $letters } lythyr
   *[other] Rhoi cynnig arall ar { $letters } llythyr
}
post-again-hint = Dim ond y rhai a ddaeth yn ôl neu y rhoddwyd y gorau iddynt. Cywirwch y cyfeiriadau yn gyntaf.
post-no-letters = Dim llythyrau yma.
post-letters = Llythyrau
post-to = At
post-state = Cyflwr
post-tries = Cynigion
post-answer = Yr hyn a ddywedodd yr ochr arall
post-next = Rhagor o lythyrau

letter-greeting = Annwyl { $name },
letter-greeting-all = Annwyl aelod,
letter-sign-in-subject = Eich dolen i fewngofnodi: { $organisation }
letter-sign-in = { $minutes ->
    [one] Gofynnoch am ddolen i fewngofnodi. Agorwch hi a phwyswch y botwm. Mae'n gweithio unwaith, am { $minutes } munud.
    [two] Gofynnoch am ddolen i fewngofnodi. Agorwch hi a phwyswch y botwm. Mae'n gweithio unwaith, am { $minutes } funud.
   *[other] Gofynnoch am ddolen i fewngofnodi. Agorwch hi a phwyswch y botwm. Mae'n gweithio unwaith, am { $minutes } munud.
}
letter-sign-in-not-you = Os na ofynnoch amdani, peidiwch â gwneud dim. Ni all neb fynd i mewn heb y ddolen hon.
letter-sign-in-label = Mewngofnodi
letter-nominations-subject = Mae enwebiadau ar agor: { $matter }
letter-nominations = Mae enwebiadau ar gyfer { $matter } ar agor tan { $until }.
letter-ballot-open-subject = Mae'r pleidleisio ar agor: { $matter }
letter-ballot-open = Gallwch bleidleisio yn { $matter } tan { $until }. Defnyddiwch y cod pleidleisio a anfonwyd atoch. Os nad oes gennych un, gofynnwch i'r swyddog canlyniadau mewn da bryd.
letter-ballot-closes-subject = Mae'r pleidleisio'n cau'n fuan: { $matter }
letter-ballot-closes = Mae'r pleidleisio yn { $matter } yn cau ar { $until }. Os ydych eisoes wedi pleidleisio, nid oes angen i chi wneud dim.
letter-new-times-subject = Amserau newydd: { $matter }
letter-new-times = Mae amserau { $matter } wedi newid. Mae bellach ar agor tan { $until }.
letter-result-subject = Y canlyniad: { $matter }
letter-result = Mae canlyniad { $matter } wedi'i gyhoeddi.
letter-receipt-subject = Mae eich pleidlais yn y blwch: { $matter }
letter-receipt-greeting = Diolch i chi am bleidleisio.
letter-receipt = Mae eich pleidlais yn { $matter } yn y blwch.
letter-receipt-tracker = Eich derbynneb yw { $tracker }. Cadwch hi. Gyda hi gallwch wirio ar unrhyw adeg fod eich pleidlais yno o hyd.
letter-receipt-nothing = Nid yw hon yn dangos sut y gwnaethoch bleidleisio. Nid ydym yn cadw eich cyfeiriad na pha dderbynneb yw eich un chi.
letter-receipt-label = Gwirio fy mhleidlais
letter-code-subject = Eich cod pleidleisio: { $matter }
letter-code = Cewch bleidleisio yn { $matter }. Agorwch y ddolen yn y neges hon, rhowch yr ymgeiswyr yn eich trefn chi, ac anfonwch eich pleidlais.
letter-code-times = Mae’r pleidleisio’n agor ar { $opens } ac yn cau ar { $closes }.
letter-code-code = Eich cod pleidleisio yw { $code }. Mae yn y ddolen eisoes; dim ond os nad yw’r ddolen yn agor y bydd ei angen arnoch.
letter-code-secret = Chi yn unig biau’r cod. Peidiwch â throsglwyddo’r neges hon: gall pwy bynnag sydd â’r cod bleidleisio yn eich lle, ac unwaith yn unig y mae cod yn gweithio.
letter-code-help = Os oes rhywbeth o’i le, mae tudalen yr etholiad yn dweud â phwy i gysylltu.
letter-code-label = Pleidleisio
letter-help = Mae tudalen yr etholiad yn dweud pwy i ofyn iddynt os oes angen cymorth arnoch.
letter-matter-label = Agor tudalen yr etholiad
letter-foot = Anfonwyd ar ran { $organisation } gan { $site }. Peidiwch ag ateb y neges hon.
post-applicants = I'r rhai a wnaeth gais: pa mor bell y daeth pob cais
post-nobody-applied = Nid oes neb wedi gwneud cais yno y mae rhywbeth i'w ddweud wrthynt.
letter-applicant-subject = Eich cais: { $matter }
letter-applicant-appointed = Llongyfarchiadau. Rydych wedi'ch penodi: { $matter }.
letter-applicant-not-appointed = Diolch am ymgeisio: { $matter }. Cyhoeddwyd y canlyniad, a phenodwyd rhywun arall. Mae'r dudalen yn dangos sut aeth y bleidlais, rownd wrth rownd.
letter-applicant-unfit = Diolch am gwrdd â'r panel ynghylch { $matter }. Barnodd na allwch ddal y swydd yn ôl y meini prawf a gyhoeddwyd, felly nid yw eich cais yn mynd ymhellach. Cewch ofyn am ei resymau.
letter-applicant-appeal = Os credwch fod hyn yn anghywir, cewch apelio tan { $until }. Mae'r dudalen yn dweud sut.
letter-applicant-out = Diolch am ymgeisio: { $matter }. Nid yw eich cais yn mynd ymhellach. Penderfynwyd hynny yn y cam “{ $stage }”.
letter-applicant-reasons = Dyma'r rhesymau sydd ar y cofnod, ar gyfer yr holl geisiadau gyda'i gilydd: “{ $reasons }”
letter-applicant-interview = { $minutes ->
    [0] Fe'ch gwahoddir i gyfweliad: { $matter }. Eich amser yw { $at }.
    [one] Fe'ch gwahoddir i gyfweliad: { $matter }. Eich amser yw { $at }, am { $minutes } funud.
    [two] Fe'ch gwahoddir i gyfweliad: { $matter }. Eich amser yw { $at }, am { $minutes } funud.
    [few] Fe'ch gwahoddir i gyfweliad: { $matter }. Eich amser yw { $at }, am { $minutes } munud.
    [many] Fe'ch gwahoddir i gyfweliad: { $matter }. Eich amser yw { $at }, am { $minutes } munud.
   *[other] Fe'ch gwahoddir i gyfweliad: { $matter }. Eich amser yw { $at }, am { $minutes } munud.
}
letter-applicant-calendar = Ar y dudalen gallwch roi'r amser hwn yn eich calendr.
letter-applicant-stands = Diolch am ymgeisio: { $matter }. Mae eich cais ar y gweill, yn y cam “{ $stage }”. Does dim rhaid ichi wneud dim nawr.
letter-applicant-help = Os oes gennych gwestiwn, os nad yw amser yn gyfleus, neu os oes angen trefnu rhywbeth er mwyn ichi allu cymryd rhan, er enghraifft oherwydd anabledd, gofynnwch i'r rhai sy'n cynnal y penodiad. Mae'r dudalen yn eu henwi.
letter-applicant-help-from = Os oes gennych gwestiwn, os nad yw amser yn gyfleus, neu os oes angen trefnu rhywbeth er mwyn ichi allu cymryd rhan, er enghraifft oherwydd anabledd, gofynnwch i unrhyw un o'r rhain: { $names } ({ $role }).
letter-applicant-ask = Os oes gennych gwestiwn, cewch ofyn i unrhyw un o'r rhain: { $names } ({ $role }).
letter-applicant-from = Rydych yn dal y swydd o { $from }.
letter-applicant-acting = Nes i'r corff hwn gadarnhau'r penodiad, rydych yn ei dal dros dro: { $body }.
letter-applicant-until = Mae'r cam hwn yn para tan { $until } fan bellaf. Ysgrifennir atoch pan benderfynir sut mae eich cais yn mynd yn ei flaen.
letter-applicant-questions = Mae'r cwestiynau yr un fath i bob ymgeisydd. Gallwch eu darllen ar y dudalen o { $from }.
letter-applicant-label = Agor tudalen y penodiad
post-confirm-applicants = { $letters ->
    [zero] Nid oes neb wedi gwneud cais: { $matter }.
    [one] { $letters } person a wnaeth gais heb dynnu'n ôl: { $matter }. Anfonir llythyr oni ysgrifennwyd yr un peth o'r blaen.
    [two] { $letters } berson a wnaeth gais heb dynnu'n ôl: { $matter }. Caiff y ddau lythyr, oni ysgrifennwyd yr un peth atynt o'r blaen.
    [few] { $letters } pherson a wnaeth gais heb dynnu'n ôl: { $matter }. Caiff pob un lythyr, oni ysgrifennwyd yr un peth atynt o'r blaen.
    [many] { $letters } pherson a wnaeth gais heb dynnu'n ôl: { $matter }. Caiff pob un lythyr, oni ysgrifennwyd yr un peth atynt o'r blaen.
   *[other] { $letters } o bobl a wnaeth gais heb dynnu'n ôl: { $matter }. Caiff pob un lythyr, oni ysgrifennwyd yr un peth atynt o'r blaen.
}
