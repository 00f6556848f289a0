//! Putting the election together before the ballot opens: candidates in the published order, trustees'
//! keys, public credentials, and the terms of the count, all under one fingerprint.

use polity_ballot::archive::{ElectionParts, Setup};
use polity_ballot::wire::{
    self, ClassTerms, Credentials, RollTerms, Terms, TrusteeItem, TrusteeKey, Trustees,
};
use polity_count::Rule;
use polity_org::{ActKind, Matter};
use polity_procedure::model::TieRule;
use polity_store::{Store, Viewer};
use polity_values::{MatterId, PersonId};
use rand_core::CryptoRng;

use crate::OfficeFault;
use crate::desk::matter_of;
use crate::folder::ElectionFolder;

/// The alphabet of election identifiers (base58: no look-alikes).
const BASE58: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// Characters of an identifier: 14 of them hold 82 random bits.
const UUID_LENGTH: usize = 14;

/// A new random identifier of an election.
pub fn new_uuid(rng: &mut impl CryptoRng) -> String {
    let mut text = String::with_capacity(UUID_LENGTH);
    while text.len() < UUID_LENGTH {
        // Draws of 6 bits, those above 57 thrown away: no character is likelier than another.
        let draw = usize::try_from(rng.next_u32() & 63).unwrap_or(63);
        if let Some(&character) = BASE58.get(draw) {
            text.push(char::from(character));
        }
    }
    text
}

/// What the office knows beyond the matter's state.
pub struct Plan<'a> {
    /// The election's identifier.
    pub uuid: &'a str,
    /// The organisation's name.
    pub organisation: &'a str,
    /// Whether the election is a rehearsal, as [`ElectionFolder::is_rehearsal`](crate::folder::ElectionFolder::is_rehearsal)
    /// says: it will stand in the text that every ballot is bound to.
    pub rehearsal: bool,
    /// Names of the candidates in the published order.
    pub candidates: Vec<String>,
    /// Keys of the trustees, in the order in which they were named.
    pub trustees: Vec<TrusteeKey>,
    /// The public credentials.
    pub credentials: Credentials,
    /// Who made the credentials, in words.
    pub credential_authority: Option<String>,
}

/// The counting rule that the procedure of a matter names.
///
/// # Errors
/// When the procedure holds no ballot or names a rule that is not counted here.
pub fn rule_of(matter: &Matter) -> Result<Rule, OfficeFault> {
    let terms = matter.procedure.ballot.as_ref();
    let terms = terms.ok_or_else(|| OfficeFault::wrong("this procedure holds no ballot"))?;
    terms
        .method
        .parse::<Rule>()
        .map_err(|fault| OfficeFault::wrong(fault.to_string()))
}

/// Puts the election together from the matter's state and the plan. Everything that the count needs
/// (rule, version, seats, ties, limits on who may be elected together, roll, number of shuffles) is inside the election, under its fingerprint.
///
/// # Errors
/// Everything that is missing or does not fit, in words.
pub fn assemble(matter: &Matter, plan: Plan<'_>) -> Result<Setup, OfficeFault> {
    let rule = rule_of(matter)?;
    let seats = matter.procedure.seats.as_ref();
    let seats = seats.ok_or_else(|| OfficeFault::wrong("this procedure fills no seats"))?;
    let roll = matter.roll.as_ref();
    let roll = roll.ok_or_else(|| OfficeFault::wrong("the roll is not frozen yet"))?;
    let ties = match matter.procedure.ballot.as_ref().map(|terms| terms.ties) {
        Some(TieRule::LotDrawnByReturningOfficer) => "lot-drawn-by-returning-officer",
        _ => "lot-from-published-seed",
    };
    let shuffles = u32::try_from(plan.trustees.len()).unwrap_or(u32::MAX);
    let roll = RollTerms {
        size: roll.statement.size,
        digest: wire::Digest(roll.statement.digest.0),
    };
    let info = rule.info();
    let terms = Terms::new(info.name, info.version, seats.number, ties, roll, shuffles)
        .within(classes(matter))
        .of_rehearsal(plan.rehearsal);
    let parts = ElectionParts {
        uuid: plan.uuid.to_owned(),
        name: title(matter, plan.rehearsal),
        description: format!("{}: {}", plan.organisation, matter.procedure.title),
        question: format!(
            "Rank the candidates in the order of your preference ({} to be elected).",
            seats.number
        ),
        candidates: plan.candidates,
        terms: Some(terms),
        administrator: Some(plan.organisation.to_owned()),
        credential_authority: plan.credential_authority,
    };
    let trustees = Trustees(plan.trustees.into_iter().map(TrusteeItem::Single).collect());
    Setup::make(parts, trustees, plan.credentials).map_err(OfficeFault::Wrong)
}

/// The limits on who may be elected together, by the candidates' numbers on the paper.
fn classes(matter: &Matter) -> Vec<ClassTerms> {
    let classes = matter.constraints().classes.into_iter();
    classes
        .map(|class| ClassTerms {
            name: class.name,
            min: class.min,
            max: class.max,
            members: class.members,
        })
        .collect()
}

/// The election's title; a rehearsal's says so wherever it is shown.
fn title(matter: &Matter, rehearsal: bool) -> String {
    if rehearsal {
        format!("REHEARSAL: {}", matter.title)
    } else {
        matter.title.clone()
    }
}

/// Puts the election together from what is on the record and in the folder: the candidates who stand in the
/// published order, with their names; the trustees' keys and the credentials as they were handed in; the
/// identifier as it was made. The looks at names are logged for `viewer`.
///
/// # Errors
/// Everything that is missing, in words.
pub async fn put_together(
    store: &Store,
    folder: &ElectionFolder,
    matter: &MatterId,
    viewer: &Viewer,
) -> Result<Setup, OfficeFault> {
    let world = store.world().await?;
    let matter = matter_of(&world, matter)?;
    let organisation = world
        .organisation()
        .ok_or_else(|| OfficeFault::wrong("no organisation is founded here"))?;
    let uuid = folder.uuid_made()?.ok_or_else(|| {
        OfficeFault::wrong("the election has no identifier yet: the credentials are bound to it")
    })?;
    let mut candidates = Vec::new();
    for person in matter.standing() {
        candidates.push(name_of(store, &person, viewer).await?);
    }
    let mut trustees = Vec::new();
    for person in matter.trustees.keys() {
        trustees.push(folder.key(person)?.0);
    }
    let authority = matter
        .done
        .iter()
        .rfind(|done| done.act == ActKind::RecordCredentials)
        .and_then(|done| done.by.first());
    let credential_authority = match authority {
        Some(person) => Some(name_of(store, person, viewer).await?),
        None => None,
    };
    let plan = Plan {
        uuid: &uuid,
        organisation: &organisation.name,
        rehearsal: folder.is_rehearsal(),
        candidates,
        trustees,
        credentials: folder.credentials()?,
        credential_authority,
    };
    assemble(matter, plan)
}

async fn name_of(store: &Store, person: &PersonId, viewer: &Viewer) -> Result<String, OfficeFault> {
    let member = store.member_fetch(person.as_str(), viewer).await?;
    member.map(|member| member.name).ok_or_else(|| {
        OfficeFault::wrong(format!("{person} is not on the list of members any more"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng as _;

    #[test]
    fn identifiers_are_random_base58() {
        let mut rng = ChaCha20Rng::seed_from_u64(3);
        let (one, two) = (new_uuid(&mut rng), new_uuid(&mut rng));
        assert_ne!(one, two);
        assert!(one.len() == 14 && one.bytes().all(|byte| BASE58.contains(&byte)));
    }
}
