# What the voters' API says when it refuses, and sentences of the ballot paper.

api-not-found = No such ballot
api-not-found-detail = There is no ballot at this address. Check the link in your letter or e-mail.
api-already-voted = A vote has already been cast with this code
api-already-voted-detail = Each code gives one vote, and that vote is final. If it was not you, tell the returning officer at once.
api-copy = This is a copy of another vote
api-copy-detail = The same paper is in the box already under another code. Make your own vote and send that.
api-spoiled = This paper was opened to check it
api-spoiled-detail = A paper that was opened can never be cast. Go back and seal your vote again.
api-already-cast = This vote is in the box
api-already-cast-detail = A vote that was cast cannot be opened. Only a paper that was not cast can be checked in this way.
api-bad-ballot = This vote cannot be read
api-bad-ballot-detail = Your vote was not saved. Open the voting page again from your link and try once more. If it happens again, tell the returning officer.
api-bad-request = Something is wrong with what was sent
api-bad-request-detail = Nothing was changed. Check what you typed and try again.
api-too-long = Too much was sent
api-too-long-detail = Nothing was changed. What was sent is longer than anything that belongs here.
api-unknown-code = This code does not belong to this ballot
api-unknown-code-detail = Your vote was not saved. Check the code in your letter or e-mail, and that it is for this ballot.
api-too-early = Voting has not opened yet
api-too-early-detail = Nothing was saved. Come back when voting is open.
api-too-late = Voting has closed
api-too-late-detail = This vote came after the close, so it is not in the box.
api-not-in-box = No vote with this tracker is in the box
api-not-in-box-detail = Check that you typed all four groups as on your receipt. If they are right, tell the returning officer.
api-not-stored = Not saved yet
api-not-stored-detail = We could not save this just now. It is safe to send the same vote again: it can only count once.
api-not-sent = Not sent
api-not-sent-detail = The message did not go out just now. Your vote is safe. You can ask for the receipt again in a minute.

api-closes = Voting closes on { $at }.
api-short-rankings = You may rank as many or as few candidates as you like. If nobody you ranked can use your vote any more, it does not pass to anyone else.
