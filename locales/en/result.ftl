# The result of an election, its stages, single ballots and files.

result-title = Result
result-provisional = Provisional
result-provisional-text = The votes are counted, but the result is not declared yet.
result-provisional-until = The votes are counted, but the result is not declared yet. It can be challenged until { $until }.
result-figures = The figures
result-why = Why a winner can have less than half of the votes
result-candidates = The candidates
result-candidate = Candidate
result-first = First preferences
result-share = Of valid votes
result-last = Votes at the end
result-outcome = Result
result-elected = Elected
result-excluded = Excluded
result-limits = Limits on who could be elected together
result-limits-text = The rules of this election say how many of some groups are elected. Candidates said which groups they belong to when they agreed to stand.
result-limit = Asked for: { $limit }. Elected: { $elected }.
result-limits-idle = The limits changed nothing: at no stage did they decide whether somebody was elected or excluded.
result-limits-bound = What the limits decided
result-limits-without = See who would have been elected without the limits
result-story = The count, stage by stage
result-story-lead = { $stages ->
    [one] The count had one stage.
   *[other] The count had { $stages } stages. Each one is told here in words.
}
result-stage-link = Figures and pictures of this stage
result-stage-link-of = : { $stage }
result-clause = Rule applied: { $clause }
result-end = How it stood at the end
result-table = Votes at the end of each stage
result-stage = Stage
result-nobody = Nobody: no further choice
result-not-transferable = Not transferable
result-lost = Lost by fraction
result-quota = Quota
result-quota-legend = The line marks the quota: { $quota } votes are enough for a seat.
result-gain-legend = The second part of a bar is what this stage brought.
result-follow = Follow one ballot
result-follow-text = Before the votes were opened, they were mixed several times, so nobody can say whose a ballot is. Here you can follow any one of the { $total } ballots through the count by its place in the mixed list. A receipt does not lead here.
result-follow-label = Place in the mixed list
result-follow-hint = A number from 1 to { $total }
result-follow-button = Follow this ballot
result-files = Files
result-files-lead = With these files anybody can check the result or count again.
result-none = There is no result yet.
result-none-when = There is no result yet. The votes are counted from { $when }.
result-unopposed = Elected without a ballot, because there were no more candidates than seats: { $names }.
result-back-matter = Back to the election

result-digest-rules = The rules of the election
result-digest-roll = The roll
result-digest-election = The voting paper
result-digest-box = The closed box
result-digest-count = The count

one-stage-of = Stage { $number } of { $last }
one-stage-bars = Votes at the end of this stage
one-stage-flow = Where votes went
one-stage-moved = What moved
one-stage-from = From
one-stage-value = Each worth
one-stage-to = To
one-stage-papers = Ballots
one-stage-votes = Votes
one-stage-earlier = Earlier stage
one-stage-later = Later stage
one-stage-pages = Stages

vote-title = Ballot { $place }
vote-lead = Place { $place } of { $total } in the mixed list. Nobody can say whose ballot this is.
vote-ranking = The choices on this ballot
vote-blank = This ballot has no choice that could be counted.
vote-steps = What it did in the count
vote-stage = Stage
vote-counts = Counts for
vote-used = Used up
vote-moved = Moved
vote-holding = { $name }: { $value } of a vote
vote-holding-whole = { $name }: the whole vote
vote-ended = { $value } of a vote: no further choice could use it
vote-earlier = Ballot before
vote-later = Next ballot
vote-pages = Ballots
vote-no-such-place = There is no such place. Type a number from 1 to { $total }.

file-declaration = Declaration of the result, to print and sign
file-archive = Archive of the election: every sealed vote and every proof
file-report = The checking program’s report
file-words = The count in words
file-sheet = Result sheet: the votes at every stage
file-transfers = Everything that moved, stage by stage
file-figures = The figures of the declaration
file-ballots = The opened ballots in the mixed order
file-json = The count, for programs
file-figures-json = The result and its figures, for programs

otherwise-title = What if it had been counted differently?
otherwise-link-text = Would another way of counting have elected somebody else? Would it have mattered if one candidate had not stood?
otherwise-link = See what the same votes would have given
otherwise-lead = These are calculations with the votes that were cast. They show what the result hung on.
otherwise-stands = The result stands. How votes are counted was fixed before anybody was nominated, and people voted with that in mind.
otherwise-rules = The same votes by other rules
otherwise-rules-text = Each line takes the same votes and counts them by another rule.
otherwise-rule = Rule
otherwise-elected = Who would be elected
otherwise-same = The same people.
otherwise-instead = { $gained } instead of { $lost }.
otherwise-gained = The same people, and { $gained } too.
otherwise-lost = { $lost-number ->
    [one] The same people, but not { $lost }; that seat would stay empty.
   *[other] The same people, but not { $lost }; those seats would stay empty.
}
otherwise-by-lot = A lot would have decided part of it.
otherwise-impossible = These votes cannot be counted that way.
otherwise-unconstrained = No condition on who is elected
otherwise-withdrawals = If somebody had not stood
otherwise-withdrawals-text = Each line leaves one candidate out and counts the rest by the same rule as before.
