story Election of a party leader, with supporters from many branches

# The sentences are explained in crates/procedure/src/story.rs.

part party
  given the organisation birchwood in Europe/London
  given ann and bob hold the seat returning-officer of organisation
  given cora holds the seat credential-authority of organisation
  given pat and pia hold the seat appeals-panel of organisation
  given b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15, b16, b17, b18, b19, b20 and b21 are each a branch
  given tom, una and vic are members of b1 in class full since 2010-01-01
  given rosa, walt and pat are members of b1 in class full since 2010-05-01
  given otto is a member of b1 in class full since 2011-01-01
  given otto is in arrears since 2012-01-01
  given quin is a member of b1 in class full since 2011-01-01
  given quin is suspended from 2012-01-01 to 2035-12-31
  given late is a member of b2 in class full since 2023-02-15 16:31
  given humza, kate, ash and nobody-yet are members of b3 in class full since 2010-01-01
  # Five members of each of twenty branches, and a hundred of nineteen.
  given h1-1, h1-2, h1-3, h1-4 and h1-5 are members of b1 in class full since 2015-01-01
  given h2-1, h2-2, h2-3, h2-4 and h2-5 are members of b2 in class full since 2015-01-01
  given h3-1, h3-2, h3-3, h3-4 and h3-5 are members of b3 in class full since 2015-01-01
  given h4-1, h4-2, h4-3, h4-4 and h4-5 are members of b4 in class full since 2015-01-01
  given h5-1, h5-2, h5-3, h5-4 and h5-5 are members of b5 in class full since 2015-01-01
  given h6-1, h6-2, h6-3, h6-4 and h6-5 are members of b6 in class full since 2015-01-01
  given h7-1, h7-2, h7-3, h7-4 and h7-5 are members of b7 in class full since 2015-01-01
  given h8-1, h8-2, h8-3, h8-4 and h8-5 are members of b8 in class full since 2015-01-01
  given h9-1, h9-2, h9-3, h9-4 and h9-5 are members of b9 in class full since 2015-01-01
  given h10-1, h10-2, h10-3, h10-4 and h10-5 are members of b10 in class full since 2015-01-01
  given h11-1, h11-2, h11-3, h11-4 and h11-5 are members of b11 in class full since 2015-01-01
  given h12-1, h12-2, h12-3, h12-4 and h12-5 are members of b12 in class full since 2015-01-01
  given h13-1, h13-2, h13-3, h13-4 and h13-5 are members of b13 in class full since 2015-01-01
  given h14-1, h14-2, h14-3, h14-4 and h14-5 are members of b14 in class full since 2015-01-01
  given h15-1, h15-2, h15-3, h15-4 and h15-5 are members of b15 in class full since 2015-01-01
  given h16-1, h16-2, h16-3, h16-4 and h16-5 are members of b16 in class full since 2015-01-01
  given h17-1, h17-2, h17-3, h17-4 and h17-5 are members of b17 in class full since 2015-01-01
  given h18-1, h18-2, h18-3, h18-4 and h18-5 are members of b18 in class full since 2015-01-01
  given h19-1, h19-2, h19-3, h19-4 and h19-5 are members of b19 in class full since 2015-01-01
  given h20-1, h20-2, h20-3, h20-4 and h20-5 are members of b20 in class full since 2015-01-01
  given k1-1, k1-2, k1-3, k1-4, k1-5 and k1-6 are members of b1 in class full since 2015-01-01
  given k2-1, k2-2, k2-3, k2-4, k2-5 and k2-6 are members of b2 in class full since 2015-01-01
  given k3-1, k3-2, k3-3, k3-4, k3-5 and k3-6 are members of b3 in class full since 2015-01-01
  given k4-1, k4-2, k4-3, k4-4, k4-5 and k4-6 are members of b4 in class full since 2015-01-01
  given k5-1, k5-2, k5-3, k5-4, k5-5 and k5-6 are members of b5 in class full since 2015-01-01
  given k6-1, k6-2, k6-3, k6-4, k6-5 and k6-6 are members of b6 in class full since 2015-01-01
  given k7-1, k7-2, k7-3, k7-4, k7-5 and k7-6 are members of b7 in class full since 2015-01-01
  given k8-1, k8-2, k8-3, k8-4, k8-5 and k8-6 are members of b8 in class full since 2015-01-01
  given k9-1, k9-2, k9-3, k9-4, k9-5 and k9-6 are members of b9 in class full since 2015-01-01
  given k10-1, k10-2, k10-3, k10-4, k10-5 and k10-6 are members of b10 in class full since 2015-01-01
  given k11-1, k11-2, k11-3, k11-4, k11-5 and k11-6 are members of b11 in class full since 2015-01-01
  given k12-1, k12-2, k12-3, k12-4, k12-5 and k12-6 are members of b12 in class full since 2015-01-01
  given k13-1, k13-2, k13-3, k13-4, k13-5 and k13-6 are members of b13 in class full since 2015-01-01
  given k14-1, k14-2, k14-3, k14-4, k14-5 and k14-6 are members of b14 in class full since 2015-01-01
  given k15-1, k15-2, k15-3, k15-4, k15-5 and k15-6 are members of b15 in class full since 2015-01-01
  given k16-1, k16-2, k16-3, k16-4, k16-5 and k16-6 are members of b16 in class full since 2015-01-01
  given k17-1, k17-2, k17-3, k17-4, k17-5 and k17-6 are members of b17 in class full since 2015-01-01
  given k18-1, k18-2, k18-3, k18-4, k18-5 and k18-6 are members of b18 in class full since 2015-01-01
  given k19-1, k19-2, k19-3, k19-4, k19-5 and k19-6 are members of b19 in class full since 2015-01-01
  given r1-1, r1-2, r1-3, r1-4 and r1-5 are members of b1 in class full since 2015-01-01
  given r2-1, r2-2, r2-3, r2-4 and r2-5 are members of b2 in class full since 2015-01-01
  given r3-1, r3-2, r3-3, r3-4 and r3-5 are members of b3 in class full since 2015-01-01
  given r4-1, r4-2, r4-3, r4-4 and r4-5 are members of b4 in class full since 2015-01-01
  given r5-1, r5-2, r5-3, r5-4 and r5-5 are members of b5 in class full since 2015-01-01
  given r6-1, r6-2, r6-3, r6-4 and r6-5 are members of b6 in class full since 2015-01-01
  given r7-1, r7-2, r7-3, r7-4 and r7-5 are members of b7 in class full since 2015-01-01
  given r8-1, r8-2, r8-3, r8-4 and r8-5 are members of b8 in class full since 2015-01-01
  given r9-1, r9-2, r9-3, r9-4 and r9-5 are members of b9 in class full since 2015-01-01
  given r10-1, r10-2, r10-3, r10-4 and r10-5 are members of b10 in class full since 2015-01-01
  given r11-1, r11-2, r11-3, r11-4 and r11-5 are members of b11 in class full since 2015-01-01
  given r12-1, r12-2, r12-3, r12-4 and r12-5 are members of b12 in class full since 2015-01-01
  given r13-1, r13-2, r13-3, r13-4 and r13-5 are members of b13 in class full since 2015-01-01
  given r14-1, r14-2, r14-3, r14-4 and r14-5 are members of b14 in class full since 2015-01-01
  given r15-1, r15-2, r15-3, r15-4 and r15-5 are members of b15 in class full since 2015-01-01
  given r16-1, r16-2, r16-3, r16-4 and r16-5 are members of b16 in class full since 2015-01-01
  given r17-1, r17-2, r17-3, r17-4 and r17-5 are members of b17 in class full since 2015-01-01
  given r18-1, r18-2, r18-3, r18-4 and r18-5 are members of b18 in class full since 2015-01-01
  given r19-1, r19-2, r19-3, r19-4 and r19-5 are members of b19 in class full since 2015-01-01
  given r20-1, r20-2, r20-3, r20-4 and r20-5 are members of b20 in class full since 2015-01-01

