story Election of a deputy leader under the rules of 2021

# The sentences are explained in crates/procedure/src/story.rs.

part party
  given the organisation birchwood in Europe/London
  given ann and bob hold the seat returning-officer of organisation
  given cora holds the seat credential-authority of organisation
  given pat and pia hold the seat appeals-panel of organisation
  given ash, beech, cedar, elm and fir are each a branch
  given unison and gmb are each a union
  given fabians and coop are each a society
  given m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69, m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86, m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103, m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115, m116, m117, m118, m119, m120, m121, m122, m123, m124, m125, m126, m127, m128, m129, m130, m131, m132, m133, m134, m135, m136, m137, m138, m139, m140, m141, m142, m143, m144, m145, m146, m147, m148, m149, m150, m151, m152, m153, m154, m155, m156, m157, m158, m159, m160, m161, m162, m163, m164, m165, m166, m167, m168, m169, m170, m171, m172, m173, m174, m175, m176, m177, m178, m179, m180, m181, m182, m183, m184, m185, m186, m187, m188, m189, m190, m191, m192, m193, m194, m195, m196, m197, m198, m199, m200, m201, m202, m203, m204, m205, m206, m207, m208, m209, m210, m211, m212, m213, m214, m215, m216, m217, m218, m219, m220, m221, m222, m223, m224, m225, m226, m227, m228, m229, m230, m231, m232, m233, m234, m235, m236, m237, m238, m239, m240, m241, m242, m243, m244 and m245 hold the seat seat-in-parliament of parliamentary-party
  given tom, una and vic are members of ash in class full since 2010-01-01
  given rosa, walt and pat are members of ash in class full since 2010-05-01
  given otto is a member of ash in class full since 2011-01-01
  given otto is in arrears since 2012-01-01
  given quin is a member of ash in class full since 2011-01-01
  given quin is suspended from 2012-01-01 to 2035-12-31
  given aff is a member of beech in class affiliated since 2012-05-01
  given late is a member of beech in class full since 2025-03-12 12:01
  given sam, sue, sid, sal and seth are members of ash in class full since 2010-01-01
  given sam holds the seat secretary of ash
  given sue holds the seat secretary of beech
  given sid holds the seat secretary of cedar
  given sal holds the seat secretary of elm
  given seth holds the seat secretary of fir
  given ud, ul, fb and cp are members of ash in class full since 2010-01-01
  given ud holds the seat union-secretary of unison
  given ul holds the seat union-secretary of gmb
  given fb holds the seat society-secretary of fabians
  given cp holds the seat society-secretary of coop
  given fir is suspended from 2025-01-01 to 2026-01-01

part timetable
  at Sunday 2025-09-07 09:00
  given the date notice is Monday 2025-09-08 12:00
  given the date nominations-open is Tuesday 2025-09-09 12:00
  given the date nominations-close is Thursday 2025-09-11 17:00
  given the date joined-by is Wednesday 2025-03-12 12:00
  given the date arrears-paid-by is Friday 2025-09-12 12:00
  given the date freeze is Friday 2025-09-12 12:00
  given the date support-ends is Saturday 2025-09-27 12:00
  given the date consent-by is Monday 2025-09-29 12:00
  given the date ballot-opens is Wednesday 2025-10-08 12:00
  given the date ballot-closes is Thursday 2025-10-23 12:00
  given the matter contest runs deputy-leadership-2025

part noticed
  then the stage is notice
  when ann (returning-officer) does give-notice
  then it is refused by 3.1 because too-early and opens 2025-09-08 12:00
  at 2025-09-08 12:00
  when rosa (returning-officer) does give-notice
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does give-notice
  then it is allowed by 3.1

