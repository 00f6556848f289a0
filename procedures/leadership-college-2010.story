story Election of a leader by an electoral college of three sections, 2010

# The sentences are explained in crates/procedure/src/story.rs.

part party
  given the organisation birchwood in Europe/London
  given ann and bob hold the seat returning-officer of organisation
  given sam and sue hold the seat scrutineer of organisation
  given pat and pia hold the seat appeals-panel of organisation
  given ash is a branch
  given dm, em, eb, ab, da and jm hold the seat seat-in-parliament of parliamentary-party
  given m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69, m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86, m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103, m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115, m116, m117, m118, m119, m120, m121, m122, m123, m124, m125, m126, m127, m128, m129, m130, m131, m132, m133, m134, m135, m136, m137, m138, m139, m140, m141, m142, m143, m144, m145, m146, m147, m148, m149, m150, m151, m152, m153, m154, m155, m156, m157, m158, m159, m160, m161, m162, m163, m164, m165, m166, m167, m168, m169, m170, m171, m172, m173, m174, m175, m176, m177, m178, m179, m180, m181, m182, m183, m184, m185, m186, m187, m188, m189, m190 and m191 hold the seat seat-in-parliament of parliamentary-party
  given tom, una and vic are members of ash in class full since 2010-01-01
  given rosa, walt and pat are members of ash in class full since 2010-05-01
  given otto is a member of ash in class full since 2011-01-01
  given otto is in arrears since 2012-01-01
  given quin is a member of ash in class full since 2011-01-01
  given quin is suspended from 2012-01-01 to 2035-12-31

part timetable
  at Thursday 2010-05-20 12:00
  given the date notice is Friday 2010-05-21 12:00
  given the date nominations-open is Monday 2010-05-24 09:00
  given the date nominations-close is Wednesday 2010-06-09 12:30
  given the date papers-out is Wednesday 2010-09-01 09:00
  given the date papers-in is Wednesday 2010-09-22 17:00
  given the matter leader runs leadership-college-2010

part noticed
  then the stage is notice
  when ann (returning-officer) does give-notice
  then it is refused by 3.1 because too-early and opens 2010-05-21 12:00
  at 2010-05-21 12:00
  when rosa (returning-officer) does give-notice
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does give-notice
  then it is allowed by 3.1

part nominated
  at 2010-05-26 12:00
  then the stage is nominate
  when ann (returning-officer) does state-size sizing mps at 257
  then it is allowed by 4.1
  when dm, em, eb, ab, da and jm (mp) do nominate
  then it is allowed by 1.2
  when rosa (mp) does nominate
  then it is refused by 1.2 because not-the-role
  # An eighth of 257 is 33, rounded up, each candidate's own counted.
  when dm (mp) does endorse for dm
  when m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31 and m32 (mp) do endorse for dm
  then it is allowed by 4.3
  when em (mp) does endorse for em
  when m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63 and m64 (mp) do endorse for em
  then it is allowed by 4.3
  when eb (mp) does endorse for eb
  when m65, m66, m67, m68, m69, m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86, m87, m88, m89, m90, m91, m92, m93, m94, m95 and m96 (mp) do endorse for eb
  then it is allowed by 4.3
  when ab (mp) does endorse for ab
  when m97, m98, m99, m100, m101, m102, m103, m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115, m116, m117, m118, m119, m120, m121, m122, m123, m124, m125, m126, m127 and m128 (mp) do endorse for ab
  then it is allowed by 4.3
  when da (mp) does endorse for da
  when m129, m130, m131, m132, m133, m134, m135, m136, m137, m138, m139, m140, m141, m142, m143, m144, m145, m146, m147, m148, m149, m150, m151, m152, m153, m154, m155, m156, m157, m158, m159 and m160 (mp) do endorse for da
  then it is allowed by 4.3
  when jm (mp) does endorse for jm
  when m161, m162, m163, m164, m165, m166, m167, m168, m169, m170, m171, m172, m173, m174, m175, m176, m177, m178, m179, m180, m181, m182, m183, m184, m185, m186, m187, m188, m189, m190 and m191 (mp) do endorse for jm
  then it is allowed by 4.3
  when m1 (mp) does endorse for jm
  then it is refused by 4.3 because at-most

part consented
  at 2010-06-10 09:00
  then the stage is consent
  when dm, em, eb, ab and da (candidate) do consent
  then it is allowed by 4.7
  when jm (candidate) does consent
  then it is refused by 4.1 because supported-by

part published
  at 2010-06-10 13:00
  then the stage is publish
  when rosa (returning-officer) does publish-statements
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does publish-statements
  then it is allowed by 4.9
  when ann (returning-officer) does publish-statements
  then it is refused by 4.9 because already-done