part timetable
  at Wednesday 2023-02-15 12:00
  given the date notice is Wednesday 2023-02-15 18:00
  given the date joined-by is Wednesday 2023-02-15 16:30
  given the date nominations-close is Friday 2023-02-24 12:00
  given the date arrears-paid-by is Friday 2023-02-24 12:00
  given the date freeze is Sunday 2023-02-26 12:00
  given the date ballot-opens is Monday 2023-03-13 12:00
  given the date ballot-closes is Monday 2023-03-27 12:00
  given the matter leader runs snp-leadership-2023

part noticed
  then the stage is notice
  when ann (returning-officer) does give-notice
  then it is refused by 3.1 because too-early and opens 2023-02-15 18:00
  at 2023-02-15 18:00
  when rosa (returning-officer) does give-notice
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does give-notice
  then it is allowed by 3.1

part nominated
  at 2023-02-20 12:00
  then the stage is nominate
  when humza, kate and ash (member) do nominate
  then it is allowed by 4.2
  when quin (member) does nominate
  then it is refused by 3.6 because not-suspended
  when stranger (member) does nominate
  then it is refused by 1.3 because not-the-role
  when h1-1, h1-2, h1-3, h1-4, h1-5, h2-1, h2-2, h2-3, h2-4, h2-5, h3-1, h3-2, h3-3, h3-4, h3-5, h4-1, h4-2, h4-3, h4-4, h4-5, h5-1, h5-2, h5-3, h5-4, h5-5, h6-1, h6-2, h6-3, h6-4, h6-5, h7-1, h7-2, h7-3, h7-4, h7-5, h8-1, h8-2, h8-3, h8-4, h8-5, h9-1, h9-2, h9-3, h9-4, h9-5, h10-1, h10-2, h10-3, h10-4, h10-5, h11-1, h11-2, h11-3, h11-4, h11-5, h12-1, h12-2, h12-3, h12-4, h12-5, h13-1, h13-2, h13-3, h13-4, h13-5, h14-1, h14-2, h14-3, h14-4, h14-5, h15-1, h15-2, h15-3, h15-4, h15-5, h16-1, h16-2, h16-3, h16-4, h16-5, h17-1, h17-2, h17-3, h17-4, h17-5, h18-1, h18-2, h18-3, h18-4, h18-5, h19-1, h19-2, h19-3, h19-4, h19-5, h20-1, h20-2, h20-3, h20-4 and h20-5 (member) do endorse for humza
  then it is allowed by 4.3
  when h1-1 (member) does endorse for kate
  then it is refused by 4.3 because at-most
  when k1-1, k1-2, k1-3, k1-4, k1-5, k1-6, k2-1, k2-2, k2-3, k2-4, k2-5, k2-6, k3-1, k3-2, k3-3, k3-4, k3-5, k3-6, k4-1, k4-2, k4-3, k4-4, k4-5, k4-6, k5-1, k5-2, k5-3, k5-4, k5-5, k5-6, k6-1, k6-2, k6-3, k6-4, k6-5, k6-6, k7-1, k7-2, k7-3, k7-4, k7-5, k7-6, k8-1, k8-2, k8-3, k8-4, k8-5, k8-6, k9-1, k9-2, k9-3, k9-4, k9-5, k9-6, k10-1, k10-2, k10-3, k10-4, k10-5, k10-6, k11-1, k11-2, k11-3, k11-4, k11-5, k11-6, k12-1, k12-2, k12-3, k12-4, k12-5, k12-6, k13-1, k13-2, k13-3, k13-4, k13-5, k13-6, k14-1, k14-2, k14-3, k14-4, k14-5, k14-6, k15-1, k15-2, k15-3, k15-4, k15-5, k15-6, k16-1, k16-2, k16-3, k16-4, k16-5, k16-6, k17-1, k17-2, k17-3 and k17-4 (member) do endorse for kate
  then it is allowed by 4.3
  when r1-1, r1-2, r1-3, r1-4, r1-5, r2-1, r2-2, r2-3, r2-4, r2-5, r3-1, r3-2, r3-3, r3-4, r3-5, r4-1, r4-2, r4-3, r4-4, r4-5, r5-1, r5-2, r5-3, r5-4, r5-5, r6-1, r6-2, r6-3, r6-4, r6-5, r7-1, r7-2, r7-3, r7-4, r7-5, r8-1, r8-2, r8-3, r8-4, r8-5, r9-1, r9-2, r9-3, r9-4, r9-5, r10-1, r10-2, r10-3, r10-4, r10-5, r11-1, r11-2, r11-3, r11-4, r11-5, r12-1, r12-2, r12-3, r12-4, r12-5, r13-1, r13-2, r13-3, r13-4, r13-5, r14-1, r14-2, r14-3, r14-4, r14-5, r15-1, r15-2, r15-3, r15-4, r15-5, r16-1, r16-2, r16-3, r16-4, r16-5, r17-1, r17-2, r17-3, r17-4, r17-5, r18-1, r18-2, r18-3, r18-4, r18-5, r19-1, r19-2, r19-3, r19-4, r19-5, r20-1, r20-2, r20-3 and r20-4 (member) do endorse for ash
  then it is allowed by 4.3

