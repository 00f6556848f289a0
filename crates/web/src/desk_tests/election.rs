//! The election itself.

use axum::body::Bytes;
use axum::extract::{Form, Path, Query};
use polity_ballot::trustee::KeyTest;
use polity_ballot::wire::{Digest, Ranking, Wire as _};
use polity_office::codes::{Codes, read_voters};
use polity_office::polling::Poll;
use polity_office::tracker;
use polity_office::trustee::{Desk, KeyQuestionFile, make_key, prove_key, read_secret};
use polity_org::Act;
use polity_org::act::Deed;
use serde_json::{Value, json};

use super::house::{House, MATTER, read, refused, text};
use crate::jobs::Kind;
use crate::pages::{
    ballot_acts, ballot_desk, box_page, limits, nominations, record, result, roll, trustees, work,
};
use crate::{PageFault, api};

fn id() -> Path<String> {
    Path(MATTER.to_owned())
}

fn part(name: &str) -> Path<(String, String)> {
    Path((MATTER.to_owned(), name.to_owned()))
}

/// Asks the API for a trustee's standing.
async fn standing(house: &House, trustee: usize) -> Value {
    let visitor = house.visitor("/api/v1/x", trustee).await;
    let page = api::trusteeship::look(visitor, id()).await;
    serde_json::from_str(&text(page).await).unwrap()
}

async fn hand_in(house: &House, trustee: usize, what: &str, bytes: Vec<u8>) -> crate::page::Page {
    let visitor = house.visitor("/api/v1/x", trustee).await;
    api::trusteeship::hand_in(visitor, part(what), Bytes::from(bytes)).await
}

fn query<T: serde::de::DeserializeOwned>(value: Value) -> Query<T> {
    Query(serde_json::from_value(value).unwrap())
}

fn of<T: serde::de::DeserializeOwned>(value: Value) -> Form<T> {
    Form(serde_json::from_value(value).unwrap())
}

/// The newest proposal's entry is confirmed: refused for who proposed it, taken from the other.
async fn confirm(house: &House) {
    let world = house.site.store().world().await.unwrap();
    let matter = world.matter(&house.matter()).unwrap();
    let of_entry = *matter.proposals.keys().last().expect("something waits");
    let visitor = house.visitor("/x", 1).await;
    let alone = ballot_acts::confirm(visitor, id(), of(json!({ "of": of_entry }))).await;
    assert!(
        matches!(refused(alone), PageFault::Refused(_)),
        "f1: one alone confirmed"
    );
    let visitor = house.visitor("/x", 2).await;
    ballot_acts::confirm(visitor, id(), of(json!({ "of": of_entry })))
        .await
        .unwrap();
}

async fn freeze(house: &House) {
    house.set("2026-07-01 12:00");
    let early = roll::freeze(house.visitor("/x", 20).await, id()).await;
    assert!(
        matches!(refused(early), PageFault::Refused(_)),
        "a member froze the roll"
    );
    roll::freeze(house.visitor("/x", 1).await, id())
        .await
        .unwrap();
    house.ended(MATTER, Kind::Freeze).await.unwrap();
    let done = text(work::page(house.visitor("/x", 1).await, part("freeze")).await).await;
    assert!(done.contains("Done") && done.contains("/record/"), "{done}");
    let page = text(roll::of_matter(house.visitor("/x", 20).await, id()).await).await;
    assert!(
        page.contains("55") && page.contains("Yes, you have a vote"),
        "{page}"
    );
    let page = text(roll::of_matter(house.visitor("/x", 12).await, id()).await).await;
    assert!(
        page.contains("No, you have no vote here") && page.contains("Rule 3.3"),
        "{page}"
    );
    let page = text(roll::own(house.visitor("/roll", 12).await).await).await;
    assert!(
        page.contains("supporter") && page.contains("Rule 3.3"),
        "{page}"
    );
}

