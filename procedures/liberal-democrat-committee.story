story Election of a federal committee, with representation that candidates opt into

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
  given late is a member of ash in class full since 2022-08-26 12:00:01
  given sam is a member of ash in class full since 2010-01-01
  given sam holds the seat secretary of ash
  given ada, bea, cleo, dee, edie, fay, gus, hal, ian, jim, kit, len, max, ned, oz, pip, quo and rex are members of beech in class full since 2012-01-01
  given s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15, s16, s17, s18, s19, s20, s21, s22, s23 and s24 are members of cedar in class full since 2012-01-01

part timetable
  at Monday 2022-08-01 09:00
  given the date notice is Monday 2022-08-15 12:00
  given the date joined-by is Friday 2022-08-26 12:00
  given the date arrears-paid-by is Monday 2022-08-29 12:00
  given the date freeze is Thursday 2022-09-01 12:00
  given the date nominations-close is Monday 2022-09-26 12:00
  given the date ballot-opens is Monday 2022-10-17 12:00
  given the date ballot-closes is Monday 2022-11-14 12:00
  given the matter contest runs liberal-democrat-committee

part noticed
  then the stage is notice
  when ann (returning-officer) does give-notice
  then it is refused by 3.1 because too-early and opens 2022-08-15 12:00
  at 2022-08-15 12:00
  when rosa (returning-officer) does give-notice
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does give-notice
  then it is allowed by 3.1

part frozen
  at 2022-09-01 12:00
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
  at 2022-09-10 12:00
  then the stage is nominate
  when ada, bea, cleo, dee, edie, fay, gus, hal, ian, jim, kit, len, max, ned, oz, pip, quo and rex (member) do nominate
  then it is allowed by 4.2
  when late (member) does nominate
  then it is refused by 3.3 because on-roll
  when s1, s2, s3, s4, s5, s6, s7, s8, s9 and s10 (member) do endorse for ada
  when s11, s12, s13, s14, s15, s16, s17, s18, s19 and s20 (member) do endorse for bea
  when s1, s2, s3, s4, s5, s6, s21, s22, s23 and s24 (member) do endorse for cleo
  when s7, s8, s9, s10, s11, s12, s13, s14, s15 and s16 (member) do endorse for dee
  when s1, s2, s17, s18, s19, s20, s21, s22, s23 and s24 (member) do endorse for edie
  when s3, s4, s5, s6, s7, s8, s9, s10, s11 and s12 (member) do endorse for fay
  when s13, s14, s15, s16, s17, s18, s19, s20, s21 and s22 (member) do endorse for gus
  when s1, s2, s3, s4, s5, s6, s7, s8, s23 and s24 (member) do endorse for hal
  when s9, s10, s11, s12, s13, s14, s15, s16, s17 and s18 (member) do endorse for ian
  when s1, s2, s3, s4, s19, s20, s21, s22, s23 and s24 (member) do endorse for jim
  when s5, s6, s7, s8, s9, s10, s11, s12, s13 and s14 (member) do endorse for kit
  when s15, s16, s17, s18, s19, s20, s21, s22, s23 and s24 (member) do endorse for len
  when s1, s2, s3, s4, s5, s6, s7, s8, s9 and s10 (member) do endorse for max
  when s11, s12, s13, s14, s15, s16, s17, s18, s19 and s20 (member) do endorse for ned
  when s1, s2, s3, s4, s5, s6, s21, s22, s23 and s24 (member) do endorse for oz
  when s7, s8, s9, s10, s11, s12, s13, s14, s15 and s16 (member) do endorse for pip
  when s1, s2, s17, s18, s19, s20, s21, s22, s23 and s24 (member) do endorse for quo
  then it is allowed by 4.3
  when s3, s4, s5, s6, s7, s8, s9, s10 and s11 (member) do endorse for rex
  then it is allowed by 4.3
  # Who has signed fifteen papers signs no more; a local party speaks for its candidate alone.
  when sam (secretary of ash) does support for quo
  then it is allowed by 1.2
  when rosa (secretary of ash) does support for rex
  then it is refused by 1.2 because not-the-role

part consented
  at 2022-09-26 12:00
  then the stage is consent
  when ada, bea, cleo, dee and edie (candidate) do consent as women
  then it is allowed by 4.7
  when fay (candidate) does consent as women and ethnic-minority
  then it is allowed by 4.7
  when gus, hal, ian, jim, kit, len, max, ned, oz, pip and quo (candidate) do consent
  then it is allowed by 4.7
  when rex (candidate) does consent
  then it is refused by 4.6 because any-of
  when ada (candidate) does submit-statement with a statement of 401 words
  then it is refused by 4.8 because too-many-words

part published
  at 2022-09-30 12:00
  then the stage is publish
  when rosa (returning-officer) does publish-statements
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does publish-statements
  then it is allowed by 4.9
  when ann (returning-officer) does publish-statements
  then it is refused by 4.9 because already-done

part prepared
  at 2022-10-03 12:00
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
  then it is refused by 5.4 because too-early and opens 2022-10-17 12:00

part opened
  at 2022-10-17 12:00
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
  at 2022-11-14 12:00
  when walt casts a ballot
  then it is refused by 5.4 because too-late
  at 2022-11-14 14:00
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
  when ann (returning-officer) does record-count electing ada, bea, cleo, dee, gus, hal, ian, jim, kit, len, max, ned, oz, pip and quo
  then it is refused by 5.5 because inconsistent
  when ann (returning-officer) does record-count electing ada, bea, cleo, dee, edie, fay, gus, hal, ian, jim, kit, len, max, ned and oz
  when bob (returning-officer) confirms record-count electing ada, bea, cleo, dee, edie, fay, gus, hal, ian, jim, kit, len, max, ned and oz
  then it is allowed by 5.5

part challenged
  at 2022-11-20 12:00
  then the stage is challenge
  when nobody (member) does challenge because I am no member
  then it is refused by 1.3 because not-the-role
  when walt (member) does challenge because my ballot came late
  then it is allowed by 7.1
  when ann (appeals-panel) does decide-challenge for walt dismissing it because I know better
  then it is refused by 1.7 because not-the-role
  when pat (appeals-panel) does decide-challenge for walt dismissing it because it came in time
  then it awaits a second person by 7.2
  at 2022-11-24 12:00
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
  at 2022-11-25 12:00
  when bob (returning-officer) confirms declare
  then it is allowed by 5.5
  then ada, bea, cleo, dee, edie, fay, gus, hal, ian, jim, kit, len, max, ned and oz hold a seat in federal-committee until 2025-11-25 12:00
  then pip holds no seat in federal-committee
  then quo holds no seat in federal-committee
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
  at 2022-11-20 12:00
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
  at 2022-11-14 09:00
  when ann (returning-officer) does extend-ballot to 2022-12-12 12:00 because a general election was called
  then it awaits a second person by 5.7
  when bob (returning-officer) confirms extend-ballot to 2022-12-12 12:00
  then it is allowed by 5.7
  then the stage ballot closes at 2022-12-12 12:00
