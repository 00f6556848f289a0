//! Lists of members and rolls at the size of a large party.
//! `cargo bench -p polity-org`

use divan::Bencher;
use polity_org::roll::csv::{Known, read};
use polity_org::roll::{RollBuilder, RollSecret};
use polity_values::{PersonId, UnitId};

fn main() {
    divan::main();
}

const MEMBERS: usize = 500_000;

fn list() -> String {
    let mut text =
        "member number,given name,family name,email,unit,class,joined,paid to\n".to_owned();
    for number in 0..MEMBERS {
        let unit = number % 640;
        let day = number % 28 + 1;
        text.push_str(&number.to_string());
        text.push_str(",Given,Family of some length,member");
        text.push_str(&number.to_string());
        text.push_str("@example.org,unit-");
        text.push_str(&unit.to_string());
        text.push_str(",full,2019-03-");
        text.push_str(if day < 10 { "0" } else { "" });
        text.push_str(&day.to_string());
        text.push_str(",2026-12-31\n");
    }
    text
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_500_000_members(bencher: Bencher<'_, '_>) {
    let text = list();
    let known = Known::first_list();
    bencher.bench_local(|| match read(text.as_bytes(), &known, |_| {}) {
        Ok(found) => found.rows.len(),
        Err(rejected) => panic!("{rejected}"),
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn digest_of_a_roll_of_500_000(bencher: Bencher<'_, '_>) {
    let ids: Vec<PersonId> = (0..MEMBERS)
        .map(|number| PersonId::new(format!("p-{number:07}")).expect("an id"))
        .collect();
    let unit = UnitId::new("ash").expect("an id");
    bencher.bench_local(|| {
        let mut builder = RollBuilder::new(RollSecret([3; 32]));
        for id in &ids {
            builder.push(id, &unit, 1).expect("in order");
        }
        builder.root()
    });
}
