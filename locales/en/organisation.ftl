# The organisation and its procedures.

organisation-bodies = Bodies
organisation-units = Branches
organisation-seats = { $number ->
    [one] { $number } seat
   *[other] { $number } seats
}
organisation-vacant = { $number ->
    [one] { $number } vacant
   *[other] { $number } vacant
}
organisation-vacancy = Vacant
organisation-since = Since
organisation-until = until
organisation-powers = Who can decide what
organisation-power-act = What
organisation-power-who = Who
organisation-power-rule = Rule
organisation-power-two = two together
organisation-rulebook = The rulebook
organisation-procedures = Adopted procedures
organisation-version = Version { $version }
organisation-acts = What you can do
organisation-no-seats = This body has no seats of its own.
organisation-suspended = Suspended until
procedure-stage = Stage
procedure-digest = Digest of the file (SHA-256)
procedure-version = Version
procedure-adopted = Adopted by
procedure-adopted-at = Adopted on
procedure-file = Download the adopted file
procedure-english = The adopted text is the English one.
procedure-roles = Who acts
procedure-terms = What is fixed beforehand
procedure-stages = Step by step
procedure-clauses = The clauses
procedure-source = Where it comes from
procedure-matters = Elections under these rules
procedure-older = Earlier versions: { $versions }
procedure-holder-seat = whoever holds this office
procedure-holder-each = whoever holds this office in a branch
procedure-holder-class = every member of the class “{ $class }”
procedure-holder-candidate = whoever stands in this election
procedure-holder-trustee = whoever was named a key holder in this election
procedure-seats = { $number ->
    [one] { $number } seat ({ $body }), for { $months } months.
   *[other] { $number } seats ({ $body }), each for { $months } months.
}
procedure-roll = Who can vote: members of the class { $classes }.
procedure-roll-joined = They have joined by { $when }.
procedure-roll-paid = They have paid what they owe by { $when }.
procedure-roll-suspended = Suspended members do not vote.
procedure-roll-frozen = The roll is frozen at { $when }.
procedure-method = Votes are counted by the rule “{ $method }”.
procedure-ties-seed = Ties are broken by a lot from a text that is published before the count.
procedure-ties-officer = Ties are broken by a lot that the returning officer draws before witnesses.
procedure-revote-final = A vote that was cast is final.
procedure-revote-last = Whoever votes again replaces the vote before; the last one counts.
procedure-grace = { $minutes ->
    [one] A vote begun before the close is accepted for { $minutes } minute after it.
   *[other] A vote begun before the close is accepted for { $minutes } minutes after it.
}
procedure-trustees = { $number ->
    [one] At least { $number } person keeps the key of the ballot box.
   *[other] At least { $number } people keep the key of the ballot box together.
}
procedure-gap = { $days ->
    [one] At least { $days } day lies between { $from } and { $to }.
   *[other] At least { $days } days lie between { $from } and { $to }.
}
procedure-window = From { $from } until { $to }.
procedure-date = the date “{ $title }”
procedure-edge-opens = the beginning of “{ $stage }”
procedure-edge-closes = the end of “{ $stage }”
procedure-days-after = { $number ->
    [one] { $number } day after { $edge }
   *[other] { $number } days after { $edge }
}
procedure-days-before = { $number ->
    [one] { $number } day before { $edge }
   *[other] { $number } days before { $edge }
}
procedure-hours-after = { $number ->
    [one] { $number } hour after { $edge }
   *[other] { $number } hours after { $edge }
}
procedure-hours-before = { $number ->
    [one] { $number } hour before { $edge }
   *[other] { $number } hours before { $edge }
}
procedure-at-time = { $when }, at { $time }
procedure-by-two = A second person confirms it.
procedure-required = The stage is not done without it.
procedure-then-stage = “{ $stage }” follows.
act-outcome-done = When this is done: { $then }
act-outcome-unopposed = If there are no more candidates than seats: { $then }
act-outcome-no-candidate = If nobody stands: { $then }
act-outcome-upheld = If a challenge is upheld: { $then }
procedure-lapse = If the time ends and it is not done: { $then }
