# Y sefydliad a'i weithdrefnau.

organisation-bodies = Cyrff
organisation-units = Canghennau
organisation-seats = { $number ->
    [one] { $number } sedd
   *[other] { $number } sedd
}
organisation-vacant = { $number ->
    [one] { $number } yn wag
   *[other] { $number } yn wag
}
organisation-vacancy = Gwag
organisation-since = Ers
organisation-until = hyd
organisation-powers = Pwy all benderfynu beth
organisation-power-act = Beth
organisation-power-who = Pwy
organisation-power-rule = Rheol
organisation-power-two = dau gyda'i gilydd
organisation-rulebook = Y llyfr rheolau
organisation-procedures = Gweithdrefnau a fabwysiadwyd
organisation-version = Fersiwn { $version }
organisation-acts = Beth allwch chi ei wneud
organisation-no-seats = Nid oes gan y corff hwn seddi ei hun.
organisation-suspended = Wedi'i hatal hyd
procedure-stage = Cam
procedure-digest = Crynodeb y ffeil (SHA-256)
procedure-version = Fersiwn
procedure-adopted = Mabwysiadwyd gan
procedure-adopted-at = Mabwysiadwyd ar
procedure-file = Lawrlwytho'r ffeil a fabwysiadwyd
procedure-english = Y testun Saesneg yw'r un a fabwysiadwyd.
procedure-roles = Pwy sy'n gweithredu
procedure-terms = Beth sydd wedi'i bennu ymlaen llaw
procedure-stages = Cam wrth gam
procedure-clauses = Y cymalau
procedure-source = O ble y daw
procedure-matters = Etholiadau o dan y rheolau hyn
procedure-older = Fersiynau cynharach: { $versions }
procedure-holder-seat = pwy bynnag sy'n dal y swydd hon
procedure-holder-each = pwy bynnag sy'n dal y swydd hon mewn cangen
procedure-holder-class = pob aelod o'r dosbarth “{ $class }”
procedure-holder-body = pwy bynnag sy'n dal sedd yn y corff hwn
procedure-holder-anyone = unrhyw un
procedure-holder-applicant = pwy bynnag a gynigiodd ei hun
procedure-holder-candidate = pwy bynnag sy'n sefyll yn yr etholiad hwn
procedure-holder-trustee = pwy bynnag a enwyd yn geidwad allwedd yn yr etholiad hwn
procedure-seats = { $number ->
    [one] { $number } sedd ({ $body }), am { $months } mis.
   *[other] { $number } sedd ({ $body }), pob un am { $months } mis.
}
procedure-roll = Pwy all bleidleisio: aelodau o'r dosbarth { $classes }.
procedure-roll-joined = Maent wedi ymuno erbyn { $when }.
procedure-roll-paid = Maent wedi talu'r hyn sy'n ddyledus erbyn { $when }.
procedure-roll-suspended = Nid yw aelodau sydd wedi'u hatal yn pleidleisio.
procedure-roll-frozen = Rhewir y gofrestr ar { $when }.
procedure-method = Cyfrifir y pleidleisiau yn ôl y rheol “{ $method }”.
procedure-limit = O'r rhai a etholir: { $limit }.
procedure-limit-refuse = O'r rhai a etholir: { $limit }. Os bydd llai'n sefyll, ni all y bleidlais agor.
procedure-limit-all = O'r rhai a etholir: { $limit }. Os bydd llai'n sefyll, etholir pob un ohonynt ac mae'r seddi eraill ar agor i bawb.
change-link = Newid y rheol gyfrif, y seddi neu'r terfynau
change-title = Newid rheolau'r cyfrif
change-lead = Dewiswch sut y cyfrifir pleidleisiau, faint o seddi a lenwir, a faint o rai grwpiau a etholir. Mae hyn yn gwneud fersiwn nesaf y weithdrefn. Mae etholiadau sydd ar y gweill yn cadw'r fersiwn y dechreuwyd oddi tani.
change-seats = Faint o seddi a lenwir
change-seats-words = Y frawddeg y mae aelodau'n ei darllen am y seddi
change-seats-words-hint = Os ydych yn newid y nifer, newidiwch y frawddeg hefyd.
change-seats-words-same = Rydych wedi newid nifer y seddi. Newidiwch y frawddeg hefyd.
change-method = Sut y cyfrifir pleidleisiau
change-method-hint = Pennir pob rheol wrth ei henw a'i fersiwn cyn i neb gael ei enwebu.
change-method-one = Un person yn unig y mae'r rheol hon yn ei ethol. Dewiswch reol arall, neu llenwch un sedd.
change-ties = Sut y torrir dadleuon cyfartal y mae'r rheol ei hun yn eu gadael
change-limits = Terfynau ar bwy y gellir eu hethol gyda'i gilydd
change-limits-text = Mae terfyn yn dweud faint o grŵp sy'n cael eu hethol o leiaf neu ar y mwyaf, er enghraifft o leiaf 4 menyw. Gadewch res yn wag os nad oes ei hangen. Mae ymgeiswyr yn dweud i ba grwpiau y maent yn perthyn wrth gytuno i sefyll.
change-limit = Terfyn { $number }
change-class = Grŵp
change-least = O leiaf
change-most = Dim mwy na
change-all = Os bydd llai na hynny'n sefyll, etholir pob un ohonynt, ac mae'r seddi eraill ar agor i bawb
change-number = Ysgrifennwch rif cyfan.
change-crossed = Ni all o leiaf { $least } a dim mwy na { $most } ddal gyda'i gilydd.
change-above = Dim ond { $seats } sedd sydd.
change-no-limit = Dywedwch faint o leiaf neu ar y mwyaf.
change-look = Gweld beth sy'n newid
change-proposed = Yr hyn y byddai fersiwn { $version } yn ei newid
change-nothing = Ni fyddai dim yn newid.
change-before = Nawr
change-after = Wedyn
change-asks-title = Pwy sy'n gorfod sefyll
change-asks-text = Unwaith y bydd pobl wedi cytuno i sefyll, mae tudalen yr ymgeiswyr yn dweud a allant lenwi'r seddi o fewn yr holl derfynau ar unwaith. Nid yw pleidlais na ellid ei chyfrif o fewn y terfynau yn agor.
change-asks = O leiaf { $least } sy'n dweud eu bod yn perthyn i “{ $class }”.
change-more-rules = Pob rheol arall
change-adopt = Mynd ymlaen i fabwysiadu'r fersiwn hon
procedure-ties-seed = Torrir dadl gyfartal drwy goelbren o destun a gyhoeddir cyn y cyfrif.
procedure-ties-officer = Torrir dadl gyfartal drwy goelbren y mae'r swyddog canlyniadau yn ei thynnu gerbron tystion.
procedure-revote-final = Mae pleidlais a fwriwyd yn derfynol.
procedure-revote-last = Mae pwy bynnag sy'n pleidleisio eto yn disodli'r bleidlais flaenorol; yr un olaf sy'n cyfrif.
procedure-grace = { $minutes ->
    [one] Derbynnir pleidlais a ddechreuwyd cyn y cau am { $minutes } munud ar ei ôl.
    [two] Derbynnir pleidlais a ddechreuwyd cyn y cau am { $minutes } funud ar ei ôl.
   *[other] Derbynnir pleidlais a ddechreuwyd cyn y cau am { $minutes } munud ar ei ôl.
}
procedure-trustees = { $number ->
    [one] Mae o leiaf { $number } person yn cadw allwedd y blwch pleidleisio.
    [two] Mae o leiaf { $number } berson yn cadw allwedd y blwch pleidleisio gyda'i gilydd.
   *[other] Mae o leiaf { $number } person yn cadw allwedd y blwch pleidleisio gyda'i gilydd.
}
procedure-gap = { $days ->
    [one] Mae o leiaf { $days } diwrnod rhwng { $from } a { $to }.
    [two] Mae o leiaf { $days } ddiwrnod rhwng { $from } a { $to }.
   *[other] Mae o leiaf { $days } diwrnod rhwng { $from } a { $to }.
}
procedure-gap-working = { $days ->
    [one] Mae o leiaf { $days } diwrnod gwaith rhwng { $from } a { $to }.
    [two] Mae o leiaf { $days } ddiwrnod gwaith rhwng { $from } a { $to }.
   *[other] Mae o leiaf { $days } diwrnod gwaith rhwng { $from } a { $to }.
}
procedure-window = O { $from } hyd { $to }.
procedure-date = y dyddiad “{ $title }”
procedure-edge-opens = dechrau “{ $stage }”
procedure-edge-closes = diwedd “{ $stage }”
procedure-days-after = { $number ->
    [one] { $number } diwrnod ar ôl { $edge }
    [two] { $number } ddiwrnod ar ôl { $edge }
   *[other] { $number } diwrnod ar ôl { $edge }
}
procedure-days-before = { $number ->
    [one] { $number } diwrnod cyn { $edge }
    [two] { $number } ddiwrnod cyn { $edge }
   *[other] { $number } diwrnod cyn { $edge }
}
procedure-working-days-after = { $number ->
    [one] { $number } diwrnod gwaith ar ôl { $edge }
    [two] { $number } ddiwrnod gwaith ar ôl { $edge }
   *[other] { $number } diwrnod gwaith ar ôl { $edge }
}
procedure-working-days-before = { $number ->
    [one] { $number } diwrnod gwaith cyn { $edge }
    [two] { $number } ddiwrnod gwaith cyn { $edge }
   *[other] { $number } diwrnod gwaith cyn { $edge }
}
procedure-hours-after = { $number ->
    [one] { $number } awr ar ôl { $edge }
   *[other] { $number } awr ar ôl { $edge }
}
procedure-hours-before = { $number ->
    [one] { $number } awr cyn { $edge }
   *[other] { $number } awr cyn { $edge }
}
procedure-at-time = { $when }, am { $time }
procedure-by-two = Mae ail berson yn ei gadarnhau.
procedure-required = Nid yw'r cam wedi'i orffen hebddo.
procedure-then-stage = “{ $stage }” sy'n dilyn.
act-outcome-done = Pan fydd hyn wedi'i wneud: { $then }
act-outcome-unopposed = Os nad oes mwy o ymgeiswyr na seddi: { $then }
act-outcome-no-candidate = Os na saif neb: { $then }
act-outcome-upheld = Os cadarnheir her: { $then }
act-outcome-agreed = Os yw'r bleidlais o blaid: { $then }
act-outcome-rejected = Os yw'r bleidlais yn erbyn: { $then }
act-outcome-elected = Os oes gan un ymgeisydd fwyafrif: { $then }
act-outcome-narrowed = Pan fydd cyn lleied ar ôl ag a gynlluniwyd: { $then }
procedure-lapse = Os daw'r amser i ben heb ei wneud: { $then }

