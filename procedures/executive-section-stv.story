story The members' section of the executive, by single transferable vote

# The sentences are explained in crates/procedure/src/story.rs.

part birchwood
  given the organisation birchwood in Europe/London
  given ash, beech, cedar, elm, fir, oak and yew are each a branch

  # Those who conduct the election.
  given ann, bob and cora are members of ash in class full since 2010-01-01
  given ann and bob hold the seat returning-officer of organisation
  given cora holds the seat credential-authority of organisation
  given pat and pia are members of beech in class full since 2010-01-01
  given bob, pat and pia hold the seat appeals-panel of organisation
  given tom, una and vic are members of cedar in class full since 2012-05-01

  # Those who act for the branches.
  given sam is a member of ash in class full since 2015-01-01
  given sue is a member of beech in class full since 2015-01-01
  given sid is a member of cedar in class full since 2015-01-01
  given sal is a member of elm in class full since 2015-01-01
  given seth is a member of fir in class full since 2015-01-01
  given sara is a member of oak in class full since 2015-01-01
  given saul is a member of yew in class full since 2015-01-01
  given sam holds the seat secretary of ash
  given sue holds the seat secretary of beech
  given sid holds the seat secretary of cedar
  given sal holds the seat secretary of elm
  given seth holds the seat secretary of fir
  given sara holds the seat secretary of oak
  given saul holds the seat secretary of yew

  # Those who stand. All of them live in one branch, which none of them needs.
  given dora, eve, finn, gail, hugo and iris are members of yew in class full since 2018-03-01
  given jack, kira, liam, mona, nora and olga are members of yew in class full since 2019-03-01

  # Those who vote, or cannot.
  given rosa and walt are members of oak in class full since 2020-01-01
  given zoe is a member of oak in class full since 2026-01-15
  given nell is a member of elm in class full since 2026-06-12 12:01
  given otto is a member of elm in class full since 2011-01-01
  given otto is in arrears since 2026-01-01
  given peg is a member of elm in class full since 2011-01-01
  given peg is in arrears since 2026-01-01 until 2026-06-26 11:59
  given quin is a member of fir in class full since 2011-01-01
  given quin is suspended from 2026-05-01 to 2026-12-31
  given young is a member of fir in class youth since 2024-01-01

part timetable
  at Monday 2026-05-25 12:00
  given the date notice is Monday 2026-06-01 12:00
  given the date joined-by is Friday 2026-06-12 12:00
  given the date arrears-paid-by is Friday 2026-06-26 12:00
  given the date freeze is Wednesday 2026-07-01 12:00
  given the date nominations-close is Friday 2026-09-11 12:00
  given the date ballot-opens is Friday 2026-10-02 12:00
  given the date ballot-closes is Friday 2026-10-23 12:00
  given the matter executive-2026 runs executive-section-stv

part frozen
  at 2026-06-01 12:00
  when ann (returning-officer) does give-notice
  then it is allowed by 3.1
  at 2026-07-01 12:00
  when ann (returning-officer) does freeze-roll
  then it is allowed by 3.2

part supported
  at 2026-07-02 12:00
  when dora, eve, finn, gail, hugo, iris, jack, kira, liam and mona (member) do nominate
  then it is allowed by 4.2
  at 2026-08-03 19:30
  when sam (secretary of ash) does support for dora, eve, finn, gail, hugo, iris, jack, kira and liam
  then it is allowed by 4.3
  when sue (secretary of beech) does support for dora, eve, finn, gail, hugo, iris, jack, kira and mona
  when sid (secretary of cedar) does support for dora, eve, finn, gail, hugo, iris, jack, liam and mona
  when sal (secretary of elm) does support for dora, eve, finn, gail, hugo, iris, kira, liam and mona
  when seth (secretary of fir) does support for dora, eve, finn, gail, hugo, jack, kira, liam and mona
  when sara (secretary of oak) does support for dora, eve, finn, gail, iris, jack, kira, liam and mona
  then it is allowed by 4.3

