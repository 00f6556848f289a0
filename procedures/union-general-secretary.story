story Election of a general secretary by post, under a qualified scrutineer

# The sentences are explained in crates/procedure/src/story.rs.

part union
  given the organisation birchwood in Europe/London
  given ann and bob hold the seat returning-officer of organisation
  given sam and sue hold the seat scrutineer of organisation
  given pat and pia hold the seat appeals-panel of organisation
  given b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15, b16, b17, b18, b19, b20, b21, b22, b23, b24, b25, b26, b27, b28, b29, b30 and b31 are each a branch
  given tom, una and vic are members of b1 in class full since 2010-01-01
  given rosa, walt and pat are members of b1 in class full since 2010-05-01
  given otto is a member of b1 in class full since 2011-01-01
  given otto is in arrears since 2012-01-01
  given quin is a member of b1 in class full since 2011-01-01
  given quin is suspended from 2012-01-01 to 2035-12-31
  given andrea, christina, paul and weak are members of b2 in class full since 2005-01-01
  given late is a member of b2 in class full since 2025-07-28 12:01
  given x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15, x16, x17, x18, x19, x20, x21, x22, x23, x24, x25, x26, x27, x28, x29, x30 and x31 are members of b3 in class full since 2012-01-01
  given x1 holds the seat secretary of b1
  given x2 holds the seat secretary of b2
  given x3 holds the seat secretary of b3
  given x4 holds the seat secretary of b4
  given x5 holds the seat secretary of b5
  given x6 holds the seat secretary of b6
  given x7 holds the seat secretary of b7
  given x8 holds the seat secretary of b8
  given x9 holds the seat secretary of b9
  given x10 holds the seat secretary of b10
  given x11 holds the seat secretary of b11
  given x12 holds the seat secretary of b12
  given x13 holds the seat secretary of b13
  given x14 holds the seat secretary of b14
  given x15 holds the seat secretary of b15
  given x16 holds the seat secretary of b16
  given x17 holds the seat secretary of b17
  given x18 holds the seat secretary of b18
  given x19 holds the seat secretary of b19
  given x20 holds the seat secretary of b20
  given x21 holds the seat secretary of b21
  given x22 holds the seat secretary of b22
  given x23 holds the seat secretary of b23
  given x24 holds the seat secretary of b24
  given x25 holds the seat secretary of b25
  given x26 holds the seat secretary of b26
  given x27 holds the seat secretary of b27
  given x28 holds the seat secretary of b28
  given x29 holds the seat secretary of b29
  given x30 holds the seat secretary of b30
  given x31 holds the seat secretary of b31
  given v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16, v17, v18, v19, v20, v21, v22, v23, v24, v25, v26, v27, v28, v29, v30, v31, v32, v33, v34, v35, v36, v37, v38, v39, v40, v41, v42, v43, v44, v45, v46, v47, v48, v49, v50, v51, v52, v53, v54, v55, v56, v57, v58, v59, v60, v61, v62, v63, v64, v65, v66, v67, v68, v69, v70, v71, v72, v73, v74, v75, v76, v77, v78, v79 and v80 are members of b4 in class full since 2014-01-01

part timetable
  at Thursday 2025-07-10 12:00
  given the date notice is Monday 2025-07-14 09:00
  given the date nominations-open is Friday 2025-08-01 09:00
  given the date nominations-close is Friday 2025-09-26 17:00
  given the date joined-by is Monday 2025-07-28 12:00
  given the date arrears-paid-by is Monday 2025-07-28 12:00
  given the date freeze is Monday 2025-07-28 12:00
  given the date papers-out is Tuesday 2025-10-28 09:00
  given the date papers-in is Tuesday 2025-11-25 17:00
  given the matter gs runs union-general-secretary

part noticed
  then the stage is notice
  when ann (returning-officer) does give-notice
  then it is refused by 3.1 because too-early and opens 2025-07-14 09:00
  at 2025-07-14 09:00
  when rosa (returning-officer) does give-notice
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does give-notice
  then it is allowed by 3.1

part frozen
  at 2025-07-28 12:00
  then the stage is freeze
  when rosa (returning-officer) does freeze-roll
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does correct-roll because nothing is frozen yet
  then it is refused by 3.7 because done
  when ann (returning-officer) does freeze-roll
  then it is allowed by 3.2
  then rosa, walt and quin are on the roll
  then otto is not on the roll by 3.5
  then late is not on the roll by 3.4

