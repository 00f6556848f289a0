# Gweithredoedd: yr enw ar fotwm, yr hyn y mae'r weithred yn ei wneud (ar y dudalen wirio), a'r ffurflenni.

act-give-notice = Rhoi rhybudd o'r amserlen
act-freeze-roll = Rhewi'r gofrestr
act-correct-roll = Cywiro'r gofrestr sydd wedi'i rhewi
act-nominate = Sefyll mewn etholiad
act-withdraw = Tynnu'ch ymgeisyddiaeth yn ôl
act-support = Cefnogi ymgeisydd dros eich cangen
act-unsupport = Tynnu cefnogaeth eich cangen yn ôl
act-consent = Cydsynio i sefyll
act-submit-statement = Cyflwyno'ch datganiad
act-publish-statements = Cyhoeddi'r holl ddatganiadau
act-name-trustee = Enwi ceidwad allwedd
act-record-key = Cyflwyno'ch allwedd
act-prove-key = Dangos bod eich allwedd yn gweithio
act-record-credentials = Cyflwyno'r rhestr ar gyfer codau pleidleisio
act-open-ballot = Agor y bleidlais
act-extend-ballot = Ymestyn y bleidlais
act-close-ballot = Cau'r bleidlais
act-record-shuffle = Cymysgu'r pleidleisiau
act-record-decryption = Agor eich rhan chi o'r pleidleisiau
act-draw-lot = Cofnodi coelbren
act-record-count = Cofnodi'r cyfrif
act-challenge = Herio'r canlyniad
act-decide-challenge = Penderfynu ar her
act-declare = Datgan y canlyniad
act-declare-void = Datgan bod yr etholiad yn ddi-rym
act-apply = Gwneud cais
act-endorse = Cefnogi ymgeisydd eich hun
act-unendorse = Tynnu'ch cefnogaeth eich hun yn ôl
act-state-size = Nodi maint grŵp
act-score = Cyflwyno'ch sgoriau
act-declare-interest = Datgan buddiant
act-select = Cofnodi pwy sy'n mynd ymlaen
act-resolve = Cofnodi pleidlais y corff
act-vet = Cofnodi a gaiff ymgeisydd sefyll
act-schedule = Rhoi amser i ymgeisydd
act-draw-order = Tynnu trefn yr ymgeiswyr
act-hear = Cofnodi bod ymgeisydd wedi'i glywed
act-record-round = Cofnodi rownd o'r bleidlais
act-record-card-vote = Cofnodi'r bleidlais gardiau
act-submit-paper = Cyflwyno papur
act-draw-papers = Tynnu trefn y papurau
act-publish-report = Cyhoeddi adroddiad
act-invite-all = Gwahodd pob ymgeisydd
act-name-next = Enwi ymgeisydd
act-delegate = Gadael i rywun weithredu drosoch yn eich swydd
act-form-unit = Ffurfio cangen
act-adopt-procedure = Mabwysiadu gweithdrefn
act-change-rules = Newid y rheolau
act-report-emergency = Adrodd ar argyfwng
act-open-matter = Agor etholiad
act-record-roll-import = Dod â rhestr o aelodau i mewn
act-limit-right = Atal person neu gangen dros dro
act-found-organisation = Sefydlu'r sefydliad
act-confirm = Cadarnhau
act-decline = Gwrthod

