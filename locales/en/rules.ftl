# The rulebooks.

rules-title = Rulebooks
rules-lead = What the rules say, since when, and what they said before.
rules-none = No rulebook has been adopted yet.
rules-editions = { $number ->
    [one] { $number } edition
   *[other] { $number } editions
}
rules-on = As in force on { $day }
rules-on-label = Show the rules as they stood on
rules-since-label = and what has changed since
rules-since-never = nothing: only the rules
rules-today = { $day } (today)
rules-changes = { $number ->
    [0] Between { $since } and { $on }, no clause changed
    [one] Between { $since } and { $on }, { $number } clause changed
   *[other] Between { $since } and { $on }, { $number } clauses changed
}
rules-new = New
rules-repealed = Repealed
rules-otherwise = Changed
rules-gone = Taken out:
rules-came = Put in:
rules-clauses = The clauses
rules-since = Since { $day }:
rules-before = What it said before
rules-history = Editions
rules-edition = In force from { $day }
rules-newest = Newest
rules-changed = { $number ->
    [one] { $number } clause changed.
   *[other] { $number } clauses changed.
}
rules-file = Download the adopted file
rules-akn = Download these rules as Akoma Ntoso
rules-adopt-file = The file of the rulebook
rules-adopt-hint = A file that ends in .toml, with everything that the rulebook said before. It is checked in full before anything is recorded.
rules-adopt-nothing = It changes no clause of the rulebook that is in force.
rules-adopt-from = From { $day }: { $number ->
    [one] { $number } clause changes
   *[other] { $number } clauses change
} ({ $clauses })
