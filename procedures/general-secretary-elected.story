story Election of a general secretary by the members, after a panel has read and met the applicants

# The sentences are explained in crates/procedure/src/story.rs.

part house
  given the organisation birchwood in Europe/London
  given ann and bob hold the seat returning-officer of organisation
  given cora holds the seat credential-authority of organisation
  given pat and pia hold the seat appeals-panel of organisation
  given p1, p2 and p3 hold the seat panellist of appointment-panel
  given ash is a branch
  given tom, una and vic are members of ash in class full since 2010-01-01
  given rosa, walt and pat are members of ash in class full since 2010-05-01
  given otto is a member of ash in class full since 2011-01-01
  given otto is in arrears since 2012-01-01
  given quin is a member of ash in class full since 2011-01-01
  given quin is suspended from 2012-01-01 to 2035-12-31
  given late is a member of ash in class full since 2021-01-15 12:01

part timetable
  at Sunday 2021-01-03 12:00
  given the date notice is Monday 2021-01-04 09:00
  given the date applications-close is Friday 2021-01-22 12:00
  given the date interviews is Wednesday 2021-01-27 09:00
  given the date joined-by is Friday 2021-01-15 12:00
  given the date arrears-paid-by is Friday 2021-02-05 12:00
  given the date freeze is Monday 2021-02-08 12:00
  given the date ballot-opens is Tuesday 2021-03-02 12:00
  given the date ballot-closes is Tuesday 2021-03-23 12:00
  given the matter post runs general-secretary-elected

part noticed
  then the stage is notice
  when ann (returning-officer) does give-notice
  then it is refused by 3.1 because too-early and opens 2021-01-04 09:00
  at 2021-01-04 09:00
  when rosa (returning-officer) does give-notice
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does give-notice
  then it is allowed by 3.1

part applied
  at 2021-01-12 12:00
  then the stage is call
  when jenny, karen and luke (anybody) do apply with a statement of 900 words
  then it is allowed by 4.2
  when p3 (anybody) does apply with a statement of 1001 words
  then it is refused by 4.2 because too-many-words
  when jenny (anybody) does apply with a statement of 900 words
  then it is refused by 4.2 because already-done

part longlisted
  at 2021-01-22 13:00
  then the stage is sift
  when p1 and p2 (panellist) do score for jenny, karen and luke
  then it is allowed by 4.3
  when karen (panellist) does score for karen
  then it is refused by 1.2 because not-the-role
  at 2021-01-24 13:00
  then the stage is longlist
  when p1 (panellist) does select in favour 2 against 0 of 2 present keeping jenny, karen and luke
  then it is refused by 4.3 because scored-by-each

part scored
  at 2021-01-22 13:00
  when p1, p2 and p3 (panellist) do score for jenny, karen and luke
  then it is allowed by 4.3
  when karen (panellist) does score for karen
  then it is refused by 1.2 because not-the-role
  at 2021-01-24 13:00
  then the stage is longlist
  when p1 (panellist) does select in favour 1 against 0 of 1 present keeping jenny, karen and luke
  then it is refused by 4.4 because no-quorum
  when p1 (panellist) does select in favour 3 against 0 of 3 present keeping jenny, karen and luke
  then it awaits a second person by 4.4
  when p2 (panellist) confirms select
  then it is allowed by 4.4

part interviewed
  at 2021-01-27 10:00
  then the stage is interview
  when p1 (panellist) does vet for jenny finding it fit
  then it is refused by 4.6 because done
  when p1 (panellist) does hear for jenny, karen and luke before p1, p2 and p3
  then it is allowed by 4.6
  when p1 (panellist) does vet for jenny and karen finding it fit
  then it awaits a second person by 4.6
  when p2 (panellist) confirms vet for jenny
  when p2 (panellist) confirms vet for karen
  then it is allowed by 4.6
  when p1 (panellist) does vet for luke finding it unfit
  when p3 (panellist) confirms vet for luke
  then it is allowed by 4.6
  then luke is no candidate

part appealed
  at 2021-01-29 10:00
  then the stage is appeal
  when rosa (applicant) does challenge because he should stand
  then it is refused by 1.8 because not-the-role
  when luke (applicant) does challenge because I ran a larger office
  then it is allowed by 4.7
  when pat (appeals-panel) does decide-challenge for luke upholding it because he did
  when pia (appeals-panel) confirms decide-challenge for luke upholding it
  then it is allowed by 4.7
  then luke is a candidate

