# Calendrau a phapurau printiedig: y geiriau a rydd y gweinydd iddynt.

calendar-more = Mae tudalen yr etholiad yn dweud beth y gallwch ei wneud a sut.