body-in-force = Fel y'i cyfansoddwyd o { $date }.
body-within = Yn rhan o:
body-parts = Ei rannau:
body-voting-seats = Seddi â phleidlais
body-held = O'r rhain, wedi'u llenwi
body-entitled = Aelodau a gaiff bleidleisio nawr
body-quorum = Rhaid iddynt fod yn bresennol i benderfynu (cworwm)
body-majority = Pleidleisiau sy'n ennill cwestiwn os bydd pob un yn pleidleisio
body-quotas = Lleoedd wedi'u neilltuo
body-quota = { $group }: llenwyd { $has } o { $needs } o leoedd wedi'u neilltuo
body-quota-in = { $division }, { $group }: llenwyd { $has } o { $needs } o leoedd wedi'u neilltuo
body-quota-met = Wedi'i gyrraedd
body-quota-open = Gall seddi gwag ei gyrraedd o hyd
body-quota-unmet = Heb ei gyrraedd
body-divisions = Pwy sy'n eistedd ynddo
body-elected = Etholir gan { $by }.
body-appointed = Penodir gan { $by }.
body-ex-officio = Pwy bynnag sydd yn { $seat } sy'n eistedd yma.
body-co-opted = Dewisir gan y corff ei hun.
body-nominee = Enwir gan: { $seat }.
body-course-vacant = Os daw sedd yn wag, mae'n aros yn wag nes i'r tymor ddod i ben.
body-course-runner-up = Os daw sedd yn wag, y nesaf yn yr etholiad diwethaf sy'n ei chymryd.
body-course-countback = Os daw sedd yn wag, cyfrifir papurau'r etholiad diwethaf eto.
body-course-refill = Os daw sedd yn wag, fe'i llenwir eto yn yr un modd.
body-course-by-election = Os daw sedd yn wag, cynhelir isetholiad.
body-course-under = Gyda llai na { $months } mis o'r tymor ar ôl, mae'n aros yn wag.
body-acting = Dros dro nes i { $body } gadarnhau
body-suspended = Wedi'i atal neu ei hatal tan { $until }
body-no-vote = Heb bleidlais
body-offices = Swyddi
body-vacancies = Seddi a ddaeth yn wag
body-vacancy-left = mae'r sedd yn aros yn wag
body-vacancy-runner-up = y nesaf yn yr etholiad sy'n cymryd y sedd
body-vacancy-countback = cyfrifir y papurau eto
body-vacancy-refill = llenwir y sedd eto yn yr un modd
body-vacancy-by-election = agorwyd isetholiad
body-vacancy-by-hand = rhaid i swyddog agor isetholiad
body-vacancy-matter = Yr isetholiad
body-past = Pwy fu'n dal ei seddi o'r blaen
body-past-who = Pwy
body-past-seat = Sedd
body-past-from = O
body-past-until = Hyd
body-past-why = Pam y daeth i ben
body-end-term = Daeth y tymor i ben
body-end-resigned = Ymddiswyddodd
body-end-died = Bu farw
body-end-left = Gadawodd y sefydliad
body-end-recalled = Galwyd yn ôl
body-end-removed = Symudwyd o dan reol
body-end-not-ratified = Heb ei gadarnhau
organisation-rulebooks = Llyfrau rheolau: beth maen nhw'n ei ddweud ar unrhyw ddiwrnod, a beth newidiodd
procedure-holder-machine = nid person ond rhaglen, nad yw'n gwrthod neb