part consented
  at 2026-09-11 12:00
  then the stage is consent
  when dora, eve, finn, gail, hugo, iris, jack, kira, liam and mona (candidate) do consent
  then it is allowed by 4.7
  when dora and eve (candidate) do submit-statement with a statement of 250 words
  then it is allowed by 4.8

part prepared
  at 2026-09-16 12:00
  then the stage is publish
  when ann (returning-officer) does publish-statements
  then it is allowed by 4.9
  at 2026-09-18 12:00
  then the stage is prepare
  when ann (returning-officer) does name-trustee for tom, una and vic
  then it awaits a second person by 5.1
  when bob (returning-officer) confirms name-trustee for tom, una and vic
  then it is allowed by 5.1
  at 2026-09-21 10:00
  when tom, una and vic (trustee) do record-key
  then it is allowed by 5.2
  when tom, una and vic (trustee) do prove-key
  then it is allowed by 5.2
  when cora (credential-authority) does record-credentials with credentials for the whole roll
  then it is allowed by 1.6

part opened
  at 2026-10-02 12:00
  then the stage is ballot
  when ann (returning-officer) does open-ballot
  then it awaits a second person by 5.5
  when bob (returning-officer) confirms open-ballot
  then it is allowed by 5.5

part counted
  at 2026-10-23 13:00
  when ann (returning-officer) does close-ballot
  when bob (returning-officer) confirms close-ballot
  then it is allowed by 5.5
  at 2026-10-24 10:00
  when tom, una and vic (trustee) do record-shuffle
  then it is allowed by 6.2
  when tom, una and vic (trustee) do record-decryption
  then it is allowed by 6.3
  when ann (returning-officer) does record-count electing dora, eve, finn, gail, hugo, iris, jack, kira and liam
  when bob (returning-officer) confirms record-count electing dora, eve, finn, gail, hugo, iris, jack, kira and liam
  then it is allowed by 5.5

# -----------------------------------------------------------------------------------------------------------

scenario The whole way, from the notice to the winners' terms
  use birchwood
  use timetable
  then the stage is notice
  then the next change is at 2026-06-01 12:00
  use frozen
  then ann, rosa, zoe, peg and dora are on the roll
  then nell is not on the roll by 3.4
  then otto is not on the roll by 3.5
  then quin is not on the roll by 3.6
  then young is not on the roll by 3.3
  use supported
  use consented
  then dora, eve, finn, gail, hugo, iris, jack, kira, liam and mona are candidates
  use prepared
  use opened
  when rosa and walt cast a ballot
  then it is allowed by 5.4
  then rosa and walt have voted
  then zoe has not voted
  use counted
  at 2026-10-26 12:00
  then the stage is challenge
  then dora holds no seat in executive
  at 2026-11-02 12:00
  then the stage is declare
  when ann (returning-officer) does declare
  then it awaits a second person by 5.5
  then dora holds no seat in executive
  at 2026-11-03 09:00
  when bob (returning-officer) confirms declare
  then it is allowed by 5.5
  then dora, eve, finn, gail, hugo, iris, jack, kira and liam hold a seat in executive until 2028-11-03 09:00
  then mona holds no seat in executive
  then the matter has ended as declared
  when rosa (member) does challenge because it is over
  then it is refused by 7.1 because matter-ended

scenario Nothing is done too early
  use birchwood
  use timetable
  when ann (returning-officer) does give-notice
  then it is refused by 3.1 because too-early and opens 2026-06-01 12:00
  at 2026-06-01 12:00
  when ann (returning-officer) does give-notice
  when dora (member) does nominate
  then it is refused by 4.1 because too-early and opens 2026-07-02 12:00
  at 2026-07-01 11:59:59
  when ann (returning-officer) does freeze-roll
  then it is refused by 3.2 because too-early and opens 2026-07-01 12:00
  at 2026-07-01 12:00
  when ann (returning-officer) does freeze-roll
  then it is allowed by 3.2
  at 2026-07-02 11:59:59
  when dora (member) does nominate
  then it is refused by 4.1 because too-early and opens 2026-07-02 12:00
  at 2026-07-02 12:00
  when dora (member) does nominate
  then it is allowed by 4.2

