# Letters, and the officers' page of letters.

post-title = Letters
post-lead = What was sent to members, and what came back.
post-none = No letter has been sent yet.
post-mailings = What was sent
post-what = Letter
post-when = When
post-new = Write to everybody on a roll
post-no-roll = There is no frozen roll yet. When there is one, you can write to everybody on it.
post-matter = Election
post-review = Review before sending
post-sign-in = Link to sign in
post-nominations = Nominations are open
post-ballot-open = Voting is open
post-ballot-closes = Voting closes soon
post-new-times = New times for a vote
post-result = The result
post-waiting = Waiting
post-sending = Being sent
post-sent = Sent
post-bounced = Came back
post-failed = Given up
post-confirm-title = Review before sending
post-confirm-count = { $letters ->
    [one] { $letters } letter goes to the roll of { $matter }.
   *[other] { $letters } letters go to the roll of { $matter }.
}
post-confirm-what = What it says: { $what }.
post-confirm-no-way-back = A letter that is sent cannot be taken back. Members without an e-mail address are listed afterwards.
post-send = { $letters ->
    [one] Send { $letters } letter
   *[other] Send { $letters } letters
}
post-back = Do not send
post-summary = { $total ->
    [one] { $sent } of { $total } letter is sent. Begun { $created }.
   *[other] { $sent } of { $total } letters are sent. Begun { $created }.
}
post-again = { $letters ->
    [one] Try { $letters } letter again
   *[other] Try { $letters } letters again
}
post-again-hint = Only those that came back or were given up. Correct the addresses first.
post-no-letters = No letters here.
post-letters = Letters
post-to = To
post-state = State
post-tries = Tries
post-answer = What the other side said
post-next = More letters

letter-greeting = Dear { $name },
letter-greeting-all = Dear member,
letter-sign-in-subject = Your link to sign in: { $organisation }
letter-sign-in = { $minutes ->
    [one] You asked for a link to sign in. Open it and press the button. It works once, for { $minutes } minute.
   *[other] You asked for a link to sign in. Open it and press the button. It works once, for { $minutes } minutes.
}
letter-sign-in-not-you = If you did not ask for it, do nothing. Nobody can get in without this link.
letter-sign-in-label = Sign in
letter-nominations-subject = Nominations are open: { $matter }
letter-nominations = Nominations for { $matter } are open until { $until }.
letter-ballot-open-subject = Voting is open: { $matter }
letter-ballot-open = You can vote in { $matter } until { $until }. Use the voting code that was sent to you. If you have none, ask the returning officer in time.
letter-ballot-closes-subject = Voting closes soon: { $matter }
letter-ballot-closes = Voting in { $matter } closes on { $until }. If you have voted already, you need do nothing.
letter-new-times-subject = New times: { $matter }
letter-new-times = The times of { $matter } have changed. It is now open until { $until }.
letter-result-subject = The result: { $matter }
letter-result = The result of { $matter } is declared.
letter-receipt-subject = Your vote is in the box: { $matter }
letter-receipt-greeting = Thank you for voting.
letter-receipt = Your vote in { $matter } is in the box.
letter-receipt-tracker = Your receipt is { $tracker }. Keep it. With it you can check at any time that your vote is still there.
letter-receipt-nothing = This does not show how you voted. We keep neither your address nor which receipt is yours.
letter-receipt-label = Check my vote
letter-code-subject = Your voting code: { $matter }
letter-code = You can vote in { $matter }. Open the link in this message, put the candidates in your order, and send your vote.
letter-code-times = Voting opens on { $opens } and closes on { $closes }.
letter-code-code = Your voting code is { $code }. The link holds it already; you need it only if the link does not open.
letter-code-secret = The code is yours alone. Do not pass this message on: whoever has the code can vote in your place, and a code works once.
letter-code-help = If something is not right, the page of the election says whom to ask.
letter-code-label = Vote
letter-help = The page of the election says whom to ask if you need help.
letter-matter-label = Open the page of the election
letter-foot = Sent for { $organisation } by { $site }. Do not reply to this message.
post-applicants = To those who applied: how far each application came
post-nobody-applied = Nobody has applied there to whom there is something to tell.
letter-applicant-subject = Your application: { $matter }
letter-applicant-appointed = You have been appointed: { $matter }. Congratulations.
letter-applicant-not-appointed = The appointment is declared: { $matter }. Somebody else was appointed. The page shows the votes, round by round. Thank you for your application.
letter-applicant-unfit = The panel met you about { $matter } and found that you cannot hold the post by the criteria that were published. You can ask for its reasons.
letter-applicant-appeal = You can appeal until { $until }. The page tells you how.
letter-applicant-out = Your application for { $matter } goes no further. This was decided at the step “{ $stage }”. Thank you for your application.
letter-applicant-reasons = These are the reasons that the panel put on the record for its whole decision: “{ $reasons }”
letter-applicant-interview = { $minutes ->
    [0] You are invited to an interview: { $matter }. Your time is { $at }.
    [one] You are invited to an interview: { $matter }. Your time is { $at }, for { $minutes } minute.
   *[other] You are invited to an interview: { $matter }. Your time is { $at }, for { $minutes } minutes.
}
letter-applicant-calendar = On the page you can put this time in your calendar.
letter-applicant-stands = Your application for { $matter } is under way. The step now is “{ $stage }”.
letter-applicant-help = If you have a question, or need something changed so that you can take part, answer the person who wrote to you about the post.
letter-applicant-label = Open the page of the appointment
post-confirm-applicants = { $letters ->
    [one] { $letters } person applied and has not withdrawn: { $matter }. A letter is sent unless the same was written before.
   *[other] { $letters } people applied and have not withdrawn: { $matter }. Each gets a letter, unless the same was written to them before.
}
