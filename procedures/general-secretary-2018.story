story Appointment of a general secretary by the executive

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
  at Sunday 2018-02-25 09:00
  given the date agreed is Monday 2018-02-26 10:00
  given the date advert is Tuesday 2018-02-27 09:00
  given the date applications-close is Wednesday 2018-03-14 00:00
  given the date interviews is Thursday 2018-03-15 09:00
  given the date meeting is Tuesday 2018-03-20 10:00
  given the matter post runs general-secretary-2018

part agreed
  at 2018-02-26 11:00
  then the stage is agree
  when e1 (officer) does resolve in favour 30 against 2 abstaining 1 of 36 present
  then it is refused by 1.1 because not-the-role
  when chair (officer) does resolve in favour 30 against 2 abstaining 1 of 36 present
  then it awaits a second person by 3.1
  when vice (officer) confirms resolve
  then it is allowed by 3.1
  then the stage is advert

part applied
  at 2018-03-02 12:00
  when jenny, christine, maria, paul and mark (anybody) do apply with a statement of 900 words
  then it is allowed by 4.2
  when jenny (anybody) does apply with a statement of 900 words
  then it is refused by 4.2 because already-done

part longlisted
  at 2018-03-14 09:00
  then the stage is sift
  when p1, p2 and p3 (panellist) do score for jenny, christine, maria, paul and mark
  then it is allowed by 4.4
  when e1 (panellist) does score for jenny
  then it is refused by 1.3 because not-the-role
  at 2018-03-15 08:00
  then the stage is longlist
  when p1 (panellist) does select in favour 1 against 0 of 1 present keeping jenny
  then it is refused by 4.5 because no-quorum
  when p1 (panellist) does select in favour 3 against 0 of 3 present keeping jenny, christine, maria, paul and mark
  then it awaits a second person by 4.5
  when p2 (panellist) confirms select
  then it is allowed by 4.5

part interviewed
  at 2018-03-15 10:00
  then the stage is interview
  when p1 (panellist) does vet for jenny finding it fit
  then it is refused by 4.6 because done
  when p1 (panellist) does hear for jenny, christine, maria, paul and mark before p1, p2 and p3
  then it is allowed by 4.6
  when p1 (panellist) does vet for jenny and christine finding it fit
  then it awaits a second person by 4.7
  when p2 (panellist) confirms vet for jenny
  when p2 (panellist) confirms vet for christine
  then it is allowed by 4.7
  when p1 (panellist) does vet for maria finding it unfit
  when p2 (panellist) confirms vet for maria
  then it is allowed by 4.7
  when p1 (panellist) does vet for paul finding it unfit
  when p2 (panellist) confirms vet for paul
  then it is allowed by 4.7
  when p1 (panellist) does vet for mark finding it unfit
  when p2 (panellist) confirms vet for mark
  then it is allowed by 4.7
  then maria is no candidate
  then paul is no candidate
  then mark is no candidate

part shortlisted
  at 2018-03-19 10:00
  then the stage is shortlist
  when e1 (panellist) does select in favour 3 against 0 of 3 present keeping jenny
  then it is refused by 1.3 because not-the-role
  when p1 (panellist) does select in favour 2 against 1 of 3 present keeping jenny and christine
  when p3 (panellist) confirms select
  then it is allowed by 4.9
  then the stage is meeting

part met
  at 2018-03-20 10:30
  when chair (officer) does draw-order
  then it is allowed by 5.1
  when chair (officer) does hear for jenny and christine before chair, vice, e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15, e16, e17, e18, e19, e20, e21, e22, e23, e24, e25, e26, e27, e28, e29, e30, e31, e32, e33, e34, e35 and e36
  then it is allowed by 5.1

# -----------------------------------------------------------------------------------------------------------

scenario Thirty-five to two of thirty-eight who may vote, since the one who stands has no vote
  use house
  use agreed
  use applied
  then jenny, christine, maria, paul and mark are candidates
  use longlisted
  use interviewed
  use shortlisted
  use met
  at 2018-03-20 15:00
  then the stage is vote
  # Thirty-nine hold a seat; one of them stands. Forty papers, or thirty-nine, are more than may vote.
  when t1 (teller) does record-round counting jenny 37 and christine 2
  then it is refused by 1.7 because inconsistent
  when t1 (teller) does record-round counting jenny 35 and christine 2
  then it awaits a second person by 1.7
  when t1 (teller) confirms record-round
  then it is refused by 1.7 because same-person
  when jenny (teller) confirms record-round
  then it is refused by 1.7 because not-the-role
  when t2 (teller) confirms record-round
  then it is allowed by 1.7
  then the stage is challenge
  then jenny holds no seat in staff
  at 2018-03-22 18:00
  then the stage is declare
  when e1 (officer) does declare
  then it is refused by 1.1 because not-the-role
  when chair (officer) does declare
  then it awaits a second person by 7.4
  when chair (officer) confirms declare
  then it is refused by 7.4 because same-person
  when vice (officer) confirms declare
  then it is allowed by 7.4
  then jenny holds a seat in staff until 2023-03-22 18:00
  then the matter has ended as declared

