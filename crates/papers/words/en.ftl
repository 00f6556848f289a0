# Words of the documents: results told stage by stage, the declaration, the booklet, pictures, calendars.
# Used by crates/papers. Values in braces are filled in by the program.

## Lists, dates
list-and = { $first } and { $last }
list-and-vowel = { $first } and { $last }
instant = { $weekday } { $date } at { $time }
weekday = { $day ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}

## The answer
answer-provisional = { $count ->
    [one] { $names } has won the seat, if no challenge succeeds. This result is provisional.
   *[other] { $names } have won the { $seats } seats, in this order, if no challenge succeeds. This result is provisional.
}
answer-declared = { $count ->
    [one] { $names } is elected.
   *[other] { $names } are elected to the { $seats } seats, in this order.
}
answer-void = The election was declared void. Nobody is elected.
rule-line = Counted by { $name } ({ $rule }, version { $version }). Source: { $source }.
rule-scottish-stv = the single transferable vote as in Scottish local elections
rule-ers97 = the single transferable vote by the rules of 1997 of the Electoral Reform Society
rule-meek-nz = the single transferable vote by Meek’s method, as in New Zealand
rule-av = the alternative vote
rule-san-francisco = the alternative vote as in San Francisco
rule-maine = the alternative vote as in Maine
rule-alaska = the alternative vote as in Alaska
rule-meek-openstv = the single transferable vote by Meek’s method, as the program OpenSTV counted
rule-warren-openstv = the single transferable vote by Warren’s method, as the program OpenSTV counted
rule-wright = the single transferable vote by the Wright system, begun anew after each exclusion
rule-cpo-stv = the single transferable vote by comparing possible outcomes two by two
rule-meek-prf = the single transferable vote by Meek’s method, by the reference rule of the PR Foundation
rule-meek-certified = the single transferable vote by Meek’s method without rounding, with a proof
rule-warren = the single transferable vote by Warren’s method
rule-wigm-prf = the single transferable vote by the reference rule of the PR Foundation
rule-wigm-prf-batch = the single transferable vote by the reference rule of the PR Foundation, losers together
rule-wigm-exact = the single transferable vote in exact fractions
rule-minneapolis = the single transferable vote as in Minneapolis
rule-northern-ireland = the single transferable vote as in Northern Ireland
rule-senate-2016 = the single transferable vote as in the Australian Senate in 2016
rule-senate-2019 = the single transferable vote as in the Australian Senate from 2019 to 2021
rule-senate-2021 = the single transferable vote as in the Australian Senate since December 2021
rule-nsw-local-2021 = the single transferable vote as in council elections in New South Wales since 2021
rule-act-2008 = the single transferable vote as in the Australian Capital Territory before 2020
rule-act-2020 = the single transferable vote as in the Australian Capital Territory since 2020
rule-dail = the single transferable vote as in elections to the Dáil
rule-cambridge = the single transferable vote as in Cambridge, Massachusetts
rule-qpq = preferences by quotients
rule-plurality = the most votes, one vote each
rule-plurality-at-large = the most votes, as many votes each as there are seats
rule-approval = approval voting
rule-supplementary-vote = the supplementary vote
rule-schulze = comparison two by two, by Schulze’s method
rule-ranked-pairs = comparison two by two, by ranked pairs

## Figures, each with its base
figure-electorate = Voters on the roll
figure-issued = Voting codes issued
figure-cast = Ballots cast
figure-turnout = Turnout (ballots cast, blank and invalid ones too, of voters on the roll)
figure-blank = Blank ballots
figure-invalid-no-ranking = Invalid ballots: not a ranking in the form that counts
figure-invalid-nobody-standing = Ballots that rank only candidates who had withdrawn
figure-valid = Valid votes
figure-seats = Seats
figure-quota = Quota (votes that are enough for a seat) at the first stage
figure-stages = Stages of the count
status-elected = elected at stage { $stage }
status-excluded = excluded at stage { $stage }
status-withdrawn = withdrew before the count
status-continuing = not elected
why-half-one = { $name } had { $first } first preferences, { $share } of the valid votes. That is not more than half, and nobody had more than half. So the candidate with the fewest votes was excluded, again and again, and those votes passed to the next preference on each ballot. At stage { $stage } { $name } had { $votes } votes and won.
why-half-many = There are { $seats } seats, so nobody needs half of the votes: { $quota } votes are enough for a seat. { $name } had { $first } first preferences, { $share } of the valid votes, and was elected at stage { $stage } with { $votes } votes: the rest came from ballots that rank { $name } next.
why-half-many-first = There are { $seats } seats, so nobody needs half of the votes: { $quota } votes are enough for a seat. { $name } had { $first } votes, { $share } of the valid votes, and was elected at stage { $stage }.

