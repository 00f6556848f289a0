# Calendars and printed papers: the words that the server gives them.

calendar-more = The page of the election says what you can do and how.

# The printed papers.
declaration-signer-first = Returning officer
declaration-signer-second = Second officer
declaration-digest-archive = The archive of the election, file election.bel (SHA-256)
booklet-opens = Voting opens
booklet-closes = Voting closes
booklet-declared = The result is declared by
booklet-contact = Questions? Ask { $names } ({ $title }).
