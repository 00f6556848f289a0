//! The officer's desk: acts on the record that need more than their own words, such as a roll to be
//! frozen, an election to be put together, an archive to be written. Each does its work, then puts the
//! act on the record; what the judge refuses leaves nothing behind.

use polity_ballot::archive::Setup;
use polity_ballot::group::Encoded;
use polity_ballot::trustee::{KeyTest, check_key};
use polity_ballot::wire::{self, Credentials, PartialDecryption, Shuffle, TrusteeKey, Wire as _};
use polity_count::{TieBreak, Transcript};
use polity_org::act::{BallotOpening, CountResult, Deed, Key, Lot};
use polity_org::{Act, Digest, Matter, Verdict};
use polity_store::{Done, Monitored, Paper, Revote, Store};
use polity_values::{MatterId, PersonId, RollId, Timestamp};
use rand_chacha::ChaCha20Rng;
use rand_core::{CryptoRng, SeedableRng as _};

use crate::folder::ElectionFolder;
use crate::{OfficeFault, digest, trustee::KeyQuestionFile};

/// Who acts, on which matter, when.
#[derive(Debug, Clone)]
pub struct Hand {
    /// The matter.
    pub matter: MatterId,
    /// The person.
    pub actor: PersonId,
    /// The instant.
    pub now: Timestamp,
}

impl Hand {
    fn act(&self, deed: Deed) -> Act {
        Act::on(self.matter.clone(), self.actor.clone(), deed)
    }

    /// The same work by another person.
    #[must_use]
    pub fn of(&self, actor: &PersonId) -> Self {
        Self {
            actor: actor.clone(),
            ..self.clone()
        }
    }
}

/// Puts an act on the record.
///
/// # Errors
/// The judge's refusal, or a fault of the store.
pub async fn submit(
    store: &Store,
    act: &Act,
    papers: &[Paper],
    now: Timestamp,
) -> Result<Done, OfficeFault> {
    let done = store.act_submit(act, papers, now).await?;
    // What the act brought to its end is put on the record at once, not when somebody acts next.
    store.tick(now).await?;
    Ok(done)
}

/// Puts an application on the record, and adds its answers to monitoring questions to their totals.
///
/// # Errors
/// As [`submit`].
pub async fn apply(
    store: &Store,
    act: &Act,
    papers: &[Paper],
    answers: &[Monitored],
    now: Timestamp,
) -> Result<Done, OfficeFault> {
    let done = store.application_submit(act, papers, answers, now).await?;
    store.tick(now).await?;
    Ok(done)
}

/// Asks the judge about an act before work is done for it; writes nothing.
///
/// # Errors
/// The judge's refusal, or a fault of the store.
pub async fn ask(store: &Store, act: &Act, now: Timestamp) -> Result<(), OfficeFault> {
    let world = store.world().await?;
    let facts = store.facts_fetch(&world, &act.needs(&world)).await?;
    match polity_org::judge(&world, &facts, act, now) {
        Verdict::Allowed(_) => Ok(()),
        Verdict::Refused(refused) => Err(OfficeFault::Refused(Box::new(refused))),
    }
}

/// Puts an act on the record that takes two persons: the actor proposes, `second` confirms.
///
/// # Errors
/// As [`submit`]; when the confirmation is refused the proposal stands and waits.
pub async fn submit_by_two(
    store: &Store,
    act: &Act,
    papers: &[Paper],
    second: &PersonId,
    now: Timestamp,
) -> Result<Done, OfficeFault> {
    let proposed = submit(store, act, papers, now).await?;
    confirm(store, &proposed, act.matter.as_ref(), second, now).await
}

/// A second person confirms what was just proposed.
///
/// # Errors
/// As [`submit`]; a refused confirmation leaves the proposal waiting.
pub async fn confirm(
    store: &Store,
    proposed: &Done,
    matter: Option<&MatterId>,
    second: &PersonId,
    now: Timestamp,
) -> Result<Done, OfficeFault> {
    let of = proposed.entries.last().map_or(0, |entry| entry.seq);
    let confirm = Act {
        actor: second.clone(),
        role: None,
        for_unit: None,
        matter: matter.cloned(),
        deed: Deed::Confirm { of },
    };
    submit(store, &confirm, &[], now).await
}

