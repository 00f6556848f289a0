# Geiriau'r dogfennau: canlyniadau fesul cam, y datganiad, y llyfryn, lluniau, calendrau.
# Fe'u defnyddir gan crates/papers. Y rhaglen sy'n llenwi'r gwerthoedd mewn bachau.

## Rhestrau, dyddiadau
list-and = { $first } a { $last }
list-and-vowel = { $first } ac { $last }
instant = { $weekday } { $date } am { $time }
weekday = { $day ->
    [1] dydd Llun
    [2] dydd Mawrth
    [3] dydd Mercher
    [4] dydd Iau
    [5] dydd Gwener
    [6] dydd Sadwrn
   *[7] dydd Sul
}
month = { $month ->
    [1] Ionawr
    [2] Chwefror
    [3] Mawrth
    [4] Ebrill
    [5] Mai
    [6] Mehefin
    [7] Gorffennaf
    [8] Awst
    [9] Medi
    [10] Hydref
    [11] Tachwedd
   *[12] Rhagfyr
}

## Yr ateb
answer-provisional = { $count ->
    [one] { $names } sydd wedi ennill y sedd, os na fydd her yn llwyddo. Canlyniad dros dro yw hwn.
   *[other] { $names } sydd wedi ennill y seddi ({ $seats }), yn y drefn hon, os na fydd her yn llwyddo. Canlyniad dros dro yw hwn.
}
answer-declared = { $count ->
    [one] Etholwyd { $names }.
   *[other] Etholwyd { $names } i’r seddi ({ $seats }), yn y drefn hon.
}
answer-void = Datganwyd bod yr etholiad yn ddi-rym. Ni etholwyd neb.
rule-line = Cyfrifwyd yn ôl { $name } ({ $rule }, fersiwn { $version }). Ffynhonnell: { $source }.
rule-scottish-stv = y bleidlais sengl drosglwyddadwy fel yn etholiadau lleol yr Alban
rule-ers97 = y bleidlais sengl drosglwyddadwy dan reolau 1997 yr Electoral Reform Society
rule-meek-nz = y bleidlais sengl drosglwyddadwy dan ddull Meek, fel yn Seland Newydd
rule-av = y bleidlais amgen
rule-san-francisco = y bleidlais amgen fel yn San Francisco
rule-maine = y bleidlais amgen fel ym Maine
rule-alaska = y bleidlais amgen fel yn Alaska
rule-meek-openstv = y bleidlais sengl drosglwyddadwy dan ddull Meek, fel y cyfrifai’r rhaglen OpenSTV
rule-warren-openstv = y bleidlais sengl drosglwyddadwy dan ddull Warren, fel y cyfrifai’r rhaglen OpenSTV
rule-wright = y bleidlais sengl drosglwyddadwy dan system Wright, gan ailddechrau’r cyfrif bob tro y bydd ymgeisydd yn cael ei fwrw allan
rule-cpo-stv = y bleidlais sengl drosglwyddadwy drwy gymharu canlyniadau posibl fesul dau
rule-meek-prf = y bleidlais sengl drosglwyddadwy dan ddull Meek, yn ôl rheol gyfeirio’r PR Foundation
rule-meek-certified = y bleidlais sengl drosglwyddadwy dan ddull Meek heb dalgrynnu, gyda phrawf
rule-warren = y bleidlais sengl drosglwyddadwy dan ddull Warren
rule-wigm-prf = y bleidlais sengl drosglwyddadwy yn ôl rheol gyfeirio’r PR Foundation
rule-wigm-prf-batch = y bleidlais sengl drosglwyddadwy yn ôl rheol gyfeirio’r PR Foundation, gyda’r collwyr gyda’i gilydd
rule-wigm-exact = y bleidlais sengl drosglwyddadwy mewn ffracsiynau manwl gywir
rule-minneapolis = y bleidlais sengl drosglwyddadwy fel ym Minneapolis
rule-northern-ireland = y bleidlais sengl drosglwyddadwy fel yng Ngogledd Iwerddon
rule-senate-2016 = y bleidlais sengl drosglwyddadwy fel yn Senedd Awstralia yn 2016
rule-senate-2019 = y bleidlais sengl drosglwyddadwy fel yn Senedd Awstralia rhwng 2019 a 2021
rule-senate-2021 = y bleidlais sengl drosglwyddadwy fel yn Senedd Awstralia ers Rhagfyr 2021
rule-nsw-local-2021 = y bleidlais sengl drosglwyddadwy fel yn etholiadau cyngor De Cymru Newydd ers 2021
rule-act-2008 = y bleidlais sengl drosglwyddadwy fel yn Nhiriogaeth Prifddinas Awstralia cyn 2020
rule-act-2020 = y bleidlais sengl drosglwyddadwy fel yn Nhiriogaeth Prifddinas Awstralia ers 2020
rule-dail = y bleidlais sengl drosglwyddadwy fel yn etholiadau’r Dáil
rule-cambridge = y bleidlais sengl drosglwyddadwy fel yn Cambridge, Massachusetts
rule-qpq = dewisiadau yn ôl cyniferyddion
rule-plurality = y nifer fwyaf o bleidleisiau, un bleidlais yr un
rule-plurality-at-large = y nifer fwyaf o bleidleisiau, cynifer o bleidleisiau yr un ag sydd o seddi
rule-approval = pleidleisio drwy gymeradwyo
rule-supplementary-vote = y bleidlais atodol
rule-schulze = cymharu fesul dau, dan ddull Schulze
rule-ranked-pairs = cymharu fesul dau, drwy barau mewn trefn

