# Why something cannot be done: one sentence for each reason of the judge.

why-too-early = This can be done from { $opens }.
why-too-late = The time for this ended on { $closed }.
why-other-stage = The election is at the stage “{ $stage }”, in which this is not done.
why-matter-ended = The election is over: { $end }.
why-unknown-matter = There is no such election.
why-unknown-act = The rules of this election have no such act.
why-not-the-role = Only this person can do this: { $role }.
why-unit-not-named = You hold this office in several branches. Say for which of them you act.
why-unit-suspended = The branch { $unit } is suspended until { $until }.
why-suspended = You are suspended.
why-suspended-until = You are suspended until { $until }.
why-not-a-member = Only members can do this.
why-wrong-class = Only members of this class can do this: { $classes }.
why-too-short = { $has ->
    [one] This takes { $needs } months of membership without a break. You have { $has } month.
   *[other] This takes { $needs } months of membership without a break. You have { $has } months.
}
why-not-on-roll = Only people on the frozen roll can do this.
why-not-done = Something else must be done first: { $act }.
why-not-done-opening = The ballot must be opened first.
why-not-done-closing = The ballot must be closed first.
why-not-done-roll = The roll must be frozen first.
why-not-done-count = The count must be recorded first.
why-at-most = { $most ->
    [one] This can be done { $most } time at most, and that has been reached.
   *[other] This can be done { $most } times at most, and that has been reached.
}
why-too-few-units = { $needs ->
    [one] This takes the support of { $needs } branch. There are { $has }.
   *[other] This takes the support of { $needs } branches. There are { $has }.
}
why-trustees-missing = { $missing } of { $of } key holders have not yet done this: { $act }.
why-trustees-none = No key holders are named yet.
why-too-few-trustees = { $needs ->
    [one] This takes { $needs } key holder. { $has } are named.
   *[other] This takes { $needs } key holders. { $has } are named.
}
why-cannot-be-filled = The candidates who stand cannot fill the seats within the limits on who may be elected together. See the page of candidates.
why-interest-stood = You stood as a candidate in this election.
why-interest-trustee = You keep a part of the key of the ballot box.
why-interest-named-stood = The person whom you name stood as a candidate.
why-interest-named-office = The person whom you name holds an office in this election.
why-interest = You have an interest in this election: { $interest }.
why-open-challenges = { $open ->
    [one] { $open } challenge is not decided yet.
   *[other] { $open } challenges are not decided yet.
}
why-did-it = You cannot do this, because you yourself did this: { $act }.
why-credentials-differ = There are { $credentials } voting codes for { $roll } people on the roll.
why-no-vote-held = This takes the vote of a body ({ $share }), and no such vote is on the record.
why-no-quorum = At least { $needs } of the body must be present; { $has } are.
why-too-little-support = This needs the support of { $needs } in this group: { $group }. So far: { $has }.
why-size-unknown = The size of this group has not been stated yet: { $group }.
why-not-agreed = The body must first agree at this stage: “{ $stage }”.
why-outside-window = This can be done only during this stage: “{ $stage }”.
why-not-heard = Only those who heard every candidate can do this. Missed: { $missed }.
why-not-scored = Score sheets still missing: { $missing }.
why-not-each-candidate = This must be done for every candidate: { $act }. Still missing: { $missing }.
why-too-few-stand = Candidates needed: { $needs }. Standing: { $has }.
why-too-many-stand = Candidates allowed: { $most }. Standing: { $has }.
why-done-by-too-few = This must be done by { $needs }: { $act }. So far: { $has }.
why-interest-declared = You declared an interest in this matter.
why-none-of = None of these holds: { $alternatives }.
why-same-person = A second person must confirm this. You proposed it yourself.
why-no-proposal = There is no such proposal waiting.
why-already-proposed = The same is already proposed, in entry { $entry }. Confirm that one.
why-no-candidate = This person is not a candidate here: { $person }.
why-already-done = This was done already.
why-too-many-words = { $has ->
    [one] The text has { $has } word. The most is { $most }.
   *[other] The text has { $has } words. The most is { $most }.
}
why-rule-record-founding = An organisation is founded once, by the first entry of its record.
why-rule-record-powers = Only who holds a standing power of the organisation may use it.
why-rule-record-matter = An act is done on an election that is open, and is one that its procedure knows.
why-rule-record-second-person = What takes two people takes effect when a second person in the same office confirms it.
why-rule-record-form = What is put on the record is complete, consistent and within its limits.
why-rule-record-circle = A stage that would end a second time in the same way at the same moment ends the election.

stage-notice = Notice
stage-freeze = Roll
stage-nominate = Nominations
stage-consent = Consent
stage-publish = Statements
stage-prepare = Preparation
stage-ballot = Voting
stage-count = Count
stage-challenge = Challenges
stage-declare = Declaration
stage-call = Applications
stage-support = Support
stage-vet = Checks
stage-sift = Reading
stage-interview = Interviews
stage-shortlist = Shortlist
stage-hustings = Hustings
stage-rounds = Vote in rounds
stage-decide = Decision
stage-ratify = Ratification
stage-negotiate = Talks
stage-investigate = Inquiry
stage-hearing = Hearing
stage-appeal = Appeals
stage-report = Report

stage-state-notice = Notice of the election is given.
stage-state-freeze = The roll of those who can vote is made.
stage-state-nominate = Nominations are open.
stage-state-consent = Candidates consent and hand in their statements.
stage-state-publish = The statements are about to be published.
stage-state-prepare = The ballot is being prepared.
stage-state-ballot = Voting is open.
stage-state-ballot-waits = Voting can begin as soon as two officers have opened the ballot.
stage-state-count = The votes are being counted.
stage-state-challenge = The result can be challenged.
stage-state-declare = The result is about to be declared.
stage-state-call = Applications are open.
stage-state-support = Members and branches say whom they support.
stage-state-vet = It is checked who may stand.
stage-state-sift = Applications are being read and scored.
stage-state-interview = Interviews are being held.
stage-state-shortlist = It is being decided who goes on.
stage-state-hustings = Candidates answer questions.
stage-state-rounds = There is a vote in rounds.
stage-state-decide = A decision is being taken.
stage-state-ratify = The decision is put to the vote of delegates.
stage-state-negotiate = An agreement is being sought.
stage-state-investigate = The facts are being established.
stage-state-hearing = Those concerned are being heard.
stage-state-appeal = Who was kept out can appeal.
stage-state-report = The report is about to be published.
stage-state-ahead = The next step has not begun: { $stage }.

end-declared = The result is declared.
end-void = The election was declared void and must be begun again.
end-lapsed = The election lapsed, because a step that it needs was not taken in time.
end-agreed = It was agreed.
end-rejected = It was rejected.
end-outcome-done = Done
end-outcome-unopposed = No ballot needed: there are no more candidates than seats
end-outcome-no-candidate = Nobody stood
end-outcome-upheld = A challenge was upheld
end-outcome-agreed = Agreed
end-outcome-rejected = Rejected
end-outcome-elected = Elected by a majority
end-outcome-narrowed = As few are left as planned
end-outcome-lapsed = Not done in time
why-only-people = Only people decide this. A program cannot.
why-not-applied = There is no such application.
why-not-in-queue = The application does not wait here, or not any more.
why-interest-own-application = It is your own application.
why-interest-household = It is an application from your own household.
why-interest-unit = It is an application from your own unit.
why-interest-recused = You put this application into a queue, or said that you take no part in it.
why-interest-refused = You took part in refusing it. Others decide the appeal.
