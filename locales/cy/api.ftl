# Yr hyn y mae API y pleidleiswyr yn ei ddweud wrth wrthod, a brawddegau'r papur pleidleisio.

api-not-found = Nid oes pleidlais o'r fath
api-not-found-detail = Nid oes pleidlais yn y cyfeiriad hwn. Gwiriwch y ddolen yn eich llythyr neu'ch e-bost.
api-already-voted = Mae pleidlais eisoes wedi'i bwrw gyda'r cod hwn
api-already-voted-detail = Mae pob cod yn rhoi un bleidlais, ac mae'r bleidlais honno'n derfynol. Os nad chi a'i bwriodd, rhowch wybod i'r swyddog canlyniadau ar unwaith.
api-copy = Copi o bleidlais arall yw hon
api-copy-detail = Mae'r un papur yn y blwch eisoes o dan god arall. Gwnewch eich pleidlais eich hun ac anfonwch honno.
api-spoiled = Agorwyd y papur hwn i'w wirio
api-spoiled-detail = Ni ellir byth fwrw papur a agorwyd. Ewch yn ôl a seliwch eich pleidlais eto.
api-already-cast = Mae'r bleidlais hon yn y blwch
api-already-cast-detail = Ni ellir agor pleidlais sydd wedi'i bwrw. Dim ond papur nas bwriwyd y gellir ei wirio fel hyn.
api-bad-ballot = Ni ellir darllen y bleidlais hon
api-bad-ballot-detail = Ni chadwyd eich pleidlais. Agorwch y dudalen bleidleisio eto o'ch dolen a rhowch gynnig arall arni. Os bydd yn digwydd eto, rhowch wybod i'r swyddog canlyniadau.
api-bad-request = Mae rhywbeth o'i le ar yr hyn a anfonwyd
api-bad-request-detail = Ni newidiwyd dim. Gwiriwch yr hyn a deipioch a rhowch gynnig arall arni.
api-too-long = Anfonwyd gormod
api-too-long-detail = Ni newidiwyd dim. Mae'r hyn a anfonwyd yn hirach na dim sy'n perthyn yma.
api-unknown-code = Nid yw'r cod hwn yn perthyn i'r bleidlais hon
api-unknown-code-detail = Ni chadwyd eich pleidlais. Gwiriwch y cod yn eich llythyr neu'ch e-bost, a'i fod ar gyfer y bleidlais hon.
api-too-early = Nid yw'r pleidleisio wedi agor eto
api-too-early-detail = Ni chadwyd dim. Dewch yn ôl pan fydd y pleidleisio ar agor.
api-too-late = Mae'r pleidleisio wedi cau
api-too-late-detail = Daeth y bleidlais hon ar ôl cau'r pleidleisio, felly nid yw yn y blwch.
api-not-in-box = Nid oes pleidlais â'r olrheinydd hwn yn y blwch
api-not-in-box-detail = Gwiriwch eich bod wedi teipio'r pedwar grŵp fel y maent ar eich derbynneb. Os ydynt yn gywir, rhowch wybod i'r swyddog canlyniadau.
api-not-stored = Heb ei chadw eto
api-not-stored-detail = Ni allem gadw hon nawr. Mae'n ddiogel anfon yr un bleidlais eto: dim ond unwaith y gall gyfrif.
api-not-sent = Heb ei hanfon
api-not-sent-detail = Nid aeth y neges allan y tro hwn. Mae eich pleidlais yn ddiogel. Gallwch ofyn am y dderbynneb eto ymhen munud.

api-closes = Bydd y pleidleisio'n cau ar { $at }.
api-short-rankings = Cewch roi cynifer neu gyn lleied o ymgeiswyr ag y mynnwch mewn trefn. Os na all neb a ddewisoch ddefnyddio'ch pleidlais mwyach, ni fydd yn pasio i neb arall.
