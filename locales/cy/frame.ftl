# Y ffrâm o gwmpas pob tudalen, gwallau, a dyddiadau.

frame-skip = Neidio i'r prif gynnwys
frame-menu = Dewislen
frame-home = Hafan
frame-matters = Etholiadau
frame-organisation = Sefydliad
frame-roll = Cofrestr
frame-record = Cofnod
frame-account = Eich cyfrif
frame-own-entry = Eich cofnod ar y gofrestr
frame-sign-out = Allgofnodi
frame-sign-in = Mewngofnodi
frame-crumbs = Rydych chi yma
frame-help = Cymorth
frame-accessibility = Hygyrchedd
frame-news = Ffrwd newyddion
frame-calendar = Calendr
frame-rehearsal-label = Ymarfer
frame-rehearsal = Ymarfer: nid oes dim byd yma yn real. Ni fydd pleidleisiau a fwrir yma byth yn cyfrif mewn etholiad go iawn.

rule-number = Rheol { $clause }

fault-not-found = Heb ddod o hyd i'r dudalen
fault-not-found-advice = Nid oes dim yn y cyfeiriad hwn. Os gwnaethoch ei deipio, gwiriwch ei fod yn gywir.
fault-sign-in = Mewngofnodwch yn gyntaf
fault-sign-in-advice = Mae angen i chi fewngofnodi i weld y dudalen hon.
fault-forbidden = Nid yw'r dudalen hon ar eich cyfer chi
fault-forbidden-advice = Rydych wedi mewngofnodi, ond mae'r dudalen hon ar gyfer pobl eraill. Os ydych yn meddwl bod hynny'n anghywir, gofynnwch i'r swyddog canlyniadau.
fault-refused = Nid yw'r rheolau'n caniatáu hyn
fault-refused-advice = Ni newidiwyd dim. Dyma pam:
fault-invalid = Mae angen cywiro rhywbeth
fault-invalid-advice = Ni newidiwyd dim. Cywirwch yr hyn a restrir yma a rhowch gynnig arall arni.
fault-too-many = Gormod o gynigion
fault-too-many-advice = { $seconds ->
    [one] Arhoswch { $seconds } eiliad, yna rhowch gynnig arall arni.
    [two] Arhoswch { $seconds } eiliad, yna rhowch gynnig arall arni.
   *[other] Arhoswch { $seconds } eiliad, yna rhowch gynnig arall arni.
}
fault-not-stored = Heb ei gadw
fault-not-stored-advice = Ni chadwyd dim. Mae'n ddiogel rhoi cynnig arall arni ymhen munud.
fault-defect = Aeth rhywbeth o'i le
fault-defect-advice = Ni newidiwyd dim. Ein bai ni yw hyn ac mae wedi'i nodi. Rhowch gynnig arall arni'n nes ymlaen.
fault-opens = Gellir ei wneud o { $opens }.
fault-home = Mynd i'r dudalen gyntaf


when-now = nawr
when-in-minutes = { $minutes ->
    [one] ymhen { $minutes } munud
    [two] ymhen { $minutes } funud
   *[other] ymhen { $minutes } munud
}
when-minutes-ago = { $minutes ->
    [one] { $minutes } munud yn ôl
    [two] { $minutes } funud yn ôl
   *[other] { $minutes } munud yn ôl
}
when-in-hours = { $hours ->
    [one] ymhen { $hours } awr
   *[other] ymhen { $hours } awr
}
when-hours-ago = { $hours ->
    [one] { $hours } awr yn ôl
   *[other] { $hours } awr yn ôl
}
when-in-days = { $days ->
    [one] ymhen { $days } diwrnod
    [two] ymhen { $days } ddiwrnod
   *[other] ymhen { $days } diwrnod
}
when-days-ago = { $days ->
    [one] { $days } diwrnod yn ôl
    [two] { $days } ddiwrnod yn ôl
   *[other] { $days } diwrnod yn ôl
}

weekday-1 = Dydd Llun
weekday-2 = Dydd Mawrth
weekday-3 = Dydd Mercher
weekday-4 = Dydd Iau
weekday-5 = Dydd Gwener
weekday-6 = Dydd Sadwrn
weekday-7 = Dydd Sul
month-1 = Ionawr
month-2 = Chwefror
month-3 = Mawrth
month-4 = Ebrill
month-5 = Mai
month-6 = Mehefin
month-7 = Gorffennaf
month-8 = Awst
month-9 = Medi
month-10 = Hydref
month-11 = Tachwedd
month-12 = Rhagfyr

front-matters = Beth sy'n digwydd
front-nothing = Nid oes dim yn digwydd ar hyn o bryd.

help-title = Cymorth
help-lead = Yma gallwch weld beth mae eich sefydliad yn ei benderfynu, cymryd rhan, a gwirio bod popeth wedi'i wneud yn ôl y rheolau.
help-vote = Sut i bleidleisio
help-vote-text = Agorwch y ddolen yn y neges neu'r llythyr a anfonwyd atoch. Rhowch yr ymgeiswyr yn eich trefn chi, gwiriwch hi, a bwriwch eich pleidlais. Fe welwch dderbynneb.
help-check = Sut i wirio bod eich pleidlais yn y blwch
help-check-text = Mae eich derbynneb yn dangos pedwar grŵp byr o lythrennau a rhifau. Ar dudalen yr etholiad, dewiswch “Y blwch” a theipiwch nhw i mewn.
help-person = Siarad â pherson
help-person-text = Mae'r swyddog canlyniadau'n ateb cwestiynau am etholiad. Mae tudalen pob etholiad yn dweud sut i gysylltu â nhw.
help-elections = Pob etholiad

accessibility-title = Hygyrchedd
accessibility-lead = Dylai pawb allu defnyddio'r tudalennau hyn: gyda bysellfwrdd, darllenydd sgrin, testun mawr, ar ffôn bach, yn y tywyllwch.
accessibility-standard = Mae'r tudalennau wedi'u hadeiladu i fodloni Canllawiau Hygyrchedd Cynnwys y We, fersiwn 2.2, lefel AA. Cânt eu profi gan beiriant a chan bobl ar bob newid.
accessibility-booth = I bleidleisio ar sgrin, rhaid i'ch porwr redeg sgriptiau, oherwydd caiff eich pleidlais ei selio ar eich dyfais eich hun. Os na all, gofynnwch i'r swyddog canlyniadau am ffordd arall o bleidleisio.
accessibility-tell-us = Os nad yw rhywbeth yn gweithio i chi, dywedwch wrth y swyddog canlyniadau. Cewch gymorth i gymryd rhan mewn pryd.
