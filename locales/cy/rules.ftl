# Y llyfrau rheolau.

rules-title = Llyfrau rheolau
rules-lead = Beth mae'r rheolau'n ei ddweud, ers pryd, a beth roeddent yn ei ddweud o'r blaen.
rules-none = Nid oes llyfr rheolau wedi'i fabwysiadu eto.
rules-editions = { $number ->
    [zero] { $number } argraffiad
    [one] { $number } argraffiad
    [two] { $number } argraffiad
    [few] { $number } argraffiad
    [many] { $number } argraffiad
   *[other] { $number } argraffiad
}
rules-on = Fel yr oeddent mewn grym ar { $day }
rules-on-label = Dangos y rheolau fel yr oeddent ar
rules-since-label = a beth sydd wedi newid ers
rules-since-never = dim byd: y rheolau yn unig
rules-today = { $day } (heddiw)
rules-changes = { $number ->
    [zero] Rhwng { $since } a { $on } ni newidiodd unrhyw gymal
    [one] Rhwng { $since } a { $on } newidiodd { $number } cymal
    [two] Rhwng { $since } a { $on } newidiodd { $number } gymal
    [few] Rhwng { $since } a { $on } newidiodd { $number } chymal
    [many] Rhwng { $since } a { $on } newidiodd { $number } chymal
   *[other] Rhwng { $since } a { $on } newidiodd { $number } cymal
}
rules-new = Newydd
rules-repealed = Diddymwyd
rules-otherwise = Newidiwyd
rules-gone = Tynnwyd allan:
rules-came = Rhoddwyd i mewn:
rules-clauses = Y cymalau
rules-since = Ers { $day }:
rules-before = Beth roedd yn ei ddweud o'r blaen
rules-history = Argraffiadau
rules-edition = Mewn grym o { $day }
rules-newest = Y diweddaraf
rules-changed = { $number ->
    [zero] Ni newidiwyd unrhyw gymal.
    [one] Newidiwyd { $number } cymal.
    [two] Newidiwyd { $number } gymal.
    [few] Newidiwyd { $number } chymal.
    [many] Newidiwyd { $number } chymal.
   *[other] Newidiwyd { $number } cymal.
}
rules-file = Lawrlwytho'r ffeil a fabwysiadwyd
rules-akn = Lawrlwytho'r rheolau hyn fel Akoma Ntoso
rules-adopt-file = Ffeil y llyfr rheolau
rules-adopt-hint = Ffeil sy'n gorffen â .toml, gyda phopeth yr oedd y llyfr rheolau'n ei ddweud o'r blaen. Fe'i gwirir yn llawn cyn cofnodi dim.
rules-adopt-nothing = Nid yw'n newid unrhyw gymal o'r llyfr rheolau sydd mewn grym.
rules-adopt-from = O { $day }: { $number ->
    [zero] ni newidir unrhyw gymal
    [one] newidir { $number } cymal
    [two] newidir { $number } gymal
    [few] newidir { $number } chymal
    [many] newidir { $number } chymal
   *[other] newidir { $number } cymal
} ({ $clauses })
