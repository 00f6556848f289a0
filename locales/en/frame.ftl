# The frame around every page, faults, and dates.

frame-skip = Skip to main content
frame-menu = Menu
frame-home = Home
frame-matters = Elections
frame-organisation = Organisation
frame-roll = Roll
frame-record = Record
frame-account = Your account
frame-own-entry = Your entry on the roll
frame-sign-out = Sign out
frame-sign-in = Sign in
frame-crumbs = You are here
frame-help = Help
frame-accessibility = Accessibility
frame-news = News feed
frame-calendar = Calendar
frame-rehearsal-label = Rehearsal
frame-rehearsal = Rehearsal: nothing here is real. Votes cast here never count in a real election.

rule-number = Rule { $clause }

fault-not-found = Page not found
fault-not-found-advice = There is nothing at this address. If you typed it, check that it is correct.
fault-sign-in = Sign in first
fault-sign-in-advice = You need to sign in to see this page.
fault-forbidden = This page is not for you
fault-forbidden-advice = You are signed in, but this page is for others. If you think that is wrong, ask the returning officer.
fault-refused = The rules do not allow this
fault-refused-advice = Nothing was changed. This is why:
fault-invalid = Something needs to be put right
fault-invalid-advice = Nothing was changed. Put right what is listed here and try again.
fault-too-many = Too many tries
fault-too-many-advice = { $seconds ->
    [one] Wait { $seconds } second, then try again.
   *[other] Wait { $seconds } seconds, then try again.
}
fault-not-stored = Not saved
fault-not-stored-advice = Nothing was saved. It is safe to try again in a minute.
fault-defect = Something went wrong
fault-defect-advice = Nothing was changed. The fault is ours and has been noted. Try again later.
fault-opens = It can be done from { $opens }.
fault-home = Go to the first page


when-now = now
when-in-minutes = { $minutes ->
    [one] in { $minutes } minute
   *[other] in { $minutes } minutes
}
when-minutes-ago = { $minutes ->
    [one] { $minutes } minute ago
   *[other] { $minutes } minutes ago
}
when-in-hours = { $hours ->
    [one] in { $hours } hour
   *[other] in { $hours } hours
}
when-hours-ago = { $hours ->
    [one] { $hours } hour ago
   *[other] { $hours } hours ago
}
when-in-days = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}
when-days-ago = { $days ->
    [one] { $days } day ago
   *[other] { $days } days ago
}

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

front-matters = What is going on
front-nothing = Nothing is going on at present.

help-title = Help
help-lead = Here you can see what your organisation is deciding, take part, and check that it was done by the rules.
help-vote = How to vote
help-vote-text = Open the link in the message or letter that you were sent. Put the candidates in your order, check it, and cast your vote. You will see a receipt.
help-check = How to check that your vote is in the box
help-check-text = Your receipt shows four short groups of letters and numbers. On the page of the election, choose “The box” and type them in.
help-person = Talk to a person
help-person-text = The returning officer answers questions about an election. The page of each election says how to reach them.
help-elections = All elections

accessibility-title = Accessibility
accessibility-lead = Everybody should be able to use these pages: with a keyboard, a screen reader, large text, on a small phone, in the dark.
accessibility-standard = The pages are built to meet the Web Content Accessibility Guidelines, version 2.2, level AA. They are tested by machine and by hand on every change.
accessibility-booth = To vote on screen, your browser must run scripts, because your vote is sealed on your own device. If it cannot, ask the returning officer for another way to vote.
accessibility-tell-us = If something does not work for you, tell the returning officer. You will get help to take part in time.
