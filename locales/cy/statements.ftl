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
statements-booklet = Y llyfryn â phob datganiad, i’w argraffu
statements-booklet-large = Y llyfryn mewn print bras

photo-title = Eich ffotograff
photo-lead = Mae’n sefyll wrth ochr eich datganiad, ac fe’i cyhoeddir gyda’r lleill i gyd ar yr un pryd. Gallwch ei newid tan hynny.
photo-file = Ffotograff
photo-file-hint = Ffeil JPEG, PNG neu WebP o 8 MB ar y mwyaf. Dim ond y llun a gadwn: dim byd arall o’r ffeil, megis ble y’i tynnwyd.
photo-alt = Yr hyn sydd i’w weld
photo-alt-hint = Mewn ychydig eiriau, i bobl na allant ei weld. Er enghraifft: Ann yn gwenu o flaen silff lyfrau.
photo-send = Cadw’r ffotograff
photo-remove = Tynnu’r ffotograff oddi yno
photo-no-alt = Dywedwch mewn ychydig eiriau beth sydd i’w weld
photo-long-alt = Dywedwch beth sydd i’w weld ar un llinell, mewn { $most ->
    [one] { $most } llythyren
    [two] { $most } lythyren
    [few] { $most } llythyren
    [many] { $most } llythyren
   *[other] { $most } o lythrennau
} ar y mwyaf
photo-unreadable = Dewiswch ffotograff ar ffurf ffeil JPEG, PNG neu WebP. Ni ellir darllen y ffeil hon felly.
photo-too-large = Dewiswch ffotograff llai: 8 MB ar y mwyaf ac 8,000 dot o led neu o uchder
