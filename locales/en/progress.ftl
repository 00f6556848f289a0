# How a matter went that bodies decide: candidates, votes, rounds, cards, papers; and the applications.

progress-title = How it has gone so far
progress-candidates = Who stands, and who stood
progress-state = Now
progress-standing = Stands
progress-elected = Elected
progress-not-elected = Not elected
progress-withdrawn = Withdrew
progress-unfit = Cannot stand
progress-out = Out after: { $stage }
progress-supporters = Supporters
progress-time = Time
progress-heard = Present throughout
progress-decisions = Decisions
progress-agreed = Agreed
progress-rejected = Not agreed
progress-votes = The vote
progress-vote = { $for } for, { $against } against, { $abstained } abstained; { $present } present.
progress-needed = It took { $needed }.
progress-keeps = Goes on:
progress-rounds = Votes in each round
progress-round = Round { $number }
progress-round-out = Out after round { $number }: { $names }
progress-cards = The card vote
progress-cards-caption = Every delegation's card
progress-carried = The card vote was carried.
progress-lost = The card vote was lost.
progress-delegation = Delegation
progress-section = Section
progress-entitled = Represents
progress-not-received = Not received
progress-sizes = Sizes of groups
progress-size = { $size ->
    [one] { $size } member.
   *[other] { $size } members.
}
progress-weights = They represent { $members } members.
progress-papers = Papers
progress-reports = Reports
progress-invitations = Invitations
progress-delegations = Who acts for whom
progress-delegated = { $to } acts for { $from } ({ $role }) until { $until }.
applications-title = The applications
applications-link-hint = What each applicant wrote, and the scores.
applications-read = Read the applications
applications-blind = While the applications are scored they have numbers and no names, and each reader has them in another order.
applications-sealed = You see your own scores. Those of the others are shown when everybody's are in.
applications-number = Application { $number }
applications-none = Nobody has applied.
applications-over = Out
applications-scored = You have scored this
applications-score = Scored by { $name }
applications-gone = The text is no longer kept.
