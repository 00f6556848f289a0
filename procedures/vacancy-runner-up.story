story A casual vacancy filled by the runner-up

# The sentences are explained in crates/procedure/src/story.rs.

part house
  given the organisation birchwood in Europe/London
  given ann and bob hold the seat returning-officer of organisation
  given pat and pia hold the seat appeals-panel of organisation
  given ash is a branch
  given rosa, walt and eddie are members of ash in class full since 2010-01-01
  given gone, fran and gus are members of ash in class full since 2010-01-01
  given fran and gus hold the seat members of executive

part timetable
  at Friday 2018-04-20 12:00
  given the date notice is Monday 2018-04-23 12:00
  given the matter vacancy runs vacancy-runner-up

part noticed
  then the stage is notice
  when ann (returning-officer) does give-notice
  then it is refused by 3.1 because too-early and opens 2018-04-23 12:00
  at 2018-04-23 12:00
  when rosa (returning-officer) does give-notice
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does give-notice
  then it is allowed by 3.1

part named
  at 2018-04-25 12:00
  then the stage is name
  when rosa (returning-officer) does name-next for rosa with a statement of 40 words
  then it is refused by 1.1 because not-the-role
  when ann (returning-officer) does name-next for eddie with a statement of 40 words
  then it awaits a second person by 4.1
  when ann (returning-officer) confirms name-next for eddie
  then it is refused by 4.1 because same-person
  when bob (returning-officer) confirms name-next for eddie
  then it is allowed by 4.1
  when ann (returning-officer) does name-next for walt with a statement of 40 words
  then it is refused by 4.1 because at-most

part consented
  at 2018-05-01 12:00
  then the stage is consent
  when walt (candidate) does consent
  then it is refused by 1.4 because not-the-role
  when eddie (candidate) does consent
  then it is allowed by 4.7
  when eddie (candidate) does consent
  then it is refused by 4.7 because already-done

part challenged
  at 2018-05-09 12:00
  then the stage is challenge
  when nobody (member) does challenge because I am no member
  then it is refused by 1.3 because not-the-role
  when walt (member) does challenge because my ballot came late
  then it is allowed by 7.1
  when ann (appeals-panel) does decide-challenge for walt dismissing it because I know better
  then it is refused by 1.7 because not-the-role
  when pat (appeals-panel) does decide-challenge for walt dismissing it because it came in time
  then it awaits a second person by 7.2
  at 2018-05-15 12:00
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
  at 2018-05-16 12:00
  when bob (returning-officer) confirms declare
  then it is allowed by 5.5
  then eddie holds a seat in executive until 2020-05-16 12:00
  then fran and gus hold a seat in executive
  then the matter has ended as declared

# ---------------------------------------------------------------------------------------------------------

scenario The runner-up takes the seat
  use house
  use timetable
  use noticed
  use named
  use consented
  use challenged
  use declared

scenario Who is named declines, and the matter is begun again for the next
  use house
  use timetable
  use noticed
  use named
  at 2018-05-01 12:00
  when eddie (candidate) does withdraw
  then it is allowed by 4.5
  at 2018-05-08 12:00
  then the matter has ended as void

scenario Nobody takes the seat without having said so
  use house
  use timetable
  use noticed
  use named
  at 2018-05-08 12:00
  then the matter has ended as void
  then eddie holds no seat in executive

scenario A challenge is upheld, and somebody else follows
  use house
  use timetable
  use noticed
  use named
  use consented
  at 2018-05-10 12:00
  when walt (member) does challenge because the figures that were used are not the declared ones
  when pat (appeals-panel) does decide-challenge for walt upholding it because they are not
  when pia (appeals-panel) confirms decide-challenge for walt upholding it
  then it is allowed by 7.2
  then the matter has ended as void
