//! A rehearsal from one click to the declared result, through its pages, as a browser without script sees them.

use std::path::Path;
use std::sync::Arc;

use polity_count::Rule;
use polity_office::folder::REHEARSAL;
use polity_org::act::Opening;
use polity_procedure::instant::LocalInstant;
use polity_values::{MatterId, ProcedureName, civil};
use polity_web::rehearsal::Rehearsals as _;
use polity_web::{Machine as _, PageFault};

use super::clock::RehearsalMachine;
use super::found::Founder;
use super::houses::{Address, Houses};
use crate::demo::browser::Browser;
use crate::demo::members::{self, Recipe};
use crate::demo::society;
use crate::house::{self, House};

/// Clicks until a rehearsal must have ended.
const CLICKS: usize = 60;

/// A small real organisation with an election that is about to begin.
async fn real_house(dir: &Path) -> House {
    std::fs::write(dir.join(REHEARSAL), "").unwrap();
    let machine = RehearsalMachine::open(dir).unwrap();
    let house = house::open(dir, None, "a test").await.unwrap();
    let recipe = Recipe {
        entitled: 80,
        others: 8,
        units: 12,
        join_by: civil::date(2026, 1, 1),
        seed: 3,
    };
    let list = members::csv(&recipe);
    let mut founder = Founder::begin(&house.store, dir, &machine, list, |_, _| ())
        .await
        .unwrap();
    let pattern = society::founding(recipe.units, 2).unwrap();
    founder
        .found(pattern, &society::contested().unwrap())
        .await
        .unwrap();
    founder.record_list().await.unwrap();
    founder
        .adopt(society::procedure(2, Rule::ScottishStv, false))
        .await
        .unwrap();
    let today = machine.now().to_zoned(polity_values::TimeZone::UTC).date();
    let days = [
        ("notice", 10),
        ("joined-by", 12),
        ("arrears-paid-by", 20),
        ("freeze", 30),
        ("nominations-close", 70),
        ("ballot-opens", 90),
        ("ballot-closes", 115),
    ];
    let date = |(name, days): (&str, i64)| {
        let day = today.saturating_add(jiff::Span::new().days(days));
        (name.to_owned(), LocalInstant::new(day.at(12, 0, 0, 0)))
    };
    let opening = Opening {
        stated: polity_org::act::Stated::default(),
        id: MatterId::new("executive").unwrap(),
        procedure: ProcedureName::new(society::EXECUTIVE).unwrap(),
        dates: days.into_iter().map(date).collect(),
        title: "The executive".to_owned(),
    };
    founder.open(opening, 3, 3).await.unwrap();
    // From here on it is as real as a test can be.
    std::fs::remove_file(dir.join(REHEARSAL)).unwrap();
    house
}

/// What stands between two marks of a page.
fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(before)?;
    Some(rest.split_once(after)?.0)
}

/// Plays a rehearsal to its end by its two buttons.
async fn play_to_the_end(browser: &mut Browser) -> String {
    let mut page = browser.get("/rehearsal").await.unwrap().shown().unwrap();
    for _ in 0..CLICKS {
        if page.contains("This election has ended.") {
            return page;
        }
        if page.contains("Play this step for the others") {
            let played = browser
                .form("/rehearsal/play", &[("matter", "executive")])
                .await;
            page = played.unwrap().shown().unwrap();
        }
        if let Some(next) = between(&page, r#"name="next" value=""#, "\"") {
            let next = next.to_owned();
            let moved = browser.form("/rehearsal/clock", &[("next", &next)]).await;
            page = moved.unwrap().shown().unwrap();
        }
    }
    panic!("the rehearsal does not end:\n{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn b1_one_click_rehearses_an_election_to_its_declaration_and_leaves_the_real_one_alone() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path();
    let house = real_house(dir).await;
    let store = Arc::new(house.store);
    let before = store.record_head().await.unwrap();
    let address = Address {
        listen: "127.0.0.1:0".parse().unwrap(),
        url: None,
    };
    let houses = Houses::new(Arc::clone(&store), dir, address);
    let matter = MatterId::new("executive").unwrap();
    let address = houses.begin(matter.clone()).await.unwrap();
    let running = houses.list(&matter);
    assert_eq!(running.len(), 1);
    assert_eq!(running[0].name, "executive-1");
    assert_eq!(running[0].address, address);

    let socket = address.strip_prefix("http://").unwrap().parse().unwrap();
    let mut browser = Browser::connect(socket).await.unwrap();
    let front = browser.get("/").await.unwrap().shown().unwrap();
    assert!(front.contains("p-rehearsal"), "no page without the banner");
    let back = browser
        .form("/rehearsal/clock", &[("to", "2020-01-01T12:00")])
        .await
        .unwrap();
    assert_eq!(back.status, 422, "the clock goes forward only");
    let stage = browser.get("/rehearsal").await.unwrap().shown().unwrap();
    let person = between(&stage, r#"name="person" value=""#, "\"")
        .unwrap()
        .to_owned();
    let fields = [("person", person.as_str())];
    let be = browser.form("/rehearsal/be", &fields).await;
    let signed_in = be.unwrap().shown().unwrap();
    assert!(
        signed_in.contains(r#"href="/account""#),
        "nobody is signed in"
    );
    let end = play_to_the_end(&mut browser).await;
    assert!(end.contains("p-rehearsal"));

    let copy = dir.join("rehearsals/executive-1");
    let election = std::fs::read_to_string(copy.join("elections/executive/election.json")).unwrap();
    assert!(election.contains(r#"rehearsal\":true"#) || election.contains(r#""rehearsal":true"#));
    assert!(copy.join("elections/executive/result.json").is_file());
    assert!(!dir.join("elections/executive/election.json").exists());
    let world = store.world().await.unwrap();
    assert!(world.matter(&matter).unwrap().done.is_empty());
    assert_eq!(store.record_head().await.unwrap(), before);

    houses.throw_away("executive-1".to_owned()).await.unwrap();
    assert!(!copy.exists());
    assert!(houses.list(&matter).is_empty());
    let again = houses.throw_away("executive-1".to_owned()).await;
    assert!(matches!(again, Err(PageFault::NotFound)));
}