/// Freezes the roll of a matter by its procedure's rule, and puts digest and totals on the record.
/// `progress(done, of)` counts members.
///
/// # Errors
/// The judge's refusal (the roll that was worked out is removed again), or a fault of the store.
pub async fn freeze_roll(
    store: &Store,
    hand: &Hand,
    rng: &mut (impl CryptoRng + Send),
    progress: impl FnMut(u64, u64) + Send,
) -> Result<Done, OfficeFault> {
    let world = store.world().await?;
    let matter = matter_of(&world, &hand.matter)?;
    let rule = matter.roll_rule();
    let rule = rule.ok_or_else(|| OfficeFault::wrong("this procedure has no roll"))?;
    let import = world
        .imports()
        .last()
        .map(|import| import.digest)
        .ok_or_else(|| {
            OfficeFault::wrong("no list of members is on the record: import one first")
        })?;
    let roll = RollId::new(format!("{}-roll", hand.matter))
        .map_err(|fault| OfficeFault::wrong(fault.to_string()))?;
    let statement = store
        .roll_freeze(&roll, &rule, import, rng, progress)
        .await?;
    let done = submit(store, &hand.act(Deed::FreezeRoll(statement)), &[], hand.now).await;
    if matches!(done, Err(OfficeFault::Refused(_))) {
        store.roll_discard(&roll).await?;
    }
    done
}

/// The references of everybody on a matter's frozen roll, in the roll's order: what the credential
/// authority makes codes for.
///
/// # Errors
/// When the roll is not frozen, or a fault of the store.
pub async fn voters(store: &Store, matter: &MatterId) -> Result<Vec<PersonId>, OfficeFault> {
    let world = store.world().await?;
    let roll = matter_of(&world, matter)?.roll.as_ref();
    let roll = roll.ok_or_else(|| OfficeFault::wrong("the roll is not frozen yet"))?;
    let mut voters = Vec::new();
    loop {
        let page = store.roll_page(&roll.statement.roll, voters.last()).await?;
        if page.is_empty() {
            return Ok(voters);
        }
        voters.extend(page.into_iter().map(|entry| entry.person));
    }
}

/// A trustee hands in the public key: checked, kept, and on the record.
///
/// # Errors
/// A key without a valid proof, or the judge's refusal.
pub async fn record_key(
    store: &Store,
    folder: &ElectionFolder,
    hand: &Hand,
    key: &TrusteeKey,
) -> Result<Done, OfficeFault> {
    check_key(key).map_err(|fault| OfficeFault::wrong(fault.to_string()))?;
    let bytes = serde_json::to_vec(key).map_err(|fault| OfficeFault::wrong(fault.to_string()))?;
    let act = hand.act(Deed::RecordKey(Key {
        public_key: key_digest(&key.public_key),
        item: digest(wire::Digest::of(&bytes)),
    }));
    // Asked first: a key that is refused must not stand where the one on the record stands.
    ask(store, &act, hand.now).await?;
    folder.keep_key(&hand.actor, key)?;
    submit(store, &act, &[], hand.now).await
}

/// The test of a trustee's key: the question to send. Asked again it is the same, since the answer may come
/// days later and after a restart; another key is asked another question. What it was made from is kept
/// where only the office can read it.
///
/// # Errors
/// When the key was not handed in.
pub fn key_question(
    folder: &ElectionFolder,
    trustee: &PersonId,
    rng: &mut impl CryptoRng,
) -> Result<KeyQuestionFile, OfficeFault> {
    let (key, _) = folder.key(trustee)?;
    if kept_test(folder, trustee, &key)?.is_none() {
        let mut seed = [0; 32];
        rng.fill_bytes(&mut seed);
        let kept = KeptTest {
            key: key.public_key.to_string(),
            seed,
        };
        let bytes =
            serde_json::to_vec(&kept).map_err(|fault| OfficeFault::wrong(fault.to_string()))?;
        folder.keep_private(&test_file(trustee), &bytes)?;
    }
    Ok(KeyQuestionFile::from(asked_test(folder, trustee)?.question))
}

