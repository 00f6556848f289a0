story Ranking of a list of candidates, with women and men and ethnic minorities on it

# The sentences are explained in crates/procedure/src/story.rs.

part party
  given the organisation birchwood in Europe/London
  given ann and bob hold the seat returning-officer of organisation
  given cora holds the seat credential-authority of organisation
  given pat and pia hold the seat appeals-panel of organisation
  given ash, beech and cedar are each a branch
  given tom, una and vic are members of ash in class full since 2010-01-01
  given rosa, walt and pat are members of ash in class full since 2010-05-01
  given otto is a member of ash in class full since 2011-01-01
  given otto is in arrears since 2012-01-01
  given quin is a member of ash in class full since 2011-01-01
  given quin is suspended from 2012-01-01 to 2035-12-31
  given late is a member of ash in class full since 2015-02-27 12:00:01
  given sam is a member of ash in class full since 2010-01-01
  given amy, bel, cat, dot, eva, flo, gil, hob, ira, jed, ken, lou, moe and nat are members of beech in class full since 2012-01-01
  given s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15, s16, s17, s18, s19, s20, s21, s22, s23 and s24 are members of cedar in class full since 2012-01-01

part timetable
  at Sunday 2015-02-01 09:00
  given the date notice is Monday 2015-02-16 12:00
  given the date joined-by is Friday 2015-02-27 12:00
  given the date arrears-paid-by is Sunday 2015-03-01 12:00
  given the date freeze is Tuesday 2015-03-03 12:00
  given the date nominations-close is Wednesday 2015-04-01 12:00
  given the date ballot-opens is Monday 2015-06-01 12:00
  given the date ballot-closes is Friday 2015-06-26 12:00
  given the matter contest runs green-list-2015

part noticed
  then the stage is notice
  when ann (returning-officer) does give-notice
  then it is refused by 3.1 because too-early and opens 2015-02-16 12:00
  at 2015-02-16 12:00
  when rosa (returning-officer) does give-notice
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does give-notice
  then it is allowed by 3.1

part frozen
  at 2015-03-03 12:00
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

part nominated
  at 2015-03-20 12:00
  then the stage is nominate
  when amy, bel, cat, dot, eva, flo, gil, hob, ira, jed, ken, lou, moe and nat (member) do nominate
  then it is allowed by 4.2
  when late (member) does nominate
  then it is refused by 3.3 because on-roll
  when s1, s2, s3, s4, s5, s6, s7, s8, s9 and s10 (member) do endorse for amy
  when s1, s2, s3, s4, s5, s6, s7, s8, s9 and s10 (member) do endorse for bel
  when s1, s2, s3, s4, s5, s6, s7, s8, s9 and s10 (member) do endorse for cat
  when s1, s2, s3, s4, s5, s6, s7, s8, s9 and s10 (member) do endorse for dot
  when s1, s2, s3, s4, s5, s6, s7, s8, s9 and s10 (member) do endorse for eva
  when s1, s2, s3, s4, s5, s6, s7, s8, s9 and s10 (member) do endorse for flo
  when s1, s2, s3, s4, s5, s6, s7, s8, s9 and s10 (member) do endorse for gil
  when s1, s2, s3, s4, s5, s6, s7, s8, s9 and s10 (member) do endorse for hob
  when s1, s2, s3, s4, s5, s6, s7, s8, s9 and s10 (member) do endorse for ira
  when s1, s2, s3, s4, s5, s6, s7, s8, s9 and s10 (member) do endorse for jed
  when s1, s2, s3, s4, s5, s6, s7, s8, s9 and s10 (member) do endorse for ken
  when s1, s2, s3, s4, s5, s6, s7, s8, s9 and s10 (member) do endorse for lou
  when s1, s2, s3, s4, s5, s6, s7, s8, s9 and s10 (member) do endorse for moe
  then it is allowed by 4.3
  when s1, s2, s3, s4, s5, s6, s7, s8 and s9 (member) do endorse for nat
  then it is allowed by 4.3
  when s1 (member) does endorse for nat
  then it is refused by 4.3 because already-done

