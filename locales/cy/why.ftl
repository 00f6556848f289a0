# Pam na ellir gwneud rhywbeth: un frawddeg ar gyfer pob rheswm.

why-too-early = Gellir gwneud hyn o { $opens }.
why-too-late = Daeth yr amser ar gyfer hyn i ben ar { $closed }.
why-other-stage = Mae'r etholiad ar y cam “{ $stage }”, ac ni wneir hyn yn y cam hwnnw.
why-matter-ended = Mae'r etholiad drosodd: { $end }.
why-unknown-matter = Nid oes etholiad o'r fath.
why-unknown-act = Nid oes gweithred o'r fath yn rheolau'r etholiad hwn.
why-not-the-role = Dim ond y person hwn all wneud hyn: { $role }.
why-unit-not-named = Rydych yn dal y swydd hon mewn sawl cangen. Dywedwch dros ba un rydych yn gweithredu.
why-unit-suspended = Mae cangen { $unit } wedi'i hatal hyd { $until }.
why-suspended = Rydych wedi'ch atal.
why-suspended-until = Rydych wedi'ch atal hyd { $until }.
why-not-a-member = Dim ond aelodau all wneud hyn.
why-wrong-class = Dim ond aelodau o'r dosbarth hwn all wneud hyn: { $classes }.
why-too-short = { $has ->
    [one] Mae hyn yn gofyn am aelodaeth ddi-dor o { $needs } mis. Mae gennych { $has } mis.
    [two] Mae hyn yn gofyn am aelodaeth ddi-dor o { $needs } mis. Mae gennych { $has } fis.
   *[other] Mae hyn yn gofyn am aelodaeth ddi-dor o { $needs } mis. Mae gennych { $has } mis.
}
why-not-on-roll = Dim ond pobl ar y gofrestr sydd wedi'i rhewi all wneud hyn.
why-not-done = Rhaid gwneud rhywbeth arall yn gyntaf: { $act }.
why-not-done-opening = Rhaid agor y bleidlais yn gyntaf.
why-not-done-closing = Rhaid cau'r bleidlais yn gyntaf.
why-not-done-roll = Rhaid rhewi'r gofrestr yn gyntaf.
why-not-done-count = Rhaid cofnodi'r cyfrif yn gyntaf.
why-at-most = { $most ->
    [one] Gellir gwneud hyn { $most } waith ar y mwyaf, ac mae hynny wedi'i gyrraedd.
    [two] Gellir gwneud hyn { $most } waith ar y mwyaf, ac mae hynny wedi'i gyrraedd.
   *[other] Gellir gwneud hyn { $most } gwaith ar y mwyaf, ac mae hynny wedi'i gyrraedd.
}
why-too-few-units = { $needs ->
    [one] Mae hyn yn gofyn am gefnogaeth { $needs } gangen. Mae { $has }.
    [two] Mae hyn yn gofyn am gefnogaeth { $needs } gangen. Mae { $has }.
    [many] Mae hyn yn gofyn am gefnogaeth { $needs } changen. Mae { $has }.
   *[other] Mae hyn yn gofyn am gefnogaeth { $needs } cangen. Mae { $has }.
}
why-trustees-missing = Mae { $missing } o'r { $of } ceidwad allwedd heb wneud hyn eto: { $act }.
why-trustees-none = Nid oes ceidwaid allwedd wedi'u henwi eto.
why-too-few-trustees = { $needs ->
    [one] Mae hyn yn gofyn am { $needs } ceidwad allwedd. Enwyd { $has }.
    [two] Mae hyn yn gofyn am { $needs } geidwad allwedd. Enwyd { $has }.
    [few] Mae hyn yn gofyn am { $needs } cheidwad allwedd. Enwyd { $has }.
    [many] Mae hyn yn gofyn am { $needs } cheidwad allwedd. Enwyd { $has }.
   *[other] Mae hyn yn gofyn am { $needs } ceidwad allwedd. Enwyd { $has }.
}
why-cannot-be-filled = Ni all yr ymgeiswyr sy'n sefyll lenwi'r seddi o fewn y terfynau ar bwy y gellir eu hethol gyda'i gilydd. Gweler tudalen yr ymgeiswyr.
why-interest-stood = Buoch yn ymgeisydd yn yr etholiad hwn.
why-interest-trustee = Rydych yn cadw rhan o allwedd y blwch pleidleisio.
why-interest-named-stood = Bu'r person rydych yn ei enwi yn ymgeisydd.
why-interest-named-office = Mae'r person rydych yn ei enwi yn dal swydd yn yr etholiad hwn.
why-interest = Mae gennych fuddiant yn yr etholiad hwn: { $interest }.
why-open-challenges = { $open ->
    [one] Mae { $open } her heb ei phenderfynu eto.
    [two] Mae { $open } her heb eu penderfynu eto.
   *[other] Mae { $open } her heb eu penderfynu eto.
}
why-did-it = Ni allwch wneud hyn, oherwydd chi wnaeth hyn: { $act }.
why-credentials-differ = Mae { $credentials } cod pleidleisio ar gyfer { $roll } person ar y gofrestr.
why-no-vote-held = Mae hyn yn gofyn am bleidlais corff ({ $share }), ac nid oes pleidlais o'r fath ar y cofnod.
why-no-quorum = Rhaid i o leiaf { $needs } o'r corff fod yn bresennol; mae { $has } yno.
why-too-little-support = Mae angen cefnogaeth { $needs } yn y grŵp hwn: { $group }. Hyd yma: { $has }.
why-size-unknown = Nid yw maint y grŵp hwn wedi'i nodi eto: { $group }.
why-not-agreed = Rhaid i'r corff gytuno yn gyntaf yn y cam hwn: “{ $stage }”.
why-outside-window = Dim ond yn ystod y cam hwn y gellir gwneud hyn: “{ $stage }”.
why-not-heard = Dim ond y rhai a glywodd bob ymgeisydd a all wneud hyn. Collwyd: { $missed }.
why-not-scored = Taflenni sgorio ar goll o hyd: { $missing }.
why-not-each-candidate = Rhaid gwneud hyn ar gyfer pob ymgeisydd: { $act }. Ar goll o hyd: { $missing }.
why-too-few-stand = Ymgeiswyr sydd eu hangen: { $needs }. Yn sefyll: { $has }.
why-too-many-stand = Ymgeiswyr a ganiateir: { $most }. Yn sefyll: { $has }.
why-done-by-too-few = Rhaid i { $needs } wneud hyn: { $act }. Hyd yma: { $has }.
why-interest-declared = Rydych wedi datgan buddiant yn y mater hwn.
why-none-of = Nid oes yr un o'r rhain yn wir: { $alternatives }.
why-same-person = Rhaid i ail berson gadarnhau hyn. Chi a'i cynigiodd.
why-no-proposal = Nid oes cynnig o'r fath yn aros.
why-already-proposed = Mae'r un peth eisoes wedi'i gynnig, yng nghofnod { $entry }. Cadarnhewch hwnnw.
why-no-candidate = Nid yw'r person hwn yn ymgeisydd yma: { $person }.
why-already-done = Gwnaed hyn eisoes.
why-too-many-words = { $has ->
    [one] Mae { $has } gair yn y testun. Y mwyaf yw { $most }.
    [two] Mae { $has } air yn y testun. Y mwyaf yw { $most }.
   *[other] Mae { $has } gair yn y testun. Y mwyaf yw { $most }.
}
why-rule-record-founding = Sefydlir sefydliad unwaith, gan gofnod cyntaf ei gofnod.
why-rule-record-powers = Dim ond y sawl sy'n dal pŵer sefydlog gan y sefydliad gaiff ei ddefnyddio.
why-rule-record-matter = Gwneir gweithred ar etholiad sydd ar agor, ac mae'n un y mae ei weithdrefn yn ei hadnabod.
why-rule-record-second-person = Daw'r hyn sy'n gofyn am ddau berson i rym pan fydd ail berson yn yr un swydd yn ei gadarnhau.
why-rule-record-form = Mae'r hyn a roddir ar y cofnod yn gyflawn, yn gyson ac o fewn ei derfynau.
why-rule-record-circle = Mae cam a fyddai'n dod i ben yr eildro yn yr un modd ar yr un foment yn dod â'r etholiad i ben.