part enough
  at 2023-02-24 11:59
  when r20-5 (member) does endorse for ash
  then it is allowed by 4.3

part consented-two
  at 2023-02-25 12:00
  then the stage is consent
  when humza and ash (candidate) do consent
  then it is allowed by 4.7
  # A hundred members, but of seventeen branches only.
  when kate (candidate) does consent
  then it is refused by 4.6 because supported-by

part consented
  at 2023-02-25 12:00
  then the stage is consent
  when humza (candidate) does consent
  then it is allowed by 4.7
  # A hundred members, but of seventeen branches only.
  when kate (candidate) does consent
  then it is refused by 4.6 because supported-by
  # Ninety-nine members of twenty branches.
  when ash (candidate) does submit-statement with a statement of 100 words
  then it is refused by 4.6 because supported-by

part frozen
  at 2023-02-26 12:00
  then the stage is freeze
  when rosa (returning-officer) does freeze-roll
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does correct-roll because nothing is frozen yet
  then it is refused by 3.7 because done
  when ann (returning-officer) does freeze-roll
  then it is allowed by 3.2
  then rosa, walt and humza are on the roll
  then otto is not on the roll by 3.5
  then quin is not on the roll by 3.6
  then late is not on the roll by 3.4

part published
  at 2023-02-28 12:00
  then the stage is publish
  when rosa (returning-officer) does publish-statements
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does publish-statements
  then it is allowed by 4.9
  when ann (returning-officer) does publish-statements
  then it is refused by 4.9 because already-done

