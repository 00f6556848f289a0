# Acts: the name on a button, what the act does (on the review page), and the forms.

act-give-notice = Give notice of the timetable
act-freeze-roll = Freeze the roll
act-correct-roll = Correct the frozen roll
act-nominate = Stand for election
act-withdraw = Withdraw your candidacy
act-support = Support a candidate for your branch
act-unsupport = Take your branch's support back
act-consent = Consent to stand
act-submit-statement = Hand in your statement
act-publish-statements = Publish all statements
act-name-trustee = Name a key holder
act-record-key = Hand in your key
act-prove-key = Show that your key works
act-record-credentials = Hand in the list for voting codes
act-open-ballot = Open the ballot
act-extend-ballot = Extend the ballot
act-close-ballot = Close the ballot
act-record-shuffle = Mix the votes
act-record-decryption = Open your part of the votes
act-draw-lot = Record a lot
act-record-count = Record the count
act-challenge = Challenge the result
act-decide-challenge = Decide a challenge
act-declare = Declare the result
act-declare-void = Declare the election void
act-apply = Apply
act-endorse = Support a candidate yourself
act-unendorse = Take your own support back
act-state-size = State the size of a group
act-score = Hand in your scores
act-declare-interest = Declare an interest
act-select = Record who goes on
act-resolve = Record the vote of the body
act-vet = Record whether a candidate may stand
act-schedule = Give a candidate a time
act-draw-order = Draw the order of the candidates
act-hear = Record that a candidate was heard
act-record-round = Record a round of the vote
act-record-card-vote = Record the card vote
act-submit-paper = Hand in a paper
act-draw-papers = Draw the order of the papers
act-publish-report = Publish a report
act-invite-all = Invite all candidates
act-name-next = Name a candidate
act-delegate = Let somebody act for you in your office
act-form-unit = Form a branch
act-adopt-procedure = Adopt a procedure
act-change-rules = Change the rules
act-report-emergency = Report on an emergency
act-open-matter = Open an election
act-record-roll-import = Bring in a list of members
act-limit-right = Suspend a person or a branch
act-found-organisation = Found the organisation
act-confirm = Confirm
act-decline = Decline

act-does-give-notice = The whole timetable is announced to all members. It cannot be taken back.
act-does-nominate = You become a candidate. Your name is shown to everybody. You can withdraw later, but then you cannot stand again in this election.
act-does-withdraw = You are no longer a candidate. This is final: you cannot stand again in this election.
act-does-support = Your branch supports this candidate. Everybody can see it. You can take the support back until nominations close.
act-does-unsupport = Your branch no longer supports this candidate. Everybody can see that the support was taken back.
act-does-consent = You agree to stand under the rules of this election. Your name goes on the voting paper if statements are published while you stand.
act-does-submit-statement = Your statement is kept until all statements are published at the same moment. Until then you can hand in another; the last one counts.
act-does-publish-statements = All statements are published now, and the order of the candidates is drawn from the text that you enter. It cannot be drawn again.
act-does-name-trustee = This person is asked to keep one part of the key of the ballot box. All key holders together are needed to open it. A second officer must confirm.
act-does-extend-ballot = The ballot closes later, for everybody. Everybody is told, with your reason. A close is never brought forward. A second officer must confirm.
act-does-challenge = Your challenge is heard by the appeals panel. Everybody sees that there is a challenge; only the panel reads your reasons.
act-does-decide-challenge = The challenge is decided, with your reasons for everybody to read. It cannot be decided again. A second member of the panel must confirm.
act-does-declare = The result is declared, and the terms of those elected begin. It cannot be taken back. A second officer must confirm.
act-does-declare-void = The election ends without a result and must be begun again. It cannot be taken back. A second officer must confirm.
act-does-form-unit = A new branch exists from now on, with the officers that you name.
act-does-adopt-procedure = Elections that are opened after this run by this procedure. Elections that run already keep the rules under which they were opened. A second officer must confirm.
act-does-open-matter = The election is opened with these dates. The rules and the dates cannot be changed afterwards, except that a ballot can be extended.
act-does-limit-right = The person or branch cannot act from the first date to the second. It ends by itself. A second officer must confirm.

