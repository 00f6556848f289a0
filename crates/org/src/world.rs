//! The world: everything that the record says, folded entry by entry. The same entries give the same
//! world, on every machine and in every year.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use polity_procedure::model::Procedure;
use polity_values::{Clause, MatterId, PersonId, ProcedureName, SittingId, Timestamp};

use crate::act::{Act, Adoption, EmergencyReport, RollImport};
use crate::matter::{Matter, Proposal};
use crate::organisation::{Organisation, Vacancy};
use crate::sitting::{Sitting, SittingEvent};
use crate::{Digest, Entry, Event, Seq, Subject};

/// The fold of a record.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct World {
    seq: Seq,
    at: Option<Timestamp>,
    organisation: Option<Organisation>,
    procedures: BTreeMap<ProcedureName, BTreeMap<u32, Adopted>>,
    imports: Vec<RollImport>,
    matters: BTreeMap<MatterId, Matter>,
    proposals: BTreeMap<Seq, Proposal>,
    sittings: BTreeMap<SittingId, Arc<Sitting>>,
}

/// A version of a procedure that was adopted.
#[derive(Debug, Clone, PartialEq)]
pub struct Adopted {
    /// The procedure, parsed from the text on the record.
    pub procedure: Arc<Procedure>,
    /// The SHA-256 of that text.
    pub sha256: Digest,
    /// The entry that adopted it.
    pub by: Seq,
}

/// An entry that cannot follow on this world: the record is damaged, or not of this program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("entry {seq} ({kind}) cannot follow on the record: {problem}")]
pub struct FoldError {
    /// The entry.
    pub seq: Seq,
    /// Its kind.
    pub kind: &'static str,
    /// Why not.
    pub problem: String,
}

impl World {
    /// The world of an empty record.
    pub fn new() -> Self {
        Self::default()
    }

    /// Moves on by one entry. An entry that cannot follow leaves the world as it was.
    ///
    /// # Errors
    /// [`FoldError`] when the entry cannot follow: a gap in the numbering, a step back in time, a subject
    /// that does not exist, an event that contradicts what is on the record.
    pub fn apply(&mut self, entry: &Entry) -> Result<(), FoldError> {
        let fault = |problem: String| FoldError {
            seq: entry.seq,
            kind: entry.event.kind(),
            problem,
        };
        if entry.seq != self.seq + 1 {
            return Err(fault(format!("the last entry is {}", self.seq)));
        }
        if self.at.is_some_and(|last| entry.at < last) {
            return Err(fault("it is earlier than the entry before it".to_owned()));
        }
        match &entry.subject {
            Subject::Organisation => self.apply_standing(entry),
            Subject::Matter(id) => self.apply_matter(id, entry),
            Subject::Sitting(id) => self.apply_sitting(id, entry),
        }
        .map_err(fault)?;
        self.seq = entry.seq;
        self.at = Some(entry.at);
        Ok(())
    }

    /// Moves on by an entry that keeps the number which it has on another record: for replays only.
    pub(crate) fn follow(&mut self, entry: &Entry) -> Result<(), FoldError> {
        self.seq = entry.seq.saturating_sub(1);
        let followed = self.apply(entry);
        self.seq = entry.seq;
        followed
    }

    /// Puts a draft in the place of every adopted version of a procedure: for replays only.
    pub(crate) fn try_draft(&mut self, name: &ProcedureName, draft: Adopted) {
        let version = draft.procedure.version;
        self.procedures
            .insert(name.clone(), BTreeMap::from([(version, draft)]));
    }

    fn apply_matter(&mut self, id: &MatterId, entry: &Entry) -> Result<(), String> {
        let matter = self.matters.get_mut(id).ok_or("there is no such matter")?;
        // Both change or neither: the matter and the seats.
        let Event::ResultDeclared { effects, .. } = &entry.event else {
            return matter.apply(entry);
        };
        let mut organisation = self.organisation.clone().ok_or("nothing was founded")?;
        for effect in effects {
            organisation.apply(effect, entry.seq)?;
        }
        matter.apply(entry)?;
        self.organisation = Some(organisation);
        Ok(())
    }

