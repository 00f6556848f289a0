# Ymarferion: etholiad a ymarferir gydag aelodau dychmygol cyn ei gynnal.

rehearsal-title = Ymarfer
rehearsal-told = Beth ddigwyddodd
rehearsal-lead = Ymarferwch yr etholiad yma cyn ei gynnal. Aelodau dychmygol sydd yma. Symudwch y cloc, gadewch i'r lleill wneud eu rhan, ac edrychwch ar bob cam o bob ochr.

rehearsal-clock = Cloc yr ymarfer
rehearsal-clock-due = Bydd y peth nesaf yn digwydd ar { $next }.
rehearsal-clock-next = Symud y cloc i'r amser hwnnw
rehearsal-clock-to = Neu symud i ddyddiad ac amser
rehearsal-clock-hint = Dim ond ymlaen y mae'r cloc yn mynd.
rehearsal-clock-move = Symud y cloc
rehearsal-clock-moved = Symudwyd y cloc. Yr amser nawr yw { $now }.
rehearsal-clock-wrong = Nid yw hwn yn ddyddiad ac amser. Ysgrifennwch ef fel hyn: 2026-10-02 12:00.
rehearsal-clock-back = Dim ond ymlaen y mae'r cloc yn mynd. Dewiswch amser diweddarach.

rehearsal-step = Nawr: { $step }
rehearsal-ended = Mae'r etholiad hwn wedi dod i ben.
rehearsal-play = Gwneud y cam hwn dros y lleill
rehearsal-play-hint = Bydd swyddogion, ymgeiswyr, ceidwaid allwedd a phleidleiswyr dychmygol yn gwneud yr hyn sydd ei angen o hyd ar y cam hwn. Mae'r hyn a wnaethoch chi eich hun yn aros fel y mae.
rehearsal-not-open = Nid yw'r cam hwn wedi agor eto. Symudwch y cloc yn gyntaf.

rehearsal-parts = Pwy yw pwy
rehearsal-part = Rhan
rehearsal-person = Mewngofnodi fel
rehearsal-be = { $name }
rehearsal-part-member = Aelod â phleidlais
rehearsal-links = Pleidleisiwch eich hun
rehearsal-link = Dolen bleidleisio { $number }
rehearsal-links-hint = Mae pob dolen ar gyfer un pleidleisiwr dychmygol ac mae'n gweithio unwaith.

rehearsal-played-nothing = Nid oedd dim i'w wneud.
rehearsal-played-confirmed = { $count ->
    [one] Cadarnhawyd { $count } weithred a oedd yn aros am ail berson.
    [two] Cadarnhawyd { $count } weithred a oedd yn aros am ail berson.
   *[other] Cadarnhawyd { $count } gweithred a oedd yn aros am ail berson.
}
rehearsal-played-acts = { $count ->
    [one] Gwnaed { $count } weithred gan y lleill.
    [two] Gwnaed { $count } weithred gan y lleill.
   *[other] Gwnaed { $count } gweithred gan y lleill.
}
rehearsal-played-notice = Rhoddwyd hysbysiad o'r amserlen.
rehearsal-played-voters = { $count ->
    [two] Mae'r gofrestr wedi'i rhewi, gyda { $count } bleidleisiwr.
    [few] Mae'r gofrestr wedi'i rhewi, gyda { $count } phleidleisiwr.
    [many] Mae'r gofrestr wedi'i rhewi, gyda { $count } phleidleisiwr.
   *[other] Mae'r gofrestr wedi'i rhewi, gyda { $count } pleidleisiwr.
}
rehearsal-played-nominations = { $count ->
    [two] Safodd { $count } berson.
    [few] Safodd { $count } pherson.
    [many] Safodd { $count } pherson.
   *[other] Safodd { $count } person.
}
rehearsal-played-supports = { $count ->
    [one] Rhoddwyd { $count } gefnogaeth.
    [two] Rhoddwyd { $count } gefnogaeth.
    [few] Rhoddwyd { $count } chefnogaeth.
    [many] Rhoddwyd { $count } chefnogaeth.
   *[other] Rhoddwyd { $count } cefnogaeth.
}
rehearsal-played-consents = { $count ->
   *[other] Cydsyniodd { $count } ymgeisydd.
}
rehearsal-played-statements = Cyhoeddwyd y datganiadau.
rehearsal-played-keys = Gwnaed a phrofwyd yr allweddi a'r codau pleidleisio.
rehearsal-played-opened = Agorwyd y bleidlais.
rehearsal-played-votes = { $count ->
    [two] Pleidleisiodd { $count } bleidleisiwr dychmygol.
    [few] Pleidleisiodd { $count } phleidleisiwr dychmygol.
    [many] Pleidleisiodd { $count } phleidleisiwr dychmygol.
   *[other] Pleidleisiodd { $count } pleidleisiwr dychmygol.
}
rehearsal-played-closed = Caewyd y bleidlais.
rehearsal-played-mixed = Mae pob ceidwad allwedd wedi cymysgu'r pleidleisiau.
rehearsal-played-left = { $count ->
    [two] Gwnaeth { $count } geidwad eu hallwedd y tu allan i'r dudalen hon, a rhaid iddynt fynd ymlaen â hi.
    [few] Gwnaeth { $count } cheidwad eu hallwedd y tu allan i'r dudalen hon, a rhaid iddynt fynd ymlaen â hi.
    [many] Gwnaeth { $count } cheidwad eu hallwedd y tu allan i'r dudalen hon, a rhaid iddynt fynd ymlaen â hi.
   *[other] Gwnaeth { $count } ceidwad eu hallwedd y tu allan i'r dudalen hon, a rhaid mynd ymlaen â hi.
}
rehearsal-played-counted = Agorwyd a chyfrifwyd y pleidleisiau.
rehearsal-played-declared = Datganwyd y canlyniad.

rehearsal-button = Ymarfer yr etholiad hwn
rehearsal-list-title = Ymarferion o'r etholiad hwn
rehearsal-list-lead = Copi o'r etholiad hwn gydag aelodau dychmygol yw ymarfer. Mae ganddo ei gyfeiriad ei hun, ac ni all dim ohono fynd i mewn i'r etholiad go iawn.
rehearsal-list-none = Nid oes ymarfer ar waith.
rehearsal-list-open = Agor { $name }
rehearsal-list-away = Taflu { $name }
rehearsal-list-begin = Dechrau ymarfer newydd
