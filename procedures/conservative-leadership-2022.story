story Election of a party leader: rounds in parliament, then the members choose between two

# The sentences are explained in crates/procedure/src/story.rs.

part party
  given the organisation birchwood in Europe/London
  given ann and bob hold the seat returning-officer of organisation
  given cora holds the seat credential-authority of organisation
  given pat and pia hold the seat appeals-panel of organisation
  given ash is a branch
  given t1 and t2 hold the seat teller of organisation
  given rishi, penny, liz, kemi, tom-t, suella, nadhim, jeremy and rehman hold the seat seat-in-parliament of parliamentary-party
  given m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69, m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86, m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103, m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115, m116, m117, m118, m119, m120, m121, m122, m123, m124, m125, m126, m127, m128, m129, m130, m131, m132, m133, m134, m135, m136, m137, m138, m139, m140, m141, m142, m143, m144, m145, m146, m147, m148, m149, m150, m151, m152, m153, m154, m155, m156, m157, m158, m159, m160, m161, m162, m163, m164, m165, m166, m167, m168, m169, m170, m171, m172, m173, m174, m175, m176, m177, m178, m179, m180, m181, m182, m183, m184, m185, m186, m187, m188, m189, m190, m191, m192, m193, m194, m195, m196, m197, m198, m199, m200, m201, m202, m203, m204, m205, m206, m207, m208, m209, m210, m211, m212, m213, m214, m215, m216, m217, m218, m219, m220, m221, m222, m223, m224, m225, m226, m227, m228, m229, m230, m231, m232, m233, m234, m235, m236, m237, m238, m239, m240, m241, m242, m243, m244, m245, m246, m247, m248, m249, m250, m251, m252, m253, m254, m255, m256, m257, m258, m259, m260, m261, m262, m263, m264, m265, m266, m267, m268, m269, m270, m271, m272, m273, m274, m275, m276, m277, m278, m279, m280, m281, m282, m283, m284, m285, m286, m287, m288, m289, m290, m291, m292, m293, m294, m295, m296, m297, m298, m299, m300, m301, m302, m303, m304, m305, m306, m307, m308, m309, m310, m311, m312, m313, m314, m315, m316, m317, m318, m319, m320, m321, m322, m323, m324, m325, m326, m327, m328, m329, m330, m331, m332, m333, m334, m335, m336, m337, m338, m339, m340, m341, m342, m343, m344, m345, m346, m347 and m348 hold the seat seat-in-parliament of parliamentary-party
  given tom, una and vic are members of ash in class full since 2010-01-01
  given rosa, walt and pat are members of ash in class full since 2010-05-01
  given otto is a member of ash in class full since 2011-01-01
  given otto is in arrears since 2012-01-01
  given quin is a member of ash in class full since 2011-01-01
  given quin is suspended from 2012-01-01 to 2035-12-31
  given late is a member of ash in class full since 2022-06-03 17:01

part timetable
  at Monday 2022-07-11 09:00
  given the date notice is Monday 2022-07-11 12:00
  given the date nominations-close is Tuesday 2022-07-12 18:00
  given the date rounds-end is Wednesday 2022-07-20 18:00
  given the date joined-by is Friday 2022-06-03 17:00
  given the date arrears-paid-by is Wednesday 2022-07-20 12:00
  given the date freeze is Wednesday 2022-07-20 18:00
  given the date ballot-opens is Thursday 2022-08-04 12:00
  given the date ballot-closes is Friday 2022-09-02 17:00
  given the matter leader runs conservative-leadership-2022

part noticed
  then the stage is notice
  when ann (returning-officer) does give-notice
  then it is refused by 3.1 because too-early and opens 2022-07-11 12:00
  at 2022-07-11 12:00
  when rosa (returning-officer) does give-notice
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does give-notice
  then it is allowed by 3.1

part nominated
  at 2022-07-12 12:00
  then the stage is nominate
  when rishi, penny, liz, kemi, tom-t, suella, nadhim, jeremy and rehman (mp) do nominate
  then it is allowed by 1.2
  when rosa (mp) does nominate
  then it is refused by 1.2 because not-the-role
  when rishi (mp) does endorse for rishi
  when m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18 and m19 (mp) do endorse for rishi
  then it is allowed by 4.3
  when penny (mp) does endorse for penny
  when m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37 and m38 (mp) do endorse for penny
  then it is allowed by 4.3
  when liz (mp) does endorse for liz
  when m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56 and m57 (mp) do endorse for liz
  then it is allowed by 4.3
  when kemi (mp) does endorse for kemi
  when m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69, m70, m71, m72, m73, m74, m75 and m76 (mp) do endorse for kemi
  then it is allowed by 4.3
  when tom-t (mp) does endorse for tom-t
  when m77, m78, m79, m80, m81, m82, m83, m84, m85, m86, m87, m88, m89, m90, m91, m92, m93, m94 and m95 (mp) do endorse for tom-t
  then it is allowed by 4.3
  when suella (mp) does endorse for suella
  when m96, m97, m98, m99, m100, m101, m102, m103, m104, m105, m106, m107, m108, m109, m110, m111, m112, m113 and m114 (mp) do endorse for suella
  then it is allowed by 4.3
  when nadhim (mp) does endorse for nadhim
  when m115, m116, m117, m118, m119, m120, m121, m122, m123, m124, m125, m126, m127, m128, m129, m130, m131, m132 and m133 (mp) do endorse for nadhim
  then it is allowed by 4.3
  when jeremy (mp) does endorse for jeremy
  when m134, m135, m136, m137, m138, m139, m140, m141, m142, m143, m144, m145, m146, m147, m148, m149, m150, m151 and m152 (mp) do endorse for jeremy
  then it is allowed by 4.3
  when rehman (mp) does endorse for rehman
  when m153, m154, m155, m156, m157, m158, m159, m160, m161, m162, m163, m164, m165, m166, m167, m168, m169 and m170 (mp) do endorse for rehman
  then it is allowed by 4.3
  when m1 (mp) does endorse for penny
  then it is refused by 4.3 because at-most