act-does-give-notice = Cyhoeddir yr amserlen gyfan i'r holl aelodau. Ni ellir ei thynnu'n ôl.
act-does-nominate = Byddwch yn dod yn ymgeisydd. Dangosir eich enw i bawb. Gallwch dynnu'n ôl yn nes ymlaen, ond wedyn ni allwch sefyll eto yn yr etholiad hwn.
act-does-withdraw = Ni fyddwch yn ymgeisydd mwyach. Mae hyn yn derfynol: ni allwch sefyll eto yn yr etholiad hwn.
act-does-support = Mae eich cangen yn cefnogi'r ymgeisydd hwn. Gall pawb weld hynny. Gallwch dynnu'r gefnogaeth yn ôl nes i'r enwebiadau gau.
act-does-unsupport = Nid yw eich cangen yn cefnogi'r ymgeisydd hwn mwyach. Gall pawb weld bod y gefnogaeth wedi'i thynnu'n ôl.
act-does-consent = Rydych yn cytuno i sefyll o dan reolau'r etholiad hwn. Bydd eich enw ar y papur pleidleisio os ydych yn sefyll pan gyhoeddir y datganiadau.
act-does-submit-statement = Cedwir eich datganiad nes bod pob datganiad yn cael ei gyhoeddi ar yr un foment. Tan hynny gallwch gyflwyno un arall; yr un olaf sy'n cyfrif.
act-does-publish-statements = Cyhoeddir yr holl ddatganiadau nawr, a thynnir trefn yr ymgeiswyr o'r testun a roddwch. Ni ellir ei thynnu eto.
act-does-name-trustee = Gofynnir i'r person hwn gadw un rhan o allwedd y blwch pleidleisio. Mae angen pob ceidwad allwedd gyda'i gilydd i'w agor. Rhaid i ail swyddog gadarnhau.
act-does-extend-ballot = Bydd y bleidlais yn cau'n hwyrach, i bawb. Dywedir wrth bawb, gyda'ch rheswm. Ni ddygir cau ymlaen byth. Rhaid i ail swyddog gadarnhau.
act-does-challenge = Bydd y panel apeliadau yn clywed eich her. Gall pawb weld bod her; dim ond y panel sy'n darllen eich rhesymau.
act-does-decide-challenge = Penderfynir ar yr her, gyda'ch rhesymau i bawb eu darllen. Ni ellir penderfynu arni eto. Rhaid i ail aelod o'r panel gadarnhau.
act-does-declare = Datgenir y canlyniad, ac mae tymhorau'r rhai a etholwyd yn dechrau. Ni ellir ei dynnu'n ôl. Rhaid i ail swyddog gadarnhau.
act-does-declare-void = Daw'r etholiad i ben heb ganlyniad a rhaid ei ddechrau eto. Ni ellir ei dynnu'n ôl. Rhaid i ail swyddog gadarnhau.
act-does-form-unit = Bydd cangen newydd yn bodoli o hyn ymlaen, gyda'r swyddogion a enwch.
act-does-adopt-procedure = Bydd etholiadau a agorir ar ôl hyn yn dilyn y weithdrefn hon. Mae etholiadau sydd eisoes ar waith yn cadw'r rheolau yr agorwyd hwy odanynt. Rhaid i ail swyddog gadarnhau.
act-does-open-matter = Agorir yr etholiad gyda'r dyddiadau hyn. Ni ellir newid y rheolau na'r dyddiadau wedyn, heblaw y gellir ymestyn pleidlais.
act-does-limit-right = Ni all y person neu'r gangen weithredu o'r dyddiad cyntaf hyd yr ail. Daw i ben ohono'i hun. Rhaid i ail swyddog gadarnhau.

act-review-title = Gwiriwch cyn mynd ymlaen
act-review-lead = Nid oes dim wedi'i gofnodi eto.
act-review-by-two = Rhaid i un person arall gadarnhau cyn i hyn ddod i rym.
act-review-back = Mynd yn ôl a'i newid
act-review-what = Beth rydych yn ei wneud
act-review-means = Beth mae'n ei olygu
act-continue = Ymlaen i wirio
act-do-it = { $act }: ei gofnodi
act-propose-it = Cynnig: { $act }
act-cancel = Canslo
act-problem = Mae problem
act-error = Gwall:
act-done-title = Wedi'i wneud: { $act }
act-done-proposed-title = Wedi'i gynnig: { $act }
act-done-entry = Cofnod rhif { $seq }, { $at }.
act-done-next = Beth sy'n digwydd nesaf
act-done-proposed = Rhaid i un person arall gadarnhau. Tan hynny nid oes dim wedi newid.
act-done-effective = Mae mewn grym nawr. Gall pawb ei ddarllen yn y cofnod.
act-done-read = Darllen y cofnod
act-done-back = Yn ôl i'r etholiad
act-done-organisation = Yn ôl i'r sefydliad
act-rule-by = Caniateir gan y rheol hon:
act-on = Ar { $matter }
act-elsewhere = Gwneir hyn ar ei dudalen ei hun.
act-elsewhere-go = Mynd i'r dudalen honno

