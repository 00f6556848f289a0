//! The demo's invented organisation, the Meadowlark Society: its bodies, branches, seats, powers and
//! rulebook, and the procedure that it adopts, fitted to the ballots that the demo was given.

use polity_count::Rule;
use polity_org::act::StandingAct;
use polity_org::founding::{BodySpec, Founding, Power, SeatSpec, UnitSpec};
use polity_procedure::KnownRules;
use polity_procedure::model::ClauseText;
use polity_values::{BodyId, Clause, IdError, SeatId, SectionId, UnitId};

use super::{members, names};

/// The name of the invented organisation.
pub(crate) const NAME: &str = "The Meadowlark Society";
/// Its time zone.
pub(crate) const ZONE: &str = "Europe/London";
/// Its classes of membership; the second has no vote.
pub(crate) const CLASSES: [&str; 2] = ["full", "supporter"];

/// The procedure of the first election, as the library names it, and of the second.
pub(crate) const EXECUTIVE: &str = "executive-section-stv";
/// See [`EXECUTIVE`].
pub(crate) const COMMITTEE: &str = "committee-section-stv";
/// Seats of the second election.
const COMMITTEE_SEATS: u32 = 3;
/// Candidates of the second election.
pub(crate) const COMMITTEE_CANDIDATES: usize = 6;
/// Members of the executive whom the branches send, beside those whom the members elect.
pub(crate) const REPRESENTATIVES: u32 = 9;
/// Members of the appeals panel, and of the appointment panel.
const PANEL: u32 = 3;

/// The founding of the society with so many branches, and an executive whose members' section has `seats` seats.
/// Nobody holds a seat yet.
pub(crate) fn founding(branches: usize, seats: u32) -> Result<Founding, IdError> {
    let branch = BodyId::new("branch")?;
    let mut units = Vec::with_capacity(branches);
    for index in 0..branches {
        units.push(UnitSpec {
            id: UnitId::new(members::unit_id(index))?,
            kind: branch.clone(),
            title: names::place(index),
            officers: Vec::new(),
        });
    }
    let body = |id: &str, title: &str| {
        Ok::<_, IdError>(BodySpec {
            id: BodyId::new(id)?,
            title: title.to_owned(),
        })
    };
    Ok(Founding {
        name: NAME.to_owned(),
        zone: ZONE.to_owned(),
        classes: CLASSES.map(str::to_owned).to_vec(),
        bodies: vec![
            body("organisation", NAME)?,
            body("executive", "The executive")?,
            body("committee", "The conference committee")?,
            body("appointment-panel", "The appointment panel")?,
            body("staff", "The society's staff")?,
        ],
        units,
        seats: seat_specs(seats)?,
        tenures: Vec::new(),
        powers: powers()?,
        clauses: clauses()?,
    })
}

/// The sections that the elections fill: nobody holds their seats before.
pub(crate) fn contested() -> Result<Vec<(BodyId, SectionId)>, IdError> {
    let members = SectionId::new("members")?;
    Ok(vec![
        (BodyId::new("executive")?, members.clone()),
        (BodyId::new("committee")?, members),
        (BodyId::new("staff")?, SectionId::new("general-secretary")?),
        (BodyId::new("staff")?, SectionId::new("head-of-campaigns")?),
    ])
}

/// The seats of the society's bodies and branches.
fn seat_specs(seats: u32) -> Result<Vec<SeatSpec>, IdError> {
    let seat = |id: &str, title: &str, body: &str, number: u32, section: Option<&str>| {
        Ok::<_, IdError>(SeatSpec {
            id: SeatId::new(id)?,
            title: title.to_owned(),
            body: BodyId::new(body)?,
            section: section.map(SectionId::new).transpose()?,
            number,
        })
    };
    let post = |id: &str, title: &str| seat(id, title, "staff", 1, Some(id));
    let organisation = "organisation";
    let authority = "credential-authority";
    let panel = "Member of the appeals panel";
    let members = Some("members");
    let committee = "Member of the conference committee";
    Ok(vec![
        seat(
            "returning-officer",
            "Returning officer or deputy",
            organisation,
            2,
            None,
        )?,
        seat(authority, "Credential authority", organisation, 1, None)?,
        seat("appeals-panel", panel, organisation, PANEL, None)?,
        seat("secretary", "Secretary", "branch", 1, None)?,
        seat(
            "executive-officer",
            "Chair or vice-chair of the executive",
            "executive",
            2,
            None,
        )?,
        seat(
            "representative",
            "Representative of the branches",
            "executive",
            REPRESENTATIVES,
            None,
        )?,
        seat(
            "panellist",
            "Member of the appointment panel",
            "appointment-panel",
            PANEL,
            None,
        )?,
        seat("teller", "Teller", organisation, 2, None)?,
        post("general-secretary", "General secretary")?,
        post("head-of-campaigns", "Head of campaigns")?,
        seat(
            "executive-member",
            "Member of the executive",
            "executive",
            seats,
            members,
        )?,
        seat(
            "committee-member",
            committee,
            "committee",
            COMMITTEE_SEATS,
            members,
        )?,
    ])
}

