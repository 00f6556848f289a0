//! The public formats, locked: the JSON of a transcript and of a lot's question, and the count in
//! plain words. A change here is a change for everybody who reads them.

use polity_count::{Contest, Lots, Outcome, Rule, Transcript, blt, count, narrative};

const BLT: &str = "4 2\n14 1 2 3 0\n8 2 3 0\n7 3 4 2 0\n6 4 0\n3 4 3 0\n2 0\n0\n\
    \"Ada\"\n\"Ben\"\n\"Cleo\"\n\"Dora\"\n\"Branch committee\"\n";

fn contest() -> Contest {
    blt::parse(BLT.as_bytes()).expect("no faults")
}

fn transcript(rule: Rule) -> Transcript {
    let mut contest = contest();
    if rule.fills_one_seat() {
        contest.seats = 1;
    }
    match count(&contest, rule, &Lots::Seed("spring".into())) {
        Ok(Outcome::Complete(transcript)) => *transcript,
        other => panic!("{other:?}"),
    }
}

#[test]
fn transcripts_as_json() {
    for rule in Rule::ALL {
        insta::assert_json_snapshot!(format!("{rule}"), transcript(rule));
    }
}

#[test]
fn transcripts_in_plain_words() {
    for rule in Rule::ALL {
        insta::assert_snapshot!(format!("{rule}-words"), narrative(&transcript(rule)));
    }
}

#[test]
fn json_reads_back_as_the_same_transcript() {
    for rule in Rule::ALL {
        let json = serde_json::to_string(&transcript(rule)).unwrap();
        assert_eq!(
            serde_json::from_str::<Transcript>(&json).unwrap(),
            transcript(rule)
        );
    }
}

#[test]
fn a_question_as_json() {
    let contest =
        blt::parse(b"3 1\n4 1 0\n2 2 0\n2 3 0\n0\n\"Ada\"\n\"Ben\"\n\"Cleo\"\n\"\"\n").unwrap();
    let Outcome::LotNeeded(question) = count(&contest, Rule::ScottishStv, &Lots::Ask).unwrap()
    else {
        panic!("a lot is needed")
    };
    insta::assert_json_snapshot!("question", question);
}