act-review-title = Check before you go on
act-review-lead = Nothing has been recorded yet.
act-review-by-two = One more person must confirm before this takes effect.
act-review-back = Go back and change it
act-review-what = What you do
act-review-means = What it means
act-continue = Continue to review
act-do-it = { $act }: record it
act-propose-it = Propose: { $act }
act-cancel = Cancel
act-problem = There is a problem
act-error = Error:
act-done-title = Done: { $act }
act-done-proposed-title = Proposed: { $act }
act-done-entry = Entry { $seq } of the record, { $at }.
act-done-next = What happens next
act-done-proposed = One more person must confirm. Until then nothing has changed.
act-done-effective = It is in force now. Everybody can read the entry on the record.
act-done-read = Read the entry
act-done-back = Back to the election
act-done-organisation = Back to the organisation
act-rule-by = Allowed by this rule:
act-on = On { $matter }
act-elsewhere = This is done on a page of its own.
act-elsewhere-go = Go to that page

act-field-candidate = Candidate
act-field-unit = For which branch?
act-field-terms = The rules of this election
act-field-terms-hint = This is the procedure as it was adopted. You consent to stand under these rules.
act-field-terms-read = Read the whole procedure
act-field-terms-yes = I have read the rules and consent to stand under them
act-field-classes = Limits on who may be elected together
act-field-classes-text = This election has limits on how many of some groups are elected. Tick each group that you belong to. Everybody can see what you tick, and it cannot be changed later.
act-field-class = I belong to: { $class }
act-field-terms-missing = Tick the box to show that you consent
act-field-statement = Your statement
act-field-words = { $most ->
    [one] At most { $most } word. A word is what stands between spaces and has a letter or a number in it.
   *[other] At most { $most } words. A word is what stands between spaces and has a letter or a number in it.
}
act-field-words-free = Write as much as is needed, in plain text.
act-words-left-one = 1 word left
act-words-left-other = { $n } words left
act-words-over-one = 1 word too many
act-words-over-other = { $n } words too many
act-words-counted = { $words ->
    [one] { $words } word
   *[other] { $words } words
}
act-field-seed = Text for the lot
act-field-seed-hint = A text that nobody could know before, such as the numbers that were thrown with dice before witnesses. Everybody can repeat the draw with it.
act-field-trustee = Membership number of the key holder
act-field-trustee-hint = Somebody who does not stand and holds no office in this election.
act-field-to = The ballot closes on
act-field-to-hint = Now it closes on { $closes }. Write the date and the time, like 2026-10-24 12:00, in the time of { $zone }.
act-field-reason = Reason
act-field-reason-public = Everybody can read this.
act-field-reason-panel = Only the appeals panel reads this.
act-field-challenge = Which challenge?
act-field-challenge-line = Challenge of { $at } (entry { $seq })
act-field-upheld = Decision
act-field-upheld-yes = The challenge is upheld: the election ends without a result
act-field-upheld-no = The challenge is not upheld
act-field-source = The file of the procedure
act-field-source-hint = A file that ends in .toml. It is checked in full before anything is recorded.
act-field-source-text = Or paste its text
act-field-procedure = Procedure
act-field-matter-title = Title
act-field-matter-title-hint = One line that says what is elected, such as “Members' section 2026”.
act-field-matter-id = Short name in addresses
act-field-matter-id-hint = Small letters, numbers and hyphens, such as executive-2026.
act-field-dates = Dates
act-field-dates-hint = Write each date and time like 2026-10-02 12:00, in the time of { $zone }. All other times follow from them.
act-field-emergency = What happened? This procedure is only for: { $trigger }
act-field-stated-hint = Everybody can read what you write here, and a second officer must confirm it.
act-field-override = Why is the shortest time of rule { $clause } not kept?
act-field-lost = { $members ->
    [0] Members cannot know by when they must have joined: that time lies before the announcement. Nobody on today's list loses the vote by it. Why is that date right nevertheless?
    [one] One member joined after the last time of joining and before the announcement, and loses the vote. Why is that date right nevertheless?
   *[other] { $members } members joined after the last time of joining and before the announcement, and lose the vote. Why is that date right nevertheless?
}
act-field-report-text = Report on the emergency
act-field-calculate = Show the timetable
act-timetable-fits = The timetable fits
act-timetable-faults = The timetable does not fit
act-field-unit-title = Name of the branch
act-field-unit-id = Short name of the branch in addresses
act-field-unit-kind = Kind
act-field-officer = { $seat } (membership number)
act-field-officer-hint = Leave it empty if nobody holds it yet.
act-field-limited = Who is suspended?
act-field-limited-person = A person (membership number)
act-field-limited-unit = A branch
act-field-from = From
act-field-until = Until
act-field-instant-hint = Write the date and the time, like 2026-10-24 12:00, in the time of { $zone }.
act-fault-empty = { $field }: this must be filled in
act-fault-words = { $has ->
    [one] { $field }: it has { $has } word; the limit is { $most }
   *[other] { $field }: it has { $has } words; the limit is { $most }
}
act-fault-member = { $field }: there is no member with the number { $number }
act-fault-choose = { $field }: choose one of the list
act-fault-instant = { $field }: “{ $text }” is no date and time. Write it like 2026-10-24 12:00
act-fault-id = { $field }: use only small letters, numbers and hyphens
act-fault-line = Line { $line }: { $problem }

