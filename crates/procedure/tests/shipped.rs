//! The procedures that are shipped: they read, and hold what their sources say.

const SOURCE: &str = include_str!("../../../procedures/executive-section-stv.toml");

#[test]
fn the_executive_section_is_read() {
    let procedure = polity_procedure::form::parse(SOURCE).unwrap_or_else(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    });
    assert_eq!(procedure.name.as_str(), "executive-section-stv");
    assert_eq!(procedure.stages.len(), 10);
    assert_eq!(procedure.seats.expect("it fills seats").number, 9);
    assert_eq!(
        procedure.ballot.expect("it holds a ballot").grace_seconds,
        300
    );
}
