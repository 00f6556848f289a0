//! The demo's invented organisation, the Meadowlark Society: its bodies, branches, seats, powers and
//! rulebook, and the procedure that it adopts, fitted to the ballots that the demo was given.

use polity_count::Rule;
use polity_org::act::StandingAct;
use polity_org::founding::{BodySpec, FirstTenure, Founding, Officer, Power, SeatSpec, UnitSpec};
use polity_procedure::KnownRules;
use polity_procedure::model::ClauseText;
use polity_values::{BodyId, Clause, IdError, PersonId, SeatId, SectionId, UnitId};

use super::{members, names};

/// The name of the invented organisation.
pub(crate) const NAME: &str = "The Meadowlark Society";
/// Its time zone.
pub(crate) const ZONE: &str = "Europe/London";
/// Its classes of membership; the second has no vote.
pub(crate) const CLASSES: [&str; 2] = ["full", "supporter"];

/// Who holds which part at the founding.
pub(crate) struct Cast {
    /// Returning officer and deputy.
    pub(crate) officers: [PersonId; 2],
    /// Makes the voting codes.
    pub(crate) credential_authority: PersonId,
    /// Hear challenges.
    pub(crate) appeals: Vec<PersonId>,
    /// A secretary for each branch.
    pub(crate) secretaries: Vec<PersonId>,
}

/// The founding of the society with `cast.secretaries.len()` branches and an executive whose members'
/// section has `seats` seats.
pub(crate) fn founding(cast: &Cast, seats: u32) -> Result<Founding, IdError> {
    let branch = BodyId::new("branch")?;
    let organisation = BodyId::new("organisation")?;
    let secretary = SeatId::new("secretary")?;
    let mut units = Vec::with_capacity(cast.secretaries.len());
    for (index, person) in cast.secretaries.iter().enumerate() {
        units.push(UnitSpec {
            id: UnitId::new(members::unit_id(index))?,
            kind: branch.clone(),
            title: names::place(index),
            officers: vec![Officer {
                seat: secretary.clone(),
                person: person.clone(),
            }],
        });
    }
    let executive = BodyId::new("executive")?;
    Ok(Founding {
        name: NAME.to_owned(),
        zone: ZONE.to_owned(),
        classes: CLASSES.map(str::to_owned).to_vec(),
        bodies: vec![
            BodySpec {
                id: organisation.clone(),
                title: NAME.to_owned(),
            },
            BodySpec {
                id: executive.clone(),
                title: "The executive".to_owned(),
            },
        ],
        units,
        seats: seat_specs(cast, seats)?,
        tenures: tenures(cast)?,
        powers: powers()?,
        clauses: clauses()?,
    })
}

/// The seats of the society's bodies and branches.
fn seat_specs(cast: &Cast, seats: u32) -> Result<Vec<SeatSpec>, IdError> {
    let branch = BodyId::new("branch")?;
    let organisation = BodyId::new("organisation")?;
    let executive = BodyId::new("executive")?;
    let panel = u32::try_from(cast.appeals.len()).unwrap_or(u32::MAX);
    let seat = |id: &str, title: &str, body: &BodyId, number: u32, section| {
        let id = SeatId::new(id)?;
        Ok::<_, IdError>(SeatSpec {
            id,
            title: title.to_owned(),
            body: body.clone(),
            section,
            number,
        })
    };
    Ok(vec![
        seat(
            "returning-officer",
            "Returning officer or deputy",
            &organisation,
            2,
            None,
        )?,
        seat(
            "credential-authority",
            "Credential authority",
            &organisation,
            1,
            None,
        )?,
        seat(
            "appeals-panel",
            "Member of the appeals panel",
            &organisation,
            panel,
            None,
        )?,
        seat("secretary", "Secretary", &branch, 1, None)?,
        seat(
            "executive-member",
            "Member of the executive",
            &executive,
            seats,
            Some(SectionId::new("members")?),
        )?,
    ])
}

fn tenures(cast: &Cast) -> Result<Vec<FirstTenure>, IdError> {
    let mut tenures = Vec::new();
    let mut holds = |seat: &str, person: &PersonId| {
        let seat = SeatId::new(seat)?;
        tenures.push(FirstTenure {
            seat,
            person: person.clone(),
            until: None,
        });
        Ok(())
    };
    for person in &cast.officers {
        holds("returning-officer", person)?;
    }
    holds("credential-authority", &cast.credential_authority)?;
    for person in &cast.appeals {
        holds("appeals-panel", person)?;
    }
    Ok(tenures)
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
