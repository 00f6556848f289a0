# Canlyniad etholiad, ei gamau, pleidleisiau unigol a ffeiliau.

result-title = Canlyniad
result-provisional = Dros dro
result-provisional-text = Mae’r pleidleisiau wedi’u cyfrif, ond nid yw’r canlyniad wedi’i ddatgan eto.
result-provisional-until = Mae’r pleidleisiau wedi’u cyfrif, ond nid yw’r canlyniad wedi’i ddatgan eto. Gellir ei herio tan { $until }.
result-figures = Y ffigurau
result-why = Pam y gall enillydd gael llai na hanner y pleidleisiau
result-candidates = Yr ymgeiswyr
result-candidate = Ymgeisydd
result-first = Dewisiadau cyntaf
result-share = O’r pleidleisiau dilys
result-last = Pleidleisiau ar y diwedd
result-outcome = Canlyniad
result-elected = Etholwyd
result-excluded = Bwriwyd allan
result-limits = Terfynau ar bwy y gellid eu hethol gyda’i gilydd
result-limits-text = Mae rheolau’r etholiad hwn yn dweud faint o rai grwpiau sy’n cael eu hethol. Dywedodd ymgeiswyr i ba grwpiau y maent yn perthyn wrth gytuno i sefyll.
result-limit = Gofynnwyd am: { $limit }. Etholwyd: { $elected }.
result-limits-idle = Ni newidiodd y terfynau ddim: nid oedd yr un cam lle penderfynasant a gâi rhywun ei ethol neu ei fwrw allan.
result-limits-bound = Yr hyn a benderfynodd y terfynau
result-limits-without = Gweld pwy fyddai wedi’u hethol heb y terfynau
result-story = Y cyfrif, fesul cam
result-story-lead = { $stages ->
    [one] Un cam oedd i’r cyfrif.
    [two] Dau gam oedd i’r cyfrif. Adroddir pob un yma mewn geiriau.
    [few] Tri cham oedd i’r cyfrif. Adroddir pob un yma mewn geiriau.
    [many] Chwe cham oedd i’r cyfrif. Adroddir pob un yma mewn geiriau.
   *[other] { $stages } o gamau oedd i’r cyfrif. Adroddir pob un yma mewn geiriau.
}
result-stage-link = Ffigurau a lluniau’r cam hwn
result-stage-link-of = : { $stage }
result-clause = Y rheol a ddefnyddiwyd: { $clause }
result-end = Y sefyllfa ar y diwedd
result-table = Pleidleisiau ar ddiwedd pob cam
result-stage = Cam
result-nobody = Neb: dim dewis pellach
result-not-transferable = Anhrosglwyddadwy
result-lost = Collwyd drwy ffracsiwn
result-quota = Cwota
result-quota-legend = Mae’r llinell yn nodi’r cwota: mae { $quota } o bleidleisiau yn ddigon am sedd.
result-gain-legend = Ail ran y bar yw’r hyn a ddaeth yn y cam hwn.
result-follow = Dilyn un papur
result-follow-text = Cyn agor y pleidleisiau fe’u cymysgwyd sawl gwaith, felly ni all neb ddweud papur pwy yw papur pwy. Yma gallwch ddilyn unrhyw un o’r { $total } o bapurau drwy’r cyfrif yn ôl ei le yn y rhestr gymysg. Nid yw derbynneb yn arwain yma.
result-follow-label = Lle yn y rhestr gymysg
result-follow-hint = Rhif o 1 i { $total }
result-follow-button = Dilyn y papur hwn
result-files = Ffeiliau
result-files-lead = Gyda’r ffeiliau hyn gall unrhyw un wirio’r canlyniad neu gyfrif eto.
result-none = Nid oes canlyniad eto.
result-none-when = Nid oes canlyniad eto. Cyfrifir y pleidleisiau o { $when } ymlaen.
result-unopposed = Etholwyd heb bleidlais, am nad oedd mwy o ymgeiswyr nag o seddi: { $names }.
result-back-matter = Yn ôl i’r etholiad

result-digest-rules = Rheolau’r etholiad
result-digest-roll = Y gofrestr
result-digest-election = Y papur pleidleisio
result-digest-box = Y blwch caeedig
result-digest-count = Y cyfrif

