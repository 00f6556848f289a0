# Y gofrestr: eich cofnod eich hun, cofrestr etholiad wedi'i rhewi, a rhestrau aelodau.

roll-title = Y gofrestr
roll-lead = Yr hyn sydd gan y sefydliad amdanoch chi, ac a oes gennych bleidlais.
roll-sign-in = Mewngofnodi
roll-votes = Oes gen i bleidlais?
roll-no-elections = Nid oes etholiad ar y gweill ar hyn o bryd.
roll-entry = Eich cofnod
roll-number = Rhif aelodaeth
roll-name = Enw
roll-email = Cyfeiriad e-bost
roll-none = dim
roll-unit = Cangen
roll-class = Dosbarth aelodaeth
roll-joined = Ymunodd
roll-arrears = Taliadau ar goll
roll-suspended = Wedi'i atal dros dro
roll-since = ers { $since }
roll-wrong = Os oes rhywbeth yma'n anghywir, dywedwch wrth y swyddog canlyniadau yn fuan: caiff cofrestr etholiad ei rhewi ar ddiwrnod penodol.
roll-no-entry = Nid ydych ar y rhestr aelodau.
roll-officers = I swyddogion
roll-yes-frozen = Oes, mae gennych bleidlais. Rhewyd y gofrestr ar { $at }.
roll-no-frozen = Nac oes, nid oes gennych bleidlais yma. Rhewyd y gofrestr ar { $at }.
roll-yes-now = Oes. Pe bai'r gofrestr yn cael ei rhewi nawr, byddai gennych bleidlais.
roll-no-now = Nac oes. Pe bai'r gofrestr yn cael ei rhewi nawr, ni fyddai gennych bleidlais.
roll-changed-since = Yn ôl y rhestr fel y mae nawr byddai gennych bleidlais: mae eich cofnod wedi newid ers rhewi'r gofrestr.
roll-no-member = Nid ydych ar y rhestr aelodau.
roll-not-class = Eich dosbarth aelodaeth yw “{ $class }”. Mae gan y rhain bleidlais: { $with }.
roll-not-joined = Ymunoch ar { $joined }. Y diwrnod olaf i ymuno oedd { $by }.
roll-not-paid = Mae taliadau ar goll ers { $since }, ac ni thalwyd hwy erbyn { $by }.
roll-not-suspended = Roeddech wedi'ch atal dros dro ers { $from } pan rewyd y gofrestr ar { $freeze }.
roll-of-title = Cofrestr yr etholiad hwn
roll-size = Pobl sy'n gallu pleidleisio
roll-frozen-at = Rhewyd y gofrestr ar { $at }. Ers hynny ni ellir ychwanegu na gadael neb allan yn ddistaw.
roll-not-frozen = Nid yw'r gofrestr wedi'i rhewi eto. Gwneir hynny ar { $at }.
roll-freeze = Rhewi'r gofrestr
roll-freeze-oneway = Unwaith y bydd y gofrestr wedi'i rhewi, dim ond dau berson gyda'i gilydd all ei newid, gyda rheswm y gall pawb ei ddarllen.
roll-you = Oes gennych chi bleidlais?
roll-ended = Mae'r etholiad hwn wedi dod i ben.
roll-sign-in-first = I weld a ydych ar y gofrestr:
roll-by-unit = Pleidleiswyr fesul cangen
roll-voters = Pleidleiswyr
roll-total = Cyfanswm
roll-units-together = { $units ->
    [one] { $units } gangen fach
    [two] { $units } gangen fach gyda'i gilydd
    [few] { $units } changen fach gyda'i gilydd
    [many] { $units } changen fach gyda'i gilydd
   *[other] { $units } cangen fach gyda'i gilydd
}
roll-few = llai na { $cell }
roll-left-out = Aelodau a adawyd allan, fesul rheol
roll-rule = Rheol
roll-members = Aelodau
roll-corrections = Cywiriadau ers y rhewi
roll-no-corrections = Nid yw'r gofrestr wedi'i chywiro.
roll-digest = Ôl bys y gofrestr
roll-digest-text = Gall pwy bynnag sydd â'r gofrestr gyfrifo'r rhif hwn ohoni. Pe bai un cofnod yn cael ei newid, byddai'n rhif arall.
roll-voters-file = Rhestr cyfeirnodau'r pleidleiswyr, i'r sawl sy'n gwneud y codau pleidleisio (CSV)

roll-import-title = Dod â rhestr aelodau i mewn
roll-import-lead = Mae'r rhestr yn disodli'r un sydd yma. Caiff ei gwirio'n gyntaf; nid oes dim yn newid nes i chi gadarnhau.
roll-import-file = Rhestr aelodau
roll-import-file-hint = Ffeil CSV y mae ei llinell gyntaf yn enwi'r colofnau: member number, given name, family name, email, unit, class, joined, a lle bo'n berthnasol arrears since, suspended from, suspended to.
roll-import-paste = Neu gludwch y rhestr yma
roll-import-check = Gwirio'r rhestr
roll-import-nothing = Dewiswch ffeil, neu gludwch restr.
roll-faults = { $faults ->
    [one] { $faults } gwall: ni ddaethpwyd â dim i mewn
    [two] { $faults } wall: ni ddaethpwyd â dim i mewn
   *[other] { $faults } gwall: ni ddaethpwyd â dim i mewn
}
roll-faults-advice = Cywirwch yr hyn a restrir yma yn eich ffeil eich hun, yna gwiriwch hi eto. Darllenwyd { $rows } o linellau.
roll-warnings = I edrych arnynt
roll-fault-line = Llinell { $line }
roll-fault-column = Llinell { $line }, colofn { $column } ({ $name })
roll-more = a { $more } arall
roll-preview = Mae'r rhestr mewn trefn
roll-preview-members = Aelodau arni
roll-preview-new = Newydd
roll-preview-changed = Wedi newid
roll-preview-gone = Ddim arni mwyach
roll-preview-addresses = Cyfeiriadau e-bost wedi newid
roll-alarm = Byddai { $count } o gyfeiriadau e-bost yn newid tra bo “{ $matter }” yn agos neu ar y gweill. Gallai pwy bynnag sy'n darllen post mewn cyfeiriad bleidleisio dros ei aelod. Gofynnwch o ble y daw'r newidiadau hyn cyn cadarnhau.
roll-first-rows = Y llinellau cyntaf, fel y'u deallwyd
roll-by-class = Aelodau fesul dosbarth
roll-import-confirm = Dod â'r rhestr hon i mewn
roll-import-reject = Ei thaflu
roll-import-again = Dewis ffeil arall
roll-import-oneway = Daw'r rhestr i mewn yn gyfan neu ddim o gwbl, ac mae'n mynd ar y cofnod gyda'i chyfansymiau.
roll-import-lost = Torrwyd gwiriad y rhestr hon ar ei hanner, gan ailgychwyn efallai. Ni newidiwyd dim. Gwiriwch hi eto.
