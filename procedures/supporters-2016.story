story Admission of supporters in 2016

# The sentences are explained in crates/procedure/src/story.rs.

part house
  given the organisation birchwood in Europe/London
  given carol, dev and erin hold the seat checker of organisation
  given clerk holds the seat roll-clerk of organisation
  given tess holds the seat treasurer of organisation
  given ro and rob hold the seat returning-officer of organisation
  given p1, p2, p3 and p4 hold the seat panellist of vetting-panel
  at Monday 2016-07-18 09:00
  given the date opens is Monday 2016-07-18 17:00
  given the date decided is Friday 2016-08-19 12:00
  given the matter join runs supporters-2016

part applied
  at 2016-07-18 17:00
  when ann, bea and cat (anybody) do receive-application as registered
  then it is allowed by 1.1
  when tess (treasurer) does receive-payment for ann paying 2500 reference t-1
  then it is allowed by 2.2
  when tess (treasurer) does receive-payment for bea paying 2500 reference t-2
  when tess (treasurer) does receive-payment for cat paying 300 reference t-3
  then it is refused by 2.2 because inconsistent
  when tess (treasurer) does receive-payment for cat paying 2500 reference t-3

scenario The window is of forty-eight hours
  use house
  at 2016-07-18 16:59
  when ann (anybody) does receive-application as registered
  then it is refused by 2.1 because too-early and opens 2016-07-18 17:00
  then the stage applications closes at 2016-07-20 17:00
  at 2016-07-20 16:59
  when ann (anybody) does receive-application as registered
  then it is allowed by 1.1
  at 2016-07-20 17:00
  when bea (anybody) does receive-application as registered
  then it is refused by 2.1 because too-late

scenario Whoever is not found has seventy-two hours to answer, and is looked for again
  use house
  use applied
  when machine (matcher) does match-application for ann matching nobody
  then the application of ann is asked until 2016-07-21 17:00
  at 2016-07-21 10:00
  then the stage is vetting
  when ann (applicant) does answer-question with a statement of 30 words
  then it is allowed by 3.3
  when machine (matcher) does match-application for ann matching e-1
  then the application of ann is accepted
  when ann (applicant) does answer-question
  then it is refused by 3.3 because already-done

scenario An answer that comes late still counts while nobody has decided
  use house
  use applied
  when machine (matcher) does match-application for ann matching nobody
  at 2016-07-25 10:00
  then the application of ann is in the queue identity
  when p1 (checker) does record-finding for ann into identity refusing it on not-on-register
  then it is refused by 1.5 because not-the-role
  when carol (checker) does record-finding for bea into identity accepting it
  then it is refused by 4.1 because not-in-queue
  when carol (checker) does record-finding for ann into identity refusing it on not-on-register
  when ann (applicant) does answer-question
  then it is allowed by 3.3
  # What was found before was found of something else: it counts no more.
  when machine (matcher) does match-application for ann matching nobody
  then the application of ann is in the queue identity
  when dev (checker) does record-finding for ann into identity refusing it on not-on-register
  then the application of ann is undecided
  when carol (checker) does record-finding for ann into identity accepting it
  then the application of ann is undecided
  when erin (checker) does record-finding for ann into identity accepting it
  then the application of ann is accepted

scenario Nobody is refused because time ran out
  use house
  use applied
  at 2016-08-19 12:00
  then the matter has ended as agreed
  then the application of ann is accepted
