# Sut yr aeth mater y mae cyrff yn ei benderfynu: ymgeiswyr, pleidleisiau, rowndiau, cardiau, papurau; a'r ceisiadau.

progress-title = Sut mae hi wedi mynd hyd yma
progress-candidates = Pwy sy'n sefyll, a phwy a safodd
progress-state = Nawr
progress-standing = Yn sefyll
progress-elected = Wedi'i ethol
progress-not-elected = Heb ei ethol
progress-appointed = Penodwyd
progress-not-appointed = Ni phenodwyd
progress-withdrawn = Tynnodd yn ôl
progress-unfit = Ni all sefyll
progress-out = Heb ei gadw
progress-out-at = Yn y cam: { $stage }
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
questions-title = Y cwestiynau
questions-link-hint = Beth a ofynnir i bob ymgeisydd, i'r rhai a gaiff ei weld erbyn hyn.
questions-none = Nid oes neb wedi cynnig cwestiwn eto.
questions-fixed = { $number ->
    [zero] Dim cwestiynau. Pennwyd
    [one] { $number } cwestiwn, yr un fath i bob ymgeisydd. Pennwyd
    [two] { $number } gwestiwn, yr un fath i bob ymgeisydd. Pennwyd
    [few] { $number } chwestiwn, yr un fath i bob ymgeisydd. Pennwyd
    [many] { $number } chwestiwn, yr un fath i bob ymgeisydd. Pennwyd
   *[other] { $number } cwestiwn, yr un fath i bob ymgeisydd. Pennwyd
}
questions-open = Nid yw'r cwestiynau wedi'u pennu eto.
questions-released = Gall pob ymgeisydd eu darllen o
questions-closed = Fe'u dangosir i'r ymgeiswyr ar un amser, ac i bawb ar ôl i'r cyfweliadau i gyd ddod i ben.
questions-number = Cwestiwn { $number }
questions-log = Beth a ofynnwyd i bob ymgeisydd
questions-asked = Gofynnwyd
questions-left-out = Heb eu gofyn
questions-no-number = Dim un
questions-missed = Pwy a'i collodd
questions-bank = Pob cwestiwn a gynigiwyd
questions-in-set = Yn y set
times-link = Rhoi'r cyfweliadau yn eich calendr
times-link-hint = Eich amser chi, neu bob un os ydych yn gwrando ar yr ymgeiswyr.
times-own = Eich cyfweliad: { $title }
times-of = Cyfweliad { $name }: { $title }
times-more = Mae tudalen y penodiad yn dweud beth sy'n newydd.
report-title = Adroddiad: { $title }
report-link = Yr adroddiad, o'r cofnod
report-lead = O'r cofnod y gwneir yr adroddiad hwn. Nid oes neb yn ei ysgrifennu, a gall pawb ei wirio.
report-opened = Agorwyd
report-running = Mae'n dal ar y gweill. Gall yr hyn sydd yma dyfu.
report-entries = Cofnodiadau
report-figures = Mewn ffigurau
report-applied = Gwnaeth gais
report-withdrew = Tynnodd yn ôl
report-scored = Taflenni sgorio a gyflwynwyd
report-heard = Gwrandawiadau ymgeiswyr
report-unfit = Barnwyd nad yw'n gallu dal y swydd
report-rounds = Rowndiau'r bleidlais
report-challenges = Heriau ac apelau
report-upheld = O'r rhain, a gadarnhawyd
report-stages = Y camau a sut y daeth pob un i ben
report-recused = Heb gymryd rhan oherwydd buddiant
report-heard-caption = Pwy a glywyd, a faint a fu'n bresennol drwyddi draw
report-acts = Pob gweithred, gyda'i chofnodiad

# Cwestiynau monitro, wrth ochr cais
monitoring-title = Pwy sy'n ymgeisio am ein swyddi
monitoring-told = Does dim rhaid ichi ateb y cwestiynau hyn, ac nid yw'n gwneud dim gwahaniaeth i'ch cais. Nid yw neb sy'n penderfynu arno byth yn gweld ateb. Ychwanegir pob ateb at gyfanswm ac wedyn nid yw'n eiddo i neb: ni chedwir enw, amser na chopi gydag ef, fel na ellir chwilio amdano, ei newid na'i dynnu'n ôl, gennych chi na chan neb. Cyhoeddir y cyfansymiau ar ôl cyhoeddi'r canlyniad, heb unrhyw rif o dan { $least }. Fe'u cedwir nes i'r sefydliad eu dileu.
monitoring-hint = Gadewch allan beth bynnag a fynnwch.
monitored-gender = Rhywedd
monitored-woman = Menyw
monitored-man = Dyn
monitored-other-gender = Y naill na'r llall, neu mewn ffordd arall
monitored-ethnicity = Grŵp ethnig
monitored-asian = Asiaidd neu Brydeinig Asiaidd
monitored-black = Du, Prydeinig Du, Caribïaidd neu Affricanaidd
monitored-mixed = Grwpiau ethnig cymysg neu luosog
monitored-white = Gwyn
monitored-other-ethnicity = Grŵp ethnig arall
monitored-disability = Anabledd
monitored-disabled = Anabl
monitored-not-disabled = Heb anabledd
monitored-age = Oed
monitored-under-25 = O dan 25
monitored-25-34 = 25 i 34
monitored-35-44 = 35 i 44
monitored-45-54 = 45 i 54
monitored-55-64 = 55 i 64
monitored-65-over = 65 neu drosodd
monitored-not-said = Byddai'n well gennyf beidio â dweud
monitoring-report = Pwy a ymgeisiodd, hyd y dywedasant wrthym
monitoring-report-told = Nid oedd rhaid i neb ateb, a chyfrifir y rhai a adawodd gwestiwn allan gyda'r rhai y byddai'n well ganddynt beidio â dweud. Ni chadwyd yr atebion erioed gydag enw. Ni chyhoeddir rhif o dan { $least }, nac un arall y gellid ei gyfrifo ohono; saif llinell yn ei le.
monitoring-report-few = Atebodd cyn lleied fel na ellir cyhoeddi rhif heb ddweud am rywun.
monitoring-answer = Ateb
monitoring-persons = Pobl
monitoring-withheld = heb ei gyhoeddi
