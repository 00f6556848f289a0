//! The result in plain words: who is elected, how many voted, what each stage did.

use super::society;
use super::stage::Stage;
use super::tally::Counted;

/// Prints the result.
pub(super) async fn print(stage: &Stage<'_>, counted: &Counted) -> anyhow::Result<()> {
    let mut names = Vec::new();
    let order = stage.paper_order().await?;
    for number in &counted.transcript.elected {
        if let Some(person) = order.get(usize::from(*number).wrapping_sub(1)) {
            names.push(stage.house.member(person.as_str(), "demo").await?.name);
        }
    }
    let cast = counted.papers.ranked + counted.papers.blank + counted.papers.invalid;
    println!("\n{}", polity_count::narrative(&counted.transcript));
    println!("{} declares elected: {}.", society::NAME, names.join(", "));
    println!(
        "Voters on the roll: {}. Ballots cast: {cast} ({} of each hundred voters). With preferences: {}. \
         Blank: {}. Invalid: {}.",
        counted.roll,
        (cast * 100).checked_div(counted.roll).unwrap_or(0),
        counted.papers.ranked,
        counted.papers.blank,
        counted.papers.invalid,
    );
    let world = stage.house.store.world().await?;
    let seats = world.organisation().map_or(0, |organisation| {
        organisation
            .tenures
            .iter()
            .filter(|tenure| tenure.seat.as_str() == "executive-member")
            .count()
    });
    println!(
        "Their {seats} tenures have begun. The record has {} entries.",
        world.seq()
    );
    Ok(())
}