scenario Nothing is done before the process is agreed, nor without a quorum
  use house
  at 2018-02-26 10:30
  when jenny (anybody) does apply
  then it is refused by 4.1 because too-early and opens 2018-02-27 09:00
  when chair (officer) does resolve in favour 10 against 2 of 12 present
  then it is refused by 3.1 because no-quorum
  when e1 (officer) does resolve in favour 30 against 2 of 36 present
  then it is refused by 1.1 because not-the-role
  when chair (officer) does resolve in favour 36 against 3 of 36 present
  then it is refused by 3.1 because inconsistent
  when chair (officer) does resolve in favour 16 against 16 of 32 present
  when vice (officer) confirms resolve
  then the matter has ended as rejected

scenario Who applies takes no part in deciding, and a list waits for all scores
  use house
  use agreed
  use applied
  when p1 (panellist) does declare-interest because my sister applies
  then it is refused by 4.4 because too-early and opens 2018-03-14 00:00
  when jenny (anybody) does apply
  then it is refused by 4.2 because already-done
  at 2018-03-14 00:00
  when zed (anybody) does apply
  then it is refused by 4.1 because too-late
  when p1 and p2 (panellist) do score for jenny, christine, maria, paul and mark
  then it is allowed by 4.4
  when p1 (panellist) does score for jenny
  then it is refused by 4.4 because already-done
  when e1 (panellist) does score for jenny
  then it is refused by 1.3 because not-the-role
  when p3 (panellist) does score for jenny, christine and maria
  at 2018-03-15 08:00
  when p1 (panellist) does select in favour 3 against 0 of 3 present keeping jenny and christine
  then it is refused by 4.4 because scored-by-each

scenario A panellist with an interest decides no more, and the quorum counts the others
  use house
  use agreed
  use applied
  at 2018-03-14 09:00
  when p3 (panellist) does declare-interest because an applicant works for me
  then it is allowed by 1.6
  when p3 (panellist) does score for jenny
  then it is refused by 1.6 because no-interest
  when p1 and p2 (panellist) do score for jenny, christine, maria, paul and mark
  at 2018-03-15 08:00
  when p1 (panellist) does select in favour 2 against 0 of 3 present keeping jenny
  then it is refused by 4.5 because inconsistent
  when p1 (panellist) does select in favour 2 against 0 of 2 present keeping jenny, christine, maria, paul and mark
  when p2 (panellist) confirms select
  then it is allowed by 4.5

scenario Who is found unable to hold the post appeals, and stands again
  use house
  use agreed
  use applied
  use longlisted
  use interviewed
  at 2018-03-16 12:00
  then the stage is appeal
  when zed (applicant) does challenge because I was not asked
  then it is refused by 1.4 because not-the-role
  when maria (applicant) does challenge because the panel misread my record
  then it is allowed by 4.8
  at 2018-03-19 10:00
  when p1 (panellist) does select in favour 3 against 0 of 3 present keeping jenny and christine
  then it is refused by 4.8 because no-open-challenge

scenario An appeal upheld restores the candidate
  use house
  use agreed
  use applied
  use longlisted
  use interviewed
  at 2018-03-16 12:00
  when maria (applicant) does challenge because the panel misread my record
  when p1 (appeals-panel) does decide-challenge for maria upholding it because it did
  then it is refused by 1.8 because not-the-role
  when a1 (appeals-panel) does decide-challenge for maria upholding it because it did
  when a2 (appeals-panel) confirms decide-challenge for maria upholding it
  then it is allowed by 4.8
  then maria is a candidate
  at 2018-03-19 10:00
  when p1 (panellist) does select in favour 3 against 0 of 3 present keeping jenny
  then it is refused by 4.9 because inconsistent
  when p1 (panellist) does select in favour 3 against 0 of 3 present keeping jenny, christine and maria
  when p2 (panellist) confirms select
  then it is allowed by 4.9

scenario Who missed a presentation has no vote
  use house
  use agreed
  use applied
  use longlisted
  use interviewed
  use shortlisted
  at 2018-03-20 10:30
  when chair (officer) does hear for jenny before chair
  then it is refused by 5.1 because done
  when chair (officer) does draw-order
  when chair (officer) does hear for jenny before chair, vice, e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15, e16, e17, e18, e19, e20, e21, e22, e23, e24, e25, e26, e27, e28, e29, e30, e31, e32, e33, e34, e35 and e36
  at 2018-03-20 14:30
  then the stage is vote
  when t1 (teller) does record-round counting jenny 30 and christine 2
  then it is refused by 5.2 because each-candidate

scenario Nobody applies, and the post is advertised again
  use house
  use agreed
  at 2018-03-14 00:00
  then the matter has ended as void

scenario A challenge upheld begins the appointment again
  use house
  use agreed
  use applied
  use longlisted
  use interviewed
  use shortlisted
  use met
  at 2018-03-20 15:00
  when t1 (teller) does record-round counting jenny 35 and christine 2
  when t2 (teller) confirms record-round
  at 2018-03-20 19:00
  when t1 (executive-member) does challenge because I was not let in
  then it is refused by 1.2 because not-the-role
  when e7 (executive-member) does challenge because I was not let in
  then it is allowed by 7.1
  when a1 (appeals-panel) does decide-challenge for e7 upholding it because the door was locked
  when a2 (appeals-panel) confirms decide-challenge for e7 upholding it
  then the matter has ended as void