/// Trustees 30 to 32 make keys; a restart between the test and its answer changes nothing.
async fn keys(mut house: House) -> (House, Vec<String>) {
    for number in 30..33 {
        let trustee = house.person(number);
        let act = Act::on(
            house.matter(),
            house.person(1),
            Deed::NameTrustee { trustee },
        );
        house.by_two(&act, "2026-09-19 10:00").await;
    }
    let mut secrets = Vec::new();
    house.set("2026-09-20 10:00");
    assert_eq!(standing(&house, 30).await["state"], "make-key");
    assert!(matches!(
        refused(hand_in(&house, 30, "key", b"{}".to_vec()).await),
        PageFault::Invalid(_)
    ));
    for number in 30..33 {
        let (secret, public) = make_key("Trustee", &mut house.site.rng());
        secrets.push(secret.to_string());
        hand_in(&house, number, "key", serde_json::to_vec(&public).unwrap())
            .await
            .unwrap();
    }
    house.set("2026-09-21 10:00");
    let asked: Vec<Value> = [
        standing(&house, 30).await["question"].clone(),
        standing(&house, 31).await["question"].clone(),
    ]
    .to_vec();
    assert_ne!(asked[0], asked[1], "each trustee has an own question");
    house = house.restart().await;
    assert_eq!(standing(&house, 30).await["question"], asked[0]);
    let by_file = trustees::question(house.visitor("/x", 30).await, id()).await;
    assert_eq!(
        serde_json::from_str::<Value>(&text(by_file).await).unwrap(),
        asked[0]
    );
    let page = text(ballot_desk::page(house.visitor("/x", 1).await, id()).await).await;
    assert!(
        page.contains("0 of 3 key holders have shown") && page.contains("cannot open yet"),
        "{page}"
    );
    for (place, number) in (30..33).enumerate() {
        let question: KeyQuestionFile =
            serde_json::from_value(standing(&house, number).await["question"].clone()).unwrap();
        let other = read_secret(&secrets[(place + 1) % 3]).unwrap();
        assert!(
            prove_key(&other, &question, &mut house.site.rng()).is_err(),
            "a trustee's own tool answers no test that was made for another key"
        );
        let secret = read_secret(&secrets[place]).unwrap();
        let answer = prove_key(&secret, &question, &mut house.site.rng()).unwrap();
        let form = house.upload(&answer.to_json()).await;
        trustees::hand_in(house.visitor("/x", number).await, part("proof"), form)
            .await
            .unwrap();
    }
    assert_eq!(standing(&house, 30).await["state"], "wait");
    (house, secrets)
}

async fn credentials(house: &House) -> Codes {
    house.set("2026-09-22 10:00");
    let officer = roll::voters(house.visitor("/x", 1).await, id()).await;
    assert!(
        matches!(refused(officer), PageFault::Forbidden),
        "a5: only who makes the codes"
    );
    let voters = text(roll::voters(house.visitor("/x", 3).await, id()).await).await;
    let voters = read_voters(&voters).unwrap();
    assert_eq!(voters.len(), 55);
    let page = text(ballot_desk::page(house.visitor("/x", 3).await, id()).await).await;
    let uuid = page
        .split("--uuid ")
        .nth(1)
        .unwrap_or_else(|| panic!("no uuid for the authority: {page}"))
        .split(' ')
        .next()
        .unwrap();
    let codes = Codes::make(uuid, voters, &mut house.site.rng());
    let few = Codes::make(uuid, ["one".to_owned()], &mut house.site.rng());
    let form = house.upload(&few.public().to_json()).await;
    let told = ballot_acts::credentials(house.visitor("/x", 3).await, id(), form).await;
    assert!(
        matches!(refused(told), PageFault::Refused(_)),
        "d5: too few codes were taken"
    );
    let form = house.upload(&codes.public().to_json()).await;
    ballot_acts::credentials(house.visitor("/x", 3).await, id(), form)
        .await
        .unwrap();
    codes
}

