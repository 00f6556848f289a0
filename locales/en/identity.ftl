# Signing in, the account page, and the first officer's way in.

sign-in-title = Sign in
sign-in-lead = There is no password. We send you an e-mail with a link that works once.
sign-in-email = Your e-mail address
sign-in-email-hint = The address that your organisation has for you.
sign-in-email-fault = Enter an e-mail address like name@example.org
sign-in-problem = There is a problem
sign-in-send = Send me a link
sign-in-passkey-title = If you have a passkey
sign-in-passkey-text = Use your fingerprint, your face or the code of your device.
sign-in-passkey = Sign in with a passkey
sign-in-sent-title = Look in your e-mail
sign-in-sent = If { $email } belongs to a member, a message with a link is on its way to it.
sign-in-sent-lasts = { $minutes ->
    [one] The link works once, for { $minutes } minute.
   *[other] The link works once, for { $minutes } minutes.
}
sign-in-nothing-came = If nothing comes
sign-in-look-in-spam = Look in the folder for spam or junk.
sign-in-other-address = You may have given your organisation another address.
sign-in-ask-officer = Ask your organisation which address it has for you.
sign-in-again = Ask for a new link
sign-in-link-title = Sign in
sign-in-press = Press the button to sign in. You can do this once.
sign-in-shared = More than one member uses this e-mail address. Tell us which of them you are.
sign-in-number = Your membership number
sign-in-number-hint = It is on your membership card and in letters from your organisation.
sign-in-number-fault = Enter the membership number of a member with this e-mail address
sign-in-button = Sign in
sign-in-dead-title = This link does not work any more
sign-in-dead = It was used already, or it is too old. Nothing is wrong with your account.

more-title = Show that it is you
more-lead = You hold an office, or have chosen to be asked. So a link in an e-mail is not enough.
more-code = The code that your app shows
more-code-hint = Six digits, or one of your recovery codes.
more-code-fault = Enter the code that your app shows now. Each code works once
more-button = Go on
more-nothing = Before you act as an officer, set up a passkey or an app that shows codes. It takes two minutes.
more-set-up = Set it up
more-later = Not now: look around without acting as an officer

account-title = Your account
account-officer = You hold an office. Before you act in it, add a passkey or an app that shows codes.
account-show-first = To change how you sign in, show first that it is you.
account-show = Show that it is you
account-passkeys = Passkeys
account-passkeys-text = A passkey is kept by your phone, computer or key. You sign in with your fingerprint, your face or a code. Nobody can guess it.
account-passkeys-script = To add a passkey, your browser must run scripts.
account-no-passkeys = Passkeys do not work at this address. They need a site with a name.
account-passkey-name = Name of the passkey
account-passkey-name-hint = For example: my phone
account-add-passkey = Add a passkey
account-since = since { $when }
account-used = last used { $when }
account-remove = Remove { $name }
account-factor = App that shows codes
account-factor-on = You are asked for a code of your app.
account-factor-off = An app on your phone shows a new code every 30 seconds. Use it if you cannot use a passkey.
account-codes-left = { $codes ->
    [one] You have { $codes } recovery code left.
   *[other] You have { $codes } recovery codes left.
}
account-new-codes = Make new recovery codes
account-factor-set = Set up an app
account-factor-remove = Stop using the app
account-language = Language
account-language-text = Pages and letters are in
account-language-save = Save
account-sessions = Where you are signed in
account-by-link = By a link in an e-mail
account-by-code = By a code of your app
account-by-passkey = By a passkey
account-here = this browser
account-end = Sign out the one since { $when }
account-sign-out = Sign out
account-sign-out-all = Sign out everywhere
account-letters = What was sent to you

factor-title = Set up an app that shows codes
factor-app = Install an app for codes on your phone, if you have none.
factor-scan = In the app, add an account and point the camera at the picture below.
factor-type = Type the code that the app then shows.
factor-picture = Picture for the camera of your app. The same is below as text.
factor-secret = If you cannot use the camera, type this into the app:
factor-code = The code that the app shows
factor-button = Finish

recovery-title = Your recovery codes
recovery-lead = Write these codes down and keep them safe. If you lose your phone, they let you in.
recovery-once = Each code works once. They are not shown again.
recovery-done = I have written them down

passkey-refused = The passkey was not accepted. Try again, or sign in by e-mail.
passkey-late = That took too long. Start again.
passkey-too-many = You have as many passkeys as we can keep. Remove one first.
passkey-unnamed = Passkey
passkey-cancelled = Your device did not finish. Try again when you are ready.

first-step-1 = Step 1 of 3
first-step-2 = Step 2 of 3
first-members-title = Bring in the list of members
first-members-lead = This site is empty. Begin with the list of members. You see it first, and nothing is stored before you say so.
first-file = A file (CSV)
first-columns = Columns are found by their names: member number, given name, family name (or name), email, unit, class, joined, arrears since, suspended from, suspended to.
first-paste = Or paste the list here
first-check = Check the list
first-faults = This must be put right first
first-nothing-in = Nothing was brought in. Correct the list and check it again.
first-line = Line { $line }
first-more-faults = { $faults ->
    [one] And { $faults } more.
   *[other] And { $faults } more.
}
first-preview = { $members ->
    [one] The list is good. It has { $members } member.
   *[other] The list is good. It has { $members } members.
}
first-without-email = { $members ->
    [one] { $members } of them has no e-mail address.
   *[other] { $members } of them have no e-mail address.
}
first-rows = The first rows
first-number = Number
first-name = Name
first-class = Class
first-unit = Unit
first-choose-again = The list is long: choose the same file again
first-bring-in = { $members ->
    [one] Bring in { $members } member
   *[other] Bring in { $members } members
}
first-another-list = Bring in another list
first-organisation-title = Found the organisation
first-members-in = { $members ->
    [one] { $members } member is in.
   *[other] { $members } members are in.
}
first-organisation-lead = Now say what your organisation is: its bodies, its seats and who holds them, and what they may do by which rule.
first-description = Description of the organisation
first-description-hint = In the form of docs/examples/society.toml. Persons are membership numbers.
first-no-way-back = This is the first entry of the public record. It cannot be taken back. The founder whom the description names is then signed in here.
first-found = Found the organisation

fault-step-up = Show that it is you
fault-step-up-advice = For this you need to sign in with a passkey or a code of your app.