part nominated
  at 2025-09-10 12:00
  then the stage is nominate
  when ann (returning-officer) does state-size sizing mps at 400
  then it is allowed by 4.1
  when m1, m2, m3 and m4 (mp) do nominate
  then it is allowed by 1.2
  when rosa (mp) does nominate
  then it is refused by 1.2 because not-the-role
  # Of 400 the share is 80. The first has it with the candidate's own, the second one less, the third none.
  when m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69, m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86, m87 and m88 (mp) do endorse for m1
  then it is allowed by 4.3
  when m1 (mp) does endorse for m1
  then it is allowed by 4.3
  when m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103, m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115, m116, m117, m118, m119, m120, m121, m122, m123, m124, m125, m126, m127, m128, m129, m130, m131, m132, m133, m134, m135, m136, m137, m138, m139, m140, m141, m142, m143, m144, m145, m146, m147, m148, m149, m150, m151, m152, m153, m154, m155, m156, m157, m158, m159, m160, m161, m162, m163, m164, m165 and m166 (mp) do endorse for m2
  when m2 (mp) does endorse for m2
  when m167, m168, m169, m170, m171, m172, m173, m174, m175, m176, m177, m178, m179, m180, m181, m182, m183, m184, m185, m186, m187, m188, m189, m190, m191, m192, m193, m194, m195, m196, m197, m198, m199, m200, m201, m202, m203, m204, m205, m206, m207, m208, m209, m210, m211, m212, m213, m214, m215, m216, m217, m218, m219, m220, m221, m222, m223, m224, m225, m226, m227, m228, m229, m230, m231, m232, m233, m234, m235, m236, m237, m238, m239, m240, m241, m242, m243, m244 and m245 (mp) do endorse for m4
  when m4 (mp) does endorse for m4
  then it is allowed by 4.3
  when m10 (mp) does endorse for m2
  then it is refused by 4.3 because at-most

part frozen
  at 2025-09-12 12:00
  then the stage is freeze
  when rosa (returning-officer) does freeze-roll
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does correct-roll because nothing is frozen yet
  then it is refused by 3.7 because done
  when ann (returning-officer) does freeze-roll
  then it is allowed by 3.2
  then rosa, walt and aff are on the roll
  then otto is not on the roll by 3.5
  then quin is not on the roll by 3.6
  then late is not on the roll by 3.4

part supported
  at 2025-09-20 20:00
  then the stage is support
  when ann (returning-officer) does state-size sizing branches at 60
  when ann (returning-officer) does state-size sizing affiliates at 4 weighing unison 40000, gmb 20000, fabians 3000 and coop 2000
  then it is allowed by 4.6
  when sam (secretary of ash) does support for m1
  then it is allowed by 1.8
  when sam (secretary of ash) does support for m4
  then it is refused by 1.8 because at-most
  when rosa (secretary of ash) does support for m1
  then it is refused by 1.8 because not-the-role
  when seth (secretary of fir) does support for m1
  then it is refused by 1.8 because unit-suspended
  when sue (secretary of beech) does support for m1
  when ud (union-secretary of unison) does support for m4
  when fb (society-secretary of fabians) does support for m4

part enough
  at 2025-09-27 11:58
  when sid (secretary of cedar) does support for m1
  when ul (union-secretary of gmb) does support for m4
  then it is allowed by 1.8

part too-few
  at 2025-09-28 12:00
  then the stage is consent
  # Two of sixty branches are too few, since five per cent are three; and two affiliates are, with most members.
  when m1 (candidate) does consent
  then it is refused by 4.6 because any-of
  when m4 (candidate) does consent
  then it is refused by 4.6 because any-of

part consented
  at 2025-09-28 12:00
  then the stage is consent
  when m2 (candidate) does consent
  then it is refused by 4.1 because supported-by
  when m3 (candidate) does submit-statement with a statement of 100 words
  then it is refused by 4.1 because supported-by
  when m1 and m4 (candidate) do consent
  then it is allowed by 4.7
  when m1 (candidate) does submit-statement with a statement of 251 words
  then it is refused by 4.8 because too-many-words
  when m1 (candidate) does submit-statement with a statement of 250 words
  then it is allowed by 4.8

part published
  at 2025-09-29 13:00
  then the stage is publish
  when rosa (returning-officer) does publish-statements
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does publish-statements
  then it is allowed by 4.9
  when ann (returning-officer) does publish-statements
  then it is refused by 4.9 because already-done

part prepared
  at 2025-10-01 12:00
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
  then it is refused by 5.4 because too-early and opens 2025-10-08 12:00

part opened
  at 2025-10-08 12:00
  then the stage is ballot
  when rosa casts a ballot
  then it is refused by 5.4 because done
  when ann (returning-officer) does open-ballot
  then it awaits a second person by 5.5
  when ann (returning-officer) confirms open-ballot
  then it is refused by 5.5 because same-person
  when bob (returning-officer) confirms open-ballot
  then it is allowed by 5.5
  when rosa, walt and aff cast a ballot
  then it is allowed by 5.4