/// Eight votes; gives a tracker in its readable form.
async fn vote(house: &House, codes: &Codes) -> String {
    let now = house.set("2026-10-09 18:00");
    let world = house.site.store().world().await.unwrap();
    let matter = world.matter(&house.matter()).unwrap();
    let folder = house.site.election(&house.matter()).unwrap();
    let opening = matter.ballot_box.as_ref().unwrap().opening.clone();
    assert_eq!(opening.booth, crate::assets::booth_digest());
    let setup = folder.setup(opening.election).unwrap();
    let poll = Poll::new(house.matter(), &setup).unwrap();
    let rankings: [&[u8]; 8] = [
        &[1, 2, 3],
        &[2, 1],
        &[4],
        &[1, 4, 3, 2],
        &[3, 1],
        &[],
        &[2, 4],
        &[1],
    ];
    let mut last = String::new();
    for (ranking, (_, code)) in rankings.iter().zip(codes.iter()) {
        let numbers = Ranking::numbers_of(ranking, 4).unwrap();
        let made = poll
            .polls()
            .make(code, &[numbers], &mut house.site.rng())
            .unwrap();
        let receipt = poll
            .cast(house.site.store(), &world, &made.bytes, now, now)
            .await
            .unwrap();
        last = tracker::readable(&Digest::from_base64(&receipt.tracker).unwrap());
    }
    last
}

async fn look_into_the_box(house: &House, tracker: &str) {
    let look = async |typed: &str| {
        let visitor = house.visitor("/matters/x/box", 0).await;
        text(box_page::page(visitor, id(), query(json!({ "tracker": typed }))).await).await
    };
    let page = look(&tracker.to_lowercase().replace('-', " ")).await;
    assert!(page.contains("Your vote is in the box: 8 of 8."), "{page}");
    assert!(page.contains("14.5 %") && page.contains(tracker), "{page}");
    assert!(
        !page.contains("18:00"),
        "c1: the box tells no time of a vote"
    );
    let page = look("22222-22222-22222-22222").await;
    assert!(
        page.contains("No vote with this receipt") && page.contains("Given1 Family1"),
        "{page}"
    );
    assert!(look("7K2QM").await.contains("not a whole receipt"));
    let all = text(box_page::trackers(house.visitor("/x", 0).await, id()).await).await;
    assert_eq!(all.lines().count(), 8);
}