act-field-candidate = Ymgeisydd
act-field-unit = Dros ba gangen?
act-field-terms = Rheolau'r etholiad hwn
act-field-terms-hint = Dyma'r weithdrefn fel y'i mabwysiadwyd. Rydych yn cydsynio i sefyll o dan y rheolau hyn.
act-field-terms-read = Darllen y weithdrefn gyfan
act-field-terms-yes = Rwyf wedi darllen y rheolau ac yn cydsynio i sefyll odanynt
act-field-classes = Terfynau ar bwy y gellir eu hethol gyda'i gilydd
act-field-classes-text = Mae gan yr etholiad hwn derfynau ar faint o rai grwpiau sy'n cael eu hethol. Ticiwch bob grŵp rydych yn perthyn iddo. Gall pawb weld yr hyn rydych yn ei dicio, ac ni ellir ei newid wedyn.
act-field-class = Rwy'n perthyn i: { $class }
act-field-terms-missing = Ticiwch y blwch i ddangos eich bod yn cydsynio
act-field-statement = Eich datganiad
act-field-words = { $most ->
    [one] Dim mwy na { $most } gair. Gair yw'r hyn sydd rhwng bylchau ac sydd â llythyren neu rif ynddo.
    [two] Dim mwy na { $most } air. Gair yw'r hyn sydd rhwng bylchau ac sydd â llythyren neu rif ynddo.
   *[other] Dim mwy na { $most } gair. Gair yw'r hyn sydd rhwng bylchau ac sydd â llythyren neu rif ynddo.
}
act-field-words-free = Ysgrifennwch gymaint ag sydd ei angen, mewn testun plaen.
act-words-left-one = 1 gair ar ôl
act-words-left-other = { $n } gair ar ôl
act-words-over-one = 1 gair yn ormod
act-words-over-other = { $n } gair yn ormod
act-words-counted = { $words ->
    [one] { $words } gair
    [two] { $words } air
   *[other] { $words } gair
}
act-field-seed = Testun ar gyfer y coelbren
act-field-seed-hint = Testun na allai neb ei wybod ymlaen llaw, fel y rhifau a daflwyd â dis gerbron tystion. Gall pawb ailadrodd y dewis ag ef.
act-field-trustee = Rhif aelodaeth y ceidwad allwedd
act-field-trustee-hint = Rhywun nad yw'n sefyll ac nad yw'n dal swydd yn yr etholiad hwn.
act-field-to = Bydd y bleidlais yn cau ar
act-field-to-hint = Nawr mae'n cau ar { $closes }. Ysgrifennwch y dyddiad a'r amser, fel 2026-10-24 12:00, yn amser { $zone }.
act-field-reason = Rheswm
act-field-reason-public = Gall pawb ddarllen hyn.
act-field-reason-panel = Dim ond y panel apeliadau sy'n darllen hyn.
act-field-challenge = Pa her?
act-field-challenge-line = Her { $at } (cofnod { $seq })
act-field-upheld = Penderfyniad
act-field-upheld-yes = Cadarnheir yr her: daw'r etholiad i ben heb ganlyniad
act-field-upheld-no = Ni chadarnheir yr her
act-field-source = Ffeil y weithdrefn
act-field-source-hint = Ffeil sy'n gorffen â .toml. Fe'i gwirir yn llawn cyn cofnodi dim.
act-field-source-text = Neu gludwch ei thestun
act-field-procedure = Gweithdrefn
act-field-matter-title = Teitl
act-field-matter-title-hint = Un llinell sy'n dweud beth sy'n cael ei ethol, fel “Adran yr aelodau 2026”.
act-field-matter-id = Enw byr mewn cyfeiriadau
act-field-matter-id-hint = Llythrennau bach, rhifau a chysylltnodau, fel executive-2026.
act-field-dates = Dyddiadau
act-field-dates-hint = Ysgrifennwch bob dyddiad ac amser fel 2026-10-02 12:00, yn amser { $zone }. Mae pob amser arall yn dilyn ohonynt.
act-field-emergency = Beth ddigwyddodd? Dim ond ar gyfer hyn y mae'r weithdrefn hon: { $trigger }
act-field-stated-hint = Gall pawb ddarllen yr hyn a ysgrifennwch yma, a rhaid i ail swyddog ei gadarnhau.
act-field-override = Pam na chedwir at amser byrraf rheol { $clause }?
act-field-lost = { $members ->
    [0] Ni all aelodau wybod erbyn pryd y mae'n rhaid iddynt fod wedi ymuno: mae'r amser hwnnw cyn y cyhoeddiad. Nid oes neb ar restr heddiw yn colli ei bleidlais o'i herwydd. Pam mae'r dyddiad yn gywir serch hynny?
    [one] Ymunodd un aelod ar ôl yr amser olaf i ymuno a chyn y cyhoeddiad, ac mae'n colli ei bleidlais. Pam mae'r dyddiad yn gywir serch hynny?
    [two] Ymunodd dau aelod ar ôl yr amser olaf i ymuno a chyn y cyhoeddiad, ac maent yn colli eu pleidlais. Pam mae'r dyddiad yn gywir serch hynny?
    [few] Ymunodd { $members } aelod ar ôl yr amser olaf i ymuno a chyn y cyhoeddiad, ac maent yn colli eu pleidlais. Pam mae'r dyddiad yn gywir serch hynny?
    [many] Ymunodd { $members } aelod ar ôl yr amser olaf i ymuno a chyn y cyhoeddiad, ac maent yn colli eu pleidlais. Pam mae'r dyddiad yn gywir serch hynny?
   *[other] Ymunodd { $members } aelod ar ôl yr amser olaf i ymuno a chyn y cyhoeddiad, ac maent yn colli eu pleidlais. Pam mae'r dyddiad yn gywir serch hynny?
}
act-field-report-text = Adroddiad ar yr argyfwng
act-field-calculate = Dangos yr amserlen
act-timetable-fits = Mae'r amserlen yn ffitio
act-timetable-faults = Nid yw'r amserlen yn ffitio
act-field-unit-title = Enw'r gangen
act-field-unit-id = Enw byr y gangen mewn cyfeiriadau
act-field-unit-kind = Math
act-field-officer = { $seat } (rhif aelodaeth)
act-field-officer-hint = Gadewch ef yn wag os nad oes neb yn ei dal eto.
act-field-limited = Pwy sy'n cael ei atal?
act-field-limited-person = Person (rhif aelodaeth)
act-field-limited-unit = Cangen
act-field-from = O
act-field-until = Hyd
act-field-instant-hint = Ysgrifennwch y dyddiad a'r amser, fel 2026-10-24 12:00, yn amser { $zone }.
act-fault-empty = { $field }: rhaid llenwi hwn
act-fault-words = { $has ->
    [one] { $field }: mae ganddo { $has } gair; y terfyn yw { $most }
    [two] { $field }: mae ganddo { $has } air; y terfyn yw { $most }
   *[other] { $field }: mae ganddo { $has } gair; y terfyn yw { $most }
}
act-fault-member = { $field }: nid oes aelod â'r rhif { $number }
act-fault-choose = { $field }: dewiswch un o'r rhestr
act-fault-instant = { $field }: nid yw “{ $text }” yn ddyddiad ac amser. Ysgrifennwch ef fel 2026-10-24 12:00
act-fault-id = { $field }: defnyddiwch lythrennau bach, rhifau a chysylltnodau yn unig
act-fault-line = Llinell { $line }: { $problem }

