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
procedure-holder-body = whoever holds a seat in this body
procedure-holder-anyone = anybody
procedure-holder-applicant = whoever put themselves forward
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
procedure-limit = Of those elected: { $limit }.
procedure-limit-refuse = Of those elected: { $limit }. If fewer stand, the ballot cannot open.
procedure-limit-all = Of those elected: { $limit }. If fewer stand, all of them are elected and the other seats are open to everybody.
change-link = Change the counting rule, the seats or the limits
change-title = Change the rules of the count
change-lead = Choose how votes are counted, how many seats are filled, and how many of some groups are elected. This makes the next version of the procedure. Elections that are running keep the version they began under.
change-seats = How many seats are filled
change-seats-words = The sentence that members read about the seats
change-seats-words-hint = If you change the number, change the sentence too.
change-seats-words-same = You changed the number of seats. Change the sentence as well.
change-method = How votes are counted
change-method-hint = Each rule is fixed by its name and version before anybody is nominated.
change-method-one = This rule elects one person only. Choose another rule, or fill one seat.
change-ties = How ties are broken that the rule itself leaves
change-limits = Limits on who may be elected together
change-limits-text = A limit says how many of a group are elected at least or at most, for example at least 4 women. Leave a row empty if you do not need it. Candidates say which groups they belong to when they agree to stand.
change-limit = Limit { $number }
change-class = Group
change-least = At least
change-most = At most
change-all = If fewer than that stand, all of them are elected, and the other seats are open to everybody
change-number = Write a whole number.
change-crossed = At least { $least } and at most { $most } cannot both hold.
change-above = There are only { $seats } seats.
change-no-limit = Say how many at least or at most.
change-look = See what changes
change-proposed = What version { $version } would change
change-nothing = Nothing would change.
change-before = Now
change-after = Then
change-asks-title = Who must stand
change-asks-text = Once people have agreed to stand, the page of candidates says whether they can fill the seats within all limits at once. A ballot that could not be counted within the limits does not open.
change-asks = At least { $least } who say they belong to “{ $class }”.
change-more-rules = All other rules
change-adopt = Go on to adopt this version
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
procedure-gap-working = { $days ->
    [one] At least { $days } working day lies between { $from } and { $to }.
   *[other] At least { $days } working days lie between { $from } and { $to }.
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
procedure-working-days-after = { $number ->
    [one] { $number } working day after { $edge }
   *[other] { $number } working days after { $edge }
}
procedure-working-days-before = { $number ->
    [one] { $number } working day before { $edge }
   *[other] { $number } working days before { $edge }
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
act-outcome-agreed = If the vote is in favour: { $then }
act-outcome-rejected = If the vote is against: { $then }
act-outcome-elected = If one candidate has the majority: { $then }
act-outcome-narrowed = When as few are left as planned: { $then }
procedure-lapse = If the time ends and it is not done: { $then }

body-in-force = As composed from { $date }.
body-within = A part of:
body-parts = Its parts:
body-voting-seats = Seats with a vote
body-held = Of these held
body-entitled = Members who may vote now
body-quorum = Must be present to decide (quorum)
body-majority = Votes that carry a question if all of them vote
body-quotas = Reserved places
body-quota = { $group }: { $has } of { $needs } reserved places held
body-quota-in = { $division }, { $group }: { $has } of { $needs } reserved places held
body-quota-met = Met
body-quota-open = Vacant seats can still meet it
body-quota-unmet = Not met
body-divisions = Who sits in it
body-elected = Elected by { $by }.
body-appointed = Appointed by { $by }.
body-ex-officio = Whoever is { $seat } sits here.
body-co-opted = Chosen by the body itself.
body-nominee = Named by: { $seat }.
body-course-vacant = If a seat falls vacant, it stays empty until the term ends.
body-course-runner-up = If a seat falls vacant, the runner-up of the last election takes it.
body-course-countback = If a seat falls vacant, the ballots of the last election are counted again.
body-course-refill = If a seat falls vacant, it is filled again in the same way.
body-course-by-election = If a seat falls vacant, a by-election is held.
body-course-under = { $months ->
    [one] With less than { $months } month of the term left, it stays empty.
   *[other] With less than { $months } months of the term left, it stays empty.
}
body-acting = Acting until { $body } has ratified it
body-suspended = Suspended until { $until }
body-no-vote = Without a vote
body-offices = Offices
body-vacancies = Seats that fell vacant
body-vacancy-left = the seat stays empty
body-vacancy-runner-up = the runner-up takes the seat
body-vacancy-countback = the ballots are counted again
body-vacancy-refill = the seat is filled again in the same way
body-vacancy-by-election = a by-election was opened
body-vacancy-by-hand = a by-election is to be opened by an officer
body-vacancy-matter = The by-election
body-past = Who held its seats before
body-past-who = Who
body-past-seat = Seat
body-past-from = From
body-past-until = Until
body-past-why = Why it ended
body-end-term = The term ended
body-end-resigned = Resigned
body-end-died = Died
body-end-left = Left the organisation
body-end-recalled = Recalled
body-end-removed = Removed under a rule
body-end-not-ratified = Not ratified
organisation-rulebooks = Rulebooks: what they say on any day, and what changed
procedure-holder-machine = no person but a program, which refuses nobody

# The report of a body, in totals
representation-title = In figures: { $body }
representation-link = Seats, attendance, votes and reports in figures
representation-lead = This report is counted from the record and names nobody. The body itself, with who sits in it:
representation-withheld = A number of people below { $least } is not published, nor is another from which it could be worked out; a dash stands in its place. Whether the places that the rules reserve are held stands on the page of the body, so that anybody can check that.
representation-no-groups = The rules of this body reserve no places, so that nothing is known of who holds its seats.
representation-held = Seats by group
representation-groups = People are counted as they declared when they took their seats; whoever declared nothing is counted with the others.
representation-group = Group
representation-within = In the group
representation-others = Others
representation-contests = Who stood for its seats
representation-no-contests = No election or appointment to its seats has been declared yet.
representation-stood = { $stood ->
    [one] { $stood } person stood or applied; declared: { $elected }.
   *[other] { $stood } people stood or applied; declared: { $elected }.
}
representation-since = Meetings that opened since
representation-attendance = { $meetings ->
    [one] { $meetings } meeting; its members took { $taken } of { $chances } chances to be there.
   *[other] { $meetings } meetings; their members took { $taken } of { $chances } chances to be there.
}
representation-no-meetings = None.
representation-meetings = Attendance, votes and reports, meeting by meeting
representation-meeting = Meeting
representation-of = { $some } of { $all }
representation-carried = Questions carried
representation-called = Votes given by name
representation-reports = Reports given
representation-overdue = { $number ->
    [one] { $number } overdue
   *[other] { $number } overdue
}
