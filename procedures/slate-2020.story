story A network orders its slate, and seeks a joint one

# The sentences are explained in crates/procedure/src/story.rs.

part network
  given the organisation birchwood in Europe/London
  given ann and bob hold the seat returning-officer of organisation
  given cora holds the seat credential-authority of organisation
  given pat and pia hold the seat appeals-panel of organisation
  given g1, g2, g3, g4, g5 and g6 hold the seat member of organising-group
  given ash is a branch
  given tom, una and vic are members of ash in class signatory since 2010-01-01
  given rosa, walt and pat are members of ash in class signatory since 2010-05-01
  given otto is a member of ash in class signatory since 2011-01-01
  given otto is in arrears since 2012-01-01
  given quin is a member of ash in class signatory since 2011-01-01
  given quin is suspended from 2012-01-01 to 2035-12-31
  given late is a member of ash in class signatory since 2020-06-02 09:01
  given ana, ben, cat and g6 are members of ash in class signatory since 2020-01-01

part timetable
  at Saturday 2020-05-30 12:00
  given the date notice is Monday 2020-06-01 09:00
  given the date joined-by is Tuesday 2020-06-02 09:00
  given the date arrears-paid-by is Friday 2020-06-12 09:00
  given the date freeze is Friday 2020-06-12 12:00
  given the date ballot-opens is Tuesday 2020-06-16 09:00
  given the date ballot-closes is Sunday 2020-06-21 21:00
  given the matter slate runs slate-2020

part noticed
  then the stage is notice
  when ann (returning-officer) does give-notice
  then it is refused by 3.1 because too-early and opens 2020-06-01 09:00
  at 2020-06-01 09:00
  when rosa (returning-officer) does give-notice
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does give-notice
  then it is allowed by 3.1

part called
  at 2020-06-05 12:00
  then the stage is call
  when ana, ben, cat and g6 (signatory) do nominate
  then it is allowed by 4.2
  when quin (signatory) does nominate
  then it is refused by 3.6 because not-suspended
  when nobody (signatory) does nominate
  then it is refused by 1.3 because not-the-role
  when ana (candidate) does submit-statement with a statement of 251 words
  then it is refused by 4.2 because too-many-words
  when ana, ben, cat and g6 (candidate) do submit-statement with a statement of 250 words
  when ana, ben and g6 (candidate) do consent
  then it is allowed by 4.2
  at 2020-06-12 09:00
  when rosa (signatory) does nominate
  then it is refused by 4.1 because too-late
  # Who gave no undertakings does not stand.
  then cat is no candidate

part frozen
  at 2020-06-12 12:00
  then the stage is freeze
  when rosa (returning-officer) does freeze-roll
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does correct-roll because nothing is frozen yet
  then it is refused by 3.7 because done
  when ann (returning-officer) does freeze-roll
  then it is allowed by 3.2
  then rosa, walt and ana are on the roll
  then otto is not on the roll by 3.5
  then quin is not on the roll by 3.6
  then late is not on the roll by 3.4

part published
  at 2020-06-13 13:00
  then the stage is publish
  when rosa (returning-officer) does publish-statements
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does publish-statements
  then it is allowed by 4.9
  when ann (returning-officer) does publish-statements
  then it is refused by 4.9 because already-done

part prepared
  at 2020-06-14 13:00
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
  then it is refused by 5.4 because too-early and opens 2020-06-16 09:00

part opened
  at 2020-06-16 09:00
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
  at 2020-06-21 21:00
  when walt casts a ballot
  then it is refused by 5.4 because too-late
  at 2020-06-21 23:00
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
  when ann (returning-officer) does record-count electing ben, ana and g6
  when bob (returning-officer) confirms record-count electing ben, ana and g6
  then it is allowed by 5.5

part challenged
  at 2020-06-23 12:00
  then the stage is challenge
  when nobody (signatory) does challenge because I am no member
  then it is refused by 1.3 because not-the-role
  when walt (signatory) does challenge because my ballot came late
  then it is allowed by 7.1
  when ann (appeals-panel) does decide-challenge for walt dismissing it because I know better
  then it is refused by 1.7 because not-the-role
  when pat (appeals-panel) does decide-challenge for walt dismissing it because it came in time
  then it awaits a second person by 7.2

part talks
  at 2020-06-26 12:00
  then the stage is negotiate
  when g1 (organiser) does resolve in favour 3 against 2 of 5 present
  then it is refused by 7.5 because no-open-challenge
  when pat (appeals-panel) does decide-challenge for walt dismissing it because it came in time
  when pia (appeals-panel) confirms decide-challenge for walt dismissing it
  then it is allowed by 7.2
  when g6 (organiser) does resolve in favour 3 against 2 of 5 present
  then it is refused by 1.2 because no-interest
  when g1 (organiser) does resolve in favour 2 against 0 of 2 present
  then it is refused by 8.1 because no-quorum

# ---------------------------------------------------------------------------------------------------------

scenario A joint slate is agreed
  use network
  use timetable
  use noticed
  use called
  use frozen
  use published
  use prepared
  use opened
  use counted
  use challenged
  use talks
  when g1 (organiser) does resolve in favour 3 against 2 of 5 present
  then it awaits a second person by 8.1
  when g2 (organiser) confirms resolve
  then it is allowed by 8.1
  then the matter has ended as agreed

scenario No joint slate is agreed, and the signatories are asked
  use network
  use timetable
  use noticed
  use called
  use frozen
  use published
  use prepared
  use opened
  use counted
  use challenged
  use talks
  when g1 (organiser) does resolve in favour 2 against 3 of 5 present
  when g2 (organiser) confirms resolve
  then it is allowed by 8.1
  then the stage is consult
  at 2020-07-05 12:00
  when g1 (organiser) does resolve in favour 4 against 1 of 5 present
  then it is refused by 8.4 because done
  when rosa (organiser) does publish-report with a statement of 400 words
  then it is refused by 1.2 because not-the-role
  when g3 (organiser) does publish-report with a statement of 400 words
  then it is allowed by 8.4
  when g1 (organiser) does resolve in favour 4 against 1 of 5 present
  when g2 (organiser) confirms resolve
  then it is allowed by 8.3
  then the matter has ended as agreed

scenario Three of five are less than two thirds, and there is no slate
  use network
  use timetable
  use noticed
  use called
  use frozen
  use published
  use prepared
  use opened
  use counted
  use challenged
  use talks
  at 2020-07-02 21:00
  then the stage is consult
  when g3 (organiser) does publish-report with a statement of 400 words
  when g1 (organiser) does resolve in favour 3 against 2 of 5 present
  when g2 (organiser) confirms resolve
  then it is allowed by 8.3
  then the matter has ended as rejected

scenario A challenge is upheld, and the ballot is void
  use network
  use timetable
  use noticed
  use called
  use frozen
  use published
  use prepared
  use opened
  use counted
  at 2020-06-23 12:00
  when walt (signatory) does challenge because a whole branch got no ballots
  when pat (appeals-panel) does decide-challenge for walt upholding it because it got none
  when pia (appeals-panel) confirms decide-challenge for walt upholding it
  then it is allowed by 7.2
  then the matter has ended as void
