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
statements-booklet = The booklet with all statements, for printing
statements-booklet-large = The booklet in large print

photo-title = Your photograph
photo-lead = It stands beside your statement, and is published with all the others at the same moment. You can change it until then.
photo-file = Photograph
photo-file-hint = A JPEG, PNG or WebP file of at most 8 MB. We keep the picture only: nothing else of the file, such as where it was taken.
photo-alt = What can be seen
photo-alt-hint = In a few words, for people who cannot see it. For example: Ann, smiling, in front of a bookshelf.
photo-send = Save the photograph
photo-remove = Take the photograph away
photo-no-alt = Say in a few words what can be seen
photo-long-alt = Say what can be seen on one line, in at most { $most ->
    [one] { $most } letter
   *[other] { $most } letters
}
photo-unreadable = Choose a photograph as a JPEG, PNG or WebP file. This file cannot be read as one.
photo-too-large = Choose a smaller photograph: at most 8 MB and 8,000 dots wide or high