part consented
  at 2022-07-12 18:00
  then the stage is consent
  when rishi, penny, liz, kemi, tom-t, suella, nadhim and jeremy (candidate) do consent
  then it is allowed by 4.7
  when rehman (candidate) does consent
  then it is refused by 4.6 because supported-by

part narrowed
  # The figures of July 2022.
  at 2022-07-13 17:00
  then the stage is rounds
  when t1 (teller) does record-round counting rishi 300 and penny 57
  then it is refused by 4.12 because inconsistent
  when rosa (teller) does record-round counting rishi 88, penny 67, liz 50, kemi 40, tom-t 37, suella 32, nadhim 25 and jeremy 18
  then it is refused by 1.8 because not-the-role
  when t1 (teller) does record-round counting rishi 88, penny 67, liz 50, kemi 40, tom-t 37, suella 32, nadhim 25 and jeremy 18
  then it awaits a second person by 4.12
  when t1 (teller) confirms record-round
  then it is refused by 4.12 because same-person
  when t2 (teller) confirms record-round
  then it is allowed by 4.12
  then nadhim and jeremy are no candidates
  at 2022-07-14 15:00
  when t1 (teller) does record-round counting rishi 101, penny 83, liz 64, kemi 49, tom-t 32 and suella 27
  when t2 (teller) confirms record-round
  then it is allowed by 4.12
  then suella is no candidate
  at 2022-07-18 20:00
  when t1 (teller) does record-round counting rishi 115, penny 82, liz 71, kemi 58 and tom-t 31
  when t2 (teller) confirms record-round
  then it is allowed by 4.12
  then tom-t is no candidate
  at 2022-07-19 15:00
  when t1 (teller) does record-round counting rishi 118, penny 92, liz 86 and kemi 59
  when t2 (teller) confirms record-round
  then it is allowed by 4.12
  then kemi is no candidate
  at 2022-07-20 16:00
  when t1 (teller) does record-round counting rishi 137, liz 113 and penny 105
  when t2 (teller) confirms record-round
  then it is allowed by 4.12
  then penny is no candidate
  then rishi and liz are candidates
  then the stage is freeze

part frozen
  at 2022-07-20 18:00
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

part prepared
  at 2022-07-25 12:00
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
  then it is refused by 5.4 because too-early and opens 2022-08-04 12:00

part opened
  at 2022-08-04 12:00
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
  at 2022-09-02 17:00
  when walt casts a ballot
  then it is refused by 5.4 because too-late
  at 2022-09-02 19:00
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
  when ann (returning-officer) does record-count electing liz
  when bob (returning-officer) confirms record-count electing liz
  then it is allowed by 5.5

part challenged
  at 2022-09-05 09:00
  then the stage is challenge
  when nobody (member) does challenge because I am no member
  then it is refused by 1.3 because not-the-role
  when walt (member) does challenge because my ballot came late
  then it is allowed by 7.1
  when ann (appeals-panel) does decide-challenge for walt dismissing it because I know better
  then it is refused by 1.7 because not-the-role
  when pat (appeals-panel) does decide-challenge for walt dismissing it because it came in time
  then it awaits a second person by 7.2
  at 2022-09-05 17:00
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
  at 2022-09-05 17:30
  when bob (returning-officer) confirms declare
  then it is allowed by 5.5
  then liz holds a seat in leadership until 2027-09-05 17:30
  then rishi holds no seat in leadership
  then the matter has ended as declared

# ---------------------------------------------------------------------------------------------------------

scenario From the first nomination to the members' choice between two
  use party
  use timetable
  use noticed
  use nominated
  use consented
  use narrowed
  use frozen
  use prepared
  use opened
  use counted
  use challenged
  use declared

scenario A candidate who withdraws before the last round leaves one, who is elected without a ballot
  use party
  use timetable
  use noticed
  use nominated
  at 2022-07-12 18:00
  when rishi (candidate) does consent
  then it is allowed by 4.7
  when penny (candidate) does consent
  when penny (candidate) does withdraw
  then it is allowed by 4.5
  at 2022-07-12 20:00
  then the stage is challenge

scenario Those who tie for the last place are voted on again, and then a lot decides
  use party
  use timetable
  use noticed
  use nominated
  at 2022-07-12 18:00
  when rishi, penny and liz (candidate) do consent
  at 2022-07-13 17:00
  when t1 (teller) does record-round counting rishi 155, penny 100 and liz 100
  when t2 (teller) confirms record-round
  then rishi, penny and liz are candidates
  when t1 (teller) does record-round counting rishi 155, penny 100 and liz 100
  then it is refused by 4.12 because inconsistent
  when t1 (teller) does record-round counting rishi 155, penny 100 and liz 100 in the order liz and penny
  when t2 (teller) confirms record-round
  then it is allowed by 4.12
  then liz is no candidate

scenario Rounds that never leave two end the election
  use party
  use timetable
  use noticed
  use nominated
  use consented
  at 2022-07-20 18:00
  then the matter has ended as void

scenario A challenge is upheld, and the election is void
  use party
  use timetable
  use noticed
  use nominated
  use consented
  use narrowed
  use frozen
  use prepared
  use opened
  use counted
  at 2022-09-05 09:00
  when walt (member) does challenge because a whole branch got no ballots
  when pat (appeals-panel) does decide-challenge for walt upholding it because it got none
  when pia (appeals-panel) confirms decide-challenge for walt upholding it
  then it is allowed by 7.2
  then the matter has ended as void
