# Sut yr aeth mater y mae cyrff yn ei benderfynu: ymgeiswyr, pleidleisiau, rowndiau, cardiau, papurau; a'r ceisiadau.

progress-title = Sut mae hi wedi mynd hyd yma
progress-candidates = Pwy sy'n sefyll, a phwy a safodd
progress-state = Nawr
progress-standing = Yn sefyll
progress-elected = Wedi'i ethol
progress-not-elected = Heb ei ethol
progress-withdrawn = Tynnodd yn ôl
progress-unfit = Ni all sefyll
progress-out = Allan ar ôl: { $stage }
progress-supporters = Cefnogwyr
progress-time = Amser
progress-heard = Yn bresennol drwy'r cyfan
progress-decisions = Penderfyniadau
progress-agreed = Cytunwyd
progress-rejected = Ni chytunwyd
progress-votes = Y bleidlais
progress-vote = { $for } o blaid, { $against } yn erbyn, { $abstained } yn ymatal; { $present } yn bresennol.
progress-needed = Roedd angen { $needed }.
progress-keeps = Yn mynd ymlaen:
progress-rounds = Pleidleisiau ym mhob rownd
progress-round = Rownd { $number }
progress-round-out = Allan ar ôl rownd { $number }: { $names }
progress-cards = Y bleidlais gardiau
progress-cards-caption = Cerdyn pob dirprwyaeth
progress-carried = Cariwyd y bleidlais gardiau.
progress-lost = Collwyd y bleidlais gardiau.
progress-delegation = Dirprwyaeth
progress-section = Adran
progress-entitled = Yn cynrychioli
progress-not-received = Heb ddod i law
progress-sizes = Maint grwpiau
progress-size = { $size ->
    [zero] { $size } aelod.
    [one] { $size } aelod.
    [two] { $size } aelod.
    [few] { $size } aelod.
    [many] { $size } aelod.
   *[other] { $size } aelod.
}
progress-weights = Maent yn cynrychioli { $members } aelod.
progress-papers = Papurau
progress-reports = Adroddiadau
progress-invitations = Gwahoddiadau
progress-delegations = Pwy sy'n gweithredu dros bwy
progress-delegated = Mae { $to } yn gweithredu dros { $from } ({ $role }) tan { $until }.
applications-title = Y ceisiadau
applications-link-hint = Beth ysgrifennodd pob ymgeisydd, a'r sgoriau.
applications-read = Darllenwch y ceisiadau
applications-blind = Tra caiff y ceisiadau eu sgorio mae ganddynt rifau a dim enwau, ac mae gan bob darllenydd hwy mewn trefn arall.
applications-sealed = Rydych yn gweld eich sgoriau eich hun. Dangosir rhai'r lleill pan fydd rhai pawb i mewn.
applications-number = Cais { $number }
applications-none = Nid oes neb wedi ymgeisio.
applications-over = Allan
applications-scored = Rydych wedi sgorio hwn
applications-score = Sgoriwyd gan { $name }
applications-gone = Nid yw'r testun yn cael ei gadw bellach.
