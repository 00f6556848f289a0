# The trustees' ceremony. For trustees and observers, not for the voter's path.

trustees-title = The key holders
trustees-lead = Each key holder (the rules say “trustee”) keeps one part of the key of the ballot box. The box can be opened only when all of them take part.
trustees-own = What you do now
trustees-page = Open the page for your key
trustees-by-file = Do it with files, without that page
trustees-command = At the command line of your own machine:
trustees-hand-in = Hand in
trustees-nothing = Choose the file first.
trustees-key-text = The page for your key makes the key on your own device. The secret part never leaves it: keep a copy in a safe place, for without it the votes cannot be opened.
trustees-key-file = The public part (NAME.public.json)
trustees-proof-text = You are sent a test that only the holder of your key can answer. The ballot cannot open before every key holder has answered one.
trustees-question-file = The test of your key
trustees-proof-file = Your answer
trustees-mix-text = Mixing puts the sealed votes into an order that nobody knows, and seals them anew, so that no vote can be followed back to who cast it.
trustees-mix-here = Mix on the server
trustees-mix-here-text = The server holds no key, so it learns no vote. But it could remember the order in which it mixed for you. One key holder who mixes on a machine of their own is enough to keep every vote secret.
trustees-mix-own = Mix on your own machine, which is safer
trustees-archive = The archive of the election
trustees-ciphertexts = The votes to be opened (JSON)
trustees-shuffle-file = Your mix (SHUFFLE.json)
trustees-open-text = Give your part in opening the mixed votes. Have your key at hand.
trustees-part-file = Your part (PART.json)
trustees-who = Who they are, and what is done
trustees-needed = { $needed ->
    [one] At least { $needed } key holder is needed.
   *[other] At least { $needed } key holders are needed.
}
trustees-none = Nobody has been named yet.
trustees-name = Key holder
trustees-key = Key
trustees-proof = Key tested
trustees-mixed = Votes mixed
trustees-opened = Part in opening
trustees-done = Done
trustees-open = Not yet
trustees-order = How it goes
trustees-step-key = Make a key
trustees-step-key-text = On a device of one’s own. Only the public part is handed in.
trustees-step-proof = Show that it works
trustees-step-proof-text = Before the ballot opens. A ballot with a key that does not work could never be opened.
trustees-step-mix = Mix the votes
trustees-step-mix-text = After the close, one after the other. Each mix is proved and checked.
trustees-step-open = Open the votes
trustees-step-open-text = When all have mixed. Each part is proved and checked; then the votes are counted.
trustees-next-key = Make your key and hand in its public part, by:
trustees-next-wait-key = Keys are made from:
trustees-next-proof = Answer the test of your key, by:
trustees-next-wait-keys = The others have not all handed in their keys. Then your key is tested, by:
trustees-next-wait-close = Nothing now. You are needed when the box is closed, from:
trustees-next-mix = Mix the votes, by:
trustees-next-wait-mix = The others have not all mixed the votes. Then you open them, by:
trustees-next-open = Open the votes, by:
trustees-next-done = You have done everything. Keep your key until the result is declared, then destroy it.
trustees-no-key = This is no public part of a key: { $fault }
trustees-no-part = This is no answer of your key: { $fault }
trustees-no-shuffle = This is no mix of votes: { $fault }
