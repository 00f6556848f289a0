//! Applications to join a class of voters: what is filled in goes to the vault, the record gets opaque ids and hashes with a
//! key; applicants are looked for on a register ([`matching`]) and payments found in the bank's file ([`bank`]). The judge
//! decides; here is only what takes more than an act's own words.

pub mod bank;
pub mod form;
pub mod intake;
pub mod matching;

use polity_org::act::Deed;
use polity_org::vetting::{Application, CaseDeed};
use polity_org::{Act, Digest};
use polity_store::{Paper, Store, Viewer};
use polity_values::{MatterId, PersonId, UnitId};
use rand_core::CryptoRng;

use crate::desk::{Hand, submit};
use crate::{OfficeFault, texts};

pub use form::Form;

/// The name of the secret by which the record's hashes of addresses, entries and payments are keyed: without it nobody can
/// try addresses until one fits.
const SECRET: &str = "admission";

/// The key of the record's hashes.
#[derive(Clone)]
pub struct Keyed([u8; 32]);

impl Keyed {
    /// The server's own.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn of(store: &Store, rng: &mut impl CryptoRng) -> Result<Self, OfficeFault> {
        let mut fresh = [0; 32];
        rng.fill_bytes(&mut fresh);
        Ok(Self(store.secret_fetch_or_create(SECRET, fresh).await?))
    }

    /// The hash of a text of a kind. The lengths are hashed with the parts, so that no two pairs give the same bytes.
    pub fn hash(&self, kind: &str, text: &str) -> Digest {
        let lengths = [kind.len() as u64, text.len() as u64].map(u64::to_le_bytes);
        Digest::of_pieces(&[
            b"polity admission 1\n",
            &self.0,
            &lengths[0],
            kind.as_bytes(),
            &lengths[1],
            text.as_bytes(),
        ])
    }
}

/// What came of an application that was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The applicant's opaque id, by which the application is known: also the reference for the payment.
    pub applicant: PersonId,
    /// Whether it is on the record since an earlier try with the same form.
    pub before: bool,
}

/// What is asked for beside the form.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The class to be joined.
    pub class: polity_procedure::model::AdmissionClassId,
    /// The unit, if the form asks for one.
    pub unit: Option<UnitId>,
    /// Whether the applicant says to have a concession.
    pub concession: bool,
    /// The form's own key: a form that is sent twice counts once.
    pub key: String,
}

/// The act and the paper of an application. The same key gives the same act, whenever and however often it is made.
///
/// # Errors
/// A form that is not filled in, every fault at once.
pub fn application(
    matter: &MatterId,
    actor: Option<&PersonId>,
    (form, asked): (&Form, &Asked),
    keyed: &Keyed,
) -> Result<(Act, Paper), OfficeFault> {
    form.check()?;
    let key = keyed.hash("form", &asked.key);
    // The id and the paper follow from the form's key, so that a second try is the same act. The seed is another hash than
    // the one on the record: whoever knew it would know the salt.
    let seed = keyed.hash("seed", &asked.key);
    let mut rng = <rand_chacha::ChaCha20Rng as rand_core::SeedableRng>::from_seed(seed.0);
    let applicant = person(&mut rng)?;
    let paper = texts::paper(texts::DECIDERS, form.to_text(), &mut rng);
    let paper = paper.map_err(|fault| OfficeFault::wrong(fault.to_string()))?;
    let deed = CaseDeed::Receive(Application {
        applicant: applicant.clone(),
        class: asked.class.clone(),
        form: paper.reference(),
        key,
        unit: asked.unit.clone(),
        home: form.home().map(|home| keyed.hash("home", &home)),
        concession: asked.concession,
    });
    let actor = actor.unwrap_or(&applicant).clone();
    Ok((Act::on(matter.clone(), actor, Deed::Case(deed)), paper))
}

/// An opaque id: letters and digits that cannot be mistaken for each other, since applicants copy it onto a payment.
fn person(rng: &mut impl CryptoRng) -> Result<PersonId, OfficeFault> {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567892";
    let mut bits = rng.next_u64();
    let mut id = String::from("j-");
    for _ in 0..12 {
        id.push(char::from(
            LETTERS[usize::try_from(bits & 31).unwrap_or_default()],
        ));
        bits >>= 5;
    }
    PersonId::new(id).map_err(|fault| OfficeFault::wrong(fault.to_string()))
}

/// A clerk puts an application that came on paper on the record, once: a form that comes again gives what came of it the first time.
///
/// # Errors
/// A form that is not filled in, the judge's refusal, or a fault of the store.
pub async fn receive(
    store: &Store,
    hand: &Hand,
    (form, asked): (&Form, &Asked),
    keyed: &Keyed,
) -> Result<Received, OfficeFault> {
    let (act, paper) = application(&hand.matter, Some(&hand.actor), (form, asked), keyed)?;
    take(store, hand, act, paper).await
}

/// The same by the applicant, through a form that anybody can fill in.
///
/// # Errors
/// As [`receive`].
pub async fn apply(
    store: &Store,
    (matter, now): (&MatterId, polity_values::Timestamp),
    filled: (&Form, &Asked),
    keyed: &Keyed,
) -> Result<Received, OfficeFault> {
    let (act, paper) = application(matter, None, filled, keyed)?;
    let hand = Hand {
        matter: matter.clone(),
        actor: act.actor.clone(),
        now,
    };
    take(store, &hand, act, paper).await
}

async fn take(store: &Store, hand: &Hand, act: Act, paper: Paper) -> Result<Received, OfficeFault> {
    let Deed::Case(CaseDeed::Receive(application)) = &act.deed else {
        return Err(OfficeFault::wrong("this is no application"));
    };
    let (applicant, key) = (application.applicant.clone(), application.key);
    let known = || async {
        let world = store.world().await?;
        let found = world.matter(&hand.matter).and_then(|matter| {
            let case = matter.campaign.by_key(&key)?;
            Some(case.applicant.clone())
        });
        Ok::<_, OfficeFault>(found)
    };
    if let Some(applicant) = known().await? {
        let before = true;
        return Ok(Received { applicant, before });
    }
    match submit(store, &act, &[paper], hand.now).await {
        Ok(_) => Ok(Received {
            applicant,
            before: false,
        }),
        // Two tries at the same moment: one of them is on the record.
        Err(OfficeFault::Refused(refused)) => match known().await? {
            Some(applicant) => Ok(Received {
                applicant,
                before: true,
            }),
            None => Err(OfficeFault::Refused(refused)),
        },
        Err(fault) => Err(fault),
    }
}

/// What an applicant filled in last. The look is logged.
///
/// # Errors
/// A fault of the store, or a form that was forgotten.
pub async fn form_of(
    store: &Store,
    case: &polity_org::vetting::Case,
    viewer: &Viewer,
) -> Result<Form, OfficeFault> {
    let last = case.forms.last();
    let last = last.ok_or_else(|| OfficeFault::wrong("there is no form"))?;
    let paper = store.paper_fetch(&last.paper, viewer).await?;
    let paper = paper.ok_or_else(|| OfficeFault::wrong("the form was forgotten"))?;
    Form::of_text(&paper.text)
}
