# Calendrau a phapurau printiedig: y geiriau a rydd y gweinydd iddynt.

calendar-more = Mae tudalen yr etholiad yn dweud beth y gallwch ei wneud a sut.

# Y papurau printiedig.
declaration-signer-first = Swyddog canlyniadau
declaration-signer-second = Ail swyddog
declaration-digest-archive = Archif yr etholiad, ffeil election.bel (SHA-256)
booklet-opens = Pleidleisio’n agor
booklet-closes = Pleidleisio’n cau
booklet-declared = Datgenir y canlyniad erbyn
booklet-contact = Cwestiynau? Holwch { $names } ({ $title }).
