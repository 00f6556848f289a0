# The roll: one's own entry, the frozen roll of an election, and lists of members.

roll-title = The roll
roll-lead = What the organisation has on you, and whether you have a vote.
roll-sign-in = Sign in
roll-votes = Do I have a vote?
roll-no-elections = No election is running at present.
roll-entry = Your entry
roll-number = Membership number
roll-name = Name
roll-email = E-mail address
roll-none = none
roll-unit = Branch
roll-class = Class of membership
roll-joined = Joined
roll-arrears = Payments missing
roll-suspended = Suspended
roll-since = since { $since }
roll-wrong = If something here is wrong, tell the returning officer soon: the roll of an election is frozen on a fixed day.
roll-no-entry = You are not on the list of members.
roll-officers = For officers
roll-yes-frozen = Yes, you have a vote. The roll was frozen on { $at }.
roll-no-frozen = No, you have no vote here. The roll was frozen on { $at }.
roll-yes-now = Yes. If the roll were frozen now, you would have a vote.
roll-no-now = No. If the roll were frozen now, you would have no vote.
roll-changed-since = By the list as it is now you would have a vote: your entry has changed since the roll was frozen.
roll-no-member = You are not on the list of members.
roll-not-class = Your class of membership is “{ $class }”. These have a vote: { $with }.
roll-not-joined = You joined on { $joined }. The last day to join was { $by }.
roll-not-paid = Payments have been missing since { $since }, and were not made by { $by }.
roll-not-suspended = You were suspended from { $from } when the roll was frozen on { $freeze }.
roll-of-title = The roll of this election
roll-size = People who can vote
roll-frozen-at = The roll was frozen on { $at }. Since then nobody can be added or left out in silence.
roll-not-frozen = The roll is not frozen yet. That is done on { $at }.
roll-freeze = Freeze the roll
roll-freeze-oneway = Once the roll is frozen, it is changed only by two persons together, with a reason that everybody can read.
roll-you = Do you have a vote?
roll-ended = This election has ended.
roll-sign-in-first = To see whether you are on the roll:
roll-by-unit = Voters by branch
roll-voters = Voters
roll-total = Total
roll-units-together = { $units ->
    [one] { $units } small branch
   *[other] { $units } small branches together
}
roll-few = fewer than { $cell }
roll-left-out = Members left out, by rule
roll-rule = Rule
roll-members = Members
roll-corrections = Corrections since the freeze
roll-no-corrections = The roll has not been corrected.
roll-digest = The fingerprint of the roll
roll-digest-text = Whoever has the roll can work this number out from it. If one entry were changed, it would be another number.
roll-voters-file = The list of voters’ references, for who makes the voting codes (CSV)

roll-import-title = Bring in a list of members
roll-import-lead = The list replaces the one that is here. It is checked first; nothing changes until you confirm.
roll-import-file = List of members
roll-import-file-hint = A CSV file whose first line names the columns: member number, given name, family name, email, unit, class, joined, and where they apply arrears since, suspended from, suspended to.
roll-import-paste = Or paste the list here
roll-import-check = Check the list
roll-import-nothing = Choose a file, or paste a list.
roll-faults = { $faults ->
    [one] { $faults } fault: nothing was brought in
   *[other] { $faults } faults: nothing was brought in
}
roll-faults-advice = Put right what is listed here in your own file, then check it again. { $rows } lines were read.
roll-warnings = To look at
roll-fault-line = Line { $line }
roll-fault-column = Line { $line }, column { $column } ({ $name })
roll-more = and { $more } more
roll-preview = The list is in order
roll-preview-members = Members on it
roll-preview-new = New
roll-preview-changed = Changed
roll-preview-gone = No longer on it
roll-preview-addresses = Changed e-mail addresses
roll-alarm = { $count } e-mail addresses would change while “{ $matter }” is near or under way. Whoever reads mail at an address could vote for its member. Ask where these changes come from before you confirm.
roll-first-rows = The first lines, as they were understood
roll-by-class = Members by class
roll-import-confirm = Bring in this list
roll-import-reject = Throw it away
roll-import-again = Choose another file
roll-import-oneway = The list is brought in as a whole or not at all, and goes on the record with its totals.
roll-import-lost = The check of this list was broken off, by a restart perhaps. Nothing was changed. Check it again.
