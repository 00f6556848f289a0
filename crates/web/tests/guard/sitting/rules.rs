//! A body changes the rules in its sitting: whoever votes reads the words that go and come first, and a carried vote is
//! the edition in force. The body's report counts it all and names nobody.

use super::{ANN, BOB, CHAIR, HOME, composed};
use crate::house::{As, House, Sent};

const FIRST: &str = r#"rulebook = "walks"
title = "Rules of the walks"
body = "executive"
source = "Written for this test."

[[clause]]
id = "walk"
heading = "Walks"

[[clause]]
id = "walk.1"

[[clause.version]]
from = "2026-06-11"
by = "The executive, 10 June 2026"
text = "A walk has one leader."
"#;

const NEXT: &str = r#"
[[clause.version]]
from = "2027-01-01"
by = "The executive, 10 June 2026"
text = "A walk has two leaders."
"#;

/// What everybody sees.
async fn seen(house: &House, path: &str) -> String {
    house.get(As::Visitor, path).await.text
}

/// A question that changes rules is put; gives what the chair is told to read first.
async fn put(house: &House, title: &str, source: &str) -> String {
    let ann = house.who(ANN);
    let mut fields = vec![
        ("effect", "change-rules"),
        ("shown", "change-rules"),
        ("title", title),
        ("item-1", "yes"),
        ("mover", ann.as_str()),
        ("source", source),
        ("step", "review"),
    ];
    house.tick();
    let path = format!("{HOME}/act/put");
    let got = house
        .post(As::Strong(CHAIR), &path, Sent::Form(&fields))
        .await;
    fields.pop();
    if got.status.is_success() {
        house.meets("put", CHAIR, &fields).await;
    }
    got.text
}

/// The roll is called on a question, and its fall is declared.
async fn called(house: &House, question: &str, ways: [&str; 4]) {
    let open = [
        ("question", question),
        ("method", "roll-call"),
        ("shown", "roll-call"),
    ];
    house.presses("open-vote", &open).await;
    let (_, ballot) = house.looks(As::Strong(BOB), "/act/vote").await;
    assert!(
        ballot.contains("walk.1"),
        "who votes reads the words: {ballot}"
    );
    for (member, choice) in [CHAIR, ANN, BOB, 5].into_iter().zip(ways) {
        let id = house.who(member);
        let fields = [("person", id.as_str()), ("choice", choice)];
        house.presses("vote", &fields).await;
    }
    house.presses("decide", &[]).await;
}

#[tokio::test]
async fn rules_are_changed_by_a_roll_call_that_reads_the_words_first() {
    let house = composed().await;
    house.called().await;
    house.opened_meeting().await;
    let broken = FIRST.replace("2026-06-11", "2026-13-11");
    let refused = put(&house, "The first rules", &broken).await;
    assert!(refused.contains("id=\"source-error\""), "{refused}");

    let read = put(&house, "The first rules", FIRST).await;
    assert!(
        read.contains("</span>A walk has one leader.</ins>"),
        "{read}"
    );
    let (_, desk) = house.looks(As::Strong(CHAIR), "/desk").await;
    assert!(
        desk.contains("</span>A walk has one leader.</ins>"),
        "{desk}"
    );
    assert!(
        !desk.contains("By show of hands"),
        "rules need a record of who voted how"
    );
    called(&house, "1", ["for", "for", "against", "for"]).await;
    let book = seen(&house, "/rules/walks?on=2026-06-11").await;
    assert!(book.contains("A walk has one leader."), "{book}");

    // What goes and what comes stands on the public page before the vote, and nothing changes where it is lost.
    let next = format!("{FIRST}{NEXT}");
    let read = put(&house, "Two leaders", &next).await;
    assert!(
        read.contains("</span>one leader.</del>") && read.contains("</span>two leaders.</ins>"),
        "{read}"
    );
    let (_, page) = house.looks(As::Visitor, "").await;
    for part in [
        "</span>one leader.</del>",
        "</span>two leaders.</ins>",
        "1 January 2027",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    called(&house, "2", ["for", "against", "against", "against"]).await;
    let later = "/rules/walks?on=2027-01-01";
    assert!(seen(&house, later).await.contains("one leader."));

    put(&house, "Two leaders, again", &next).await;
    called(&house, "3", ["for", "for", "for", "abstain"]).await;
    assert!(seen(&house, later).await.contains("two leaders."));
    assert_eq!(seen(&house, "/rules/walks/file.toml").await, next);
    // The words of a decided question are still those of its own day.
    let (_, page) = house.looks(As::Visitor, "").await;
    assert_eq!(
        page.matches("</span>two leaders.</ins>").count(),
        2,
        "{page}"
    );
    report(&house).await;
}

/// The report of the body: attendance and votes in full, groups only where they are not few.
async fn report(house: &House) {
    let path = "/organisation/executive/report";
    assert!(seen(house, "/organisation/executive").await.contains(path));
    let page = seen(house, path).await;
    for part in [
        "took 4 of 6 chances",
        "<td>4 of 6</td>",
        "<td>2 of 3</td>",
        "<td>12 of 12</td>",
        "<td>0 of 0</td>",
        ">women</th>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(page.matches("not published</span>").count(), 2, "{page}");
    assert!(!page.contains(&super::name(ANN)), "it names nobody: {page}");
    let none = house.get(As::Visitor, "/organisation/staff/report").await;
    assert_eq!(none.status.as_u16(), 404);
}
