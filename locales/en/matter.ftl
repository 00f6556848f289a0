# Elections: the first page, lists, the page of an election, nominations.

matter-timetable = Timetable
matter-strip-now = Now
matter-strip-next = Next
matter-strip-later = Later
matter-strip-never = Not needed
matter-strip-voters = Everybody on the roll
matter-until = until
matter-from = from
matter-to = to
matter-dates = All dates and times
matter-dates-caption = All dates and times of this election
matter-next-date = Next date:
matter-where = Where it stands
matter-can = What you can do now
matter-can-nothing = There is nothing for you to do here now.
matter-can-sign-in = Sign in to see what you can do here, and why not the rest.
matter-can-expected = Waits for you
matter-cannot = What you cannot do yet, and why
matter-others = What is over, or for others to do
matter-waiting = What waits for a second person
matter-proposed = Proposed
matter-challenges = Challenges
matter-challenge-made = Made on
matter-challenge-open = Not decided yet
matter-challenge-upheld = Upheld
matter-challenge-dismissed = Not upheld
matter-pages = More about this election
matter-link-nominations = Candidates and who supports them
matter-link-nominations-hint = Who stands, and how much support each has.
matter-link-progress = How it has gone so far
matter-link-progress-hint = Who stands, what was decided and by which votes.
matter-link-statements = Statements
matter-link-statements-hint = What the candidates say, in the order drawn by lot.
matter-link-roll = The roll
matter-link-roll-hint = How many can vote, and whether you are one of them.
matter-link-trustees = The key holders
matter-link-trustees-hint = Who keeps the key of the ballot box, and what they have done.
matter-link-box = The box
matter-link-box-hint = Check that your vote is in it; see how many have voted.
matter-link-booklet = The booklet
matter-link-booklet-hint = Dates, how to vote, all statements and the rules, for printing (PDF).
matter-link-result = The result
matter-link-result-hint = Who is elected, how it was counted, and how to check it.
matter-rules = The rules of this election
matter-calendar = Put the dates in your calendar
matter-contact = Who runs it
matter-contact-text = Questions about this election go to them.
matter-vote-title = Vote
matter-vote-text = Vote with the link or the code in your letter or message. Nobody can see whether you have voted already.
matter-vote-code = Vote with your code
matter-see-result = See the result
matter-elected = Elected
matter-elected-names = { $number ->
    [one] Elected: { $names }.
   *[other] { $number } elected: { $names }.
}
matter-elected-provisional = { $number ->
    [one] Elected, unless a challenge is upheld: { $names }.
   *[other] { $number } elected, unless a challenge is upheld: { $names }.
}
matter-tag-declared = Declared
matter-tag-void = Void
matter-tag-lapsed = Lapsed
matter-tag-agreed = Agreed
matter-tag-rejected = Rejected
matters-running = Running now
matters-ended = Over
matters-none = No election is running now.
matters-open = Open an election
front-needs = What needs you
front-needs-nothing = Nothing needs you now.
front-no-deadline = No deadline
front-vote = Vote: { $matter }
front-vote-text = Vote with the link or the code in your letter or message, if you have not voted yet.
front-new = What is new
front-record = The whole record
front-results = Results
front-welcome = Here you can see what is being decided, take part, and check that it was done by the rules.
nominations-title = Candidates and who supports them
nominations-person = Person
nominations-until = Branches can support candidates until
nominations-none = Nobody has come forward yet.
nominations-nominated = Nominated
nominations-consented = Consented to stand
nominations-withdrawn = Withdrawn
nominations-standing = Candidates
nominations-fell = Did not go on
nominations-others = No longer standing
nominations-since = Since
nominations-classes = Belongs to: { $classes }
nominations-limits = Limits on who may be elected together, and whether they can be met
limits-title = Limits on who may be elected together
limits-met = Those who stand can fill the seats within the limits.
limits-unmet = Those who stand cannot fill the seats within the limits. The ballot cannot open like this.
limits-not-settled = This can still change: people can still agree to stand.
limits-table = The limits, and who stands
limits-class = Group
limits-limit = Limit
limits-who = Who stands
limits-stand = How many
limits-all = { $stand ->
    [one] { $stand } candidate stands for { $seats ->
        [one] { $seats } seat.
       *[other] { $seats } seats.
    }
   *[other] { $stand } candidates stand for { $seats ->
        [one] { $seats } seat.
       *[other] { $seats } seats.
    }
}
limits-try = Try other numbers
limits-try-text = This changes nothing. It says whether the people who stand now could fill the seats within other limits.
limits-try-button = Try these numbers
limits-tried-met = With { $limits }: those who stand could fill the seats.
limits-tried-unmet = With { $limits }: those who stand could not fill the seats.
nominations-you = This is you
nominations-supported = { $needs ->
    [one] { $has } of { $needs } branch supports this nomination.
   *[other] { $has } of { $needs } branches support this nomination.
}
nominations-more = { $more ->
    [one] { $more } more is needed.
   *[other] { $more } more are needed.
}
nominations-by = Supported by: { $units }
nominations-support = Support { $name } for your branch
nominations-units = Which branch supports whom
nominations-unit = Branch
nominations-supports = Supports
nominations-left = Can support
nominations-left-more = { $left ->
    [one] { $left } more
   *[other] { $left } more
}
nominations-next = Your next step
matter-stated = Out of the ordinary
matter-report-owed = This matter is over. Before another one can be opened under the same emergency variant, the report on it has to be published.