async fn close_and_open(house: &House, secrets: &[String]) {
    house.set("2026-10-23 13:00");
    ballot_acts::close(house.visitor("/x", 1).await, id())
        .await
        .unwrap();
    house.ended(MATTER, Kind::Close).await.unwrap();
    ballot_acts::close(house.visitor("/x", 1).await, id())
        .await
        .ok();
    if let Some(job) = house.site.jobs().find(MATTER, Kind::Close) {
        while job.runs() {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }
    confirm(house).await;
    house.set("2026-10-23 15:00");
    assert_eq!(standing(house, 30).await["state"], "shuffle");
    let early = hand_in(house, 30, "decryption", b"{}".to_vec()).await;
    assert!(
        matches!(refused(early), PageFault::Refused(_)),
        "opened before all have mixed"
    );
    for number in 30..33 {
        let form = house.upload(b"mix").await;
        trustees::hand_in(house.visitor("/x", number).await, part("mix"), form)
            .await
            .unwrap();
        house.ended(MATTER, Kind::Shuffle).await.unwrap();
    }
    let archive = house.site.election(&house.matter()).unwrap().archive();
    for (secret, number) in secrets.iter().zip(30..33) {
        assert_eq!(standing(house, number).await["state"], "decrypt");
        let secret = read_secret(secret).unwrap();
        let file = std::fs::File::open(archive.path()).unwrap();
        let desk = Desk::open(std::io::BufReader::new(file), &secret).unwrap();
        let part = desk.decrypt(&secret, &mut house.site.rng()).unwrap();
        let taken = hand_in(house, number, "decryption", part.to_json())
            .await
            .unwrap();
        let taken: Value = serde_json::from_str(&read(taken).await).unwrap();
        assert_eq!(taken["state"], "done");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_election_through_the_pages() {
    let house = House::new().await;
    freeze(&house).await;
    house.nominate().await;
    let (house, secrets) = keys(house).await;
    let codes = credentials(&house).await;
    house.set("2026-10-02 12:00");
    ballot_acts::open(house.visitor("/x", 1).await, id())
        .await
        .unwrap();
    confirm(&house).await;
    let tracker = vote(&house, &codes).await;
    look_into_the_box(&house, &tracker).await;
    close_and_open(&house, &secrets).await;
    house.set("2026-10-23 18:00");
    ballot_acts::count(house.visitor("/x", 1).await, id(), of(json!({})))
        .await
        .unwrap();
    house.ended(MATTER, Kind::Count).await.unwrap();
    confirm(&house).await;
    let world = house.site.store().world().await.unwrap();
    let count = world
        .matter(&house.matter())
        .unwrap()
        .count
        .clone()
        .unwrap();
    assert_eq!(count.elected.len(), 3);
    let folder = house.site.election(&house.matter()).unwrap();
    let json = std::fs::read(folder.path().join("result.json")).unwrap();
    assert_eq!(count.transcript, polity_org::Digest::of(&json));
    for name in ["result-sheet.csv", "ballots.blt", "result.txt"] {
        assert!(folder.path().join(name).is_file(), "{name}");
    }
    look_at_the_limits(&house, &count.elected).await;
    look_at_the_record(&house).await;
}

/// The limit bound the count: both of the south are elected with one of the north, whatever the votes.
async fn look_at_the_limits(house: &House, elected: &[polity_values::PersonId]) {
    let north = elected
        .iter()
        .filter(|one| house.persons[19..21].contains(one));
    assert_eq!(north.count(), 1);
    let page = text(result::page(house.visitor("/x", 0).await, id()).await).await;
    assert!(
        page.contains("Asked for: at most 1 of the class “North”. Elected: 1.")
            && page.contains("must now be elected"),
        "{page}"
    );
    let page = text(result::otherwise(house.visitor("/x", 0).await, id()).await).await;
    assert!(page.contains("No condition on who is elected"), "{page}");
    let page = text(limits::page(house.visitor("/x", 0).await, id()).await).await;
    assert!(
        page.contains("can fill the seats within the limits")
            && page.contains("Given20 Family20 and Given21 Family21"),
        "{page}"
    );
    let tried = "/x?least-north=3&most-north=";
    let page = text(limits::page(house.visitor(tried, 0).await, id()).await).await;
    assert!(
        page.contains("those who stand could not fill the seats"),
        "{page}"
    );
    let page = text(nominations::page(house.visitor("/x", 0).await, id()).await).await;
    assert!(page.contains("Belongs to: North"), "{page}");
}

async fn look_at_the_record(house: &House) {
    let page = text(record::list(house.visitor("/record", 0).await, query(json!({}))).await).await;
    assert!(page.contains("The count was recorded"), "{page}");
    let only = json!({ "matter": MATTER, "before": 20 });
    let page = text(record::list(house.visitor("/record", 0).await, query(only)).await).await;
    assert!(!page.contains("founded the organisation"), "{page}");
    let seq = Path("1".to_owned());
    let page = text(record::entry(house.visitor("/record/1", 0).await, seq).await).await;
    assert!(page.contains("founded the organisation"), "{page}");
    let lines =
        text(record::entries(house.visitor("/x", 0).await, query(json!({ "after": 0 }))).await)
            .await;
    let last: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    let now = text(record::checkpoint(house.visitor("/x", 0).await).await).await;
    let now: Value = serde_json::from_str(&now).unwrap();
    assert_eq!((&last["hash"], &last["seq"]), (&now["head"], &now["size"]));
    let proof = text(record::proof(house.visitor("/x", 0).await, Path("7".to_owned())).await).await;
    let proof: Value = serde_json::from_str(&proof).unwrap();
    assert_eq!(proof["root"], now["root"]);
    let none = record::entry(house.visitor("/x", 0).await, Path("999999".to_owned())).await;
    assert!(matches!(refused(none), PageFault::NotFound));
}

/// The test of a key is from its own seed: what the library makes of it is what the office checks.
#[test]
fn c5_an_answer_to_another_question_proves_nothing() {
    use rand_core::SeedableRng as _;
    let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(5);
    let (secret, public) = make_key("Trustee", &mut rng);
    let secret = read_secret(&secret).unwrap();
    let one = KeyTest::new(&public.public_key, &mut rng).unwrap();
    let two = KeyTest::new(&public.public_key, &mut rng).unwrap();
    let question = KeyQuestionFile::from(one.question);
    let answer = prove_key(&secret, &question, &mut rng).unwrap();
    assert!(two.check(&answer).is_err());
}