part prepared
  at 2023-03-02 12:00
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
  then it is refused by 5.4 because too-early and opens 2023-03-13 12:00

part opened
  at 2023-03-13 12:00
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
  at 2023-03-27 12:00
  when walt casts a ballot
  then it is refused by 5.4 because too-late
  at 2023-03-27 14:00
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
  when ann (returning-officer) does record-count electing humza
  when bob (returning-officer) confirms record-count electing humza
  then it is allowed by 5.5

part challenged
  at 2023-03-28 13:00
  then the stage is challenge
  when nobody (member) does challenge because I am no member
  then it is refused by 1.3 because not-the-role
  when walt (member) does challenge because my ballot came late
  then it is allowed by 7.1
  when ann (appeals-panel) does decide-challenge for walt dismissing it because I know better
  then it is refused by 1.7 because not-the-role
  when pat (appeals-panel) does decide-challenge for walt dismissing it because it came in time
  then it awaits a second person by 7.2
  at 2023-03-29 12:00
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
  at 2023-03-29 13:00
  when bob (returning-officer) confirms declare
  then it is allowed by 5.5
  then humza holds a seat in leadership until 2024-03-29 13:00
  then ash holds no seat in leadership
  then the matter has ended as declared

# ---------------------------------------------------------------------------------------------------------

scenario The whole way, with two on the paper
  use party
  use timetable
  use noticed
  use nominated
  use enough
  use consented-two
  use frozen
  use published
  use prepared
  use opened
  use counted
  use challenged
  use declared

scenario A hundred members of too few branches, and ninety-nine of enough
  use party
  use timetable
  use noticed
  use nominated
  use consented
  at 2023-02-26 12:00
  then the stage is challenge

scenario A challenge is upheld, and the election is void
  use party
  use timetable
  use noticed
  use nominated
  use enough
  use consented-two
  use frozen
  use published
  use prepared
  use opened
  use counted
  at 2023-03-28 14:00
  when walt (member) does challenge because a whole branch got no ballots
  when pat (appeals-panel) does decide-challenge for walt upholding it because it got none
  when pia (appeals-panel) confirms decide-challenge for walt upholding it
  then it is allowed by 7.2
  then the matter has ended as void