stage-notice = Rhybudd
stage-freeze = Cofrestr
stage-nominate = Enwebiadau
stage-consent = Cydsynio
stage-publish = Datganiadau
stage-prepare = Paratoi
stage-ballot = Pleidleisio
stage-count = Cyfrif
stage-challenge = Heriau
stage-declare = Datgan
stage-call = Ceisiadau
stage-support = Cefnogaeth
stage-vet = Gwiriadau
stage-sift = Darllen
stage-interview = Cyfweliadau
stage-shortlist = Rhestr fer
stage-hustings = Hystingau
stage-rounds = Pleidlais fesul rownd
stage-decide = Penderfyniad
stage-ratify = Cadarnhau
stage-negotiate = Trafodaethau
stage-investigate = Ymchwiliad
stage-hearing = Gwrandawiad
stage-appeal = Apeliadau
stage-report = Adroddiad

stage-state-notice = Rhoddir rhybudd o'r etholiad.
stage-state-freeze = Gwneir y gofrestr o'r rhai a gaiff bleidleisio.
stage-state-nominate = Mae'r enwebiadau ar agor.
stage-state-consent = Mae ymgeiswyr yn cydsynio ac yn cyflwyno'u datganiadau.
stage-state-publish = Mae'r datganiadau ar fin cael eu cyhoeddi.
stage-state-prepare = Mae'r bleidlais yn cael ei pharatoi.
stage-state-ballot = Mae'r pleidleisio ar agor.
stage-state-ballot-waits = Gall y pleidleisio ddechrau cyn gynted ag y bydd dau swyddog wedi agor y bleidlais.
stage-state-count = Mae'r pleidleisiau'n cael eu cyfrif.
stage-state-challenge = Gellir herio'r canlyniad.
stage-state-declare = Mae'r canlyniad ar fin cael ei ddatgan.
stage-state-call = Mae'r ceisiadau ar agor.
stage-state-support = Mae aelodau a changhennau'n dweud pwy y maent yn ei gefnogi.
stage-state-vet = Gwirir pwy a gaiff sefyll.
stage-state-sift = Mae'r ceisiadau'n cael eu darllen a'u sgorio.
stage-state-interview = Mae cyfweliadau'n cael eu cynnal.
stage-state-shortlist = Penderfynir pwy sy'n mynd ymlaen.
stage-state-hustings = Mae ymgeiswyr yn ateb cwestiynau.
stage-state-rounds = Mae pleidlais fesul rownd.
stage-state-decide = Mae penderfyniad yn cael ei wneud.
stage-state-ratify = Rhoddir y penderfyniad i bleidlais y cynrychiolwyr.
stage-state-negotiate = Ceisir cytundeb.
stage-state-investigate = Mae'r ffeithiau'n cael eu canfod.
stage-state-hearing = Mae'r rhai dan sylw'n cael eu clywed.
stage-state-appeal = Gall y rhai a gadwyd allan apelio.
stage-state-report = Mae'r adroddiad ar fin cael ei gyhoeddi.
stage-state-ahead = Nid yw'r cam nesaf wedi dechrau: { $stage }.

