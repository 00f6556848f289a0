story A branch nominates in a contest, at a meeting of its members

# The sentences are explained in crates/procedure/src/story.rs.

part branch
  given the organisation birchwood in Europe/London
  given ash is a branch
  given chris holds the seat branch-chair of branch-meeting
  given sam holds the seat branch-secretary of branch-meeting
  given tod and tess hold the seat teller of organisation
  given ria and rob hold the seat regional-officer of organisation
  given m1, m2, m3, m4, m5, m6, m7, m8, m9 and late are members of ash in class full since 2018-01-01
  at Monday 2020-01-27 12:00

part called
  given the date notice is Tuesday 2020-01-28 12:00
  given the date meeting is Wednesday 2020-02-05 19:30
  given the date deadline is Friday 2020-02-14 23:59
  given the matter nomination-ash runs unit-nomination-meeting
  at 2020-01-28 18:00
  when m1 (secretary) does give-notice
  then it is refused by 1.1 because not-the-role
  when sam (secretary) does give-notice
  then it is allowed by 2.1
  at 2020-01-30 12:00
  when m1 (conducts) does name-next for keir
  then it is refused by 1.1 because not-the-role
  when chris (conducts) does name-next for keir, becky and lisa
  then it awaits a second person by 1.5
  when sam (conducts) confirms name-next for keir
  when sam (conducts) confirms name-next for becky
  when sam (conducts) confirms name-next for lisa
  then it is allowed by 1.5

part met
  at 2020-02-05 19:40
  then the stage is meeting
  when chris (chair) does hear for keir, becky and lisa before m1, m2, m3, m4, m5, m6, m7, m8 and m9
  then it is allowed by 3.2

# -----------------------------------------------------------------------------------------------------------

scenario Two rounds, and the branch names one candidate
  use branch
  use called
  use met
  at 2020-02-05 20:30
  then the stage is ballot
  when tod (teller) does record-round counting keir 4, becky 3 and lisa 3
  then it is refused by 1.3 because inconsistent
  when tod (teller) does record-round counting keir 4, becky 3 and lisa 2
  then it awaits a second person by 1.3
  when m1 (teller) confirms record-round
  then it is refused by 1.3 because not-the-role
  when tess (teller) confirms record-round
  then it is allowed by 1.3
  then lisa is no candidate
  when tod (teller) does record-round counting keir 5 and becky 3 with 1 invalid
  when tess (teller) confirms record-round
  then the stage is complaint
  at 2020-02-08 12:00
  then the stage is report
  when tess (secretary) does publish-report
  then it is refused by 1.1 because not-the-role
  when sam (secretary) does publish-report
  then it is allowed by 4.3
  at 2020-02-14 23:59
  then the matter has ended as agreed

scenario Whoever comes when the doors are closed has no vote, and cannot complain
  use branch
  use called
  use met
  when chris (chair) does hear for keir before m1 and late
  then it is refused by 3.2 because already-done
  at 2020-02-05 20:30
  when tod (teller) does record-round counting keir 6, becky 2 and lisa 2
  then it is refused by 1.3 because inconsistent
  when tod (teller) does record-round counting keir 5, becky 2 and lisa 2
  when tess (teller) confirms record-round
  at 2020-02-06 12:00
  when late (member) does challenge because the door was shut
  then it is refused by 4.1 because heard-all
  when m2 (member) does challenge because a stranger voted
  then it is allowed by 4.1
  at 2020-02-08 12:00
  when sam (secretary) does publish-report
  then it is refused by 4.1 because no-open-challenge

scenario A complaint upheld, and the nomination does not count
  use branch
  use called
  use met
  at 2020-02-05 20:30
  when tod (teller) does record-round counting keir 5, becky 2 and lisa 2
  when tess (teller) confirms record-round
  at 2020-02-06 12:00
  when m2 (member) does challenge because a stranger voted
  when ria (regional-officer) does decide-challenge for m2 upholding it because ten voted of nine
  when rob (regional-officer) confirms decide-challenge for m2 upholding it
  then the matter has ended as void

scenario A second tie is broken by lot, and without a majority there is no nomination
  use branch
  use called
  use met
  at 2020-02-05 20:30
  when tod (teller) does record-round counting keir 3, becky 3 and lisa 3
  when tess (teller) confirms record-round
  when tod (teller) does record-round counting keir 3, becky 3 and lisa 3
  then it is refused by 1.3 because inconsistent
  at 2020-02-05 22:30
  then the matter has ended as rejected

scenario A result that is sent too late does not count
  use branch
  use called
  use met
  at 2020-02-05 20:30
  when tod (teller) does record-round counting keir 5, becky 2 and lisa 2
  when tess (teller) confirms record-round
  at 2020-02-14 23:59
  then the matter has ended as lapsed
  when sam (secretary) does publish-report
  then it is refused by 4.3 because matter-ended
