story Appointment of a general secretary by the executive, in a short procedure

# The sentences are explained in crates/procedure/src/story.rs.

part house
  given the organisation birchwood in Europe/London
  given ash is a branch
  given chair and vice hold the seat executive-officer of executive
  given e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15, e16, e17, e18, e19, e20, e21, e22, e23, e24, e25, e26, e27, e28, e29, e30, e31, e32, e33, e34, e35 and e36 hold the seat member of executive
  given jenny holds the seat member of executive
  given p1, p2 and p3 hold the seat panellist of appointment-panel
  given t1 and t2 hold the seat teller of organisation
  given a1 and a2 hold the seat appeals-panel of organisation
  at Monday 2020-05-04 09:00
  given the date agreed is Tuesday 2020-05-05 09:00
  given the date advert is Tuesday 2020-05-05 12:00
  given the date applications-close is Friday 2020-05-15 00:00
  given the date interviews is Monday 2020-05-18 09:00
  given the date meeting is Tuesday 2020-05-26 10:00
  given the matter post runs general-secretary-2020

part agreed
  at 2020-05-05 10:00
  then the stage is agree
  when e1 (officer) does resolve in favour 30 against 2 abstaining 1 of 36 present
  then it is refused by 1.1 because not-the-role
  when chair (officer) does resolve in favour 30 against 2 abstaining 1 of 36 present
  then it awaits a second person by 3.1
  when vice (officer) confirms resolve
  then it is allowed by 3.1
  then the stage is advert

part applied
  at 2020-05-08 12:00
  when david, byron, karin, amanda, neena, andrew and zed (anybody) do apply with a statement of 900 words
  then it is allowed by 4.2
  when david (anybody) does apply with a statement of 900 words
  then it is refused by 4.2 because already-done

part longlisted
  at 2020-05-15 09:00
  then the stage is sift
  when p1, p2 and p3 (panellist) do score for david, byron, karin, amanda, neena, andrew and zed
  then it is allowed by 4.4
  when e1 (panellist) does score for david
  then it is refused by 1.3 because not-the-role
  at 2020-05-16 13:30
  then the stage is longlist
  when p1 (panellist) does select in favour 1 against 0 of 1 present keeping david
  then it is refused by 4.5 because no-quorum
  when p1 (panellist) does select in favour 3 against 0 of 3 present keeping david, byron, karin, amanda, neena, andrew and zed
  then it awaits a second person by 4.5
  when p2 (panellist) confirms select
  then it is allowed by 4.5

part interviewed
  at 2020-05-18 10:00
  then the stage is interview
  when p1 (panellist) does vet for david finding it fit
  then it is refused by 4.6 because done
  # Nobody is heard before the questions are fixed; and none is added after the first was heard.
  when p1 (panellist) does hear for david before p1, p2 and p3
  then it is refused by 4.11 because done
  when p1 (panellist) does fix-questions
  then it is refused by 4.11 because inconsistent
  when p1, p2 and p3 (panellist) do propose-question theme leadership
  then it is allowed by 4.11
  when p2 (panellist) does propose-question theme money with a statement of 101 words
  then it is refused by 4.11 because too-many-words
  when e1 (panellist) does propose-question theme money
  then it is refused by 1.3 because not-the-role
  when p1 (panellist) does release-questions to 2020-05-18 11:00
  then it is refused by 4.11 because done
  when p1 (panellist) does fix-questions fixing 2 questions
  then it awaits a second person by 4.11
  when p2 (panellist) confirms fix-questions fixing 2 questions
  then it is allowed by 4.11
  when p3 (panellist) does fix-questions
  then it is refused by 4.11 because already-done
  when p1 (panellist) does release-questions to 2020-05-18 09:59
  then it is refused by 4.11 because inconsistent
  when p1 (panellist) does release-questions to 2020-05-18 11:00
  then it is allowed by 4.11
  when p1 (panellist) does release-questions to 2020-05-18 10:30
  then it is refused by 4.11 because already-done
  when p1 (panellist) does hear for david asking 1 question before p1, p2 and p3
  then it is allowed by 4.6
  when p1 (panellist) does hear for byron, karin, amanda, neena, andrew and zed before p1, p2 and p3
  then it is allowed by 4.6
  when p1 (panellist) does vet for david, byron, karin, amanda, neena and andrew finding it fit
  then it awaits a second person by 4.7
  when p2 (panellist) confirms vet for david
  when p2 (panellist) confirms vet for byron
  when p2 (panellist) confirms vet for karin
  when p2 (panellist) confirms vet for amanda
  when p2 (panellist) confirms vet for neena
  when p2 (panellist) confirms vet for andrew
  then it is allowed by 4.7
  when p1 (panellist) does vet for zed finding it unfit
  when p2 (panellist) confirms vet for zed
  then it is allowed by 4.7
  then zed is no candidate

part shortlisted
  at 2020-05-21 10:00
  then the stage is shortlist
  when e1 (panellist) does select in favour 3 against 0 of 3 present keeping david
  then it is refused by 1.3 because not-the-role
  when p1 (panellist) does select in favour 2 against 1 of 3 present keeping david, byron, karin, amanda, neena and andrew
  when p3 (panellist) confirms select
  then it is allowed by 4.9
  then the stage is meeting