    fn apply_sitting(&mut self, id: &SittingId, entry: &Entry) -> Result<(), String> {
        let Event::Sitting(event) = &entry.event else {
            return Err(format!("{} is not about a sitting", entry.event.kind()));
        };
        let SittingEvent::Convened(convened) = event else {
            let sitting = self
                .sittings
                .get_mut(id)
                .ok_or("there is no such sitting")?;
            // An entry that cannot follow leaves the sitting as it was.
            let mut next = Sitting::clone(sitting);
            next.apply(event, entry)?;
            *sitting = Arc::new(next);
            return Ok(());
        };
        if self.sittings.contains_key(id) {
            return Err(format!("the sitting {id} exists already"));
        }
        let organisation = self.organisation.as_ref().ok_or("nothing was founded")?;
        let call = &convened.call;
        let composition = organisation.composition(&call.body, call.starts);
        let composition = composition.ok_or("the body has no composition then")?;
        let sitting = Sitting::convened(id, convened, Arc::clone(composition), entry.at);
        self.sittings.insert(id.clone(), Arc::new(sitting));
        Ok(())
    }

    fn apply_standing(&mut self, entry: &Entry) -> Result<(), String> {
        let proposal = match entry.confirms {
            Some(of) => Some(self.waiting(of)?),
            None => None,
        };
        match &entry.event {
            Event::OrganisationFounded(founding) => {
                if self.seq != 0 {
                    return Err("the record is not empty".to_owned());
                }
                self.organisation = Some(Organisation::found(founding, entry.seq, entry.at)?);
            }
            Event::UnitFormed(unit) => {
                let mut organisation = self.organisation.clone().ok_or("nothing was founded")?;
                organisation.form(unit, entry.seq, entry.at)?;
                self.organisation = Some(organisation);
            }
            Event::ProcedureAdopted(adoption) => {
                self.adopt(adoption, entry.seq)?;
            }
            Event::EmergencyReported(report) => self.reported(report, entry.seq)?,
            Event::RulesChanged(change) => {
                let organisation = self.organisation.as_mut().ok_or("nothing was founded")?;
                organisation.rules.apply(change, entry)?;
            }
            Event::MatterOpened(opening) => {
                if self.matters.contains_key(&opening.id) {
                    return Err(format!("the matter {} exists already", opening.id));
                }
                let adopted = self.procedure(&opening.procedure);
                let adopted = adopted.ok_or("no such procedure was adopted")?;
                let (procedure, terms) = (Arc::clone(&adopted.procedure), adopted.sha256);
                let organisation = self.organisation.as_ref().ok_or("nothing was founded")?;
                let zone = &organisation.zone;
                let matter = Matter::open(opening, procedure, terms, zone, entry)?;
                self.matters.insert(matter.id.clone(), matter);
            }
            Event::RollImported(import) => self.imports.push(import.clone()),
            Event::RightLimited(limit) => {
                let organisation = self.organisation.as_mut().ok_or("nothing was founded")?;
                organisation.limits.push(limit.clone());
            }
            Event::Body(event) => {
                let mut organisation = self.organisation.clone().ok_or("nothing was founded")?;
                organisation.apply_body(event, entry)?;
                self.organisation = Some(organisation);
            }
            Event::Proposed(deed) => {
                let actor = entry.actor.clone().ok_or("the entry names no actor")?;
                let proposal = Proposal {
                    act: Act::standing(actor, (**deed).clone()),
                    rule: entry.rule.clone(),
                    at: entry.at,
                    stage: None,
                };
                self.proposals.insert(entry.seq, proposal);
            }
            Event::ProposalDeclined { of } => {
                let of = self.waiting(*of)?;
                self.proposals.remove(&of);
            }
            other => return Err(format!("{} is about a matter", other.kind())),
        }
        if let Some(of) = proposal {
            self.proposals.remove(&of);
        }
        Ok(())
    }

    fn adopt(&mut self, adoption: &Adoption, by: Seq) -> Result<(), String> {
        let procedure =
            crate::judge::read_procedure(&adoption.source).map_err(|faults| faults.join("; "))?;
        if Digest::of(adoption.source.as_bytes()) != adoption.sha256 {
            return Err("the digest is not that of the text".to_owned());
        }
        let versions = self.procedures.entry(procedure.name.clone()).or_default();
        let adopted = Adopted {
            sha256: adoption.sha256,
            by,
            procedure: Arc::new(procedure),
        };
        versions.insert(adopted.procedure.version, adopted);
        Ok(())
    }