/// What a test of a key was made from. Whoever reads it could answer for the trustee.
#[derive(serde::Serialize, serde::Deserialize)]
struct KeptTest {
    key: String,
    seed: [u8; 32],
}

fn test_file(trustee: &PersonId) -> String {
    format!("key-test-{trustee}.json")
}

fn kept_test(
    folder: &ElectionFolder,
    trustee: &PersonId,
    key: &TrusteeKey,
) -> Result<Option<KeptTest>, OfficeFault> {
    let Some(bytes) = folder.private(&test_file(trustee))? else {
        return Ok(None);
    };
    let kept: Option<KeptTest> = serde_json::from_slice(&bytes).ok();
    // A key that was handed in anew is tested anew.
    Ok(kept.filter(|kept| kept.key == key.public_key.to_string()))
}

/// The test that a trustee was asked.
fn asked_test(folder: &ElectionFolder, trustee: &PersonId) -> Result<KeyTest, OfficeFault> {
    let (key, _) = folder.key(trustee)?;
    let kept = kept_test(folder, trustee, &key)?.ok_or_else(|| {
        OfficeFault::wrong(
            "this key was not sent a test yet, or a key was handed in anew since: ask for the test first",
        )
    })?;
    let mut rng = ChaCha20Rng::from_seed(kept.seed);
    KeyTest::new(&key.public_key, &mut rng)
        .map_err(|fault| OfficeFault::wrong(format!("the key of {trustee}: {fault}")))
}

/// A trustee's answer to the test: checked, then on the record as the proof that the key works.
///
/// # Errors
/// An answer that does not decrypt the test, or the judge's refusal.
pub async fn record_proof(
    store: &Store,
    folder: &ElectionFolder,
    hand: &Hand,
    answer: &PartialDecryption,
) -> Result<Done, OfficeFault> {
    let test = asked_test(folder, &hand.actor)?;
    test.check(answer)
        .map_err(|fault| OfficeFault::wrong(fault.to_string()))?;
    let proof = digest(wire::Digest::of(&answer.to_json()));
    submit(store, &hand.act(Deed::ProveKey { proof }), &[], hand.now).await
}

/// The credential authority hands in the public credentials.
///
/// # Errors
/// The judge's refusal: for one, when they are not as many as the roll has entries.
pub async fn record_credentials(
    store: &Store,
    folder: &ElectionFolder,
    hand: &Hand,
    credentials: &Credentials,
) -> Result<Done, OfficeFault> {
    let act = hand.act(Deed::RecordCredentials {
        count: credentials.len() as u64,
        digest: digest(wire::Digest::of(&credentials.to_json())),
    });
    ask(store, &act, hand.now).await?;
    folder.keep_credentials(credentials)?;
    submit(store, &act, &[], hand.now).await
}

/// Proposes to open the ballot: keeps the election as it was put together, makes the box, and puts the
/// proposal on the record, for a second person to [`confirm`]. The box is made first, so that no voter
/// finds an open ballot without one. `booth` is the digest of the list of the voting booth's files, where
/// one is served.
///
/// # Errors
/// The judge's refusal, or a fault of the store.
pub async fn open_ballot(
    store: &Store,
    folder: &ElectionFolder,
    hand: &Hand,
    setup: &Setup,
    booth: Option<Digest>,
) -> Result<Done, OfficeFault> {
    let world = store.world().await?;
    let terms = matter_of(&world, &hand.matter)?.procedure.ballot.as_ref();
    let revote = match terms.map(|terms| terms.revote) {
        Some(polity_procedure::model::Revote::LastCounts) => Revote::LastCounts,
        _ => Revote::Final,
    };
    let act = hand.act(Deed::OpenBallot(BallotOpening {
        uuid: setup.election.uuid.clone(),
        election: digest(wire::Digest::of(&setup.election.to_json())),
        booth,
    }));
    ask(store, &act, hand.now).await?;
    folder.keep_setup(setup)?;
    store.box_create(hand.matter.as_str(), revote).await?;
    submit(store, &act, &[], hand.now).await
}