## Ffigurau, pob un gyda'i sail
figure-electorate = Pleidleiswyr ar y gofrestr
figure-issued = Codau pleidleisio a roddwyd
figure-cast = Pleidleisiau a fwriwyd
figure-turnout = Y ganran a bleidleisiodd (pleidleisiau a fwriwyd, gan gynnwys rhai gwag ac annilys, o’r pleidleiswyr ar y gofrestr)
figure-blank = Papurau gwag
figure-invalid-no-ranking = Papurau annilys: heb drefn yn y ffurf sy’n cyfrif
figure-invalid-nobody-standing = Papurau sy’n enwi dim ond ymgeiswyr a dynnodd yn ôl
figure-valid = Pleidleisiau dilys
figure-seats = Seddi
figure-quota = Cwota (nifer y pleidleisiau sy’n ddigon am sedd) yn y cam cyntaf
figure-stages = Camau’r cyfrif
status-elected = etholwyd yng ngham { $stage }
status-excluded = bwriwyd allan yng ngham { $stage }
status-withdrawn = tynnodd yn ôl cyn y cyfrif
status-continuing = ni etholwyd
why-half-one = Cafodd { $name } { $first } o ddewisiadau cyntaf, sef { $share } o’r pleidleisiau dilys. Nid yw hynny’n fwy na’r hanner, ac ni chafodd neb fwy na’r hanner. Felly bwriwyd allan yr ymgeisydd â’r nifer lleiaf o bleidleisiau, dro ar ôl tro, ac aeth y pleidleisiau hynny at y dewis nesaf ar bob papur. Yng ngham { $stage } roedd gan { $name } { $votes } o bleidleisiau ac enillodd.
why-half-many = Nifer y seddi yw { $seats }, felly nid oes angen hanner y pleidleisiau ar neb: mae { $quota } yn ddigon am sedd. Cafodd { $name } { $first } o ddewisiadau cyntaf, sef { $share } o’r pleidleisiau dilys, a chael ei ethol neu ei hethol yng ngham { $stage } â { $votes } o bleidleisiau: daeth y gweddill o bapurau sy’n enwi { $name } nesaf.
why-half-many-first = Nifer y seddi yw { $seats }, felly nid oes angen hanner y pleidleisiau ar neb: mae { $quota } yn ddigon am sedd. Cafodd { $name } { $first } o bleidleisiau, sef { $share } o’r pleidleisiau dilys, a chael ei ethol neu ei hethol yng ngham { $stage }.

