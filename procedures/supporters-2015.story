story Admission of supporters in 2015

# The sentences are explained in crates/procedure/src/story.rs.

part house
  given the organisation birchwood in Europe/London
  given carol, dev and erin hold the seat checker of organisation
  given clerk holds the seat roll-clerk of organisation
  given tess holds the seat treasurer of organisation
  given ro and rob hold the seat returning-officer of organisation
  given p1, p2, p3 and p4 hold the seat panellist of vetting-panel
  at Monday 2015-06-01 09:00
  given the date opens is Monday 2015-06-01 12:00
  given the date closes is Wednesday 2015-08-12 12:00
  given the date despatch is Friday 2015-08-14 12:00
  given the matter join runs supporters-2015

part applied
  at 2015-08-11 10:00
  when ann, bea, cat and dan (anybody) do receive-application as registered
  then it is allowed by 1.1
  when tess (treasurer) does receive-payment for ann paying 300 reference t-1
  then it is allowed by 2.2
  when tess (treasurer) does receive-payment for bea paying 300 reference t-2
  when tess (treasurer) does receive-payment for cat paying 300 reference t-3
  when tess (treasurer) does receive-payment for dan paying 300 reference t-4

scenario The close was moved by three hours, for everybody, when the site failed
  use house
  use applied
  at 2015-08-12 11:30
  when ro (officer) does extend-call to 2015-08-12 15:00 because the site failed
  then it awaits a second person by 1.7
  when rob (officer) confirms extend-call
  then it is allowed by 1.7
  at 2015-08-12 14:30
  when late (anybody) does receive-application as registered
  then it is allowed by 1.1
  at 2015-08-12 15:00
  then the stage is vetting
  when later (anybody) does receive-application as registered
  then it is refused by 2.1 because too-late

scenario A form counts once
  use house
  use applied
  when ann (anybody) does receive-application as registered
  then it is refused by 1.1 because already-done

scenario Two days are too short to ask, so that people look at once
  use house
  use applied
  at 2015-08-12 12:00
  then the stage is vetting
  when machine (matcher) does match-application for ann matching e-1
  then it is allowed by 3.1
  then the application of ann is accepted
  when machine (matcher) does match-application for bea matching nobody
  then the application of bea is in the queue identity
  when clerk (clerk) does ask-applicant for bea with a statement of 20 words
  then it is refused by 3.3 because inconsistent
  when carol and dev (checker) do record-finding for bea into identity refusing it on not-on-register
  then it is allowed by 4.1
  then the application of bea is refused on not-on-register
  when carol (checker) does record-finding for bea into identity accepting it
  then it is refused by 4.1 because not-in-queue
  # The fee was kept, and there was no appeal.
  when tess (treasurer) does refund-payment for bea paying 300 reference b-1
  then it is refused by 2.4 because inconsistent

scenario The panel refuses support for another party; a list alone refuses nobody
  use house
  use applied
  when machine (matcher) does refer-application for cat into lists because name and address agree with a candidate of another party
  then it is allowed by 3.5
  when machine (matcher) does match-application for cat matching e-3
  then the application of cat is undecided
  when p1 and p2 (panellist) do record-finding for cat into lists refusing it on stands-for-another-party
  when p3 (panellist) does record-finding for cat into lists refusing it on stands-for-another-party
  then the application of cat is refused on stands-for-another-party
  when clerk (clerk) does refer-application for dan into conduct because of a complaint
  when p1 (panellist) does record-finding for dan into conduct refusing it on supports-another-party
  when p2 (panellist) does record-finding for dan into conduct accepting it
  when carol (panellist) does record-finding for dan into conduct accepting it
  then it is refused by 1.6 because not-the-role
  when p4 (panellist) does record-finding for dan into conduct accepting it
  then it is allowed by 4.2
  then the application of dan is undecided

scenario Whoever nobody has decided on when ballots go out is admitted
  use house
  use applied
  at 2015-08-12 13:00
  when machine (matcher) does match-application for cat matching in doubt e-9
  then the application of cat is in the queue identity
  at 2015-08-14 12:00
  then the matter has ended as agreed
  then the application of cat is accepted
  then the application of ann is accepted