/// Proposes to close the ballot: seals the box, writes it out as the archive, and puts its head on the
/// record, for a second person to [`confirm`]. `progress` is told of ballots written.
///
/// # Errors
/// The judge's refusal, a ballot that the protocol refuses, or a fault of the store or the file.
pub async fn close_ballot(
    store: &Store,
    folder: &ElectionFolder,
    hand: &Hand,
    progress: impl FnMut(u64),
) -> Result<Done, OfficeFault> {
    let world = store.world().await?;
    let matter = matter_of(&world, &hand.matter)?;
    let (closes, grace) = matter
        .ballot_close()
        .ok_or_else(|| OfficeFault::wrong("this procedure holds no ballot"))?;
    if hand.now < grace {
        return Err(OfficeFault::wrong(format!(
            "the ballot runs until {closes}, and ballots begun by then are taken until {grace}"
        )));
    }
    let opening = matter
        .ballot_box
        .as_ref()
        .map(|found| found.opening.clone());
    let opening = opening.ok_or_else(|| OfficeFault::wrong("the ballot was never opened"))?;
    not_closed_yet(matter)?;
    let setup = folder.setup(opening.election)?;
    let box_name = hand.matter.as_str();
    store.box_seal(box_name).await?;
    let timestamp = u64::try_from(hand.now.as_second()).unwrap_or(0);
    let head = folder
        .archive()
        .write_out(store, box_name, setup, timestamp, progress)
        .await?;
    submit(store, &hand.act(Deed::CloseBallot(head)), &[], hand.now).await
}

/// The archive is written once: what stands on the record, or waits for its second person, is bound to it.
fn not_closed_yet(matter: &Matter) -> Result<(), OfficeFault> {
    let closed = matter.ballot_box.as_ref().map(|found| &found.state);
    if let Some(polity_org::matter::BoxState::Closed { at, .. }) = closed {
        return Err(OfficeFault::wrong(format!(
            "the ballot was closed already, at {at}"
        )));
    }
    let mut proposals = matter.proposals.iter();
    let waiting = proposals.find(|(_, one)| matches!(one.act.deed, Deed::CloseBallot(_)));
    match waiting {
        None => Ok(()),
        Some((entry, _)) => Err(OfficeFault::wrong(format!(
            "the close is proposed already, in entry {entry}: confirm that, or have it declined first"
        ))),
    }
}

/// Takes a trustee's shuffle into the archive and onto the record.
///
/// # Errors
/// A shuffle that does not hold, or the judge's refusal.
pub async fn record_shuffle(
    store: &Store,
    folder: &ElectionFolder,
    hand: &Hand,
    shuffle: Shuffle,
) -> Result<Done, OfficeFault> {
    let owner = owner_of(store, folder, hand).await?;
    let of = digest(wire::Digest::of(&shuffle.to_json()));
    let act = hand.act(Deed::RecordShuffle { digest: of });
    ask(store, &act, hand.now).await?;
    folder.archive().shuffle(owner, shuffle)?;
    submit(store, &act, &[], hand.now).await
}

/// Takes a trustee's decryption into the archive and onto the record.
///
/// # Errors
/// A decryption that does not hold, or the judge's refusal.
pub async fn record_decryption(
    store: &Store,
    folder: &ElectionFolder,
    hand: &Hand,
    part: &PartialDecryption,
) -> Result<Done, OfficeFault> {
    let owner = owner_of(store, folder, hand).await?;
    let of = digest(wire::Digest::of(&part.to_json()));
    let act = hand.act(Deed::RecordDecryption { digest: of });
    ask(store, &act, hand.now).await?;
    folder.archive().decryption(owner, part)?;
    submit(store, &act, &[], hand.now).await
}

