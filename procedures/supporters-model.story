story Admission of supporters, with an appeal

# The sentences are explained in crates/procedure/src/story.rs.

part house
  given the organisation birchwood in Europe/London
  given ash is a branch
  given carol and gus are members of ash in class full since 2020-01-01
  given carol, dev and erin hold the seat checker of organisation
  given clerk holds the seat roll-clerk of organisation
  given tess holds the seat treasurer of organisation
  given ro and rob hold the seat returning-officer of organisation
  given p1, p2, p3 and p4 hold the seat panellist of vetting-panel
  given a1, a2, a3 and a4 hold the seat appeals-panel of organisation
  at Monday 2026-06-01 09:00
  given the date opens is Monday 2026-06-01 12:00
  given the date closes is Friday 2026-06-12 12:00
  given the matter join runs supporters-model

part applied
  at 2026-06-02 10:00
  when ann, bea, cat and dan (anybody) do receive-application as registered
  then it is allowed by 1.1
  when tess (treasurer) does receive-payment for ann paying 500 reference t-1
  then it is allowed by 2.2
  when tess (treasurer) does receive-payment for bea paying 500 reference t-2
  when tess (treasurer) does receive-payment for cat paying 500 reference t-3
  when tess (treasurer) does receive-payment for dan paying 500 reference t-4

# cat is refused, as two checkers found.
part cat-refused
  at 2026-06-02 10:05
  when machine (matcher) does match-application for cat matching nobody
  then the application of cat is asked until 2026-06-09 10:05
  at 2026-06-09 10:05
  then the application of cat is in the queue identity
  when carol and dev (checker) do record-finding for cat into identity refusing it on not-on-register
  then it is allowed by 4.1
  then the application of cat is refused on not-on-register

scenario Applications open and close at one instant for everybody
  use house
  at 2026-06-01 11:59
  when ann (anybody) does receive-application as registered
  then it is refused by 2.1 because too-early and opens 2026-06-01 12:00
  at 2026-06-12 11:00
  when ro (officer) does extend-call to 2026-06-12 15:00 because the site failed
  then it awaits a second person by 1.7
  when ro (officer) confirms extend-call
  then it is refused by 1.7 because same-person
  when clerk (officer) does extend-call to 2026-06-12 16:00
  then it is refused by 1.7 because not-the-role
  when rob (officer) confirms extend-call
  then it is allowed by 1.7
  then the stage applications closes at 2026-06-12 15:00
  at 2026-06-12 14:59
  when ann (anybody) does receive-application as registered
  then it is allowed by 1.1
  at 2026-06-12 15:00
  then the stage is vetting
  when bea (anybody) does receive-application as registered
  then it is refused by 2.1 because too-late

scenario A form that is sent twice counts once, and so does a payment
  use house
  use applied
  when ann (anybody) does receive-application as registered
  then it is refused by 1.1 because already-done
  when eve (anybody) does receive-application as registered keyed ann
  then it is refused by 1.1 because already-done
  when eve (anybody) does receive-application for ann as registered
  then it is refused by 1.1 because inconsistent
  when eve (anybody) does receive-application as life-member
  then it is refused by 1.1 because inconsistent
  when tess (treasurer) does receive-payment for ann paying 500 reference t-1
  then it is refused by 2.2 because already-done
  when tess (treasurer) does receive-payment for bea paying 500 reference t-1
  then it is refused by 2.2 because inconsistent
  when tess (treasurer) does receive-payment for nobody paying 500 reference t-9
  then it is refused by 2.2 because not-applied
  # A second payment is not owed: it goes back.
  when tess (treasurer) does receive-payment for ann paying 500 reference t-10
  then it is allowed by 2.2
  when tess (treasurer) does refund-payment for ann paying 400 reference b-1
  then it is refused by 2.4 because inconsistent
  when tess (treasurer) does refund-payment for ann paying 500 reference b-1
  then it is allowed by 2.4
  when tess (treasurer) does refund-payment for ann paying 500 reference b-1
  then it is refused by 2.4 because already-done
  when tess (treasurer) does refund-payment for ann paying 500 reference b-2
  then it is refused by 2.4 because inconsistent

scenario Whoever is found on the register and has paid is accepted by a program
  use house
  use applied
  when machine (matcher) does match-application for ann matching e-1
  then it is allowed by 3.1
  then the application of ann is accepted
  when machine (matcher) does match-application for ann matching e-1
  then it is refused by 3.1 because already-done
  # Not paid: found, and not yet accepted.
  when fay (anybody) does receive-application as registered
  when machine (matcher) does match-application for fay matching e-7
  then the application of fay is undecided
  when tess (treasurer) does receive-payment for fay paying 300 reference t-7
  then it is refused by 2.2 because inconsistent
  when tess (treasurer) does receive-payment for fay paying 500 reference t-7
  then the application of fay is accepted
  # A person in the house can record the same, and a stranger cannot.
  when clerk (clerk) does match-application for bea matching e-2
  then it is allowed by 3.1
  when ann (clerk) does match-application for dan matching e-3
  then it is refused by 1.4 because not-the-role

