story Election of a section of the executive with at least four women among nine

# The sentences are explained in crates/procedure/src/story.rs.

part house
  given the organisation birchwood in Europe/London
  given ann and bob hold the seat returning-officer of organisation
  given cora holds the seat credential-authority of organisation
  given pat and pia hold the seat appeals-panel of organisation
  given ash, beech, cedar, elm, fir, oak and yew are each a branch
  given tom, una and vic are members of ash in class full since 2010-01-01
  given rosa, walt and pat are members of ash in class full since 2010-05-01
  given otto is a member of ash in class full since 2011-01-01
  given otto is in arrears since 2012-01-01
  given quin is a member of ash in class full since 2011-01-01
  given quin is suspended from 2012-01-01 to 2035-12-31
  given sam is a member of ash in class full since 2010-01-01
  given sam holds the seat secretary of ash
  given sue is a member of beech in class full since 2010-01-01
  given sue holds the seat secretary of beech
  given sid is a member of cedar in class full since 2010-01-01
  given sid holds the seat secretary of cedar
  given sal is a member of elm in class full since 2010-01-01
  given sal holds the seat secretary of elm
  given seth is a member of fir in class full since 2010-01-01
  given seth holds the seat secretary of fir
  given sara is a member of oak in class full since 2010-01-01
  given sara holds the seat secretary of oak
  given saul is a member of yew in class full since 2010-01-01
  given saul holds the seat secretary of yew
  given dora, eve, gail, iris, finn, hugo, jack, liam, mark, noel, owen and zack are members of yew in class full since 2018-03-01
  given zoe is a member of oak in class full since 2024-01-02
  given late is a member of elm in class full since 2024-05-17 12:00:01

part timetable
  at Wednesday 2024-05-01 12:00
  given the date notice is Monday 2024-05-06 12:00
  given the date joined-by is Friday 2024-05-17 12:00
  given the date arrears-paid-by is Friday 2024-05-31 12:00
  given the date freeze is Monday 2024-06-03 12:00
  given the date nominations-close is Wednesday 2024-07-31 12:00
  given the date ballot-opens is Tuesday 2024-08-27 12:00
  given the date ballot-closes is Tuesday 2024-09-17 12:00
  given the matter section runs executive-section-women

part noticed
  then the stage is notice
  when ann (returning-officer) does give-notice
  then it is refused by 3.1 because too-early and opens 2024-05-06 12:00
  at 2024-05-06 12:00
  when rosa (returning-officer) does give-notice
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does give-notice
  then it is allowed by 3.1

part frozen
  at 2024-06-03 12:00
  then the stage is freeze
  when rosa (returning-officer) does freeze-roll
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does correct-roll because nothing is frozen yet
  then it is refused by 3.7 because done
  when ann (returning-officer) does freeze-roll
  then it is allowed by 3.2
  then rosa, walt and zoe are on the roll
  then otto is not on the roll by 3.5
  then quin is not on the roll by 3.6
  then late is not on the roll by 3.4

part supported
  at 2024-06-20 19:30
  then the stage is nominate
  when dora, eve, gail, iris, finn, hugo, jack, liam, mark, noel, owen and zack (member) do nominate
  then it is allowed by 4.2
  when zoe (member) does nominate
  then it is refused by 4.2 because member-for-months
  when quin (member) does nominate
  then it is refused by 3.6 because not-suspended
  when otto (member) does nominate
  then it is refused by 3.3 because on-roll
  when sam (secretary of ash) does support for dora, eve, gail, finn, hugo, liam, mark, noel and zack
  then it is allowed by 4.3
  when sue (secretary of beech) does support for dora, eve, iris, finn, hugo, liam, mark, owen and zack
  then it is allowed by 4.3
  when sid (secretary of cedar) does support for dora, eve, iris, finn, jack, liam, mark, owen and zack
  then it is allowed by 4.3
  when sal (secretary of elm) does support for dora, gail, iris, finn, jack, liam, noel and owen
  then it is allowed by 4.3
  when seth (secretary of fir) does support for dora, gail, iris, hugo, jack, liam, noel and owen
  then it is allowed by 4.3
  when sara (secretary of oak) does support for eve, gail, iris, hugo, jack, mark, noel and owen
  then it is allowed by 4.3
  when saul (secretary of yew) does support for eve, gail, finn, hugo, jack, mark, noel and zack
  then it is allowed by 4.3
  # A branch that has named as many as there are seats takes one back before it names another.
  when sam (secretary of ash) does support for iris
  then it is refused by 4.3 because at-most
  when sam (secretary of ash) does unsupport for zack
  then it is allowed by 4.4
  when sam (secretary of ash) does support for zack
  then it is allowed by 4.3

part consented
  at 2024-07-31 12:00
  then the stage is consent
  when late (member) does nominate
  then it is refused by 4.1 because too-late
  when dora, eve, gail and iris (candidate) do consent as women
  then it is allowed by 4.7
  when finn, hugo, jack, liam, mark, noel and owen (candidate) do consent
  then it is allowed by 4.7
  when zack (candidate) does consent
  then it is refused by 4.6 because supported-by-units
  when dora (candidate) does submit-statement with a statement of 251 words
  then it is refused by 4.8 because too-many-words
  when dora (candidate) does submit-statement with a statement of 250 words
  then it is allowed by 4.8

part published
  at 2024-08-05 12:00
  then the stage is publish
  when rosa (returning-officer) does publish-statements
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does publish-statements
  then it is allowed by 4.9
  when ann (returning-officer) does publish-statements
  then it is refused by 4.9 because already-done

