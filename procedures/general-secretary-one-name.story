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
  when chair (officer) does resolve in favour 30 against 2 abstaining 1 of 36 present
  then it awaits a second person by 3.1
  when vice (officer) confirms resolve
  then it is allowed by 3.1
  then the stage is advert

part applied
  at 2024-09-02 12:00
  when hollie, brian and cath (anybody) do apply with a statement of 900 words
  then it is allowed by 1.4

part longlisted
  at 2024-09-06 14:00
  then the stage is sift
  when p1, p2 and p3 (panellist) do score for hollie, brian and cath
  then it is allowed by 4.4
  at 2024-09-08 08:00
  then the stage is longlist
  when p1 (panellist) does select in favour 3 against 0 of 3 present keeping hollie, brian and cath
  then it awaits a second person by 4.5
  when p2 (panellist) confirms select
  then it is allowed by 4.5

part interviewed
  at 2024-09-09 10:00
  then the stage is interview
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
  when chair (officer) does hear for hollie before chair, vice, jenny, e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15, e16, e17, e18, e19, e20, e21, e22, e23, e24, e25, e26, e27, e28, e29, e30, e31, e32, e33, e34, e35 and e36
  then it is allowed by 5.1
  at 2024-09-17 14:30
  then the stage is vote
  when chair (officer) does resolve in favour 20 against 3 abstaining 5 of 28 present
  then it awaits a second person by 5.2
  when vice (officer) confirms resolve
  then it is allowed by 5.2
  then the stage is challenge
  at 2024-09-19 19:00
  when chair (officer) does declare
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