part counted
  at 2025-10-23 12:00
  when walt casts a ballot
  then it is refused by 5.4 because too-late
  at 2025-10-23 14:00
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
  when ann (returning-officer) does record-count electing m1
  when bob (returning-officer) confirms record-count electing m1
  then it is allowed by 5.5

part challenged
  at 2025-10-24 13:00
  then the stage is challenge
  when nobody (member) does challenge because I am no member
  then it is refused by 1.3 because not-the-role
  when aff (affiliated) does challenge because my ballot came late
  then it is allowed by 7.1
  when ann (appeals-panel) does decide-challenge for aff dismissing it because I know better
  then it is refused by 1.7 because not-the-role
  when pat (appeals-panel) does decide-challenge for aff dismissing it because it came in time
  then it awaits a second person by 7.2
  at 2025-10-25 08:00
  then the stage is declare
  when ann (returning-officer) does declare
  then it is refused by 7.3 because no-open-challenge
  when pat (appeals-panel) does decide-challenge for aff dismissing it because it came in time
  when pia (appeals-panel) confirms decide-challenge for aff dismissing it
  then it is allowed by 7.2

part declared
  when ann (returning-officer) does declare
  then it awaits a second person by 5.5
  when ann (returning-officer) confirms declare
  then it is refused by 5.5 because same-person
  at 2025-10-25 11:00
  when bob (returning-officer) confirms declare
  then it is allowed by 5.5
  then m1 holds a seat in leadership until 2030-10-25 11:00
  then m4 holds no seat in leadership
  then the matter has ended as declared

# ---------------------------------------------------------------------------------------------------------

scenario The whole way, from the notice to the declaration
  use party
  use timetable
  use noticed
  use nominated
  use frozen
  use supported
  use enough
  use consented
  use published
  use prepared
  use opened
  use counted
  use challenged
  use declared

scenario Nominations are late at the very instant of their close, and support may change until then
  use party
  use timetable
  use noticed
  use nominated
  at 2025-09-11 16:59:59
  when m6 (mp) does nominate
  then it is allowed by 1.2
  when m10 (mp) does unendorse for m1
  when m10 (mp) does endorse for m2
  then it is allowed by 4.3
  # Who stood and withdrew supports another.
  when m3 (candidate) does withdraw
  when m3 (mp) does endorse for m2
  then it is allowed by 4.3
  at 2025-09-11 17:00
  when m7 (mp) does nominate
  then it is refused by 4.1 because too-late

scenario Two branches or two affiliates are too few
  use party
  use timetable
  use noticed
  use nominated
  use frozen
  use supported
  use too-few

scenario A challenge is upheld, and the election is void
  use party
  use timetable
  use noticed
  use nominated
  use frozen
  use supported
  use enough
  use consented
  use published
  use prepared
  use opened
  use counted
  at 2025-10-24 20:00
  when aff (affiliated) does challenge because a whole branch got no ballots
  when pat (appeals-panel) does decide-challenge for aff upholding it because it got none
  when pia (appeals-panel) confirms decide-challenge for aff upholding it
  then it is allowed by 7.2
  then the matter has ended as void

scenario Two persons extend the ballot for everybody
  use party
  use timetable
  use noticed
  use nominated
  use frozen
  use supported
  use enough
  use consented
  use published
  use prepared
  use opened
  at 2025-10-23 09:00
  when ann (returning-officer) does extend-ballot to 2025-10-24 12:00 because the site failed
  then it awaits a second person by 5.7
  when rosa (returning-officer) confirms extend-ballot to 2025-10-24 12:00
  then it is refused by 1.1 because not-the-role
  when bob (returning-officer) confirms extend-ballot to 2025-10-24 12:00
  then it is allowed by 5.7
  then the stage ballot closes at 2025-10-24 12:00

scenario The windows of 2025, from the first to the declaration
  use party
  use timetable
  then the stage nominate opens at Tuesday 2025-09-09 12:00
  then the stage nominate closes at Thursday 2025-09-11 17:00
  then the stage support closes at Saturday 2025-09-27 12:00
  then the stage consent closes at Monday 2025-09-29 12:00
  then the stage freeze opens at Friday 2025-09-12 12:00
  then the stage ballot opens at Wednesday 2025-10-08 12:00
  then the stage ballot closes at Thursday 2025-10-23 12:00
  then the stage count closes at Friday 2025-10-24 12:00
  then the stage challenge closes at Saturday 2025-10-25 08:00
  then the stage declare opens at Saturday 2025-10-25 08:00