part prepared
  at 2024-08-09 12:00
  then the stage is prepare
  when tom (trustee) does record-key
  then it is refused by 1.5 because not-the-role
  when ann (returning-officer) does name-trustee for tom, una and vic
  then it awaits a second person by 5.1
  when ann (returning-officer) confirms name-trustee for tom
  then it is refused by 5.1 because same-person
  when bob (returning-officer) confirms name-trustee for tom, una and vic
  then it is allowed by 5.1
  when tom (trustee) does record-key
  when tom (trustee) does prove-key
  then it is refused by 5.2 because each-trustee
  when una and vic (trustee) do record-key
  when tom, una and vic (trustee) do prove-key
  then it is allowed by 5.2
  when cora (credential-authority) does record-credentials with 1 credential
  then it is refused by 5.3 because credentials-match-roll
  when cora (credential-authority) does record-credentials with credentials for the whole roll
  then it is allowed by 1.6
  when ann (returning-officer) does open-ballot
  then it is refused by 5.4 because too-early and opens 2024-08-27 12:00

part opened
  at 2024-08-27 12:00
  then the stage is ballot
  when rosa casts a ballot
  then it is refused by 5.4 because done
  when ann (returning-officer) does open-ballot
  then it awaits a second person by 5.5
  when ann (returning-officer) confirms open-ballot
  then it is refused by 5.5 because same-person
  when bob (returning-officer) confirms open-ballot
  then it is allowed by 5.5
  when rosa and walt cast a ballot
  then it is allowed by 5.4

part counted
  at 2024-09-17 12:00
  when walt casts a ballot
  then it is refused by 5.4 because too-late
  at 2024-09-17 14:00
  then the stage is count
  when tom (trustee) does record-shuffle
  then it is refused by 5.5 because done
  when ann (returning-officer) does close-ballot
  then it awaits a second person by 5.5
  when bob (returning-officer) confirms close-ballot
  then it is allowed by 5.5
  when tom and una (trustee) do record-shuffle
  when tom (trustee) does record-decryption
  then it is refused by 6.3 because each-trustee
  when vic (trustee) does record-shuffle
  when tom, una and vic (trustee) do record-decryption
  when ann (returning-officer) does record-count electing rosa
  then it is refused by 5.5 because not-a-candidate
  # A count that elects fewer women than the limit asks for is none.
  when ann (returning-officer) does record-count electing finn, hugo, jack, liam, mark, noel, owen, dora and eve
  then it is refused by 5.5 because inconsistent
  when ann (returning-officer) does record-count electing finn, dora, hugo, eve, jack, gail, liam, iris and mark
  when bob (returning-officer) confirms record-count electing finn, dora, hugo, eve, jack, gail, liam, iris and mark
  then it is allowed by 5.5

part challenged
  at 2024-09-20 12:00
  then the stage is challenge
  when nobody (member) does challenge because I am no member
  then it is refused by 1.3 because not-the-role
  when walt (member) does challenge because my ballot came late
  then it is allowed by 7.1
  when ann (appeals-panel) does decide-challenge for walt dismissing it because I know better
  then it is refused by 1.7 because not-the-role
  when pat (appeals-panel) does decide-challenge for walt dismissing it because it came in time
  then it awaits a second person by 7.2
  at 2024-09-26 12:00
  then the stage is declare
  when ann (returning-officer) does declare
  then it is refused by 7.3 because no-open-challenge
  when pat (appeals-panel) does decide-challenge for walt dismissing it because it came in time
  when pia (appeals-panel) confirms decide-challenge for walt dismissing it
  then it is allowed by 7.2

part declared
  when ann (returning-officer) does declare
  then it awaits a second person by 5.5
  when ann (returning-officer) confirms declare
  then it is refused by 5.5 because same-person
  at 2024-09-27 10:00
  when bob (returning-officer) confirms declare
  then it is allowed by 5.5
  then finn, dora, hugo, eve, jack, gail, liam, iris and mark hold a seat in executive until 2026-09-27 10:00
  then noel holds no seat in executive
  then owen holds no seat in executive
  then the matter has ended as declared

# ---------------------------------------------------------------------------------------------------------

scenario The whole way, from the notice to the winners' terms
  use house
  use timetable
  use noticed
  use frozen
  use supported
  use consented
  use published
  use prepared
  use opened
  use counted
  use challenged
  use declared

scenario A challenge is upheld, and the election is void
  use house
  use timetable
  use noticed
  use frozen
  use supported
  use consented
  use published
  use prepared
  use opened
  use counted
  at 2024-09-20 12:00
  when walt (member) does challenge because a whole branch got no ballots
  when pat (appeals-panel) does decide-challenge for walt upholding it because it got none
  when pia (appeals-panel) confirms decide-challenge for walt upholding it
  then it is allowed by 7.2
  then the matter has ended as void

scenario Nobody stands, and the election is void
  use house
  use timetable
  use noticed
  use frozen
  at 2024-08-05 12:00
  then the matter has ended as void

scenario Who withdraws stands no longer, and is not counted
  use house
  use timetable
  use noticed
  use frozen
  use supported
  when eve (candidate) does withdraw
  then it is allowed by 4.5
  then eve is no candidate
  at 2024-07-31 12:00
  when eve (candidate) does consent
  then it is refused by 1.4 because not-the-role

scenario As many men as seats, and too few women: who stands is elected with every woman who does
  use house
  use timetable
  use noticed
  use frozen
  use supported
  at 2024-07-31 12:00
  when finn, hugo and jack (candidate) do consent
  when dora (candidate) does consent as women
  then it is allowed by 4.7
  # Only one woman stands, and she is elected: the limit follows the field.
  at 2024-08-05 12:00
  then the stage is challenge