scenario Nothing is done too late
  use birchwood
  use timetable
  use frozen
  use supported
  at 2026-09-11 11:59:59
  when nora (member) does nominate
  then it is allowed by 4.2
  at 2026-09-11 12:00
  when olga (member) does nominate
  then it is refused by 4.1 because too-late
  when saul (secretary of yew) does support for dora
  then it is refused by 4.1 because too-late
  use consented
  at 2026-09-16 12:00
  when finn (candidate) does submit-statement with a statement of 100 words
  then it is refused by 4.7 because too-late

scenario Who may stand, and for how many a branch may speak
  use birchwood
  use timetable
  use frozen
  use supported
  when zoe (member) does nominate
  then it is refused by 4.2 because member-for-months
  when quin (member) does nominate
  then it is refused by 3.6 because not-suspended
  when otto (member) does nominate
  then it is refused by 3.3 because on-roll
  when young (member) does nominate
  then it is refused by 1.3 because not-the-role
  when sam (secretary of ash) does support for mona
  then it is refused by 4.3 because at-most
  when sam (secretary of ash) does unsupport for liam
  then it is allowed by 4.4
  when sam (secretary of ash) does support for mona
  then it is allowed by 4.3
  when sam (secretary of ash) does support for mona
  then it is refused by 4.3 because already-done
  when dora (secretary of ash) does support for dora
  then it is refused by 1.2 because not-the-role
  when saul (secretary of yew) does support for rosa
  then it is refused by 4.3 because not-a-candidate

scenario Four branches are too few, and who withdraws stands no longer
  use birchwood
  use timetable
  use frozen
  use supported
  when nora and olga (member) do nominate
  when saul (secretary of yew) does support for nora and olga
  then nora and olga are candidates
  when olga (candidate) does withdraw
  then it is allowed by 4.5
  then olga is no candidate
  use consented
  when nora (candidate) does consent
  then it is refused by 4.6 because supported-by-units
  when nora (candidate) does submit-statement with a statement of 20 words
  then it is refused by 4.6 because supported-by-units
  when olga (candidate) does consent
  then it is refused by 1.4 because not-the-role
  when finn (candidate) does submit-statement with a statement of 251 words
  then it is refused by 4.8 because too-many-words
  when finn (candidate) does submit-statement with a statement of 250 words
  then it is allowed by 4.8
  when mona (candidate) does withdraw
  then it is allowed by 4.5
  at 2026-09-16 12:00
  then nora, olga and mona are no candidates
  # Nine are left for nine seats: there is no ballot.
  then the stage is challenge

scenario The frozen roll is corrected by two persons, or not at all
  use birchwood
  use timetable
  at 2026-06-01 12:00
  when ann (returning-officer) does give-notice
  at 2026-07-01 12:00
  when ann (returning-officer) does correct-roll because nothing is frozen yet
  then it is refused by 3.7 because done
  when ann (returning-officer) does freeze-roll
  when ann (returning-officer) does correct-roll because a payment was booked late
  then it awaits a second person by 3.7
  when ann (returning-officer) confirms correct-roll
  then it is refused by 3.7 because same-person
  when sam (returning-officer) confirms correct-roll
  then it is refused by 1.1 because not-the-role
  when bob (returning-officer) confirms correct-roll
  then it is allowed by 3.7
  when bob (returning-officer) confirms correct-roll
  then it is refused by record.second-person because nothing-to-confirm