part consented
  at 2015-04-01 12:00
  then the stage is consent
  when amy, bel and cat (candidate) do consent as women
  then it is allowed by 4.7
  when dot and eva (candidate) do consent as women and ethnic-minority
  then it is allowed by 4.7
  when flo, gil, hob and ira (candidate) do consent as men
  then it is allowed by 4.7
  when jed and ken (candidate) do consent as men and ethnic-minority
  then it is allowed by 4.7
  when lou and moe (candidate) do consent
  then it is allowed by 4.7
  when nat (candidate) does consent
  then it is refused by 4.6 because supported-by
  when amy (candidate) does submit-statement with a statement of 401 words
  then it is refused by 4.8 because too-many-words

part published
  at 2015-04-05 12:00
  then the stage is publish
  when rosa (returning-officer) does publish-statements
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does publish-statements
  then it is allowed by 4.9
  when ann (returning-officer) does publish-statements
  then it is refused by 4.9 because already-done

part prepared
  at 2015-04-08 12:00
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
  then it is refused by 5.4 because too-early and opens 2015-06-01 12:00

part opened
  at 2015-06-01 12:00
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
  at 2015-06-26 12:00
  when walt casts a ballot
  then it is refused by 5.4 because too-late
  at 2015-06-26 14:00
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
  # A count that does not keep the limits is none.
  when ann (returning-officer) does record-count electing flo, gil, hob, ira, jed, ken, lou, moe, amy, bel and cat
  then it is refused by 5.5 because inconsistent
  when ann (returning-officer) does record-count electing amy, flo, dot, jed, bel, gil, eva, ken, hob, lou and moe
  when bob (returning-officer) confirms record-count electing amy, flo, dot, jed, bel, gil, eva, ken, hob, lou and moe
  then it is allowed by 5.5

part challenged
  at 2015-07-02 12:00
  then the stage is challenge
  when nobody (member) does challenge because I am no member
  then it is refused by 1.3 because not-the-role
  when walt (member) does challenge because my ballot came late
  then it is allowed by 7.1
  when ann (appeals-panel) does decide-challenge for walt dismissing it because I know better
  then it is refused by 1.7 because not-the-role
  when pat (appeals-panel) does decide-challenge for walt dismissing it because it came in time
  then it awaits a second person by 7.2
  at 2015-07-06 12:00
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
  at 2015-07-07 12:00
  when bob (returning-officer) confirms declare
  then it is allowed by 5.5
  then amy, flo, dot, jed, bel, gil, eva, ken, hob, lou and moe hold a seat in list until 2019-07-07 12:00
  then cat holds no seat in list
  then ira holds no seat in list
  then the matter has ended as declared

# ---------------------------------------------------------------------------------------------------------

scenario The whole way, within the limits on who is elected together
  use party
  use timetable
  use noticed
  use frozen
  use nominated
  use consented
  use published
  use prepared
  use opened
  use counted
  use challenged
  use declared

scenario A challenge is upheld, and the election is void
  use party
  use timetable
  use noticed
  use frozen
  use nominated
  use consented
  use published
  use prepared
  use opened
  use counted
  at 2015-07-02 12:00
  when walt (member) does challenge because a whole branch got no ballots
  when pat (appeals-panel) does decide-challenge for walt upholding it because it got none
  when pia (appeals-panel) confirms decide-challenge for walt upholding it
  then it is allowed by 7.2
  then the matter has ended as void

scenario An extension moves the close for everybody, as when a general election is called
  use party
  use timetable
  use noticed
  use frozen
  use nominated
  use consented
  use published
  use prepared
  use opened
  at 2015-06-26 09:00
  when ann (returning-officer) does extend-ballot to 2015-07-24 12:00 because a general election was called
  then it awaits a second person by 5.7
  when bob (returning-officer) confirms extend-ballot to 2015-07-24 12:00
  then it is allowed by 5.7
  then the stage ballot closes at 2015-07-24 12:00

scenario Three women are too few for a list: the ballot does not open, and nominations are begun again
  use party
  use timetable
  use noticed
  use frozen
  use nominated
  at 2015-04-01 12:00
  when amy, bel and cat (candidate) do consent as women
  when flo, gil, hob, ira, jed, ken, lou and moe (candidate) do consent as men
  then it is allowed by 4.7
  use published
  use prepared
  at 2015-06-01 12:00
  when ann (returning-officer) does open-ballot
  then it is refused by 2.2 because constraints
  at 2015-06-26 12:00
  then the matter has ended as lapsed
