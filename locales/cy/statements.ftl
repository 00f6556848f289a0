# Yr hyn y mae’r ymgeiswyr yn ei ddweud.

statements-title = Yr hyn y mae’r ymgeiswyr yn ei ddweud
statements-lead = Cyhoeddwyd pob datganiad ar yr un pryd. Maent mewn trefn a dynnwyd drwy goelbren.
statements-lot = Tynnwyd y coelbren o’r geiriau hyn: { $seed }
statements-lot-entry = Gweld hyn ar y cofnod
statements-later = Cyhoeddir datganiadau’r holl ymgeiswyr ar yr un pryd.
statements-later-when = Cyhoeddir datganiadau’r holl ymgeiswyr ar yr un pryd, rhwng { $opens } a { $closes }.
statements-words = { $words ->
    [one] { $words } gair
    [two] { $words } air
    [few] { $words } gair
    [many] { $words } gair
   *[other] { $words } o eiriau
}
statements-supported = Cefnogir gan { $names }
statements-none = Ni chyflwynodd yr ymgeisydd hwn ddatganiad.
statements-nobody = Nid oes neb yn sefyll.
