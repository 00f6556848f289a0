story Ratification of an appointment by a card vote of conference

# The sentences are explained in crates/procedure/src/story.rs.

part conference
  given the organisation birchwood in Europe/London
  given ash, beech, gmb and unite are each a delegation
  given sam is a member of ash in class full since 2015-01-01
  given tess is a member of unite in class full since 2015-01-01
  given sam holds the seat delegation-secretary of ash
  given tess holds the seat delegation-secretary of unite
  given cat and cyd hold the seat arrangements of organisation
  given olga and oscar hold the seat executive-officer of executive
  given e1, e2, e3, e4, e5 and e6 hold the seat member of executive
  given pat and pia hold the seat appeals-panel of organisation
  given david holds the seat elected of staff
  at Friday 2021-09-10 09:00
  given the date recommended is Friday 2021-09-17 10:00
  given the date vote is Saturday 2021-09-25 11:00
  given the matter ratification-2021 runs ratification-card-vote

part recommended
  at 2021-09-17 10:30
  when olga (officer) does resolve in favour 5 against 2 of 8 present
  then it awaits a second person by 3.1
  when oscar (officer) confirms resolve
  then it is allowed by 3.1

# -----------------------------------------------------------------------------------------------------------

scenario Carried by the figures of a card vote of 2021, and the acting term goes on
  use conference
  use recommended
  at 2021-09-25 12:00
  then the stage is vote
  when cat (arrangements) does record-card-vote card ash of units for 342921 against 8723 of 351644 card unite of affiliates for 1810113 against 4825 of 1814938
  then it awaits a second person by 4.2
  when sam (arrangements) confirms record-card-vote
  then it is refused by 1.1 because not-the-role
  when cyd (arrangements) confirms record-card-vote
  then it is allowed by 4.2
  then the stage is recount
  at 2021-09-25 21:00
  then the matter has ended as agreed
  then david holds a seat in staff

scenario F1: with cards missing nothing is recorded, and with all of them a narrow vote stands
  use conference
  use recommended
  at 2021-09-25 12:00
  # 59 to 41 of the cards at hand; what was not received is not said.
  when cat (arrangements) does record-card-vote card ash of units for 59000 against 41000 of 180000 card unite of affiliates for 900000 against 600000 of 1500000
  then it is refused by 4.2 because inconsistent
  when cat (arrangements) does record-card-vote card ash of units for 59000 against 41000 missing 80000 of 180000 card unite of affiliates for 900000 against 600000 of 1500000
  then it awaits a second person by 4.2
  when cat (arrangements) does record-card-vote card ash of units for 97200 against 82800 of 180000 card ash of units for 1 against 0 of 1
  then it is refused by 4.2 because inconsistent
  when cat (arrangements) does record-card-vote card ash of units for 97200 against 82800 of 180000
  then it is refused by 4.2 because inconsistent
  when cat (arrangements) does record-card-vote card ash of units for 97200 against 82800 of 180000 card unite of affiliates for 900000 against 600000 of 1500000 card gmb of friends for 1 against 0 of 1
  then it is refused by 4.2 because inconsistent

scenario One half outweighs the other, whatever their numbers
  use conference
  use recommended
  at 2021-09-25 12:00
  # A large majority of the affiliates cannot carry it against three quarters of the units: 25 and 24.9 of 100.
  when cat (arrangements) does record-card-vote card ash of units for 1000 against 3000 of 4000 card unite of affiliates for 747000 against 253000 of 1000000
  when cyd (arrangements) confirms record-card-vote
  then it is allowed by 4.2
  then the matter has ended as rejected
  then david holds no seat in staff

scenario A tie is no majority, and a rejection ends the acting term
  use conference
  use recommended
  at 2021-09-25 12:00
  when cat (arrangements) does record-card-vote card ash of units for 2000 against 2000 of 4000 card unite of affiliates for 5 against 5 of 10
  when cyd (arrangements) confirms record-card-vote
  then the matter has ended as rejected
  then david holds no seat in staff

scenario A recount asked for in time and granted makes the vote void
  use conference
  use recommended
  at 2021-09-25 12:00
  when cat (arrangements) does record-card-vote card ash of units for 3000 against 1000 of 4000 card unite of affiliates for 6 against 4 of 10
  when cyd (arrangements) confirms record-card-vote
  at 2021-09-25 19:30
  when tess (delegation-secretary of unite) does challenge because our card was counted twice
  then it is allowed by 5.1
  when cat (appeals-panel) does decide-challenge for tess dismissing it because we counted well
  then it is refused by 1.4 because not-the-role
  when pat (appeals-panel) does decide-challenge for tess upholding it because it was
  when pia (appeals-panel) confirms decide-challenge for tess upholding it
  then it is allowed by 5.2
  then the matter has ended as void
  then david holds a seat in staff

scenario Without a recommendation there is no vote
  use conference
  at 2021-09-17 10:30
  when olga (officer) does resolve in favour 2 against 1 of 3 present
  then it is refused by 3.1 because no-quorum
  at 2021-09-18 10:00
  then the matter has ended as lapsed
  when cat (arrangements) does record-card-vote card ash of units for 1 against 0 of 1
  then it is refused by 4.2 because matter-ended
