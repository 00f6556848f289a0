//! How long a list of members takes to come in by upload: from the sent form to the checked preview, and from
//! the officer's yes to the entry on the record. `cargo bench --workspace --bench upload -- [MEMBERS]`.

#[path = "../tests/guard/election.rs"]
#[expect(dead_code, reason = "the founding alone is needed of it")]
mod election;
#[path = "../tests/guard/house.rs"]
#[expect(dead_code, reason = "officers and their forms alone are needed of it")]
mod house;

use std::fmt::Write as _;
use std::time::Instant;

use election::OFFICER;
use house::{As, House, Sent};

/// Members, where the caller names no other number.
const MEMBERS: usize = 500_000;
/// Branches of the society.
const BRANCHES: usize = 6;

#[tokio::main]
async fn main() {
    let asked = std::env::args().find_map(|word| word.parse().ok());
    let members = asked.unwrap_or(MEMBERS);
    let plain = |name: &str| name.to_owned();
    let house = House::founded(&plain).await;
    let list = list(&election::list(&plain), members);
    eprintln!(
        "{members} members, {:.1} MB",
        f64::from(u32::try_from(list.len()).expect("below 4 GB")) / 1e6
    );
    let officer = As::Strong(OFFICER);
    let begun = begin();
    let sent = house
        .post(officer, "/roll/import", Sent::File(list.as_bytes(), &[]))
        .await
        .done();
    let received = begun.elapsed();
    let upload = sent.location().to_owned();
    let seen = ended(&house, officer, &upload).await;
    assert!(seen.contains(&format!("{upload}/confirm")), "{seen}");
    let checked = begun.elapsed();
    let confirm = format!("{upload}/confirm");
    house.post(officer, &confirm, Sent::Form(&[])).await.done();
    ended(&house, officer, &upload).await;
    let all = begun.elapsed();
    let there = house.site.store().member_count().await.expect("counted");
    assert_eq!(there, members as u64, "everybody came in");
    println!("received {received:.1?}, checked {checked:.1?}, on the record {all:.1?}");
}

#[expect(
    clippy::disallowed_methods,
    reason = "a benchmark measures; nothing is decided by it"
)]
fn begin() -> Instant {
    Instant::now()
}

/// The page of the work when it has ended, looked at as a browser does.
async fn ended(house: &House, who: As, path: &str) -> String {
    loop {
        let got = house.get(who, path).await;
        if !got.headers.contains_key("refresh") {
            return got.text;
        }
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
    }
}

/// The founders' list, and as many more as are missing.
fn list(founders: &str, members: usize) -> String {
    let mut list = founders.to_owned();
    let there = founders.lines().count() - 1;
    for place in there..members {
        let branch = place % BRANCHES + 1;
        writeln!(
            list,
            "m{place},Member {place},member.{place}@example.org,branch-{branch},full,2019-03-{:02}",
            place % 28 + 1
        )
        .expect("a string");
    }
    list
}