scenario Two applications for one entry are both shown to people
  use house
  use applied
  when machine (matcher) does match-application for ann matching e-1
  when machine (matcher) does match-application for bea matching e-1
  then the application of bea is in the queue duplicates
  when carol (checker) does record-finding for bea into duplicates refusing it on applied-before
  then the application of bea is undecided
  when dev (checker) does record-finding for bea into duplicates refusing it on has-a-vote
  then the application of bea is undecided
  when erin (checker) does record-finding for bea into duplicates refusing it on applied-before
  then the application of bea is refused on applied-before
  then the application of ann is accepted

scenario Whoever was not found is asked first, answers, and is looked for again
  use house
  use applied
  when machine (matcher) does match-application for bea matching nobody
  then the application of bea is asked until 2026-06-09 10:00
  # Nobody decides while the answer is awaited.
  when carol (checker) does record-finding for bea into identity accepting it
  then it is refused by 4.1 because not-in-queue
  when dan (applicant) does answer-question for bea
  then it is refused by 3.3 because inconsistent
  when bea (applicant) does answer-question
  then it is allowed by 3.3
  when machine (matcher) does match-application for bea matching in doubt e-4
  then the application of bea is asked until 2026-06-09 10:00
  when bea (applicant) does answer-question
  when machine (matcher) does match-application for bea matching in doubt e-4
  then the application of bea is in the queue identity
  when erin (checker) does record-finding for bea into identity accepting it
  then it is allowed by 4.1
  then the application of bea is accepted

scenario A program cannot refuse, by any way
  use house
  use applied
  at 2026-06-02 11:00
  when machine (checker) does record-finding for ann into identity refusing it on not-on-register
  then it is refused by 1.5 because not-the-role
  when machine (anybody) does receive-application as registered
  then it is refused by 1.1 because not-the-role
  when carol (matcher) does match-application for ann matching nobody
  then it is refused by 3.4 because not-the-role
  when machine (appeals-panel) does decide-appeal for ann dismissing it
  then it is refused by 5.2 because not-the-role
  # It may put an application before people, with the ground.
  when machine (matcher) does refer-application for ann into lists because name, address and date of birth agree with a list
  then it is allowed by 3.5
  then the application of ann is in the queue lists
  when machine (matcher) does refer-application for ann into lists
  then it is refused by 3.5 because already-done
  # Found on the register since, it is still not accepted while people have it.
  when machine (matcher) does match-application for ann matching e-1
  then the application of ann is undecided

scenario One accepts; two who agree refuse; if they differ a third decides
  use house
  use applied
  when clerk (clerk) does refer-application for dan into eligibility because the declaration is not signed
  then it is allowed by 3.5
  when clerk (clerk) does refer-application for dan into gossip because of nothing
  then it is refused by 3.5 because inconsistent
  when carol (checker) does record-finding for dan into eligibility refusing it on abuse
  then it is refused by 4.1 because inconsistent
  when carol (checker) does record-finding for dan into eligibility refusing it on not-eligible with a statement of 0 words
  then it is refused by 4.1 because inconsistent
  when carol (checker) does record-finding for dan into eligibility refusing it on not-eligible with a statement of 151 words
  then it is refused by 4.1 because too-many-words
  when carol (checker) does record-finding for dan into eligibility refusing it on not-eligible
  then it is allowed by 4.1
  when carol (checker) does record-finding for dan into eligibility refusing it on not-eligible
  then it is refused by 4.1 because already-done
  when dev (checker) does record-finding for dan into eligibility accepting it
  then the application of dan is in the queue eligibility
  when erin (checker) does record-finding for dan into eligibility accepting it
  then it is allowed by 4.1
  # Nothing stands against it there any more; the register has still to be asked.
  then the application of dan is undecided
  when machine (matcher) does match-application for dan matching e-5
  then the application of dan is accepted

scenario Conduct is for a panel of three, of whom two must agree on one ground
  use house
  use applied
  when machine (matcher) does match-application for ann matching e-1
  then the application of ann is accepted
  when clerk (clerk) does refer-application for ann into conduct because of a complaint
  then the application of ann is in the queue conduct
  when carol (checker) does record-finding for ann into conduct refusing it on abuse
  then it is refused by 4.1 because not-the-role
  when p1 and p2 (panellist) do record-finding for ann into conduct refusing it on abuse
  then it is allowed by 4.2
  then the application of ann is accepted
  when p3 (panellist) does record-finding for ann into conduct accepting it
  then the application of ann is refused on abuse
  when p4 (panellist) does record-finding for ann into conduct accepting it
  then it is refused by 4.2 because not-in-queue

