# Rehearsals: an election practised with invented members before it is held.

rehearsal-title = Rehearsal
rehearsal-told = What happened
rehearsal-lead = Practise the election here before it is held. The members are invented. Move the clock, let the others do their part, and look at every step from every side.

rehearsal-clock = The clock of the rehearsal
rehearsal-clock-due = Something is due next on { $next }.
rehearsal-clock-next = Move the clock there
rehearsal-clock-to = Or move to a date and time
rehearsal-clock-hint = The clock only goes forward.
rehearsal-clock-move = Move the clock
rehearsal-clock-moved = The clock was moved. It is now { $now }.
rehearsal-clock-wrong = This is not a date and time. Write it like this: 2026-10-02 12:00.
rehearsal-clock-back = The clock only goes forward. Choose a later time.

rehearsal-step = Now: { $step }
rehearsal-ended = This election has ended.
rehearsal-play = Play this step for the others
rehearsal-play-hint = Invented officers, candidates, key holders and voters do what this step still needs. What you have done yourself stays as it is.
rehearsal-not-open = This step has not opened yet. Move the clock first.

rehearsal-parts = Who is who
rehearsal-part = Part
rehearsal-person = Sign in as
rehearsal-be = { $name }
rehearsal-part-member = Member with a vote
rehearsal-links = Vote yourself
rehearsal-link = Voting link { $number }
rehearsal-links-hint = Each link is for one invented voter and works once.

rehearsal-played-nothing = There was nothing to do.
rehearsal-played-confirmed = { $count ->
    [one] { $count } act that waited for a second person was confirmed.
   *[other] { $count } acts that waited for a second person were confirmed.
}
rehearsal-played-acts = { $count ->
    [one] { $count } act was done by the others.
   *[other] { $count } acts were done by the others.
}
rehearsal-played-notice = Notice of the timetable was given.
rehearsal-played-voters = { $count ->
    [one] The roll is frozen, with { $count } voter.
   *[other] The roll is frozen, with { $count } voters.
}
rehearsal-played-nominations = { $count ->
    [one] { $count } person stood.
   *[other] { $count } people stood.
}
rehearsal-played-supports = { $count ->
    [one] { $count } support was given.
   *[other] { $count } supports were given.
}
rehearsal-played-consents = { $count ->
    [one] { $count } candidate consented.
   *[other] { $count } candidates consented.
}
rehearsal-played-statements = The statements were published.
rehearsal-played-keys = Keys and voting codes were made and tested.
rehearsal-played-opened = The ballot was opened.
rehearsal-played-votes = { $count ->
    [one] { $count } invented voter voted.
   *[other] { $count } invented voters voted.
}
rehearsal-played-closed = The ballot was closed.
rehearsal-played-mixed = Every key holder has mixed the votes.
rehearsal-played-left = { $count ->
    [one] { $count } key holder made a key outside this page and must go on with it.
   *[other] { $count } key holders made keys outside this page and must go on with them.
}
rehearsal-played-counted = The votes were opened and counted.
rehearsal-played-declared = The result was declared.

rehearsal-button = Rehearse this election
rehearsal-list-title = Rehearsals of this election
rehearsal-list-lead = A rehearsal is a copy of this election with invented members. It has its own address, and nothing of it can enter the real election.
rehearsal-list-none = No rehearsal is running.
rehearsal-list-open = Open { $name }
rehearsal-list-away = Throw { $name } away
rehearsal-list-begin = Start a new rehearsal