part nominated
  at 2025-08-20 12:00
  then the stage is nominate
  when andrea, christina, paul and weak (member) do nominate
  then it is allowed by 4.2
  when late (member) does nominate
  then it is refused by 3.3 because on-roll
  when quin (member) does nominate
  then it is refused by 3.6 because not-suspended
  # What an inspection of the register found is put right by two persons.
  when ann (returning-officer) does correct-roll because the scrutineer found a member twice
  then it awaits a second person by 3.8
  when sam (returning-officer) confirms correct-roll
  then it is refused by 1.1 because not-the-role
  when bob (returning-officer) confirms correct-roll
  then it is allowed by 3.8
  when x1 (secretary of b1) does support for andrea
  when x2 (secretary of b2) does support for andrea
  when x3 (secretary of b3) does support for andrea
  when x4 (secretary of b4) does support for andrea
  when x5 (secretary of b5) does support for andrea
  when x6 (secretary of b6) does support for andrea
  when x7 (secretary of b7) does support for andrea
  when x8 (secretary of b8) does support for andrea
  when x9 (secretary of b9) does support for andrea
  when x10 (secretary of b10) does support for andrea
  when x11 (secretary of b11) does support for andrea
  when x12 (secretary of b12) does support for christina
  when x13 (secretary of b13) does support for christina
  when x14 (secretary of b14) does support for christina
  when x15 (secretary of b15) does support for christina
  when x16 (secretary of b16) does support for christina
  when x17 (secretary of b17) does support for christina
  when x18 (secretary of b18) does support for christina
  when x19 (secretary of b19) does support for christina
  when x20 (secretary of b20) does support for christina
  when x21 (secretary of b21) does support for christina
  when x22 (secretary of b22) does support for paul
  when x23 (secretary of b23) does support for paul
  when x24 (secretary of b24) does support for paul
  when x25 (secretary of b25) does support for paul
  when x26 (secretary of b26) does support for paul
  when x27 (secretary of b27) does support for paul
  when x28 (secretary of b28) does support for paul
  when x29 (secretary of b29) does support for paul
  when x30 (secretary of b30) does support for paul
  when x31 (secretary of b31) does support for paul
  then it is allowed by 4.3
  when x1 (secretary of b1) does support for weak
  then it is refused by 4.3 because at-most
  when x2 (secretary of b1) does support for weak
  then it is refused by 1.2 because not-the-role

part consented
  at 2025-09-30 12:00
  then the stage is consent
  when andrea, christina and paul (candidate) do consent
  then it is allowed by 4.7
  when weak (candidate) does consent
  then it is refused by 4.6 because supported-by-units
  when paul (candidate) does submit-statement with a statement of 701 words
  then it is refused by 4.8 because too-many-words
  when paul (candidate) does submit-statement with a statement of 700 words
  then it is allowed by 4.8

part published
  at 2025-10-03 18:00
  then the stage is publish
  when rosa (returning-officer) does publish-statements
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does publish-statements
  then it is allowed by 4.9
  when ann (returning-officer) does publish-statements
  then it is refused by 4.9 because already-done

part sent
  at 2025-10-28 09:00
  then the stage is papers
  when ann (scrutineer) does submit-paper with a statement of 60 words
  then it is refused by 1.8 because not-the-role
  when sam (scrutineer) does submit-paper with a statement of 60 words
  then it is allowed by 5.1
  when sam (scrutineer) does record-round counting andrea 47, christina 33 and paul 20
  then it is refused by 6.2 because too-early and opens 2025-11-25 17:00

part reported
  at 2025-12-16 12:00
  then the stage is count
  when sam (scrutineer) does record-round counting andrea 47, christina 33 and paul 19 with 1 invalid
  then it is refused by 6.4 because done
  when ann (scrutineer) does publish-report with a statement of 900 words
  then it is refused by 1.8 because not-the-role
  when sam (scrutineer) does publish-report with a statement of 900 words
  then it is allowed by 6.3
  # More papers than members on the register are none.
  when sam (scrutineer) does record-round counting andrea 470, christina 33 and paul 19
  then it is refused by 6.2 because inconsistent

part counted
  when sam (scrutineer) does record-round counting andrea 47, christina 33 and paul 19 with 1 invalid
  then it awaits a second person by 6.2
  when sam (scrutineer) confirms record-round
  then it is refused by 6.2 because same-person
  when sue (scrutineer) confirms record-round
  then it is allowed by 6.2
  then the stage is challenge

part challenged
  at 2025-12-20 12:00
  then the stage is challenge
  when nobody (member) does challenge because I am no member
  then it is refused by 1.3 because not-the-role
  when walt (member) does challenge because my ballot came late
  then it is allowed by 7.1
  when ann (appeals-panel) does decide-challenge for walt dismissing it because I know better
  then it is refused by 1.7 because not-the-role
  when pat (appeals-panel) does decide-challenge for walt dismissing it because it came in time
  then it awaits a second person by 7.2
  at 2025-12-30 17:00
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
  at 2025-12-31 12:00
  when bob (returning-officer) confirms declare
  then it is allowed by 5.5
  then andrea holds a seat in union until 2030-12-31 12:00
  then christina holds no seat in union
  then the matter has ended as declared

# ---------------------------------------------------------------------------------------------------------

scenario The most votes elect, though they are less than half
  use union
  use timetable
  use noticed
  use frozen
  use nominated
  use consented
  use published
  use sent
  use reported
  use counted
  use challenged
  use declared

scenario Equal votes for the first place elect nobody, and the election is held again
  use union
  use timetable
  use noticed
  use frozen
  use nominated
  use consented
  use published
  use sent
  use reported
  when sam (scrutineer) does record-round counting andrea 40, christina 40 and paul 19 with 1 invalid
  when sue (scrutineer) confirms record-round
  then it is allowed by 6.2
  then the stage is count
  at 2025-12-16 17:00
  then the matter has ended as void

scenario Without the scrutineer's statement of the papers sent the election lapses
  use union
  use timetable
  use noticed
  use frozen
  use nominated
  use consented
  use published
  at 2025-11-25 17:00
  then the matter has ended as lapsed

scenario A challenge is upheld, and the election is void
  use union
  use timetable
  use noticed
  use frozen
  use nominated
  use consented
  use published
  use sent
  use reported
  use counted
  at 2025-12-20 12:00
  when walt (member) does challenge because a whole branch got no ballots
  when pat (appeals-panel) does decide-challenge for walt upholding it because it got none
  when pia (appeals-panel) confirms decide-challenge for walt upholding it
  then it is allowed by 7.2
  then the matter has ended as void