act-minutes = { $minutes ->
    [one] Tua { $minutes } munud
    [two] Tua { $minutes } funud
   *[other] Tua { $minutes } munud
}
act-by-time = Erbyn
act-pending = { $act }: rhaid i un person arall gadarnhau
act-pending-by = Cynigiwyd gan { $name } ar { $at }
act-pending-who = Rhaid i un o'r rhain gadarnhau: { $names }
act-pending-anyone = Rhaid i ail berson yn yr un swydd gadarnhau
act-pending-until = Bydd yn syrthio os na fydd neb yn cadarnhau erbyn { $at }.
act-pending-confirm = Cadarnhau: { $act }
act-pending-decline = Gwrthod
act-pending-take-back = Ei dynnu'n ôl
act-timetable-found = Beth a ganfu'r gwiriad
act-words-most = { $most ->
    [one] Dim mwy na { $most } gair
    [two] Dim mwy na { $most } air
   *[other] Dim mwy na { $most } gair
}

act-field-application = Eich cais
act-field-application-hint = Dim ond y rhai sy'n penderfynu ar y ceisiadau sy'n darllen hwn.
act-field-sheet = Eich sgoriau a pham
act-field-sheet-hint = Ewch drwy'r meini prawf fesul un. Dim ond pan fydd sgoriau pawb i mewn y bydd y lleill sy'n sgorio yn darllen hwn. Ni ellir ei newid wedyn.
act-field-keeps = Pwy sy'n mynd ymlaen
act-field-keeps-hint = Ticiwch bawb sy'n mynd ymlaen. Mae pawb arall allan.
act-field-keeps-bounds = Mae o leiaf { $fewest } ac ar y mwyaf { $most } yn mynd ymlaen.
act-field-present = Yn bresennol
act-field-present-hint = Faint o'r rhai sy'n cael pleidleisio oedd yn y cyfarfod pan gymerwyd y bleidlais.
act-field-for = O blaid
act-field-against = Yn erbyn
act-field-abstained = Ymataliodd
act-field-fit = A gaiff y person hwn sefyll?
act-field-fit-yes = Caiff: gallai ddal y swydd
act-field-fit-no = Na: ni all sefyll
act-field-fit-hint = Dim ond y rhai sy'n penderfynu ar y ceisiadau sy'n darllen hwn, a phwy bynnag sy'n gwrando ar apêl.
act-field-at = Dyddiad ac amser
act-field-heard = Pwy oedd yn bresennol
act-field-heard-text = Ticiwch bawb a oedd yno o'r gair cyntaf i'r olaf. Lle mae'r rheolau'n gofyn hynny, dim ond hwy a gaiff bleidleisio.
act-field-heard-hint = Nid yw rhywun a ddaeth yn hwyr neu a adawodd yn gynnar yn cael tic.
act-field-others = Eraill a oedd yn bresennol drwy'r cyfan
act-field-others-hint = Rhifau aelodaeth, un ar bob llinell. Gadewch yn wag os nad oedd neb.
act-field-votes = { $number }. { $name }: pleidleisiau
act-field-invalid = Papurau nad ydynt yn cyfrif i neb
act-field-lot = Coelbren
act-field-lot-hint = Dim ond pan fu'r un ymgeiswyr yn gyfartal am y lle olaf ddwywaith: y drefn y tynnwyd hwy, yn ôl rhifau'r rhestr hon, megis 3, 1. Mae'r cyntaf a dynnir allan.
act-field-group = Grŵp
act-field-size = Aelodau'r grŵp
act-field-weights = Yr aelodau y mae pob sefydliad yn eu cynrychioli
act-field-weights-hint = Un llinell i bob un: ei enw byr, yna'r rhif, megis undeb 12,500. Gadewch yn wag os nad yw'r rheolau'n eu pwyso.
act-field-cards = Y cardiau
act-field-cards-hint = Un llinell i bob dirprwyaeth, gyda chomas, neu wedi'i gludo o daenlen: dirprwyaeth, adran, aelodau a gynrychiolir, o blaid, yn erbyn, ymatal, heb ddod i law.
act-field-paper = Y testun
act-field-next = Rhif aelodaeth
act-field-next-hint = Y person sy'n cymryd y lle.
act-field-delegate = Rhif aelodaeth y sawl sy'n gweithredu drosoch
act-field-delegate-hint = Gall y person hwn wneud yr hyn y gall eich swydd ei wneud yn y mater hwn. Gall pawb weld hynny.
act-fault-number = { $field }: nid yw “{ $text }” yn rhif cyfan.
act-fault-members = Nid oes gan neb y rhifau aelodaeth hyn: { $numbers }
act-fault-lot = Enwch bob lle ar y rhestr unwaith ar y mwyaf, megis 3, 1.
act-fault-weights = Ysgrifennwch un llinell i bob sefydliad, pob un unwaith yn unig: ei enw byr, yna rhif.
act-cards-columns = Mae gan linell { $line } { $has } colofn; mae angen 7.
act-cards-name = Llinell { $line }: nid yw “{ $text }” yn enw byr ar ddirprwyaeth nac adran.
act-cards-figure = Llinell { $line }: nid yw “{ $text }” yn rhif cyfan.
act-cards-twice = Llinell { $line }: mae gan { $text } gerdyn eisoes.
act-cards-nothing = Nid oes cerdyn ynddo.
act-does-apply = Rydych yn ymgeisio. Ni ellir newid eich cais wedyn. Gallwch ei dynnu'n ôl.
act-does-endorse = Rydych yn cefnogi'r ymgeisydd hwn. Gall pawb weld hynny.
act-does-unendorse = Nid ydych bellach yn cefnogi'r ymgeisydd hwn. Gall pawb weld i chi ei dynnu'n ôl.
act-does-state-size = Rhoddir y maint ar y cofnod. Cyfrifir trothwyon yn ei ôl.
act-does-score = Caiff eich sgoriau eu selio. Ni ellir eu newid wedyn.
act-does-declare-interest = Nid ydych yn cymryd rhan bellach wrth benderfynu'r mater hwn. Gall pawb weld hynny. Ni ellir ei dynnu'n ôl.
act-does-select = Mae pwy bynnag na thiciwyd allan, os bu digon o bleidleisiau dros hyn.
act-does-resolve = Rhoddir pleidlais y corff ar y cofnod, a'r hyn sy'n dilyn ohoni.
act-does-vet = Dywedir wrth bwy bynnag na all sefyll, a gall apelio lle mae'r rheolau'n caniatáu hynny.
act-does-schedule = Mae gan yr ymgeisydd yr amser hwn. Gallwch roi un arall yn ddiweddarach.
act-does-draw-order = Tynnir y drefn o'r testun a rowch. Ni ellir ei thynnu eto yn y dirgel: gall pawb ei hailadrodd.
act-does-hear = Rhoddir ar y cofnod i'r ymgeisydd gael gwrandawiad, a cherbron pwy.
act-does-record-round = Rhoddir y rownd ar y cofnod. Mae pwy sy'n mynd allan ar ei hôl yn dilyn o'r rheolau.
act-does-record-card-vote = Cyhoeddir pob cerdyn. Mae a gariwyd y bleidlais yn dilyn o'r rheolau.
act-does-submit-paper = Cyflwynir eich papur. Gall pawb ei ddarllen.
act-does-draw-papers = Tynnir trefn y papurau o'r testun a rowch. Gall pawb ei hailadrodd.
act-does-publish-report = Cyhoeddir eich adroddiad. Gall pawb ei ddarllen.
act-does-invite-all = Gwahoddir pawb sy'n sefyll ar gyfer yr amser hwn.
act-does-name-next = Mae'r person hwn yn cymryd lle pwy bynnag sydd wedi mynd, am y rheswm a rowch.
act-does-delegate = Mae'r person yn gweithredu yn eich swydd tan yr amser a enwch. Gall pawb weld hynny.
act-propose-question = Cynnig cwestiwn
act-fix-questions = Pennu'r cwestiynau
act-release-questions = Rhoi'r cwestiynau i'r ymgeiswyr
act-does-propose-question = Mae eich cwestiwn yn mynd i'r rhestr y cymerir y set ohoni. Gall pawb weld ei thema; dim ond y rhai sy'n gwrando ar yr ymgeiswyr a all weld y cwestiwn, nes iddo gael ei roi allan.
act-does-fix-questions = Dyma'r cwestiynau, yr un fath i bob ymgeisydd. Ni ellir eu newid wedyn.
act-does-release-questions = O'r amser a enwch gall pob ymgeisydd ddarllen y cwestiynau. Ni ellir ei newid wedyn.
act-field-theme = Thema
act-field-theme-hint = Gair neu ddau, fel “Arwain pobl”. Gall pawb ei gweld.
act-field-theme-known = Gair neu ddau. Ar waith eisoes: { $themes }.
act-field-question = Y cwestiwn
act-field-question-hint = Dim ond y rhai sy'n gwrando ar yr ymgeiswyr sy'n darllen hwn, nes i'r cwestiynau gael eu rhoi allan.
act-field-fix = Y set
act-field-fix-text = Ticiwch bob cwestiwn sydd i'w ofyn i bob ymgeisydd. Gofynnir hwy yn y drefn hon.
act-field-fix-line = { $theme }: { $text }
act-field-asked = Beth a ofynnwyd i'r ymgeisydd
act-field-asked-text = Ticiwch bob cwestiwn a ofynnwyd.
act-field-asked-line = { $number }. { $text }
act-field-release = Ar un amser i bawb
act-field-release-text = Nid oes un ymgeisydd yn gweld y cwestiynau cyn y lleill.
act-field-minutes = Munudau
act-field-minutes-hint = Faint o amser sydd gan yr ymgeisydd. Cewch ei adael yn wag.
act-fault-theme = Gwnewch y thema'n fyrrach: gair neu ddau.
act-fault-questions = Ticiwch o leiaf un cwestiwn.
act-field-few = Ychydig sy'n cael pleidleisio
act-field-few-text = { $voters ->
    [zero] Nid oes neb yn cael pleidleisio.
    [one] { $voters } person sy'n cael pleidleisio. Peidiwch â dweud wrth neb sut mae'r papurau'n gorwedd wrth iddynt gael eu cyfrif, na'r un ffigur cyn i'r rownd gyfan gael ei chofnodi. Wedyn cymysgwch y papurau a'u selio.
    [two] { $voters } berson sy'n cael pleidleisio. Gyda chyn lleied, gall pwy bynnag sy'n gwybod rhai pleidleisiau weithio'r lleill allan. Peidiwch â dweud wrth neb sut mae'r papurau'n gorwedd wrth iddynt gael eu cyfrif, na'r un ffigur cyn i'r rownd gyfan gael ei chofnodi. Wedyn cymysgwch y papurau a'u selio.
    [few] { $voters } pherson sy'n cael pleidleisio. Gyda chyn lleied, gall pwy bynnag sy'n gwybod rhai pleidleisiau weithio'r lleill allan. Peidiwch â dweud wrth neb sut mae'r papurau'n gorwedd wrth iddynt gael eu cyfrif, na'r un ffigur cyn i'r rownd gyfan gael ei chofnodi. Wedyn cymysgwch y papurau a'u selio.
    [many] { $voters } pherson sy'n cael pleidleisio. Gyda chyn lleied, gall pwy bynnag sy'n gwybod rhai pleidleisiau weithio'r lleill allan. Peidiwch â dweud wrth neb sut mae'r papurau'n gorwedd wrth iddynt gael eu cyfrif, na'r un ffigur cyn i'r rownd gyfan gael ei chofnodi. Wedyn cymysgwch y papurau a'u selio.
   *[other] { $voters } o bobl sy'n cael pleidleisio. Gyda chyn lleied, gall pwy bynnag sy'n gwybod rhai pleidleisiau weithio'r lleill allan. Peidiwch â dweud wrth neb sut mae'r papurau'n gorwedd wrth iddynt gael eu cyfrif, na'r un ffigur cyn i'r rownd gyfan gael ei chofnodi. Wedyn cymysgwch y papurau a'u selio.
}
act-receive-application = Gwneud cais i ymuno
act-withdraw-application = Tynnu cais yn ôl
act-match-application = Chwilio am ymgeisydd ar y gofrestr
act-ask-applicant = Gofyn i ymgeisydd
act-answer-question = Ateb yr hyn a ofynnwyd
act-refer-application = Rhoi cais mewn ciw
act-record-finding = Cofnodi eich barn
act-recuse-from-application = Peidio â chymryd rhan mewn cais
act-lodge-appeal = Apelio
act-decide-appeal = Penderfynu ar apêl
act-receive-payment = Cofnodi taliad
act-refund-payment = Cofnodi arian a roddwyd yn ôl
act-extend-call = Estyn yr amser ar gyfer ceisiadau
act-does-extend-call = Bydd ceisiadau'n cau'n hwyrach, i bawb. Dywedir wrth bawb, gyda'ch rheswm. Ni ddygir cau ymlaen byth. Rhaid i ail swyddog gadarnhau.