act-minutes = { $minutes ->
    [one] About { $minutes } minute
   *[other] About { $minutes } minutes
}
act-by-time = By
act-pending = { $act }: one more person must confirm
act-pending-by = { $name } proposed it on { $at }
act-pending-who = One of these must confirm: { $names }
act-pending-anyone = A second person in the same office must confirm
act-pending-until = It falls away if nobody confirms by { $at }.
act-pending-confirm = Confirm: { $act }
act-pending-decline = Decline
act-pending-take-back = Take it back
act-timetable-found = What the check found
act-words-most = { $most ->
    [one] At most { $most } word
   *[other] At most { $most } words
}

act-field-application = Your application
act-field-application-hint = Only those who decide on the applications read this.
act-field-sheet = Your scores and why
act-field-sheet-hint = Go through the criteria one by one. The others who score read this only when everybody's scores are in. It cannot be changed later.
act-field-keeps = Who goes on
act-field-keeps-hint = Tick everybody who goes on. All others are out.
act-field-keeps-bounds = At least { $fewest } and at most { $most } go on.
act-field-present = Present
act-field-present-hint = How many of those who may vote were in the meeting when the vote was taken.
act-field-for = For
act-field-against = Against
act-field-abstained = Abstained
act-field-fit = May this person stand?
act-field-fit-yes = Yes: could hold the post
act-field-fit-no = No: cannot stand
act-field-fit-hint = Only those who decide on the applications read this, and whoever hears an appeal.
act-field-at = Date and time
act-field-heard = Who was present
act-field-heard-text = Tick everybody who was there from the first word to the last. Where the rules ask for it, only they can vote.
act-field-heard-hint = Somebody who came late or left early is not ticked.
act-field-others = Others who were present throughout
act-field-others-hint = Membership numbers, one on each line. Leave it empty if there were none.
act-field-votes = { $number }. { $name }: votes
act-field-invalid = Papers that count for nobody
act-field-lot = Lot
act-field-lot-hint = Only when the same candidates tied for the last place twice: the order in which they were drawn, by the numbers of this list, such as 3, 1. The first drawn is out.
act-field-group = Group
act-field-size = Members of the group
act-field-weights = Members whom each organisation represents
act-field-weights-hint = One line for each: its short name, then the number, such as unity 12,500. Leave it empty if the rules do not weigh them.
act-field-cards = The cards
act-field-cards-hint = One line for each delegation, with commas, or pasted from a spreadsheet: delegation, section, members represented, for, against, abstained, not received.
act-field-paper = The text
act-field-next = Membership number
act-field-next-hint = The person who takes the place.
act-field-delegate = Membership number of who acts for you
act-field-delegate-hint = This person can do what your office can do in this matter. Everybody can see it.
act-fault-number = { $field }: “{ $text }” is not a whole number.
act-fault-members = Nobody has these membership numbers: { $numbers }
act-fault-lot = Name each place of the list at most once, such as 3, 1.
act-fault-weights = Write one line for each organisation, each only once: its short name, then a number.
act-cards-columns = Line { $line } has { $has } columns; it takes 7.
act-cards-name = Line { $line }: “{ $text }” is no short name of a delegation or section.
act-cards-figure = Line { $line }: “{ $text }” is not a whole number.
act-cards-twice = Line { $line }: { $text } has a card already.
act-cards-nothing = There is no card in it.
act-does-apply = You apply. Your application cannot be changed afterwards. You can withdraw it.
act-does-endorse = You support this candidate. Everybody can see it.
act-does-unendorse = You no longer support this candidate. Everybody can see that you took it back.
act-does-state-size = The size is put on the record. Thresholds are reckoned by it.
act-does-score = Your scores are sealed. They cannot be changed afterwards.
act-does-declare-interest = You take no further part in deciding this matter. Everybody can see it. It cannot be taken back.
act-does-select = Whoever is not ticked is out, if there were enough votes for this.
act-does-resolve = The vote of the body is put on the record, and what follows from it.
act-does-vet = Whoever cannot stand is told so, and can appeal where the rules allow it.
act-does-schedule = The candidate has this time. You can give another later.
act-does-draw-order = The order is drawn from the text that you enter. It cannot be drawn again in secret: everybody can repeat it.
act-does-hear = It is put on the record that the candidate was heard, and before whom.
act-does-record-round = The round is put on the record. Who goes out after it follows from the rules.
act-does-record-card-vote = Every card is published. Whether the vote was carried follows from the rules.
act-does-submit-paper = Your paper is handed in. Everybody can read it.
act-does-draw-papers = The order of the papers is drawn from the text that you enter. Everybody can repeat it.
act-does-publish-report = Your report is published. Everybody can read it.
act-does-invite-all = Everybody who stands is invited for this time.
act-does-name-next = This person takes the place of whoever is gone, for the reason that you give.
act-does-delegate = The person acts in your office until the time that you name. Everybody can see it.
act-propose-question = Put forward a question
act-fix-questions = Fix the questions
act-release-questions = Give the candidates the questions
act-does-propose-question = Your question goes into the list from which the set is taken. Its theme can be seen by everybody; the question only by those who hear the candidates, until it is given out.
act-does-fix-questions = These are the questions, the same for every candidate. They cannot be changed afterwards.
act-does-release-questions = From the time that you name every candidate can read the questions. It cannot be changed afterwards.
act-field-theme = Theme
act-field-theme-hint = A word or two, such as “Leading people”. Everybody can see it.
act-field-theme-known = A word or two. In use already: { $themes }.
act-field-question = The question
act-field-question-hint = Only those who hear the candidates read this, until the questions are given out.
act-field-fix = The set
act-field-fix-text = Tick each question that every candidate is to be asked. They are asked in this order.
act-field-fix-line = { $theme }: { $text }
act-field-asked = What the candidate was asked
act-field-asked-text = Tick each question that was asked.
act-field-asked-line = { $number }. { $text }
act-field-release = At one time for all
act-field-release-text = No candidate sees the questions earlier than the others.
act-field-minutes = Minutes
act-field-minutes-hint = How long the candidate has. You can leave it empty.
act-fault-theme = Make the theme shorter: a word or two.
act-fault-questions = Tick at least one question.
act-field-few = Few may vote
act-field-few-text = { $voters ->
    [one] { $voters } person may vote. Tell nobody how the papers lie while they are counted, and no figure before the whole round is recorded. Afterwards mix the papers and seal them.
   *[other] { $voters } people may vote. With so few, whoever knows some votes can work out others. Tell nobody how the papers lie while they are counted, and no figure before the whole round is recorded. Afterwards mix the papers and seal them.
}