## The count, stage by stage
story-heading = Stage { $stage }
story-heading-run = Stages { $from } to { $to }
summary-first = First preferences
summary-surplus = Surplus of { $names }
summary-exclusion = { $names } excluded
summary-iteration = Votes worked out anew
summary-iteration-exclusion = Votes worked out anew; { $names } excluded
summary-last-places = Last places filled
story-first = First preferences are counted: { $valid ->
    [one] one valid vote
   *[other] { $valid } valid votes
} for { $seats ->
    [one] one seat
   *[other] { $seats } seats
}. The quota, which is the number of votes that is enough for a seat, is { $quota }.
story-first-av = First preferences are counted: { $valid ->
    [one] one valid vote
   *[other] { $valid } valid votes
} for { $seats ->
    [one] one seat
   *[other] { $seats } seats
}. More than half of the votes still in use wins: { $quota } at this stage.
story-surplus = { $name } had { $before } votes, more than the quota, and keeps { $after }. The rest passes to the next preference on the ballots, each worth only a part of a vote.
story-exclusion = { $count ->
    [one] { $names } had the fewest votes, { $votes }, and is excluded. Those ballots pass to their next preference.
   *[other] { $names } had the fewest votes and could not catch up even together. They are excluded, and their ballots pass to the next preference.
}
story-exclusion-last = { $count ->
    [one] { $names } had the fewest votes, { $votes }, and is excluded.
   *[other] { $names } had the fewest votes and are excluded.
}
story-last-places = There are now as many candidates left as places, so the candidates who are left fill them.
story-iteration = Each elected candidate keeps just the share of every ballot that makes up the quota; all votes are worked out anew.
story-iteration-exclusion = { $count ->
    [one] { $names } then has the fewest votes and is excluded.
   *[other] { $names } then have the fewest votes and are excluded.
}
story-quiet = The shares that the elected candidates keep come closer to the quota. Nobody is elected or excluded.
story-receives = { $name } (+{ $votes })
story-moved = Votes go to { $list }.
story-moved-most = Most votes go to { $list }.
story-ended = { $papers ->
    [one] One ballot has no further preference that can be used.
   *[other] { $papers } ballots have no further preference that can be used.
} Votes that nobody can use any more: { $votes } in all.
story-lost = Because values are cut to the rule’s decimals, { $votes } votes in all are lost so far.
story-quota-changes = The quota changes from { $from } to { $to }.
story-tie-exclude-stage = { $names } were level. At stage { $number } { $chosen } had the fewest votes among them, so { $chosen } is excluded.
story-tie-exclude-lot = { $names } were level at every stage. Lot number { $number } chose { $chosen } to be excluded.
story-tie-transfer-first-stage = { $names } had equal surpluses. At stage { $number } { $chosen } had the most votes among them, so this surplus goes first.
story-tie-transfer-first-lot = { $names } had equal surpluses and were level at every stage. Lot number { $number } chose { $chosen } to go first.
story-tie-elect-stage = { $names } were level, with too few places for all. At stage { $number } { $chosen } had the most votes among them, so { $chosen } is elected.
story-tie-elect-lot = { $names } were level at every stage, with too few places for all. Lot number { $number } chose { $chosen } to be elected.
story-elected = { $count ->
    [one] { $names } is elected.
   *[other] { $names } are elected.
}

## Limits on who may be elected together

limit-least = at least { $least } of the class “{ $class }”
limit-most = at most { $most } of the class “{ $class }”
limit-between = between { $least } and { $most } of the class “{ $class }”
story-guarded = { $name } must now be elected: without { $name }, the seats could not be filled with { $because }.
story-doomed = { $name } can no longer be elected: with { $name }, the seats could not be filled with { $because }.

## Pictures
bars-none = Not transferable
flow-title = Where votes moved at stage { $stage }
flow-description = From { $from }: { $list }.
flow-item = to { $name } { $votes }
flow-nobody = Nobody: no further preference
qr-title = Square code that opens the voting page on a phone

## Calendar and news
calendar-window = From { $begins } until { $ends }.
feed-title = { $organisation }: public acts

## Every document on paper
paper-page = Page
paper-of = of
paper-footer = { $title } · version { $version }

## The booklet
booklet-title = { $title }
booklet-kicker = The candidates and what they say
booklet-question = { $candidates ->
    [one] One candidate stands
   *[other] { $candidates } candidates stand
} for { $seats ->
    [one] one seat
   *[other] { $seats } seats
}. Number them in the order in which you would like them elected: 1 for your first choice, 2 for the next, and so on, for as many or as few as you like.
booklet-dates = Dates
booklet-how = How to vote
booklet-how-code = Open the link in your letter or e-mail. If you type your voting code instead, take it exactly as it is printed.
booklet-how-rank = Choose the candidates in your order. A later choice never harms an earlier one: it is used only if your earlier choice is elected already, or cannot be elected.
booklet-how-check = Look at your list, then send it. Keep the receipt: with it you can see that your vote is in the box.
booklet-how-final = Your vote is final once it is sent.
booklet-how-again = Until voting closes you can vote again; your last vote counts.
booklet-candidates = The candidates
booklet-order = The candidates stand in the official order, which is the same on every paper and page.
booklet-order-lot = The candidates stand in an order that was drawn by lot and is the same on every paper and page. The lot was drawn from these words: “{ $seed }”.
booklet-supporters = Supported by { $names }.
booklet-no-statement = This candidate handed in no statement.
booklet-photo-alt = Photograph of { $name }
booklet-rules = The rules
booklet-rules-note = These are the rules of this election as the organisation adopted them.

## The declaration
declaration-declared = Declaration of the result, { $at }
declaration-provisional = Provisional result, not yet declared
declaration-void = The election was declared void, { $at }
declaration-elected = Elected, in this order
declaration-figures = Figures
declaration-candidates = Candidates
declaration-stages = The count in figures
declaration-stages-note = Votes at the end of each stage. Each column adds up to the valid votes.
declaration-story = The count in words
declaration-lots = Lots drawn
declaration-lots-none = No lot had to be drawn in this count.
declaration-hands = Who did what
declaration-digests = What the result rests on
declaration-digests-note = Whoever has the files can work these lines out again. If one differs, the file is not the one that was counted.
declaration-signed = Signed
declaration-statement = We declare this result. The candidates named under “Elected, in this order” are elected.
declaration-statement-void = We declare this election void. Nobody is elected by it.
declaration-name = Name
declaration-date = Date
head-number = No.
head-candidate = Candidate
head-first = First preferences
head-share = Of valid votes
head-last = At the end
head-result = Result
head-non-transferable = Not transferable
head-lost = Lost by fraction
head-quota = Quota
head-what = What
head-who = Who
head-when = When
