# Letters, and the officers' page of letters.

post-title = Letters
post-lead = What was sent to members, and what came back.
post-none = No letter has been sent yet.
post-mailings = What was sent
post-what = Letter
post-when = When
post-new = Write letters
post-no-roll = There is nobody to write to yet: no roll is frozen, and nobody has applied for a post.
post-matter = Election or appointment
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
    [one] Sent so far: { $sent } of { $total } letter. Begun { $created }.
   *[other] Sent so far: { $sent } of { $total } letters. Begun { $created }.
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
letter-applicant-appointed = Congratulations. You have been appointed: { $matter }.
letter-applicant-not-appointed = Thank you for applying: { $matter }. The result has been declared, and somebody else was appointed. The page shows how the vote went, round by round.
letter-applicant-unfit = Thank you for meeting the panel about { $matter }. It found that you cannot hold the post by the criteria that were published, so that your application goes no further. You can ask for its reasons.
letter-applicant-appeal = If you think that this is wrong, you can appeal until { $until }. The page tells you how.
letter-applicant-out = Thank you for applying: { $matter }. Your application goes no further. That was decided at the step “{ $stage }”.
letter-applicant-reasons = These are the reasons on the record, for all applications together: “{ $reasons }”
letter-applicant-interview = { $minutes ->
    [0] You are invited to an interview: { $matter }. Your time is { $at }.
    [one] You are invited to an interview: { $matter }. Your time is { $at }, for { $minutes } minute.
   *[other] You are invited to an interview: { $matter }. Your time is { $at }, for { $minutes } minutes.
}
letter-applicant-calendar = On the page you can put this time in your calendar.
letter-applicant-stands = Thank you for applying: { $matter }. Your application is under way, at the step “{ $stage }”. You do not have to do anything now.
letter-applicant-help = If you have a question, if a time does not suit you, or if you need something arranged so that you can take part, for example because of a disability, ask those who conduct the appointment. The page names them.
letter-applicant-help-from = If you have a question, if a time does not suit you, or if you need something arranged so that you can take part, for example because of a disability, ask any of these: { $names } ({ $role }).
letter-applicant-ask = If you have a question, you can ask any of these: { $names } ({ $role }).
letter-applicant-from = You hold the post from { $from }.
letter-applicant-acting = Until this body has ratified the appointment, you hold it as acting: { $body }.
letter-applicant-until = This step lasts until { $until } at the latest. You will be written to when it is decided how your application goes on.
letter-applicant-questions = The questions are the same for every candidate. You can read them on the page from { $from }.
letter-applicant-label = Open the page of the appointment
post-confirm-applicants = { $letters ->
    [one] { $letters } person applied and has not withdrawn: { $matter }. A letter is sent unless the same was written before.
   *[other] { $letters } people applied and have not withdrawn: { $matter }. Each gets a letter, unless the same was written to them before.
}