## Y cyfrif, fesul cam
story-heading = Cam { $stage }
story-heading-run = Camau { $from } i { $to }
summary-first = Dewisiadau cyntaf
summary-surplus = Gwarged { $names }
summary-exclusion = Bwrw allan: { $names }
summary-iteration = Ailgyfrifo’r pleidleisiau
summary-iteration-exclusion = Ailgyfrifo’r pleidleisiau; bwrw allan: { $names }
summary-last-places = Llenwi’r lleoedd olaf
story-first = Cyfrifir y dewisiadau cyntaf. Pleidleisiau dilys: { $valid ->
    [one] un
   *[other] { $valid }
}. Seddi: { $seats ->
    [one] un
   *[other] { $seats }
}. Y cwota, sef nifer y pleidleisiau sy’n ddigon am sedd, yw { $quota }.
story-first-av = Cyfrifir y dewisiadau cyntaf. Pleidleisiau dilys: { $valid ->
    [one] un
   *[other] { $valid }
}. Seddi: { $seats ->
    [one] un
   *[other] { $seats }
}. Mae mwy na hanner y pleidleisiau sy’n dal mewn defnydd yn ennill: { $quota } yn y cam hwn.
story-surplus = Roedd gan { $name } { $before } o bleidleisiau, mwy na’r cwota, ac mae’n cadw { $after }. Mae’r gweddill yn mynd at y dewis nesaf ar y papurau, pob un yn werth rhan o bleidlais yn unig.
story-exclusion = { $count ->
    [one] { $names } oedd â’r nifer lleiaf o bleidleisiau, sef { $votes }, ac mae’n cael ei fwrw neu ei bwrw allan. Mae’r papurau hynny’n mynd at eu dewis nesaf.
   *[other] { $names } oedd â’r nifer lleiaf o bleidleisiau, ac ni allent ddal i fyny hyd yn oed gyda’i gilydd. Cânt eu bwrw allan, ac mae eu papurau’n mynd at y dewis nesaf.
}
story-exclusion-last = { $count ->
    [one] { $names } oedd â’r nifer lleiaf o bleidleisiau, sef { $votes }, ac mae’n cael ei fwrw neu ei bwrw allan.
   *[other] { $names } oedd â’r nifer lleiaf o bleidleisiau, a chânt eu bwrw allan.
}
story-last-places = Mae cynifer o ymgeiswyr ar ôl ag sydd o leoedd, felly’r ymgeiswyr sydd ar ôl sy’n eu llenwi.
story-iteration = Mae pob ymgeisydd a etholwyd yn cadw dim ond y gyfran o bob papur sy’n ffurfio’r cwota; caiff yr holl bleidleisiau eu hailgyfrifo.
story-iteration-exclusion = { $count ->
    [one] Yna { $names } sydd â’r nifer lleiaf o bleidleisiau, ac mae’n cael ei fwrw neu ei bwrw allan.
   *[other] Yna { $names } sydd â’r nifer lleiaf o bleidleisiau, a chânt eu bwrw allan.
}
story-quiet = Mae’r cyfrannau y mae’r ymgeiswyr etholedig yn eu cadw yn nesáu at y cwota. Nid oes neb yn cael ei ethol na’i fwrw allan.
story-receives = { $name } (+{ $votes })
story-moved = Mae pleidleisiau’n mynd at { $list }.
story-moved-most = Mae’r rhan fwyaf o’r pleidleisiau’n mynd at { $list }.
story-ended = { $papers ->
    [one] Nid oes gan un papur ddewis pellach y gellir ei ddefnyddio.
    [two] Nid oes gan ddau bapur ddewis pellach y gellir ei ddefnyddio.
    [few] Nid oes gan dri phapur ddewis pellach y gellir ei ddefnyddio.
    [many] Nid oes gan chwe phapur ddewis pellach y gellir ei ddefnyddio.
   *[other] Nid oes gan { $papers } o bapurau ddewis pellach y gellir ei ddefnyddio.
} Pleidleisiau na all neb eu defnyddio mwyach: { $votes } i gyd.
story-lost = Gan fod gwerthoedd yn cael eu torri i nifer y lleoedd degol sydd yn y rheol, collwyd { $votes } o bleidleisiau i gyd hyd yma.
story-quota-changes = Mae’r cwota’n newid o { $from } i { $to }.
story-tie-exclude-stage = Roedd { $names } yn gyfartal. Yng ngham { $number } { $chosen } oedd â’r nifer lleiaf o bleidleisiau yn eu plith, felly { $chosen } sy’n cael ei fwrw neu ei bwrw allan.
story-tie-exclude-lot = Roedd { $names } yn gyfartal ym mhob cam. Drwy goelbren rhif { $number } dewiswyd bwrw allan { $chosen }.
story-tie-transfer-first-stage = Roedd gwargedion { $names } yn gyfartal. Yng ngham { $number } { $chosen } oedd â’r nifer mwyaf o bleidleisiau yn eu plith, felly’r gwarged hwn sy’n mynd gyntaf.
story-tie-transfer-first-lot = Roedd gwargedion { $names } yn gyfartal, a’u pleidleisiau’n gyfartal ym mhob cam. Drwy goelbren rhif { $number } dewiswyd { $chosen } i fynd gyntaf.
story-tie-elect-stage = Roedd { $names } yn gyfartal, heb ddigon o leoedd i bawb. Yng ngham { $number } { $chosen } oedd â’r nifer mwyaf o bleidleisiau yn eu plith, felly etholwyd { $chosen }.
story-tie-elect-lot = Roedd { $names } yn gyfartal ym mhob cam, heb ddigon o leoedd i bawb. Drwy goelbren rhif { $number } etholwyd { $chosen }.
story-elected = { $count ->
    [one] Etholwyd { $names }.
   *[other] Etholwyd { $names }.
}

