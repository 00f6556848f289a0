story A report of the representatives after a meeting

# The sentences are explained in crates/procedure/src/story.rs.

part house
  given the organisation birchwood in Europe/London
  given ash is a branch
  given e1, e2, e3, e4 and e5 hold the seat member of executive
  given m1 and m2 are members of ash in class full since 2018-01-01
  given sus is a member of ash in class full since 2018-01-01
  given sus is suspended from 2020-01-01 to 2020-12-31
  at Monday 2020-11-23 12:00
  given the date meeting is Tuesday 2020-11-24 14:00
  given the matter reports-november runs report-of-representatives

# -----------------------------------------------------------------------------------------------------------

scenario Reports, questions and answers
  use house
  when e1 (representative) does publish-report
  then it is refused by 2.1 because too-early and opens 2020-11-24 14:00
  at 2020-12-01 12:00
  when e1, e2 and e3 (representative) do publish-report with a statement of 1500 words
  then it is allowed by 2.1
  when e4 (representative) does publish-report with a statement of 2001 words
  then it is refused by 2.1 because too-many-words
  when m1 (representative) does publish-report
  then it is refused by 1.1 because not-the-role
  when m1 (member) does submit-paper
  then it is refused by 3.1 because too-early
  at 2020-12-08 14:00
  then the stage is questions
  when m1 and m2 (member) do submit-paper with a statement of 80 words
  then it is allowed by 3.1
  when sus (member) does submit-paper with a statement of 80 words
  then it is refused by 1.2 because not-suspended
  at 2020-12-22 14:00
  then the stage is answers
  when m1 (representative) does draw-papers
  then it is refused by 1.1 because not-the-role
  when e1 (representative) does draw-papers
  when e1 (representative) does publish-report with a statement of 400 words
  then it is allowed by 3.2
  at 2021-01-05 14:00
  then the matter has ended as agreed

scenario Two reports are too few to open the questions
  use house
  at 2020-12-01 12:00
  when e1 and e2 (representative) do publish-report
  at 2020-12-08 14:00
  when m1 (member) does submit-paper with a statement of 80 words
  then it is refused by 2.2 because done-by

scenario Nobody reports, and it is shown
  use house
  at 2020-12-08 14:00
  then the matter has ended as lapsed

scenario A question goes unanswered, and it is shown
  use house
  at 2020-12-01 12:00
  when e1, e2 and e3 (representative) do publish-report
  at 2020-12-09 12:00
  when m1 (member) does submit-paper with a statement of 101 words
  then it is refused by 3.1 because too-many-words
  when m1 (member) does submit-paper with a statement of 100 words
  at 2021-01-05 14:00
  then the matter has ended as lapsed