/// Proposes the count for the record: the lots that it drew first, then who is elected and the digest of
/// the published transcript (`json`), each for a second person to confirm. Gives the proposals in order.
///
/// # Errors
/// A candidate of the count whom the matter does not know, or the judge's refusal.
pub async fn record_count(
    store: &Store,
    hand: &Hand,
    transcript: &Transcript,
    json: &[u8],
) -> Result<Vec<Done>, OfficeFault> {
    let world = store.world().await?;
    let matter = matter_of(&world, &hand.matter)?;
    let order = matter.standing();
    let persons = |numbers: &[u8]| -> Result<Vec<PersonId>, OfficeFault> {
        let person = |number: &u8| order.get(usize::from(*number).wrapping_sub(1)).cloned();
        let persons: Option<Vec<_>> = numbers.iter().map(person).collect();
        persons.ok_or_else(|| {
            OfficeFault::wrong("the count names a candidate whom the matter does not know")
        })
    };
    let mut proposals = Vec::new();
    for tie in transcript.stages.iter().flat_map(|stage| &stage.ties) {
        let TieBreak::Lot(lot) = &tie.by else {
            continue;
        };
        let question = format!("lot {} of the count, by {}", lot.number, tie.clause);
        let lot = Lot {
            order: persons(&lot.order)?,
            question,
        };
        // A count that was broken off, or is made again, draws the same lots: they stand already.
        if stands(matter, &lot) {
            continue;
        }
        let act = hand.act(Deed::DrawLot(lot));
        proposals.push(submit(store, &act, &[], hand.now).await?);
    }
    let elected = persons(&transcript.elected)?;
    let deed = Deed::RecordCount(CountResult {
        transcript: Digest::of(json),
        elected,
    });
    proposals.push(submit(store, &hand.act(deed), &[], hand.now).await?);
    Ok(proposals)
}

/// Whether a lot is on the record or waits for its second person.
fn stands(matter: &Matter, lot: &Lot) -> bool {
    let waits = |proposal: &polity_org::matter::Proposal| matches!(&proposal.act.deed, Deed::DrawLot(one) if one == lot);
    matter.lots.contains(lot) || matter.proposals.values().any(waits)
}

/// The trustee's number in the election, from 1, by the key on the record.
async fn owner_of(store: &Store, folder: &ElectionFolder, hand: &Hand) -> Result<u32, OfficeFault> {
    let world = store.world().await?;
    let matter = matter_of(&world, &hand.matter)?;
    let key = matter
        .trustees
        .get(&hand.actor)
        .and_then(|trustee| trustee.key.as_ref());
    let opening = matter.ballot_box.as_ref().map(|found| &found.opening);
    let (Some(key), Some(opening)) = (key, opening) else {
        return Err(OfficeFault::wrong(
            "only a trustee whose key is in the election can do this",
        ));
    };
    let setup = folder.setup(opening.election)?;
    let place = setup
        .trustees
        .keys()
        .position(|found| key_digest(&found.public_key) == key.public_key)
        .and_then(|place| u32::try_from(place + 1).ok());
    place.ok_or_else(|| OfficeFault::wrong("the election does not name this trustee's key"))
}

/// The key's 32 bytes, as the record writes them.
fn key_digest(key: &Encoded) -> Digest {
    Digest(*key.as_bytes())
}

/// The matter of this id.
///
/// # Errors
/// When there is none.
pub fn matter_of<'w>(
    world: &'w polity_org::World,
    id: &MatterId,
) -> Result<&'w Matter, OfficeFault> {
    world
        .matter(id)
        .ok_or_else(|| OfficeFault::wrong(format!("there is no matter {id}")))
}
