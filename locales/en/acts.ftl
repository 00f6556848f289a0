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