fn powers() -> Result<Vec<Power>, IdError> {
    let power = |act, persons, rule: &str| {
        let seat = SeatId::new("returning-officer")?;
        Ok(Power {
            act,
            seat,
            persons,
            rule: Clause::new(rule)?,
        })
    };
    Ok(vec![
        power(StandingAct::RecordRollImport, 1, "society.1")?,
        power(StandingAct::AdoptProcedure, 2, "society.2")?,
        power(StandingAct::OpenMatter, 1, "society.3")?,
        power(StandingAct::LimitRight, 2, "society.4")?,
    ])
}

fn clauses() -> Result<Vec<ClauseText>, IdError> {
    let texts = [
        (
            "society.1",
            "The returning officer keeps the list of members.",
        ),
        (
            "society.2",
            "A procedure is adopted by two officers together.",
        ),
        (
            "society.3",
            "The returning officer opens an election under an adopted procedure.",
        ),
        (
            "society.4",
            "A right is limited only by two officers together, until a stated day.",
        ),
    ];
    let clause = |(id, text): (&str, &str)| {
        Ok(ClauseText {
            id: Clause::new(id)?,
            text: text.to_owned(),
        })
    };
    texts.into_iter().map(clause).collect()
}

/// The library's procedure for a section of the executive.
const PROCEDURE: &str = include_str!("../../../../procedures/executive-section-stv.toml");

/// The procedure as the society adopts it: with the seats of the ballots that were given, and counted by
/// the rule that was asked for. Where there are no more candidates than seats (`unopposed`), votes were
/// cast all the same, so that outcome is left out. Everything else is the library's file.
pub(crate) fn procedure(seats: u32, rule: Rule, unopposed: bool) -> String {
    let known = KnownRules::shipped().0;
    let quota = known.iter().find(|known| known.name == rule.info().name);
    let quota = quota.map_or("", |known| known.quota.as_str());
    let lines = PROCEDURE.lines().map(|line| {
        if line.starts_with("number = ") {
            format!("number = {seats}")
        } else if line.starts_with("method = ") {
            format!("method = {:?}", rule.info().name)
        } else if line.starts_with("quota = ") {
            format!("quota = {quota:?}")
        } else if unopposed && line.starts_with("\"4.10\" = ") {
            "\"4.10\" = \"A ballot is held also when there are no more candidates than seats.\"".to_owned()
        } else if unopposed && line.starts_with("outcomes = ") {
            without_unopposed(line)
        } else if line.starts_with("\"2.1\" = ") {
            format!("\"2.1\" = \"The members' section of the executive has {seats} seats, each for two years.\"")
        } else if line.starts_with("\"6.1\" = ") {
            format!(
                "\"6.1\" = \"Votes are counted by the rule {} with the quota: {quota}; ties are broken as the rule says, then by lot from a seed published before the count.\"",
                rule.info().name
            )
        } else {
            line.to_owned()
        }
    });
    lines.map(|line| line + "\n").collect()
}

/// The same procedure for the members' section of the conference committee, counted by Scottish STV.
pub(crate) fn committee_procedure() -> String {
    let text = procedure(COMMITTEE_SEATS, Rule::ScottishStv, false);
    text.replace("an executive", "a committee")
        .replace("executive", "committee")
        .replace("Executive", "Conference committee")
}

/// A line of outcomes without the one of an election that nobody contests.
fn without_unopposed(line: &str) -> String {
    let Some(start) = line.find("unopposed = {") else {
        return line.to_owned();
    };
    let Some(length) = line[start..].find("}, ") else {
        return line.to_owned();
    };
    format!("{}{}", &line[..start], &line[start + length + 3..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use polity_procedure::check_source;

    #[test]
    fn the_second_procedure_can_be_adopted_too() {
        let report = check_source(&committee_procedure(), &KnownRules::shipped());
        assert!(report.is_adoptable(), "{}", report.render("committee"));
        let procedure = report.procedure.unwrap();
        assert_eq!(procedure.name.as_str(), COMMITTEE);
        assert!(founding(12, 9).unwrap().faults().is_empty());
    }

    #[test]
    fn every_fitting_of_the_procedure_can_be_adopted() {
        for rule in Rule::ALL {
            for unopposed in [false, true] {
                let text = procedure(4, rule, unopposed);
                let report = check_source(&text, &KnownRules::shipped());
                assert!(report.is_adoptable(), "{}", report.render("fitted"));
                let fitted = report.procedure.unwrap();
                assert_eq!(fitted.seats.unwrap().number, 4);
                assert_eq!(fitted.ballot.unwrap().method, rule.info().name);
                assert_eq!(text.contains("unopposed = {"), !unopposed);
            }
        }
    }
}
