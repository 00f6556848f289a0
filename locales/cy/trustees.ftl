# Seremoni'r ceidwaid allwedd. I geidwaid allwedd ac arsylwyr, nid ar lwybr y pleidleisiwr.

trustees-title = Ceidwaid yr allwedd
trustees-lead = Mae pob ceidwad allwedd yn cadw un rhan o allwedd y blwch pleidleisio. Dim ond pan fydd pawb yn cymryd rhan y gellir agor y blwch.
trustees-own = Beth rydych chi'n ei wneud nawr
trustees-page = Agor y dudalen ar gyfer eich allwedd
trustees-by-file = Ei wneud â ffeiliau, heb y dudalen honno
trustees-command = Ar linell orchymyn eich peiriant eich hun:
trustees-hand-in = Cyflwyno
trustees-nothing = Dewiswch y ffeil yn gyntaf.
trustees-key-text = Mae'r dudalen ar gyfer eich allwedd yn gwneud yr allwedd ar eich dyfais eich hun. Nid yw'r rhan gyfrinachol byth yn ei gadael: cadwch gopi mewn lle diogel, oherwydd hebddi ni ellir agor y pleidleisiau.
trustees-key-file = Y rhan gyhoeddus (ENW.public.json)
trustees-proof-text = Anfonir prawf atoch na all neb ond deiliad eich allwedd ei ateb. Ni all y bleidlais agor cyn i bob ceidwad allwedd ateb un.
trustees-question-file = Prawf eich allwedd
trustees-proof-file = Eich ateb
trustees-mix-text = Mae cymysgu'n rhoi'r pleidleisiau seliedig mewn trefn nad oes neb yn ei gwybod, ac yn eu selio o'r newydd, fel na ellir dilyn yr un bleidlais yn ôl at y sawl a'i bwriodd.
trustees-mix-here = Cymysgu ar y gweinydd
trustees-mix-here-text = Nid yw'r gweinydd yn dal allwedd, felly nid yw'n dysgu'r un bleidlais. Ond gallai gofio'r drefn y cymysgodd drosoch. Mae un ceidwad allwedd sy'n cymysgu ar ei beiriant ei hun yn ddigon i gadw pob pleidlais yn gyfrinachol.
trustees-mix-own = Cymysgu ar eich peiriant eich hun, sy'n fwy diogel
trustees-archive = Archif yr etholiad
trustees-ciphertexts = Y pleidleisiau i'w hagor (JSON)
trustees-shuffle-file = Eich cymysgiad (SHUFFLE.json)
trustees-open-text = Rhowch eich rhan yn agor y pleidleisiau cymysg. Cadwch eich allwedd wrth law.
trustees-part-file = Eich rhan (PART.json)
trustees-who = Pwy ydyn nhw, a beth sydd wedi'i wneud
trustees-needed = { $needed ->
    [two] Mae angen o leiaf { $needed } geidwad allwedd.
    [few] Mae angen o leiaf { $needed } cheidwad allwedd.
    [many] Mae angen o leiaf { $needed } cheidwad allwedd.
   *[other] Mae angen o leiaf { $needed } ceidwad allwedd.
}
trustees-none = Nid oes neb wedi'i enwi eto.
trustees-name = Ceidwad allwedd
trustees-key = Allwedd
trustees-proof = Allwedd wedi'i phrofi
trustees-mixed = Pleidleisiau wedi'u cymysgu
trustees-opened = Rhan yn yr agor
trustees-done = Wedi'i wneud
trustees-open = Ddim eto
trustees-order = Sut mae'n mynd
trustees-step-key = Gwneud allwedd
trustees-step-key-text = Ar eich dyfais eich hun. Dim ond y rhan gyhoeddus a gyflwynir.
trustees-step-proof = Dangos ei bod yn gweithio
trustees-step-proof-text = Cyn i'r bleidlais agor. Ni ellid byth agor pleidlais ag allwedd nad yw'n gweithio.
trustees-step-mix = Cymysgu'r pleidleisiau
trustees-step-mix-text = Ar ôl cau, y naill ar ôl y llall. Caiff pob cymysgiad ei brofi a'i wirio.
trustees-step-open = Agor y pleidleisiau
trustees-step-open-text = Pan fydd pawb wedi cymysgu. Caiff pob rhan ei phrofi a'i gwirio; yna cyfrifir y pleidleisiau.
trustees-next-key = Gwnewch eich allwedd a chyflwyno'i rhan gyhoeddus, erbyn:
trustees-next-wait-key = Gwneir allweddi o:
trustees-next-proof = Atebwch brawf eich allwedd, erbyn:
trustees-next-wait-keys = Nid yw'r lleill i gyd wedi cyflwyno'u hallweddi. Yna caiff eich allwedd ei phrofi, erbyn:
trustees-next-wait-close = Dim byd nawr. Mae eich angen pan gaiff y blwch ei gau, o:
trustees-next-mix = Cymysgwch y pleidleisiau, erbyn:
trustees-next-wait-mix = Nid yw'r lleill i gyd wedi cymysgu'r pleidleisiau. Yna byddwch yn eu hagor, erbyn:
trustees-next-open = Agorwch y pleidleisiau, erbyn:
trustees-next-done = Rydych wedi gwneud popeth. Cadwch eich allwedd nes cyhoeddi'r canlyniad, yna dinistriwch hi.
trustees-no-key = Nid rhan gyhoeddus allwedd yw hon: { $fault }
trustees-no-part = Nid ateb eich allwedd yw hwn: { $fault }
trustees-no-shuffle = Nid cymysgiad pleidleisiau yw hwn: { $fault }
