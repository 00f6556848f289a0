story Election of a seat reserved for a section of the members

# The sentences are explained in crates/procedure/src/story.rs.

part house
  given the organisation birchwood in Europe/London
  given ann and bob hold the seat returning-officer of organisation
  given cora holds the seat credential-authority of organisation
  given pat and pia hold the seat appeals-panel of organisation
  given ash, beech, cedar, elm and fir are each a branch
  given unison and gmb are each a union
  given tom, una and vic are members of ash in class section since 2010-01-01
  given rosa, walt and pat are members of ash in class section since 2010-05-01
  given otto is a member of ash in class section since 2011-01-01
  given otto is in arrears since 2012-01-01
  given quin is a member of ash in class section since 2011-01-01
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
  given ud and ul are members of ash in class full since 2010-01-01
  given ud holds the seat union-secretary of unison
  given ul holds the seat union-secretary of gmb
  given ellen, george and few are members of elm in class section since 2015-01-01
  given young is a member of elm in class section since 2020-01-01
  given able is a member of elm in class full since 2012-01-01
  given late is a member of elm in class section since 2020-07-03 12:01

part timetable
  at Saturday 2020-06-20 12:00
  given the date notice is Monday 2020-06-22 12:00
  given the date joined-by is Friday 2020-07-03 12:00
  given the date arrears-paid-by is Wednesday 2020-07-08 12:00
  given the date freeze is Friday 2020-07-10 12:00
  given the date nominations-close is Monday 2020-09-28 00:00
  given the date ballot-opens is Monday 2020-10-19 12:00
  given the date ballot-closes is Thursday 2020-11-12 12:00
  given the matter seat runs reserved-seat

part noticed
  then the stage is notice
  when ann (returning-officer) does give-notice
  then it is refused by 3.1 because too-early and opens 2020-06-22 12:00
  at 2020-06-22 12:00
  when rosa (returning-officer) does give-notice
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does give-notice
  then it is allowed by 3.1

part frozen
  at 2020-07-10 12:00
  then the stage is freeze
  when rosa (returning-officer) does freeze-roll
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does correct-roll because nothing is frozen yet
  then it is refused by 3.7 because done
  when ann (returning-officer) does freeze-roll
  then it is allowed by 3.2
  then rosa, walt and young are on the roll
  then otto is not on the roll by 3.5
  then quin is not on the roll by 3.6
  then late is not on the roll by 3.4
  then able is not on the roll by 3.3

part supported
  at 2020-08-03 12:00
  then the stage is nominate
  when ellen, george and few (member) do nominate
  then it is allowed by 4.2
  when able (member) does nominate
  then it is refused by 1.3 because not-the-role
  when young (member) does nominate
  then it is refused by 4.2 because member-for-months
  when sam (secretary of ash) does support for ellen
  when sue (secretary of beech) does support for ellen
  when sid (secretary of cedar) does support for ellen
  when sal (secretary of elm) does support for ellen
  when seth (secretary of fir) does support for ellen
  then it is allowed by 4.3
  when ud (union-secretary of unison) does support for george
  then it is allowed by 4.3
  when ud (union-secretary of unison) does support for few
  then it is refused by 4.3 because at-most

part supported-by-two
  when ul (union-secretary of gmb) does support for george
  then it is allowed by 4.3

part consented
  at 2020-09-30 12:00
  then the stage is consent
  when ellen and george (candidate) do consent
  then it is allowed by 4.7
  when few (candidate) does consent
  then it is refused by 4.6 because any-of

part published
  at 2020-10-04 12:00
  then the stage is publish
  when rosa (returning-officer) does publish-statements
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does publish-statements
  then it is allowed by 4.9
  when ann (returning-officer) does publish-statements
  then it is refused by 4.9 because already-done

part prepared
  at 2020-10-08 12:00
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
  then it is refused by 5.4 because too-early and opens 2020-10-19 12:00

part opened
  at 2020-10-19 12:00
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
  at 2020-11-12 12:00
  when walt casts a ballot
  then it is refused by 5.4 because too-late
  at 2020-11-12 14:00
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
  when ann (returning-officer) does record-count electing ellen
  when bob (returning-officer) confirms record-count electing ellen
  then it is allowed by 5.5

part challenged
  at 2020-11-16 12:00
  then the stage is challenge
  when nobody (member) does challenge because I am no member
  then it is refused by 1.3 because not-the-role
  when walt (member) does challenge because my ballot came late
  then it is allowed by 7.1
  when ann (appeals-panel) does decide-challenge for walt dismissing it because I know better
  then it is refused by 1.7 because not-the-role
  when pat (appeals-panel) does decide-challenge for walt dismissing it because it came in time
  then it awaits a second person by 7.2
  at 2020-11-22 12:00
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
  at 2020-11-24 12:00
  when bob (returning-officer) confirms declare
  then it is allowed by 5.5
  then ellen holds a seat in executive until 2022-11-24 12:00
  then george holds no seat in executive
  then the matter has ended as declared

# ---------------------------------------------------------------------------------------------------------

scenario Five branches or two unions: each way leads onto the paper
  use house
  use timetable
  use noticed
  use frozen
  use supported
  use supported-by-two
  use consented
  use published
  use prepared
  use opened
  use counted
  use challenged
  use declared

scenario One union is too few, and the other candidate is elected without a ballot
  use house
  use timetable
  use noticed
  use frozen
  use supported
  at 2020-09-30 12:00
  when george (candidate) does consent
  then it is refused by 4.6 because any-of
  when ellen (candidate) does consent
  then it is allowed by 4.7
  at 2020-10-03 00:00
  then the stage is challenge
  at 2020-11-22 12:00
  when ann (returning-officer) does declare
  when bob (returning-officer) confirms declare
  then it is allowed by 5.5
  then ellen holds a seat in executive until 2022-11-22 12:00

scenario A challenge is upheld, and the election is void
  use house
  use timetable
  use noticed
  use frozen
  use supported
  use supported-by-two
  use consented
  use published
  use prepared
  use opened
  use counted
  at 2020-11-16 12:00
  when walt (member) does challenge because a whole branch got no ballots
  when pat (appeals-panel) does decide-challenge for walt upholding it because it got none
  when pia (appeals-panel) confirms decide-challenge for walt upholding it
  then it is allowed by 7.2
  then the matter has ended as void
