# Etholiadau: y dudalen gyntaf, rhestri, tudalen etholiad, enwebiadau.

matter-timetable = Amserlen
matter-strip-now = Nawr
matter-strip-next = Nesaf
matter-strip-later = Wedyn
matter-strip-never = Dim ei angen
matter-strip-voters = Pawb ar y gofrestr
matter-until = hyd
matter-from = o
matter-to = hyd
matter-dates = Pob dyddiad ac amser
matter-dates-caption = Pob dyddiad ac amser yn yr etholiad hwn
matter-next-date = Dyddiad nesaf:
matter-where = Ble mae arni
matter-can = Beth allwch chi ei wneud nawr
matter-can-nothing = Nid oes dim i chi ei wneud yma nawr.
matter-can-sign-in = Mewngofnodwch i weld beth allwch chi ei wneud yma, a pham na allwch wneud y gweddill.
matter-can-expected = Yn aros amdanoch chi
matter-cannot = Beth na allwch ei wneud eto, a pham
matter-others = Beth sydd ar ben, neu sydd i eraill ei wneud
matter-waiting = Beth sy'n aros am ail berson
matter-proposed = Cynigiwyd
matter-challenges = Heriau
matter-challenge-made = Gwnaed ar
matter-challenge-open = Heb ei phenderfynu eto
matter-challenge-upheld = Cadarnhawyd
matter-challenge-dismissed = Ni chadarnhawyd
matter-pages = Rhagor am yr etholiad hwn
matter-link-nominations = Ymgeiswyr a phwy sy'n eu cefnogi
matter-link-nominations-hint = Pwy sy'n sefyll, a faint o gefnogaeth sydd gan bob un.
matter-link-progress = Sut mae hi wedi mynd hyd yma
matter-link-progress-hint = Pwy sy'n sefyll, beth a benderfynwyd a thrwy ba bleidleisiau.
matter-link-statements = Datganiadau
matter-link-statements-hint = Beth mae'r ymgeiswyr yn ei ddweud, yn y drefn a dynnwyd drwy goelbren.
matter-link-roll = Y gofrestr
matter-link-roll-hint = Faint sy'n cael pleidleisio, ac a ydych chi'n un ohonynt.
matter-link-trustees = Y ceidwaid allwedd
matter-link-trustees-hint = Pwy sy'n cadw allwedd y blwch pleidleisio, a beth maent wedi'i wneud.
matter-link-box = Y blwch
matter-link-box-hint = Gwiriwch fod eich pleidlais ynddo; gwelwch faint sydd wedi pleidleisio.
matter-link-booklet = Y llyfryn
matter-link-booklet-hint = Dyddiadau, sut i bleidleisio, pob datganiad a'r rheolau, i'w hargraffu (PDF).
matter-link-result = Y canlyniad
matter-link-result-hint = Pwy sydd wedi'i ethol, sut y cyfrifwyd, a sut i'w wirio.
matter-rules = Rheolau'r etholiad hwn
matter-calendar = Rhoi'r dyddiadau yn eich calendr
matter-contact = Pwy sy'n ei gynnal
matter-contact-text = Iddyn nhw y mae cwestiynau am yr etholiad hwn yn mynd.
matter-vote-title = Pleidleisio
matter-vote-text = Pleidleisiwch â'r ddolen neu'r cod yn eich llythyr neu'ch neges. Ni all neb weld a ydych wedi pleidleisio eisoes.
matter-vote-code = Pleidleisio â'ch cod
matter-see-result = Gweld y canlyniad
matter-elected = Etholwyd
matter-elected-names = { $number ->
    [one] Etholwyd: { $names }.
   *[other] Etholwyd { $number }: { $names }.
}
matter-elected-provisional = { $number ->
    [one] Etholwyd, oni chadarnheir her: { $names }.
   *[other] Etholwyd { $number }, oni chadarnheir her: { $names }.
}
matter-tag-declared = Datganwyd
matter-tag-void = Di-rym
matter-tag-lapsed = Wedi dod i ben
matter-tag-agreed = Cytunwyd
matter-tag-rejected = Gwrthodwyd
matters-running = Ar waith nawr
matters-ended = Ar ben
matters-none = Nid oes etholiad ar waith nawr.
matters-open = Agor etholiad
front-needs = Beth sydd angen eich sylw
front-needs-nothing = Nid oes dim angen eich sylw nawr.
front-no-deadline = Dim dyddiad cau
front-vote = Pleidleisio: { $matter }
front-vote-text = Pleidleisiwch â'r ddolen neu'r cod yn eich llythyr neu'ch neges, os nad ydych wedi pleidleisio eto.
front-new = Beth sy'n newydd
front-record = Y cofnod cyfan
front-results = Canlyniadau
front-welcome = Yma gallwch weld beth sy'n cael ei benderfynu, cymryd rhan, a gwirio bod popeth wedi'i wneud yn ôl y rheolau.
nominations-title = Ymgeiswyr a phwy sy'n eu cefnogi
nominations-person = Person
nominations-until = Gall canghennau gefnogi ymgeiswyr hyd
nominations-none = Nid oes neb wedi dod ymlaen eto.
nominations-nominated = Enwebwyd
nominations-consented = Cydsyniodd i sefyll
nominations-withdrawn = Tynnodd yn ôl
nominations-standing = Ymgeiswyr
nominations-fell = Nid aeth ymlaen
nominations-others = Ddim yn sefyll mwyach
nominations-since = Ers
nominations-classes = Yn perthyn i: { $classes }
nominations-limits = Terfynau ar bwy y gellir eu hethol gyda'i gilydd, ac a ellir eu cyrraedd
limits-title = Terfynau ar bwy y gellir eu hethol gyda'i gilydd
limits-met = Gall y rhai sy'n sefyll lenwi'r seddi o fewn y terfynau.
limits-unmet = Ni all y rhai sy'n sefyll lenwi'r seddi o fewn y terfynau. Ni all y bleidlais agor fel hyn.
limits-not-settled = Gall hyn newid o hyd: gall pobl gytuno i sefyll o hyd.
limits-table = Y terfynau, a phwy sy'n sefyll
limits-class = Grŵp
limits-limit = Terfyn
limits-who = Pwy sy'n sefyll
limits-stand = Faint
limits-all = Nifer yr ymgeiswyr sy'n sefyll: { $stand }. Nifer y seddi: { $seats }.
limits-try = Rhoi cynnig ar rifau eraill
limits-try-text = Nid yw hyn yn newid dim. Mae'n dweud a allai'r bobl sy'n sefyll nawr lenwi'r seddi o fewn terfynau eraill.
limits-try-button = Rhoi cynnig ar y rhifau hyn
limits-tried-met = Gydag { $limits }: gallai'r rhai sy'n sefyll lenwi'r seddi.
limits-tried-unmet = Gydag { $limits }: ni allai'r rhai sy'n sefyll lenwi'r seddi.
nominations-you = Dyma chi
nominations-supported = { $needs ->
    [one] Mae { $has } o { $needs } gangen yn cefnogi'r enwebiad hwn.
   *[other] Mae { $has } o { $needs } cangen yn cefnogi'r enwebiad hwn.
}
nominations-more = { $more ->
    [one] Mae angen { $more } arall.
   *[other] Mae angen { $more } arall.
}
nominations-by = Cefnogir gan: { $units }
nominations-support = Cefnogi { $name } dros eich cangen
nominations-units = Pa gangen sy'n cefnogi pwy
nominations-unit = Cangen
nominations-supports = Yn cefnogi
nominations-left = Gall gefnogi
nominations-left-more = { $left ->
    [one] { $left } arall
   *[other] { $left } arall
}
nominations-next = Eich cam nesaf
matter-stated = Y tu allan i'r drefn arferol
matter-report-owed = Mae'r mater hwn drosodd. Cyn y gellir agor un arall o dan yr un amrywiad argyfwng, rhaid cyhoeddi'r adroddiad arno.