    fn reported(&mut self, report: &EmergencyReport, by: Seq) -> Result<(), String> {
        let matter = self.matters.get_mut(&report.of);
        let matter = matter.ok_or("there is no such matter")?;
        matter.reported = Some((by, report.report.clone()));
        Ok(())
    }

    fn waiting(&self, of: Seq) -> Result<Seq, String> {
        if self.proposals.contains_key(&of) {
            Ok(of)
        } else {
            Err(format!("no proposal {of} waits"))
        }
    }

    /// The number of the last entry; 0 on an empty record.
    pub fn seq(&self) -> Seq {
        self.seq
    }

    /// The instant of the last entry.
    pub fn at(&self) -> Option<Timestamp> {
        self.at
    }

    /// The organisation, once founded.
    pub fn organisation(&self) -> Option<&Organisation> {
        self.organisation.as_ref()
    }

    /// The newest adopted version of a procedure.
    pub fn procedure(&self, name: &ProcedureName) -> Option<&Adopted> {
        self.procedures
            .get(name)?
            .last_key_value()
            .map(|(_, one)| one)
    }

    /// Every adopted version of every procedure.
    pub fn procedures(&self) -> impl Iterator<Item = &Adopted> {
        self.procedures.values().flat_map(BTreeMap::values)
    }

    /// The lists of members that were brought in, oldest first.
    pub fn imports(&self) -> &[RollImport] {
        &self.imports
    }

    /// A matter.
    pub fn matter(&self, id: &MatterId) -> Option<&Matter> {
        self.matters.get(id)
    }

    /// All matters.
    pub fn matters(&self) -> impl Iterator<Item = &Matter> {
        self.matters.values()
    }

    /// A sitting.
    pub fn sitting(&self, id: &SittingId) -> Option<&Sitting> {
        self.sittings.get(id).map(AsRef::as_ref)
    }

    /// All sittings.
    pub fn sittings(&self) -> impl Iterator<Item = &Sitting> {
        self.sittings.values().map(AsRef::as_ref)
    }

    /// Proposals of standing acts that wait for a second person.
    pub fn proposals(&self) -> &BTreeMap<Seq, Proposal> {
        &self.proposals
    }

    /// A proposal that waits, on a matter or of a standing act.
    pub fn proposal(&self, matter: Option<&MatterId>, of: Seq) -> Option<&Proposal> {
        match matter {
            Some(id) => self.matter(id)?.proposals.get(&of),
            None => self.proposals.get(&of),
        }
    }

    /// Every seat that nobody holds at an instant.
    pub fn vacancies(&self, now: Timestamp) -> Vec<Vacancy> {
        self.organisation
            .as_ref()
            .map_or_else(Vec::new, |organisation| organisation.vacancies(now))
    }

    /// The instants after `now` at which something opens, closes or falls due in any matter.
    pub fn due_at(&self, now: Timestamp) -> BTreeSet<Timestamp> {
        self.matters
            .values()
            .flat_map(|matter| matter.due_at(now))
            .collect()
    }

    /// The sentence of a clause: of the matter's pinned procedure, of the rulebook, of an adopted
    /// procedure, or of the mechanism.
    pub fn clause_text(&self, matter: Option<&MatterId>, clause: &Clause) -> Option<&str> {
        let of_matter = matter
            .and_then(|id| self.matter(id))
            .and_then(|matter| matter.clause_text(clause));
        of_matter
            .or_else(|| Some(self.organisation.as_ref()?.clauses.get(clause)?.as_str()))
            .or_else(|| self.organisation.as_ref()?.composed_clause(clause))
            .or_else(|| self.organisation.as_ref()?.ruled_clause(clause, self.at?))
            .or_else(|| crate::fixed::text(clause))
    }

    /// The persons who hold a seat at an instant, wherever it is.
    pub fn holders(&self, seat: &polity_values::SeatId, now: Timestamp) -> Vec<&PersonId> {
        self.organisation
            .as_ref()
            .map_or_else(Vec::new, |organisation| {
                organisation
                    .tenures
                    .iter()
                    .filter(|tenure| tenure.seat == *seat && tenure.runs_at(now))
                    .map(|tenure| &tenure.person)
                    .collect()
            })
    }
}