part met
  at 2020-05-26 10:30
  when chair (officer) does hear for david before chair, vice and e1
  then it is refused by 5.1 because done
  when chair (officer) does draw-order
  # The panel's questions are not the executive's.
  when chair (officer) does hear for david before chair, vice and e1
  then it is refused by 4.11 because done
  when e1, e2 and e3 (executive-member) do propose-question theme campaigning
  when chair (officer) does fix-questions
  when vice (officer) confirms fix-questions
  when chair (officer) does release-questions to 2020-05-26 10:30
  when chair (officer) does hear for david, byron, karin, amanda, neena and andrew before chair, vice, e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15, e16, e17, e18, e19, e20, e21, e22, e23, e24, e25, e26, e27, e28, e29, e30, e31, e32, e33, e34, e35 and e36
  then it is allowed by 5.1

# -----------------------------------------------------------------------------------------------------------

scenario Six on the shortlist, in rounds until one has the majority
  use house
  use agreed
  use applied
  use longlisted
  use interviewed
  use shortlisted
  use met
  at 2020-05-26 15:00
  then the stage is vote
  when t1 (teller) does record-round counting david 14, byron 10, karin 5, amanda 4, neena 2 and andrew 2
  when t2 (teller) confirms record-round
  then it is allowed by 1.7
  # The two lowest tie: nobody is out, and there is a fresh vote; a lot is too early.
  then the stage is vote
  when t1 (teller) does record-round counting david 14, byron 11, karin 5, amanda 4 and neena 3
  then it is refused by 1.7 because inconsistent
  when t1 (teller) does record-round counting david 15, byron 11, karin 5, amanda 4, neena 2 and andrew 0
  when t2 (teller) confirms record-round
  then andrew is no candidate
  when t1 (teller) does record-round counting david 15, byron 12, karin 5, amanda 3 and neena 2
  when t2 (teller) confirms record-round
  then neena is no candidate
  when t1 (teller) does record-round counting david 16, byron 13, karin 5 and amanda 3
  when t2 (teller) confirms record-round
  when t1 (teller) does record-round counting david 18, byron 14 and karin 5
  when t2 (teller) confirms record-round
  when t1 (teller) does record-round counting david 20 and byron 16 with 1 invalid
  when t2 (teller) confirms record-round
  then it is allowed by 1.7
  then the stage is challenge
  at 2020-05-27 10:00
  when p1 (executive-member) does challenge because I sit on the panel only
  then it is refused by 1.2 because not-the-role
  when e1 (executive-member) does challenge because the papers came late
  then it is allowed by 7.1
  when p1 (appeals-panel) does decide-challenge for e1 dismissing it because they came in time
  then it is refused by 1.8 because not-the-role
  when a1 (appeals-panel) does decide-challenge for e1 dismissing it because they came in time
  when a2 (appeals-panel) confirms decide-challenge for e1 dismissing it
  then it is allowed by 7.2
  at 2020-05-28 19:00
  when e1 (officer) does declare
  then it is refused by 1.1 because not-the-role
  when chair (officer) does declare
  then it awaits a second person by 7.4
  when chair (officer) confirms declare
  then it is refused by 7.4 because same-person
  when vice (officer) confirms declare
  then david holds a seat in staff until 2025-05-28 19:00
  then the matter has ended as declared

scenario A second tie for the last place is broken by lot
  use house
  use agreed
  use applied
  use longlisted
  use interviewed
  use shortlisted
  use met
  at 2020-05-26 15:00
  when t1 (teller) does record-round counting david 14, byron 10, karin 5, amanda 4, neena 2 and andrew 2
  when t2 (teller) confirms record-round
  when t1 (teller) does record-round counting david 14, byron 11, karin 4, amanda 4, neena 2 and andrew 2
  then it is refused by 1.7 because inconsistent
  when t1 (teller) does record-round counting david 14, byron 11, karin 4, amanda 4, neena 2 and andrew 2 in the order neena and karin
  then it is refused by 1.7 because inconsistent
  when t1 (teller) does record-round counting david 14, byron 11, karin 4, amanda 4, neena 2 and andrew 2 in the order neena and andrew
  when t2 (teller) confirms record-round
  then it is allowed by 1.7
  then neena is no candidate
  then andrew is a candidate

scenario An application a second late is late, and one without a list of two goes no further
  use house
  use agreed
  use applied
  at 2020-05-14 23:59:59
  when late (anybody) does apply with a statement of 1001 words
  then it is refused by 4.2 because too-many-words
  when late (anybody) does apply with a statement of 1000 words
  then it is allowed by 4.2
  at 2020-05-15 00:00
  when later (anybody) does apply
  then it is refused by 4.1 because too-late

scenario Without a vote in the time for it nobody is appointed
  use house
  use agreed
  use applied
  use longlisted
  use interviewed
  use shortlisted
  use met
  at 2020-05-26 18:00
  then the matter has ended as void

scenario Who was found unable to hold the post appeals, and nobody else
  use house
  use agreed
  use applied
  use longlisted
  use interviewed
  at 2020-05-20 10:00
  then the stage is appeal
  when e1 (applicant) does challenge because I would have liked to apply
  then it is refused by 1.4 because not-the-role
  when zed (applicant) does challenge because the panel had an old paper
  then it is allowed by 4.8
  when p1 (appeals-panel) does decide-challenge for zed dismissing it because it was the right paper
  then it is refused by 1.8 because not-the-role
  when a1 (appeals-panel) does decide-challenge for zed upholding it because it was
  when a2 (appeals-panel) confirms decide-challenge for zed upholding it
  then it is allowed by 4.8
  then zed is a candidate
