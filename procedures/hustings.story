story A hustings

# The sentences are explained in crates/procedure/src/story.rs.

part hall
  given the organisation birchwood in Europe/London
  given ash is a branch
  given olga and oscar hold the seat organiser of organisation
  given m1, m2 and m3 are members of ash in class full since 2018-01-01
  at Friday 2020-01-17 12:00
  given the date announced is Monday 2020-01-20 12:00
  given the date held is Saturday 2020-02-01 14:00
  given the matter hustings-north runs hustings
  at 2020-01-20 12:30
  when m1 (organiser) does give-notice
  then it is refused by 1.1 because not-the-role
  when olga (organiser) does give-notice
  then it is allowed by 2.2
  at 2020-01-21 15:00
  when m1 (organiser) does name-next for keir
  then it is refused by 1.1 because not-the-role
  when olga (organiser) does name-next for keir and becky
  then it awaits a second person by 1.3
  when oscar (organiser) confirms name-next for keir
  when oscar (organiser) confirms name-next for becky
  then it is allowed by 1.3

part invited
  at 2020-01-23 12:00
  then the stage is invite
  when olga (organiser) does invite-all to 2020-02-01 14:00
  then it is allowed by 2.1
  when m1, m2 and m3 (member) do submit-paper with a statement of 30 words
  then it is allowed by 3.1

# -----------------------------------------------------------------------------------------------------------

scenario Everybody is invited, heard in a drawn order on drawn questions, and it is published
  use hall
  use invited
  at 2020-02-01 13:59:59
  when m1 (member) does submit-paper with a statement of 61 words
  then it is refused by 3.1 because too-many-words
  at 2020-02-01 14:00
  then the stage is held
  when m1 (member) does submit-paper with a statement of 10 words
  then it is refused by 2.1 because too-late
  when olga (organiser) does hear for keir before m1 and m2
  then it is refused by 4.1 because done
  when olga (organiser) does draw-order
  when olga (organiser) does hear for keir before m1 and m2
  then it is refused by 3.2 because done
  when olga (organiser) does draw-papers
  when olga (organiser) does hear for keir and becky before m1 and m2
  then it is allowed by 4.2
  at 2020-02-01 18:00
  then the stage is report
  when m1 (organiser) does publish-report
  then it is refused by 1.1 because not-the-role
  when oscar (organiser) does publish-report
  then it is allowed by 5.1
  at 2020-02-06 18:00
  then the matter has ended as agreed

scenario All or none: without the invitation there is no hustings
  use hall
  at 2020-01-23 12:00
  when olga (organiser) does invite-all to 2020-01-20 14:00
  then it is refused by 2.1 because inconsistent
  when m1 (organiser) does invite-all to 2020-02-01 14:00
  then it is refused by 1.1 because not-the-role
  at 2020-02-01 14:00
  then the matter has ended as void

scenario An organiser with an interest hands over
  use hall
  use invited
  when olga (organiser) does declare-interest because I work for one of them
  then it is allowed by 1.1
  at 2020-02-01 14:00
  when olga (organiser) does draw-order
  then it is refused by 1.1 because no-interest
  when oscar (organiser) does draw-order
  then it is allowed by 4.1

scenario A candidate who was not heard is missing from the report
  use hall
  use invited
  at 2020-02-01 14:00
  when olga (organiser) does draw-order
  when olga (organiser) does draw-papers
  when olga (organiser) does hear for keir before m1 and m2
  at 2020-02-01 18:00
  when oscar (organiser) does publish-report
  then it is refused by 3.2 because each-candidate
  at 2020-02-06 18:00
  then the matter has ended as lapsed
