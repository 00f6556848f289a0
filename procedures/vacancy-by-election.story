story A by-election for two casual vacancies

# The sentences are explained in crates/procedure/src/story.rs.

part house
  given the organisation birchwood in Europe/London
  given ann and bob hold the seat returning-officer of organisation
  given cora holds the seat credential-authority of organisation
  given pat and pia hold the seat appeals-panel of organisation
  given ash, beech, cedar, elm and fir are each a branch
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
  given gorse, hazel, ivy, juniper and kale are each a branch
  given s6 is a member of gorse in class full since 2010-01-01
  given s6 holds the seat secretary of gorse
  given s7 is a member of hazel in class full since 2010-01-01
  given s7 holds the seat secretary of hazel
  given s8 is a member of ivy in class full since 2010-01-01
  given s8 holds the seat secretary of ivy
  given s9 is a member of juniper in class full since 2010-01-01
  given s9 holds the seat secretary of juniper
  given s10 is a member of kale in class full since 2010-01-01
  given s10 holds the seat secretary of kale
  given gail, jon, kate and lee are members of elm in class full since 2015-01-01
  given late is a member of elm in class full since 2019-11-15 12:01

part timetable
  at Monday 2020-01-13 12:00
  given the date notice is Tuesday 2020-01-14 12:00
  given the date joined-by is Friday 2019-11-15 12:00
  given the date arrears-paid-by is Monday 2020-01-20 12:00
  given the date freeze is Wednesday 2020-01-22 12:00
  given the date nominations-close is Friday 2020-02-14 12:00
  given the date ballot-opens is Monday 2020-02-24 09:00
  given the date ballot-closes is Thursday 2020-04-02 12:00
  given the matter by-election runs vacancy-by-election

part noticed
  then the stage is notice
  when ann (returning-officer) does give-notice
  then it is refused by 3.1 because too-early and opens 2020-01-14 12:00
  at 2020-01-14 12:00
  when rosa (returning-officer) does give-notice
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does give-notice
  then it is allowed by 3.1

part frozen
  at 2020-01-22 12:00
  then the stage is freeze
  when rosa (returning-officer) does freeze-roll
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does correct-roll because nothing is frozen yet
  then it is refused by 3.7 because done
  when ann (returning-officer) does freeze-roll
  then it is allowed by 3.2
  then rosa and gail are on the roll
  then otto is not on the roll by 3.5
  then quin is not on the roll by 3.6
  then late is not on the roll by 3.4

part supported
  at 2020-02-01 12:00
  then the stage is nominate
  when gail, jon, kate and lee (member) do nominate
  then it is allowed by 4.2
  when late (member) does nominate
  then it is refused by 3.3 because on-roll
  when quin (member) does nominate
  then it is refused by 3.6 because not-suspended
  when sam (secretary of ash) does support for gail and jon
  when sue (secretary of beech) does support for gail and jon
  when sid (secretary of cedar) does support for gail and jon
  when sal (secretary of elm) does support for gail and jon
  when seth (secretary of fir) does support for gail and jon
  then it is allowed by 4.3
  when sam (secretary of ash) does support for kate
  then it is refused by 4.3 because at-most
  when s6 (secretary of gorse) does support for kate and lee
  when s7 (secretary of hazel) does support for kate and lee
  when s8 (secretary of ivy) does support for kate and lee
  when s9 (secretary of juniper) does support for kate and lee
  when s10 (secretary of kale) does support for kate
  then it is allowed by 4.3
  when sue (secretary of ash) does support for kate
  then it is refused by 1.2 because not-the-role
  at 2020-02-14 12:00
  when sam (secretary of ash) does unsupport for jon
  then it is refused by 4.1 because too-late

part consented
  at 2020-02-15 12:00
  then the stage is consent
  when gail, jon and kate (candidate) do consent
  then it is allowed by 4.7
  when lee (candidate) does consent
  then it is refused by 4.6 because supported-by-units

part published
  at 2020-02-17 13:00
  then the stage is publish
  when rosa (returning-officer) does publish-statements
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does publish-statements
  then it is allowed by 4.9
  when ann (returning-officer) does publish-statements
  then it is refused by 4.9 because already-done

part prepared
  at 2020-02-19 12:00
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
  then it is refused by 5.4 because too-early and opens 2020-02-24 09:00

part opened
  at 2020-02-24 09:00
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
  at 2020-04-02 12:00
  when walt casts a ballot
  then it is refused by 5.4 because too-late
  at 2020-04-02 14:00
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
  when ann (returning-officer) does record-count electing gail and kate
  when bob (returning-officer) confirms record-count electing gail and kate
  then it is allowed by 5.5

part challenged
  at 2020-04-06 12:00
  then the stage is challenge
  when nobody (member) does challenge because I am no member
  then it is refused by 1.3 because not-the-role
  when walt (member) does challenge because my ballot came late
  then it is allowed by 7.1
  when ann (appeals-panel) does decide-challenge for walt dismissing it because I know better
  then it is refused by 1.7 because not-the-role
  when pat (appeals-panel) does decide-challenge for walt dismissing it because it came in time
  then it awaits a second person by 7.2
  at 2020-04-11 12:00
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
  at 2020-04-12 12:00
  when bob (returning-officer) confirms declare
  then it is allowed by 5.5
  then gail and kate hold a seat in executive until 2022-04-12 12:00
  then jon holds no seat in executive
  then the matter has ended as declared

# ---------------------------------------------------------------------------------------------------------

scenario Two seats are filled again
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

scenario A challenge is upheld, and the by-election is void
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
  at 2020-04-06 12:00
  when walt (member) does challenge because a whole branch got no ballots
  when pat (appeals-panel) does decide-challenge for walt upholding it because it got none
  when pia (appeals-panel) confirms decide-challenge for walt upholding it
  then it is allowed by 7.2
  then the matter has ended as void

scenario Nobody stands, and the by-election is void
  use house
  use timetable
  use noticed
  use frozen
  at 2020-02-17 12:00
  then the matter has ended as void
