story Appointment of a general secretary, one candidate put to the executive

# The sentences are explained in crates/procedure/src/story.rs.

part house
  given the organisation birchwood in Europe/London
  given ash is a branch
  given chair and vice hold the seat executive-officer of executive
  given e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15, e16, e17, e18, e19, e20, e21, e22, e23, e24, e25, e26, e27, e28, e29, e30, e31, e32, e33, e34, e35 and e36 hold the seat member of executive
  given jenny holds the seat member of executive
  given p1, p2 and p3 hold the seat panellist of appointment-panel
  given a1 and a2 hold the seat appeals-panel of organisation
  at Monday 2024-08-26 09:00
  given the date agreed is Tuesday 2024-08-27 09:00
  given the date advert is Wednesday 2024-08-28 09:00
  given the date applications-close is Friday 2024-09-06 12:00
  given the date interviews is Monday 2024-09-09 09:00
  given the date meeting is Tuesday 2024-09-17 10:00
  given the matter post runs general-secretary-one-name

part agreed
  at 2024-08-27 10:00
  then the stage is agree
  when e1 (officer) does resolve in favour 30 against 2 abstaining 1 of 36 present
  then it is refused by 1.1 because not-the-role
  when chair (officer) does resolve in favour 30 against 2 abstaining 1 of 36 present
  then it awaits a second person by 3.1
  when vice (officer) confirms resolve
  then it is allowed by 3.1
  then the stage is advert

part applied
  at 2024-09-02 12:00
  when hollie, brian and cath (anybody) do apply with a statement of 900 words
  then it is allowed by 4.2
  when hollie (anybody) does apply with a statement of 900 words
  then it is refused by 4.2 because already-done

part longlisted
  at 2024-09-06 14:00
  then the stage is sift
  when p1, p2 and p3 (panellist) do score for hollie, brian and cath
  then it is allowed by 4.4
  when e1 (panellist) does score for hollie
  then it is refused by 1.3 because not-the-role
  at 2024-09-08 08:00
  then the stage is longlist
  when p1 (panellist) does select in favour 1 against 0 of 1 present keeping hollie
  then it is refused by 4.5 because no-quorum
  when p1 (panellist) does select in favour 3 against 0 of 3 present keeping hollie, brian and cath
  then it awaits a second person by 4.5
  when p2 (panellist) confirms select
  then it is allowed by 4.5

part interviewed
  at 2024-09-09 10:00
  then the stage is interview
  when p1 (panellist) does vet for hollie finding it fit
  then it is refused by 4.6 because done
  when p1 (panellist) does hear for hollie, brian and cath before p1, p2 and p3
  then it is allowed by 4.6
  when p1 (panellist) does vet for hollie finding it fit
  then it awaits a second person by 4.7
  when p2 (panellist) confirms vet for hollie
  then it is allowed by 4.7
  when p1 (panellist) does vet for brian finding it unfit
  when p2 (panellist) confirms vet for brian
  then it is allowed by 4.7
  when p1 (panellist) does vet for cath finding it unfit
  when p2 (panellist) confirms vet for cath
  then it is allowed by 4.7
  then brian is no candidate
  then cath is no candidate

part shortlisted
  at 2024-09-16 10:00
  then the stage is shortlist
  when e1 (panellist) does select in favour 3 against 0 of 3 present keeping hollie
  then it is refused by 1.3 because not-the-role
  when p1 (panellist) does select in favour 2 against 1 of 3 present keeping hollie
  when p3 (panellist) confirms select
  then it is allowed by 4.9
  then the stage is meeting

# -----------------------------------------------------------------------------------------------------------