scenario Keys and credentials are complete before the ballot opens
  use birchwood
  use timetable
  use frozen
  use supported
  use consented
  at 2026-09-16 12:00
  when ann (returning-officer) does publish-statements
  at 2026-09-18 12:00
  when ann (returning-officer) does name-trustee for tom, una and vic
  when tom (trustee) does record-key
  then it is refused by 1.5 because not-the-role
  when bob (returning-officer) confirms name-trustee for tom, una and vic
  when tom and una (trustee) do record-key
  when tom (trustee) does prove-key
  then it is refused by 5.2 because each-trustee
  when cora (credential-authority) does record-credentials with 3 credentials
  then it is refused by 5.3 because credentials-match-roll
  when ann (credential-authority) does record-credentials with credentials for the whole roll
  then it is refused by 1.6 because not-the-role
  when cora (credential-authority) does record-credentials with credentials for the whole roll
  then it is allowed by 1.6
  when ann (returning-officer) does open-ballot
  then it is refused by 5.4 because too-early and opens 2026-10-02 12:00
  at 2026-10-02 12:00
  then the matter has ended as lapsed

scenario Nobody opens the ballot alone
  use birchwood
  use timetable
  use frozen
  use supported
  use consented
  use prepared
  at 2026-10-02 12:00
  when ann (returning-officer) does open-ballot
  then it awaits a second person by 5.5
  when ann (returning-officer) confirms open-ballot
  then it is refused by 5.5 because same-person
  when rosa casts a ballot
  then it is refused by 5.4 because done
  when rosa (returning-officer) confirms open-ballot
  then it is refused by 1.1 because not-the-role
  when bob (returning-officer) confirms open-ballot
  then it is allowed by 5.5
  when rosa casts a ballot
  then it is allowed by 5.4

scenario Two persons extend the ballot over the change of the clocks, and a second too late is too late
  use birchwood
  use timetable
  use frozen
  use supported
  use consented
  use prepared
  use opened
  then the stage ballot closes at Friday 2026-10-23 12:00
  at 2026-10-22 18:00
  when ann (returning-officer) does extend-ballot to 2026-10-22 20:00 because it is shorter
  then it is refused by 5.7 because inconsistent
  when ann (returning-officer) does extend-ballot to 2026-10-26 12:00 because the post was late
  then it awaits a second person by 5.7
  then the stage ballot closes at 2026-10-23 12:00
  when bob (returning-officer) confirms extend-ballot to 2026-10-26 12:00
  then it is allowed by 5.7
  # The clocks go back on 25 October. The close is at noon, by the new time.
  then the stage ballot closes at Monday 2026-10-26 12:00
  then the stage count opens at Monday 2026-10-26 13:00
  then the stage challenge closes at Thursday 2026-11-05 12:00
  at 2026-10-26 11:59:59
  when rosa casts a ballot
  then it is allowed by 5.4
  at 2026-10-26 12:00:01
  when walt casts a ballot
  then it is refused by 5.4 because too-late
  when walt casts a ballot begun at 2026-10-26 11:59:59
  then it is allowed by 5.9
  at 2026-10-26 12:05
  when zoe casts a ballot begun at 2026-10-26 11:59:59
  then it is refused by 5.9 because too-late
  when ann (returning-officer) does close-ballot
  then it is refused by 6.5 because too-early and opens 2026-10-26 13:00
  at 2026-10-26 13:00
  when ann (returning-officer) does close-ballot
  then it awaits a second person by 5.5

scenario The box is opened by all trustees together, and counted by two
  use birchwood
  use timetable
  use frozen
  use supported
  use consented
  use prepared
  use opened
  at 2026-10-23 13:00
  when tom (trustee) does record-shuffle
  then it is refused by 5.5 because done
  when ann (returning-officer) does close-ballot
  when bob (returning-officer) confirms close-ballot
  when tom and una (trustee) do record-shuffle
  when tom (trustee) does record-decryption
  then it is refused by 6.3 because each-trustee
  when vic (trustee) does record-shuffle
  when tom and una (trustee) do record-decryption
  when ann (returning-officer) does record-count electing dora
  then it is refused by 6.3 because each-trustee
  when vic (trustee) does record-decryption
  when ann (returning-officer) does draw-lot in the order iris and jack
  when bob (returning-officer) confirms draw-lot in the order iris and jack
  then it is allowed by 6.4
  when ann (returning-officer) does record-count electing dora, eve, finn, gail, hugo, iris, jack, kira and liam
  then it awaits a second person by 5.5
  at 2026-10-26 12:00
  then the matter has ended as lapsed