## Terfynau ar bwy y gellir eu hethol gyda’i gilydd

limit-least = o leiaf { $least } o’r dosbarth “{ $class }”
limit-most = dim mwy na { $most } o’r dosbarth “{ $class }”
limit-between = rhwng { $least } a { $most } o’r dosbarth “{ $class }”
story-guarded = Rhaid ethol { $name } bellach: heb { $name }, ni ellid llenwi’r seddi gydag { $because }.
story-doomed = Ni ellir ethol { $name } mwyach: gyda { $name }, ni ellid llenwi’r seddi gydag { $because }.

## Lluniau
bars-none = Anhrosglwyddadwy
flow-title = I ble’r aeth pleidleisiau yng ngham { $stage }
flow-description = Oddi wrth { $from }: { $list }.
flow-item = i { $name } { $votes }
flow-nobody = Neb: dim dewis pellach
qr-title = Cod sgwâr sy’n agor y dudalen bleidleisio ar ffôn

## Calendr a newyddion
calendar-window = O { $begins } tan { $ends }.
feed-title = { $organisation }: gweithredoedd cyhoeddus

## Pob dogfen ar bapur
paper-page = Tudalen
paper-of = o
paper-footer = { $title } · fersiwn { $version }

## Y llyfryn
booklet-title = { $title }
booklet-kicker = Yr ymgeiswyr a’r hyn y maent yn ei ddweud
booklet-question = Nifer yr ymgeiswyr: { $candidates ->
    [one] un
   *[other] { $candidates }
}. Nifer y seddi: { $seats ->
    [one] un
   *[other] { $seats }
}. Rhifwch yr ymgeiswyr yn y drefn yr hoffech eu gweld yn cael eu hethol: 1 i’ch dewis cyntaf, 2 i’r nesaf, ac yn y blaen, i gynifer neu gyn lleied ag y mynnwch.
booklet-dates = Dyddiadau
booklet-how = Sut i bleidleisio
booklet-how-code = Agorwch y ddolen yn eich llythyr neu’ch e-bost. Os teipiwch eich cod pleidleisio yn lle hynny, teipiwch ef yn union fel y’i hargraffwyd.
booklet-how-rank = Dewiswch yr ymgeiswyr yn eich trefn chi. Nid yw dewis diweddarach byth yn niweidio dewis cynharach: ni chaiff ei ddefnyddio ond os yw’ch dewis cynharach eisoes wedi’i ethol, neu os na ellir ei ethol.
booklet-how-check = Edrychwch dros eich rhestr, yna anfonwch hi. Cadwch y dderbynneb: gyda hi gallwch weld bod eich pleidlais yn y blwch.
booklet-how-final = Mae’ch pleidlais yn derfynol ar ôl ei hanfon.
booklet-how-again = Hyd nes i’r pleidleisio gau gallwch bleidleisio eto; eich pleidlais olaf sy’n cyfrif.
booklet-candidates = Yr ymgeiswyr
booklet-order = Mae’r ymgeiswyr yn y drefn swyddogol, sydd yr un fath ar bob papur a thudalen.
booklet-order-lot = Mae’r ymgeiswyr mewn trefn a dynnwyd drwy goelbren ac sydd yr un fath ar bob papur a thudalen. Tynnwyd y coelbren o’r geiriau hyn: “{ $seed }”.
booklet-supporters = Cefnogir gan { $names }.
booklet-no-statement = Ni chyflwynodd yr ymgeisydd hwn ddatganiad.
booklet-photo-alt = Ffotograff o { $name }
booklet-rules = Y rheolau
booklet-rules-note = Dyma reolau’r etholiad hwn fel y’u mabwysiadwyd gan y sefydliad.