part shortlisted
  at 2021-02-03 10:00
  then the stage is shortlist
  when p1 (panellist) does select in favour 3 against 0 of 3 present keeping jenny
  then it is refused by 4.8 because inconsistent
  when p1 (panellist) does select in favour 2 against 1 of 3 present keeping jenny and karen
  when p3 (panellist) confirms select
  then it is allowed by 4.8
  then luke is no candidate

part frozen
  at 2021-02-08 12:00
  then the stage is freeze
  when rosa (returning-officer) does freeze-roll
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does correct-roll because nothing is frozen yet
  then it is refused by 3.7 because done
  when ann (returning-officer) does freeze-roll
  then it is allowed by 3.2
  then rosa and walt are on the roll
  then otto is not on the roll by 3.5
  then quin is not on the roll by 3.6
  then late is not on the roll by 3.4

part consented
  at 2021-02-10 12:00
  then the stage is consent
  when jenny and karen (candidate) do consent
  then it is allowed by 4.12
  when luke (candidate) does consent
  then it is refused by 1.4 because not-the-role
  when jenny (candidate) does submit-statement with a statement of 251 words
  then it is refused by 4.12 because too-many-words

part published
  at 2021-02-14 13:00
  then the stage is publish
  when rosa (returning-officer) does publish-statements
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does publish-statements
  then it is allowed by 4.9
  when ann (returning-officer) does publish-statements
  then it is refused by 4.9 because already-done

part prepared
  at 2021-02-17 12:00
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
  then it is refused by 5.4 because too-early and opens 2021-03-02 12:00

part opened
  at 2021-03-02 12:00
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
  at 2021-03-23 12:00
  when walt casts a ballot
  then it is refused by 5.4 because too-late
  at 2021-03-23 14:00
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
  when ann (returning-officer) does record-count electing karen
  when bob (returning-officer) confirms record-count electing karen
  then it is allowed by 5.5

part challenged
  at 2021-03-27 12:00
  then the stage is challenge
  when nobody (member) does challenge because I am no member
  then it is refused by 1.3 because not-the-role
  when walt (member) does challenge because my ballot came late
  then it is allowed by 7.1
  when ann (appeals-panel) does decide-challenge for walt dismissing it because I know better
  then it is refused by 1.7 because not-the-role
  when pat (appeals-panel) does decide-challenge for walt dismissing it because it came in time
  then it awaits a second person by 7.2
  at 2021-04-02 12:00
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
  at 2021-04-03 12:00
  when bob (returning-officer) confirms declare
  then it is allowed by 5.5
  then karen holds a seat in staff until 2026-04-03 12:00
  then jenny holds no seat in staff
  then the matter has ended as declared

# ---------------------------------------------------------------------------------------------------------

scenario From the advert to a term of five years
  use house
  use timetable
  use noticed
  use applied
  use scored
  use interviewed
  use appealed
  use shortlisted
  use frozen
  use consented
  use published
  use prepared
  use opened
  use counted
  use challenged
  use declared

scenario No list is made before all scores are in
  use house
  use timetable
  use noticed
  use applied
  use longlisted

scenario A panellist with an interest decides nothing
  use house
  use timetable
  use noticed
  use applied
  at 2021-01-22 13:00
  when p3 (panellist) does declare-interest because jenny is my sister
  then it is allowed by 1.9
  when p3 (panellist) does score for jenny
  then it is refused by 1.9 because no-interest

scenario Of two who are kept one does not consent, and the other is elected without a ballot
  use house
  use timetable
  use noticed
  use applied
  use scored
  use interviewed
  use appealed
  use shortlisted
  use frozen
  at 2021-02-10 12:00
  when karen (candidate) does consent
  at 2021-02-14 12:00
  then the stage is challenge

scenario Nobody applies, and the post is advertised again
  use house
  use timetable
  use noticed
  at 2021-01-22 12:00
  then the matter has ended as void

scenario A challenge is upheld, and the election is void
  use house
  use timetable
  use noticed
  use applied
  use scored
  use interviewed
  use appealed
  use shortlisted
  use frozen
  use consented
  use published
  use prepared
  use opened
  use counted
  at 2021-03-27 12:00
  when walt (member) does challenge because a whole branch got no ballots
  when pat (appeals-panel) does decide-challenge for walt upholding it because it got none
  when pia (appeals-panel) confirms decide-challenge for walt upholding it
  then it is allowed by 7.2
  then the matter has ended as void