end-declared = Mae'r canlyniad wedi'i ddatgan.
end-void = Datganwyd bod yr etholiad yn ddi-rym a rhaid ei ddechrau eto.
end-lapsed = Daeth yr etholiad i ben am na chymerwyd cam sydd ei angen arno mewn pryd.
end-agreed = Cytunwyd arno.
end-rejected = Fe'i gwrthodwyd.
end-outcome-done = Wedi'i wneud
end-outcome-unopposed = Nid oes angen pleidlais: nid oes mwy o ymgeiswyr na seddi
end-outcome-no-candidate = Ni safodd neb
end-outcome-upheld = Cadarnhawyd her
end-outcome-agreed = Cytunwyd
end-outcome-rejected = Gwrthodwyd
end-outcome-elected = Etholwyd drwy fwyafrif
end-outcome-narrowed = Mae cyn lleied ar ôl ag a gynlluniwyd
end-outcome-lapsed = Heb ei wneud mewn pryd
why-only-people = Pobl yn unig sy'n penderfynu hyn. Ni all rhaglen.
why-not-applied = Nid oes cais o'r fath.
why-not-in-queue = Nid yw'r cais yn aros yma, neu ddim mwyach.
why-interest-own-application = Eich cais chi ydyw.
why-interest-household = Cais o'ch cartref eich hun ydyw.
why-interest-unit = Cais o'ch uned eich hun ydyw.
why-interest-recused = Chi a roddodd y cais hwn mewn ciw, neu dywedasoch nad ydych yn cymryd rhan ynddo.
why-interest-refused = Cymeroch ran yn ei wrthod. Eraill sy'n penderfynu'r apêl.
