//! A body with a composition, on its page: who sits by what way, what is vacant, what is reserved.

use axum::extract::Path;
use polity_office::desk;
use polity_org::act::{Adoption, Deed};
use polity_org::body::{BodyDeed, EndCause, Ending, TenureStart, Virtue};
use polity_org::{Act, Digest};
use polity_store::Paper;
use polity_values::PaperId;

use super::house::{House, at, text};
use crate::pages::organisation;

const COMPOSITION: &str = r#"
body = "executive"
title = "The whole executive"
within = "organisation"
in-force-from = "2026-05-20"
rule = "exec.seats"
recorded-by = "returning-officer"
persons = 1

quorum = { at-least = "1/2", of = "held", rule = "exec.meets" }
majority = { more-than = "1/2", of = "voting", rule = "exec.meets" }

[sittings]
chair = "executive.chair"
secretary = "returning-officer"
notice-days = 7
special-notice-days = 3
papers-days = 3
waiver = { at-least = "2/3", of = "present", rule = "exec.meets" }
speech-seconds = 180
item-movers = 4
item-days = 5
remote = true
report-days = 14
notice-rule = "exec.meets"
voting-rule = "exec.meets"

[[office]]
id = "chair"
title = "Chair"
term-months = 12

[[clause]]
id = "exec.seats"
text = "The executive consists of delegates of the branches and of those whom it chooses itself."

[[clause]]
id = "exec.meets"
text = "The executive decides by a majority, with half of its members present."

[[division]]
id = "delegates"
title = "Delegates"
seats = 3
filled = "elected"
by = "the branches"
term-months = 24
reservation = [{ group = "women", at-least = 2 }]
vacancy = { course = "runner-up", leave-vacant-under-months = 6 }

[[division]]
id = "chosen"
title = "Chosen members"
seats = 1
filled = "co-opted"
vote = false
"#;

#[tokio::test]
async fn a_body_shows_its_seats_vacancies_and_reserved_places() {
    let house = House::new().await;
    let adoption = Adoption {
        source: COMPOSITION.to_owned(),
        sha256: Digest::of(COMPOSITION.as_bytes()),
    };
    let adopt = Deed::Body(BodyDeed::AdoptComposition(adoption));
    let adopt = Act::standing(house.person(1), adopt);
    house.by_two(&adopt, "2026-06-02 10:00").await;
    for (number, counts) in [(20, true), (21, false)] {
        let id = PaperId::new(format!("return-{number}")).unwrap();
        let paper = Paper::new(id, "return", "Elected in May.", &mut house.site.rng());
        let start = TenureStart {
            seat: "executive.delegates".parse().unwrap(),
            person: house.person(number),
            from: at("2026-06-01 00:00"),
            until: Some(at("2028-06-01 00:00")),
            virtue: Virtue::Election {
                paper: paper.reference(),
            },
            until_ratified_by: None,
            counts: counts.then(|| "women".to_owned()).into_iter().collect(),
        };
        let begin = Deed::Body(BodyDeed::BeginTenure(start));
        let begin = Act::standing(house.person(1), begin);
        let now = house.set("2026-06-02 11:00");
        desk::submit(house.site.store(), &begin, &[paper], now)
            .await
            .unwrap();
    }
    let look = async || {
        let id = Path("executive".to_owned());
        text(organisation::body(house.visitor("/organisation/executive", 0).await, id).await).await
    };
    let page = look().await;
    for said in [
        "The whole executive",
        "Elected by the branches.",
        "the runner-up of the last election takes it. With less than 6 months",
        "Delegates, women: 1 of 2 reserved places held",
        "Vacant seats can still meet it",
        "Given20 Family20",
        "Chosen by the body itself.",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let world = house.site.store().world().await.unwrap();
    let organisation = world.organisation().unwrap();
    let tenure = organisation
        .tenures
        .iter()
        .find(|one| one.person == house.person(21))
        .unwrap();
    let end = Ending {
        tenure: tenure.id.clone(),
        at: at("2026-06-03 09:00"),
        cause: EndCause::Resigned,
        reason: None,
    };
    let end = Act::standing(house.person(1), Deed::Body(BodyDeed::EndTenure(end)));
    house.submit(&end, "2026-06-03 10:00").await;
    let page = look().await;
    assert!(
        page.contains("Resigned") && page.contains("Who held its seats before"),
        "{page}"
    );
}
