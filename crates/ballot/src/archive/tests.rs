use super::*;
use crate::wire::Wire as _;

/// Archives that belenios-tool 3.0 wrote (testdata/belenios/README.md).
const MANDATORY: &[u8] = include_bytes!("../../../../testdata/belenios/peer-mandatory.bel");
const THRESHOLD: &[u8] = include_bytes!("../../../../testdata/belenios/peer-threshold.bel");
const RFC3526: &[u8] = include_bytes!("../../../../testdata/belenios/peer-rfc3526.bel");

/// Writes the steps again, as whoever held the election would have.
fn written(steps: &[Step], timestamp: u64) -> Vec<u8> {
    let mut writer = Writer::begin(Vec::new(), timestamp).unwrap();
    for step in steps {
        match &step.content {
            Content::Setup(setup) => writer.setup(setup).unwrap(),
            Content::Ballot { bytes, tracker } => {
                assert_eq!(writer.ballot(bytes).unwrap(), *tracker);
            }
            Content::EndBallots => writer.end_ballots().unwrap(),
            Content::EncryptedTally { size, tally } => {
                writer.encrypted_tally(tally, size.num_tallied).unwrap();
            }
            Content::Shuffle { owner, shuffle } => writer.shuffle(*owner, shuffle).unwrap(),
            Content::EndShuffles => writer.end_shuffles().unwrap(),
            Content::PartialDecryption { owner, decryption } => {
                writer.partial_decryption(*owner, decryption).unwrap();
            }
            Content::Result(outcome) => writer.result(outcome).unwrap(),
        }
        assert_eq!(writer.head(), Some(step.head));
    }
    writer.finish().unwrap()
}

#[test]
fn an_archive_of_the_peer_is_read_and_written_again_byte_for_byte() {
    for (name, archive, votes) in [("mandatory", MANDATORY, 5), ("threshold", THRESHOLD, 4)] {
        let mut reader = Reader::open(archive).unwrap();
        let mut steps = Vec::new();
        while let Some(step) = reader.next_step().unwrap() {
            steps.push(step);
        }
        assert_eq!(reader.stage(), Stage::Done, "{name}");
        assert_eq!(reader.sound_until(), archive.len() as u64, "{name}");
        let ballots = steps
            .iter()
            .filter(|step| step.content.kind() == EventKind::Ballot);
        assert_eq!(ballots.count(), votes, "{name}");
        assert!(written(&steps, reader.timestamp()) == archive, "{name}");
    }
}

#[test]
fn a_writer_goes_on_where_another_stopped_at_any_step() {
    let steps = read_all(MANDATORY).unwrap();
    let timestamp = Reader::open(MANDATORY).unwrap().timestamp();
    for stop in 0..steps.len() {
        let begun = written(&steps[..stop], timestamp);
        let mut seen = 0;
        let writer = Writer::resume(&begun[..], Vec::new(), |_| seen += 1).unwrap();
        assert_eq!(seen, stop);
        assert_eq!(writer.len(), begun.len() as u64);
        assert_eq!(writer.height(), stop as u64);
        assert_eq!(
            writer.head(),
            stop.checked_sub(1).map(|last| steps[last].head)
        );
    }
    let until_close = steps
        .iter()
        .position(|step| step.content == Content::EndBallots)
        .unwrap();
    let begun = written(&steps[..until_close], timestamp);
    let mut writer = Writer::resume(&begun[..], Vec::new(), |_| ()).unwrap();
    writer.end_ballots().unwrap();
    let whole = [begun, writer.finish().unwrap()].concat();
    assert!(MANDATORY.starts_with(&whole));
}

#[test]
fn a_step_out_of_order_is_refused_and_writes_nothing() {
    let mut writer = Writer::begin(Vec::new(), 1).unwrap();
    let before = writer.len();
    let fault = writer.end_ballots().unwrap_err();
    assert_eq!(
        fault.to_string(),
        "at byte 1024: EndBallots cannot stand here: Setup may come next"
    );
    assert!(writer.ballot(b"{}").is_err());
    assert_eq!(writer.len(), before);
}

#[test]
fn another_group_is_refused_by_name() {
    let fault = read_all(RFC3526).unwrap_err();
    assert_eq!(fault.kind.aspect(), Aspect::Form);
    assert!(
        fault
            .to_string()
            .contains("group RFC-3526-2048 is not supported"),
        "{fault}"
    );
}

#[test]
fn a_cut_anywhere_is_named_and_what_was_whole_before_it_is_known() {
    let steps = read_all(MANDATORY).unwrap();
    let timestamp = Reader::open(MANDATORY).unwrap().timestamp();
    for cut in (1..MANDATORY.len()).step_by(97) {
        let Ok(mut reader) = Reader::open(&MANDATORY[..cut]) else {
            assert!(cut < 1024, "{cut}");
            continue;
        };
        let mut whole = 0;
        let fault = loop {
            match reader.next_step() {
                Ok(Some(_)) => whole += 1,
                Ok(None) => break None,
                Err(fault) => break Some(fault),
            }
        };
        let sound = written(&steps[..whole], timestamp);
        assert_eq!(reader.sound_until(), sound.len() as u64, "{cut}");
        assert_eq!(fault.is_none(), sound.len() == cut, "{cut}");
        assert!(
            reader.next_step().unwrap().is_none(),
            "nothing is read after a fault"
        );
    }
}

#[test]
fn the_election_of_the_peer_carries_our_terms_through() {
    let steps = read_all(MANDATORY).unwrap();
    let Content::Setup(setup) = &steps[0].content else {
        panic!("no setup")
    };
    let terms = setup.election.questions[0].terms().unwrap().unwrap();
    assert_eq!(
        (terms.rule.as_str(), terms.seats, terms.roll.size),
        ("scottish-stv", 1, 5)
    );
    let again = crate::wire::Election::from_json(&setup.election.to_json()).unwrap();
    assert_eq!(again, setup.election);
}