scenario A challenge is decided by persons who decided nothing before, and dismissed
  use birchwood
  use timetable
  use frozen
  use supported
  use consented
  use prepared
  use opened
  use counted
  at 2026-11-01 20:00
  when walt (member) does challenge because my branch got its ballots late
  then it is allowed by 7.1
  at 2026-11-02 12:00
  then the stage is declare
  when rosa (member) does challenge because mine too
  then it is refused by 7.1 because too-late
  when ann (returning-officer) does declare
  then it is refused by 7.3 because no-open-challenge
  when bob (appeals-panel) does decide-challenge for walt dismissing it because I know better
  then it is refused by 7.2 because did-not
  when ann (appeals-panel) does decide-challenge for walt dismissing it because I know better
  then it is refused by 1.7 because not-the-role
  when pat (appeals-panel) does decide-challenge for walt dismissing it because the ballots came in time
  then it awaits a second person by 7.2
  when pia (appeals-panel) confirms decide-challenge for walt dismissing it
  then it is allowed by 7.2
  when ann (returning-officer) does declare
  when bob (returning-officer) confirms declare
  then it is allowed by 5.5
  then dora holds a seat in executive

scenario A challenge is upheld, and the election is void
  use birchwood
  use timetable
  use frozen
  use supported
  use consented
  use prepared
  use opened
  use counted
  at 2026-10-30 20:00
  when young (member) does challenge because I am of another class
  then it is refused by 1.3 because not-the-role
  when walt (member) does challenge because a whole branch got no ballots
  when pat (appeals-panel) does decide-challenge for walt upholding it because two hundred members were left out
  when pia (appeals-panel) confirms decide-challenge for walt upholding it
  then it is allowed by 7.2
  then the matter has ended as void
  then dora holds no seat in executive

scenario As many candidates as seats, or fewer, need no ballot
  use birchwood
  use timetable
  use frozen
  at 2026-07-02 12:00
  when dora and eve (member) do nominate
  when sam (secretary of ash) does support for dora and eve
  when sue (secretary of beech) does support for dora and eve
  when sid (secretary of cedar) does support for dora and eve
  when sal (secretary of elm) does support for dora and eve
  when seth (secretary of fir) does support for dora and eve
  at 2026-09-11 12:00
  when dora and eve (candidate) do consent
  at 2026-09-16 12:00
  then the stage is challenge
  at 2026-11-02 12:00
  when ann (returning-officer) does declare
  when bob (returning-officer) confirms declare
  then it is allowed by 5.5
  then dora and eve hold a seat in executive
  then the matter has ended as declared

scenario Nobody stands, and the election is void
  use birchwood
  use timetable
  use frozen
  at 2026-09-16 11:59:59
  then the stage is consent
  at 2026-09-16 12:00
  then the matter has ended as void

scenario Without its notice the election lapses
  use birchwood
  use timetable
  at 2026-06-03 11:59:59
  then the stage is notice
  at 2026-06-03 12:00
  then the matter has ended as lapsed
  when ann (returning-officer) does give-notice
  then it is refused by 3.1 because matter-ended

scenario A ballot that two persons never opened lapses
  use birchwood
  use timetable
  use frozen
  use supported
  use consented
  use prepared
  at 2026-10-02 12:00
  when ann (returning-officer) does open-ballot
  at 2026-10-23 12:00
  then the matter has ended as lapsed

scenario What cannot be finished is declared void by two
  use birchwood
  use timetable
  use frozen
  use supported
  use consented
  use prepared
  use opened
  at 2026-10-23 13:00
  when ann (returning-officer) does declare-void because a trustee lost the key
  then it awaits a second person by 7.6
  then the stage is count
  when bob (returning-officer) confirms declare-void
  then it is allowed by 7.6
  then the matter has ended as void