one-stage-of = Cam { $number } o { $last }
one-stage-bars = Pleidleisiau ar ddiwedd y cam hwn
one-stage-flow = I ble’r aeth pleidleisiau
one-stage-moved = Beth a symudodd
one-stage-from = Oddi wrth
one-stage-value = Gwerth pob un
one-stage-to = At
one-stage-papers = Papurau
one-stage-votes = Pleidleisiau
one-stage-earlier = Y cam blaenorol
one-stage-later = Y cam nesaf
one-stage-pages = Camau

vote-title = Papur { $place }
vote-lead = Lle { $place } o { $total } yn y rhestr gymysg. Ni all neb ddweud papur pwy yw hwn.
vote-ranking = Y dewisiadau ar y papur hwn
vote-blank = Nid oes ar y papur hwn ddewis y gellid ei gyfrif.
vote-steps = Beth a wnaeth yn y cyfrif
vote-stage = Cam
vote-counts = Yn cyfrif i
vote-used = Wedi dod i ben
vote-moved = Symudodd
vote-holding = { $name }: { $value } o bleidlais
vote-holding-whole = { $name }: y bleidlais gyfan
vote-ended = { $value } o bleidlais: ni allai’r un dewis pellach ei defnyddio
vote-earlier = Y papur blaenorol
vote-later = Y papur nesaf
vote-pages = Papurau
vote-no-such-place = Nid oes lle o’r fath. Teipiwch rif o 1 i { $total }.

file-declaration = Datganiad o’r canlyniad, i’w argraffu a’i lofnodi
file-archive = Archif yr etholiad: pob pleidlais dan sêl a phob prawf
file-report = Adroddiad y rhaglen wirio
file-words = Y cyfrif mewn geiriau
file-sheet = Taflen ganlyniadau: y pleidleisiau ym mhob cam
file-transfers = Popeth a symudodd, fesul cam
file-figures = Ffigurau’r datganiad
file-ballots = Y papurau agored yn y drefn gymysg
file-json = Y cyfrif, i raglenni
file-figures-json = Y canlyniad a’i ffigurau, i raglenni

otherwise-title = Beth pe bai wedi’i gyfrif yn wahanol?
otherwise-link-text = A fyddai ffordd arall o gyfrif wedi ethol rhywun arall? A fyddai wedi gwneud gwahaniaeth pe na bai un ymgeisydd wedi sefyll?
otherwise-link = Gweld beth fyddai’r un pleidleisiau wedi’i roi
otherwise-lead = Cyfrifiadau yw’r rhain gyda’r pleidleisiau a fwriwyd. Maent yn dangos ar beth yr oedd y canlyniad yn dibynnu.
otherwise-stands = Mae’r canlyniad yn sefyll. Penderfynwyd sut y cyfrifir pleidleisiau cyn i neb gael ei enwebu, a phleidleisiodd pobl gan wybod hynny.
otherwise-rules = Yr un pleidleisiau yn ôl rheolau eraill
otherwise-rules-text = Mae pob llinell yn cymryd yr un pleidleisiau ac yn eu cyfrif yn ôl rheol arall.
otherwise-rule = Rheol
otherwise-elected = Pwy fyddai’n cael ei ethol
otherwise-same = Yr un bobl.
otherwise-instead = { $gained } yn lle { $lost }.
otherwise-gained = Yr un bobl, a { $gained } hefyd.
otherwise-lost = { $lost-number ->
    [one] Yr un bobl, ond nid { $lost }; byddai’r sedd honno’n aros yn wag.
   *[other] Yr un bobl, ond nid { $lost }; byddai’r seddi hynny’n aros yn wag.
}
otherwise-by-lot = Byddai coelbren wedi penderfynu rhan ohono.
otherwise-impossible = Ni ellir cyfrif y pleidleisiau hyn felly.
otherwise-unconstrained = Dim amod ar bwy a etholir
otherwise-withdrawals = Pe na bai rhywun wedi sefyll
otherwise-withdrawals-text = Mae pob llinell yn gadael un ymgeisydd allan ac yn cyfrif y gweddill yn ôl yr un rheol ag o’r blaen.
