# What the candidates say.

statements-title = What the candidates say
statements-lead = All statements were published at the same moment. They stand in an order drawn by lot.
statements-lot = The lot was drawn from these words: { $seed }
statements-lot-entry = See it on the record
statements-later = The statements are published for all candidates at the same moment.
statements-later-when = The statements are published for all candidates at the same moment, between { $opens } and { $closes }.
statements-words = { $words ->
    [one] { $words } word
   *[other] { $words } words
}
statements-supported = Supported by { $names }
statements-none = This candidate handed in no statement.
statements-nobody = Nobody stands.