scenario One name needs more than half of all who may vote
  use house
  use agreed
  use applied
  use longlisted
  use interviewed
  use shortlisted
  at 2024-09-17 10:30
  when e1 (officer) does hear for hollie before e1
  then it is refused by 1.1 because not-the-role
  when chair (officer) does hear for hollie before chair, vice, jenny, e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15, e16, e17, e18, e19, e20, e21, e22, e23, e24, e25, e26, e27, e28, e29, e30, e31, e32, e33, e34, e35 and e36
  then it is allowed by 5.1
  at 2024-09-17 14:30
  then the stage is vote
  when chair (officer) does resolve in favour 10 against 2 of 12 present
  then it is refused by 5.2 because no-quorum
  when chair (officer) does resolve in favour 20 against 3 abstaining 5 of 28 present
  then it awaits a second person by 5.2
  when vice (officer) confirms resolve
  then it is allowed by 5.2
  then the stage is challenge
  at 2024-09-18 10:00
  when p1 (executive-member) does challenge because I sit on the panel only
  then it is refused by 1.2 because not-the-role
  when e1 (executive-member) does challenge because the papers came late
  then it is allowed by 7.1
  when p1 (appeals-panel) does decide-challenge for e1 dismissing it because they came in time
  then it is refused by 1.8 because not-the-role
  when a1 (appeals-panel) does decide-challenge for e1 dismissing it because they came in time
  when a2 (appeals-panel) confirms decide-challenge for e1 dismissing it
  then it is allowed by 7.2
  at 2024-09-19 19:00
  when e1 (officer) does declare
  then it is refused by 1.1 because not-the-role
  when chair (officer) does declare
  then it awaits a second person by 7.4
  when chair (officer) confirms declare
  then it is refused by 7.4 because same-person
  when vice (officer) confirms declare
  then hollie holds a seat in staff until 2029-09-19 19:00
  then the matter has ended as declared

scenario Nineteen of thirty-nine are too few, though nobody is against
  use house
  use agreed
  use applied
  use longlisted
  use interviewed
  use shortlisted
  at 2024-09-17 10:30
  when chair (officer) does hear for hollie before chair, vice, jenny, e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15, e16, e17, e18, e19, e20, e21, e22, e23, e24, e25, e26, e27, e28, e29, e30, e31, e32, e33, e34, e35 and e36
  at 2024-09-17 14:30
  when chair (officer) does resolve in favour 19 against 0 abstaining 9 of 28 present
  when vice (officer) confirms resolve
  then the matter has ended as void

scenario Two names are refused, and so is a vote before the candidate was heard
  use house
  use agreed
  use applied
  use longlisted
  at 2024-09-09 10:00
  when p1 (panellist) does hear for hollie, brian and cath before p1, p2 and p3
  when p1 (panellist) does vet for hollie finding it fit
  when p2 (panellist) confirms vet for hollie
  at 2024-09-16 10:00
  when p1 (panellist) does select in favour 3 against 0 of 3 present keeping hollie
  then it is refused by 4.7 because each-candidate

scenario The list has one name and no more
  use house
  use agreed
  use applied
  use longlisted
  at 2024-09-09 10:00
  when p1 (panellist) does hear for hollie, brian and cath before p1, p2 and p3
  when p1 (panellist) does vet for hollie, brian and cath finding it fit
  when p2 (panellist) confirms vet for hollie
  when p2 (panellist) confirms vet for brian
  when p2 (panellist) confirms vet for cath
  at 2024-09-16 10:00
  when p1 (panellist) does select in favour 3 against 0 of 3 present keeping hollie and brian
  then it is refused by 4.9 because inconsistent
  when p1 (panellist) does select in favour 3 against 0 of 3 present keeping hollie
  when p2 (panellist) confirms select
  then it is allowed by 4.9
  at 2024-09-17 14:30
  then the matter has ended as lapsed

scenario Who was found unable to hold the post appeals, and nobody else
  use house
  use agreed
  use applied
  use longlisted
  use interviewed
  at 2024-09-11 10:00
  then the stage is appeal
  when e1 (applicant) does challenge because I would have liked to apply
  then it is refused by 1.4 because not-the-role
  when brian (applicant) does challenge because the panel had an old paper
  then it is allowed by 4.8
  when p1 (appeals-panel) does decide-challenge for brian dismissing it because it was the right paper
  then it is refused by 1.8 because not-the-role
  when a1 (appeals-panel) does decide-challenge for brian upholding it because it was
  when a2 (appeals-panel) confirms decide-challenge for brian upholding it
  then it is allowed by 4.8
  then brian is a candidate