# Adroddiad corff, mewn cyfansymiau
representation-title = Mewn ffigurau: { $body }
representation-link = Seddi, presenoldeb, pleidleisiau ac adroddiadau mewn ffigurau
representation-lead = Cyfrifwyd yr adroddiad hwn o'r cofnod ac nid yw'n enwi neb. Y corff ei hun, gyda'r rhai sy'n eistedd ynddo:
representation-withheld = Ni chyhoeddir nifer o bobl o dan { $least }, nac un arall y gellid ei gyfrifo ohono; saif llinell yn ei le. Mae a ddelir y lleoedd y mae'r rheolau'n eu neilltuo i'w weld ar dudalen y corff, fel y gall unrhyw un wirio hynny.
representation-no-groups = Nid yw rheolau'r corff hwn yn neilltuo lleoedd, felly ni wyddys dim am bwy sy'n dal ei seddi.
representation-held = Seddi yn ôl grŵp
representation-groups = Cyfrifir pobl fel y datganasant wrth gymryd eu seddi; cyfrifir pwy bynnag na ddatganodd ddim gyda'r lleill.
representation-group = Grŵp
representation-within = Yn y grŵp
representation-others = Eraill
representation-contests = Pwy safodd am ei seddi
representation-no-contests = Ni chyhoeddwyd canlyniad etholiad na phenodiad i'w seddi eto.
representation-stood = { $stood ->
    [one] Safodd neu ymgeisiodd { $stood } person; cyhoeddwyd: { $elected }.
   *[other] Safodd neu ymgeisiodd { $stood } o bobl; cyhoeddwyd: { $elected }.
}
representation-since = Cyfarfodydd a agorodd ers
representation-attendance = { $meetings ->
    [one] { $meetings } cyfarfod; bu ei aelodau'n bresennol ar { $taken } o { $chances } cyfle.
   *[other] { $meetings } cyfarfod; bu eu haelodau'n bresennol ar { $taken } o { $chances } cyfle.
}
representation-no-meetings = Dim.
representation-meetings = Presenoldeb, pleidleisiau ac adroddiadau, fesul cyfarfod
representation-meeting = Cyfarfod
representation-of = { $some } o { $all }
representation-carried = Cwestiynau a dderbyniwyd
representation-called = Pleidleisiau a roddwyd wrth enw
representation-reports = Adroddiadau a roddwyd
representation-overdue = { $number ->
    [one] { $number } yn hwyr
   *[other] { $number } yn hwyr
}