## Y datganiad
declaration-declared = Datganiad o’r canlyniad, { $at }
declaration-provisional = Canlyniad dros dro, heb ei ddatgan eto
declaration-void = Datganwyd bod yr etholiad yn ddi-rym, { $at }
declaration-elected = Etholwyd, yn y drefn hon
declaration-figures = Ffigurau
declaration-candidates = Ymgeiswyr
declaration-stages = Y cyfrif mewn ffigurau
declaration-stages-note = Pleidleisiau ar ddiwedd pob cam. Cyfanswm pob colofn yw’r pleidleisiau dilys.
declaration-story = Y cyfrif mewn geiriau
declaration-lots = Coelbrennau a dynnwyd
declaration-lots-none = Nid oedd angen tynnu coelbren yn y cyfrif hwn.
declaration-hands = Pwy wnaeth beth
declaration-digests = Sail y canlyniad
declaration-digests-note = Gall unrhyw un sydd â’r ffeiliau gyfrifo’r llinellau hyn eto. Os bydd un yn wahanol, nid dyna’r ffeil a gyfrifwyd.
declaration-signed = Llofnodwyd
declaration-statement = Rydym yn datgan y canlyniad hwn. Mae’r ymgeiswyr a enwir o dan “Etholwyd, yn y drefn hon” wedi’u hethol.
declaration-statement-void = Rydym yn datgan bod yr etholiad hwn yn ddi-rym. Nid yw’n ethol neb.
declaration-name = Enw
declaration-date = Dyddiad
head-number = Rhif
head-candidate = Ymgeisydd
head-first = Dewisiadau cyntaf
head-share = O’r pleidleisiau dilys
head-last = Ar y diwedd
head-result = Canlyniad
head-non-transferable = Anhrosglwyddadwy
head-lost = Collwyd drwy ffracsiwn
head-quota = Cwota
head-what = Beth
head-who = Pwy
head-when = Pryd
