//! The stories: the shipped one is read, and every wrong line says what is wrong with it.

use polity_procedure::story::{Expected, Says, What, parse};

const STORY: &str = include_str!("../../../procedures/executive-section-stv.story");

#[test]
fn the_shipped_story_is_read() {
    let story = parse(STORY).unwrap_or_else(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    });
    assert_eq!(story.scenarios.len(), 17);
    let first = &story.scenarios[0];
    let acts = first.steps.iter().filter_map(|step| match &step.says {
        Says::When(acts) => Some(acts.len()),
        _ => None,
    });
    assert!(
        acts.sum::<usize>() > 100,
        "lists are written out as single acts"
    );
}

#[test]
fn lists_become_single_acts_in_their_order() {
    let story = parse(
        "story S\nscenario T\nwhen ann and bob (secretary of ash) do support for cat, dan and eve because of all",
    );
    let story = story.unwrap();
    let Says::When(acts) = &story.scenarios[0].steps[0].says else {
        panic!("a when")
    };
    let tried: Vec<String> = acts
        .iter()
        .map(|doing| match &doing.what {
            What::Act(act) => format!(
                "{} {} {} {}",
                doing.person,
                act.of.as_ref().unwrap(),
                act.details.subject.as_ref().unwrap(),
                act.details.reasons.as_ref().unwrap()
            ),
            What::Cast(_) => panic!("an act"),
        })
        .collect();
    assert_eq!(
        tried,
        [
            "ann ash cat of all",
            "ann ash dan of all",
            "ann ash eve of all",
            "bob ash cat of all",
            "bob ash dan of all",
            "bob ash eve of all"
        ]
    );
}

#[test]
fn a_refusal_has_its_clause_reason_and_opening() {
    let text = "story S\nscenario T\nthen it is refused by 4.2 because too-early and opens Friday 2026-06-26 12:00";
    let story = parse(text).unwrap();
    assert_eq!(
        story.scenarios[0].steps[0].says,
        Says::Then(Expected::Refused {
            by: "4.2".parse().unwrap(),
            because: "too-early".to_owned(),
            opens: Some("Friday 2026-06-26 12:00".parse().unwrap()),
        })
    );
}

#[test]
fn every_wrong_line_is_named() {
    let text = "\
story One
story Two
given ash is a branch
scenario T
  use birchwood
  givne ash is a branch
  given ash is each branch
  given the organisation birchwood in Europe/Londn
  given ann is a member of ash in class full since 2026-13-01
  at 2026-06-26
  when ann does give-notice
  when ann (returning-officer) does give-notcie
  when ann (returning-officer) does extend-ballot to 2026-06-26 12:00 to 2026-06-27 12:00
  when ann (returning-officer) does record-count elected bob
  when Ann (returning-officer) does give-notice
  then it is refused by 4.2 because to-late
  then it is fine
  then ann holds a chair
  then the stage is nominate now
scenario
part t
  use t
";
    let faults = parse(text).unwrap_err();
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn parts_cannot_grow_without_limit() {
    let doubled = (1..40).map(|level| format!("part p{level}\nuse p{0}\nuse p{0}\n", level - 1));
    let text = "story S\npart p0\nat 2026-06-26 12:00\n".to_owned() + &doubled.collect::<String>();
    let faults = parse(&text).unwrap_err();
    assert!(
        faults
            .iter()
            .any(|fault| fault.problem.contains("more than 50000 steps"))
    );
}