part sent
  at 2010-09-01 09:00
  then the stage is papers
  when ann (scrutineer) does submit-paper with a statement of 60 words
  then it is refused by 1.8 because not-the-role
  when sam (scrutineer) does submit-paper with a statement of 60 words
  then it is allowed by 5.1

part counted
  at 2010-09-23 12:00
  then the stage is count
  when sam (scrutineer) does record-round counting dm 100, em 90, eb 50, ab 40 and da 30
  then it is refused by 6.2 because inconsistent
  when sam (scrutineer) does record-round section parliament counting dm 111, em 84, eb 40, ab 24 and da 7
  then it is refused by 6.2 because inconsistent
  # In members and in votes one is far ahead; the third section decides.
  when sam (scrutineer) does record-round section parliament counting dm 111, em 84, eb 40, ab 24 and da 7 section members counting dm 55900, em 38000, eb 12800, ab 10800 and da 9300 section affiliates counting dm 58200, em 87600, eb 21600, ab 17900 and da 25900
  then it awaits a second person by 6.2
  when ann (scrutineer) confirms record-round
  then it is refused by 1.8 because not-the-role
  when sue (scrutineer) confirms record-round
  then it is allowed by 6.2
  then da is no candidate
  when sam (scrutineer) does record-round section parliament counting dm 111, em 88, eb 41 and ab 24 section members counting dm 57100, em 42200, eb 13800 and ab 11400 section affiliates counting dm 61300, em 95300, eb 23800 and ab 19900
  when sue (scrutineer) confirms record-round
  then ab is no candidate
  when sam (scrutineer) does record-round section parliament counting dm 125, em 96 and eb 43 section members counting dm 60400, em 46700 and eb 16800 section affiliates counting dm 65700, em 102900 and eb 29100
  when sue (scrutineer) confirms record-round
  then eb is no candidate
  when sam (scrutineer) does record-round section parliament counting dm 140 and em 122 section members counting dm 66800 and em 55900 section affiliates counting dm 80200 and em 119400
  when sue (scrutineer) confirms record-round
  then it is allowed by 6.2
  then the stage is challenge

part challenged
  at 2010-09-25 12:00
  then the stage is challenge
  when nobody (member) does challenge because I am no member
  then it is refused by 1.3 because not-the-role
  when walt (member) does challenge because my ballot came late
  then it is allowed by 7.1
  when ann (appeals-panel) does decide-challenge for walt dismissing it because I know better
  then it is refused by 1.7 because not-the-role
  when pat (appeals-panel) does decide-challenge for walt dismissing it because it came in time
  then it awaits a second person by 7.2
  at 2010-09-25 17:00
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
  at 2010-09-25 17:30
  when bob (returning-officer) confirms declare
  then it is allowed by 5.5
  then em holds a seat in leadership until 2015-09-25 17:30
  then dm holds no seat in leadership
  then the matter has ended as declared

# ---------------------------------------------------------------------------------------------------------

scenario Ahead in two sections, and behind in the whole
  use party
  use timetable
  use noticed
  use nominated
  use consented
  use published
  use sent
  use counted
  use challenged
  use declared

scenario Of two with the same share the one who is lowest in more sections is out
  use party
  use timetable
  use noticed
  use nominated
  at 2010-06-10 09:00
  when dm, em and eb (candidate) do consent
  at 2010-06-10 13:00
  when ann (returning-officer) does publish-statements
  at 2010-09-01 09:00
  when sam (scrutineer) does submit-paper with a statement of 60 words
  at 2010-09-23 12:00
  # The last two have eighty of three hundred each; one of them is behind in two sections.
  when sam (scrutineer) does record-round section parliament counting dm 40, em 20 and eb 40 section members counting dm 40, em 35 and eb 25 section affiliates counting dm 60, em 25 and eb 15
  when sue (scrutineer) confirms record-round
  then it is allowed by 6.2
  then dm and em are candidates
  then eb is no candidate

scenario Rounds that do not end in time void the election
  use party
  use timetable
  use noticed
  use nominated
  use consented
  use published
  use sent
  at 2010-09-24 17:00
  then the matter has ended as void

scenario A challenge is upheld, and the election is void
  use party
  use timetable
  use noticed
  use nominated
  use consented
  use published
  use sent
  use counted
  at 2010-09-25 12:00
  when walt (member) does challenge because a whole branch got no ballots
  when pat (appeals-panel) does decide-challenge for walt upholding it because it got none
  when pia (appeals-panel) confirms decide-challenge for walt upholding it
  then it is allowed by 7.2
  then the matter has ended as void