scenario Nobody decides about his or her own
  use house
  at 2026-06-02 10:00
  when gus, dev and fay (anybody) do receive-application as registered
  when clerk (clerk) does refer-application for gus, dev and fay into eligibility
  then it is allowed by 3.5
  when carol (checker) does record-finding for gus into eligibility accepting it
  then it is refused by 4.1 because no-interest
  when dev (checker) does record-finding for dev into eligibility accepting it
  then it is refused by 4.1 because no-interest
  when erin (checker) does recuse-from-application for fay
  then it is allowed by 4.4
  when erin (checker) does record-finding for fay into eligibility accepting it
  then it is refused by 4.1 because no-interest
  when erin (checker) does recuse-from-application for fay
  then it is refused by 4.4 because already-done

scenario An applicant withdraws, and the fee goes back
  use house
  use applied
  when bea (applicant) does withdraw-application for ann
  then it is refused by 2.3 because inconsistent
  when ann (applicant) does withdraw-application
  then it is allowed by 2.3
  then the application of ann is withdrawn
  when ann (applicant) does withdraw-application
  then it is refused by 2.3 because already-done
  when tess (treasurer) does refund-payment for ann paying 500 reference b-1
  then it is allowed by 2.4

scenario An appeal goes to three who took no part, and is upheld
  use house
  use applied
  use cat-refused
  when ann (applicant) does lodge-appeal
  then it is refused by 5.1 because inconsistent
  when cat (applicant) does lodge-appeal with a statement of 501 words
  then it is refused by 5.1 because too-many-words
  when cat (applicant) does lodge-appeal with a statement of 40 words
  then it is allowed by 5.1
  when cat (applicant) does lodge-appeal with a statement of 40 words
  then it is refused by 5.1 because already-done
  # The fee is kept while the appeal runs.
  when tess (treasurer) does refund-payment for cat paying 500 reference b-1
  then it is refused by 2.4 because inconsistent
  when carol (appeals-panel) does decide-appeal for cat dismissing it
  then it is refused by 5.2 because not-the-role
  when a1 (appeals-panel) does decide-appeal for cat dismissing it
  then it is allowed by 5.2
  when a1 (appeals-panel) does decide-appeal for cat dismissing it
  then it is refused by 5.2 because already-done
  when a4 (appeals-panel) does recuse-from-application for cat
  when a4 (appeals-panel) does decide-appeal for cat upholding it
  then it is refused by 5.2 because no-interest
  when a2 (appeals-panel) does decide-appeal for cat upholding it
  then the application of cat is refused on not-on-register
  when a3 (appeals-panel) does decide-appeal for cat upholding it
  then the application of cat is accepted

scenario An appeal is dismissed, and then the fee goes back
  use house
  use applied
  use cat-refused
  when cat (applicant) does lodge-appeal
  when a1, a2 and a3 (appeals-panel) do decide-appeal for cat dismissing it
  then the application of cat is refused on not-on-register
  when a4 (appeals-panel) does decide-appeal for cat upholding it
  then it is refused by 5.2 because inconsistent
  when tess (treasurer) does refund-payment for cat paying 500 reference b-1
  then it is allowed by 2.4

scenario An appeal has five days, and nobody is refused who would not have them
  use house
  use applied
  use cat-refused
  at 2026-06-14 10:05
  when cat (applicant) does lodge-appeal
  then it is refused by 5.1 because too-late
  at 2026-06-30 12:00
  when clerk (clerk) does refer-application for dan into eligibility
  at 2026-07-03 12:00
  then the stage is appeals
  at 2026-07-08 12:01
  when carol (checker) does record-finding for dan into eligibility refusing it on not-eligible
  then it is refused by 4.1 because inconsistent
  when carol (checker) does record-finding for dan into eligibility accepting it
  then it is allowed by 4.1

scenario Nobody is refused because time ran out
  use house
  use applied
  use cat-refused
  when cat (applicant) does lodge-appeal
  when fay (anybody) does receive-application as registered
  then it is allowed by 1.1
  at 2026-07-03 12:00
  then the stage is appeals
  # Undecided: a provisional vote. Whoever has not paid has not yet applied in full.
  then the application of bea is provisional
  then the application of fay is undecided
  when clerk (clerk) does refer-application for bea into eligibility
  then it is refused by 4.3 because too-late
  when ann (anybody) does receive-application as registered
  then it is refused by 2.1 because too-late
  at 2026-07-13 12:00
  then the matter has ended as agreed
  then the application of bea is accepted
  then the application of cat is accepted
  then the application of fay is undecided
  when cat (applicant) does withdraw-application
  then it is refused by 2.3 because matter-ended
