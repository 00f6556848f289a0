//! Matters that are opened out of the ordinary, by the site's own forms: what has to be stated is asked for, a second
//! officer reads it before it counts, and everybody finds it on the matter's page.

use crate::election::{DEPUTY, MEMBER, OFFICER, PROCEDURE};
use crate::house::{As, Got, House, Sent};

const OPEN: &str = "/organisation/act/open-matter";

/// The fields of an opening, with dates of 2028 that break no rule but for what `other` says.
fn fields<'f>(
    id: &'f str,
    procedure: &'f str,
    other: &[(&'f str, &'f str)],
) -> Vec<(&'f str, &'f str)> {
    let mut fields = vec![
        ("procedure", procedure),
        ("title", "A section out of the ordinary"),
        ("id", id),
        ("date-notice", "2028-06-01 12:00"),
        ("date-joined-by", "2028-06-12 12:00"),
        ("date-arrears-paid-by", "2028-06-26 12:00"),
        ("date-freeze", "2028-07-01 12:00"),
        ("date-nominations-close", "2028-09-11 12:00"),
        ("date-ballot-opens", "2028-10-02 12:00"),
        ("date-ballot-closes", "2028-10-23 12:00"),
    ];
    fields.retain(|(name, _)| other.iter().all(|(known, _)| known != name));
    fields.extend(other);
    fields
}

impl House {
    async fn asks(&self, path: &str, fields: &[(&str, &str)]) -> Got {
        let mut fields = fields.to_vec();
        fields.push(("step", "review"));
        self.post(As::Strong(OFFICER), path, Sent::Form(&fields))
            .await
    }

    /// Proposed by one officer and confirmed by the other, who is shown `read`.
    async fn by_two(&self, act: &str, fields: &[(&str, &str)], read: &[&str]) {
        self.tick();
        let of = self.does_at("/organisation", act, OFFICER, fields).await;
        let path = format!("/organisation/act/confirm?of={of}");
        let shown = self.get(As::Strong(DEPUTY), &path).await;
        for text in read {
            assert!(shown.text.contains(text), "{text}: {}", shown.text);
        }
        self.tick();
        self.does_at("/organisation", "confirm", DEPUTY, &[("of", &of)])
            .await;
    }

    async fn page(&self, path: &str) -> String {
        let got = self.get(As::Link(MEMBER), path).await;
        assert_eq!(got.status.as_u16(), 200, "{path}: {}", got.text);
        got.text
    }
}

#[tokio::test]
async fn f5_f18_short_times_and_lost_votes_are_stated_and_shown() {
    let house = House::founded(&|name: &str| name.to_owned()).await;
    let broken = [
        ("date-joined-by", "2028-05-20 12:00"),
        ("date-ballot-closes", "2028-10-09 12:00"),
    ];
    let mut form = fields("short", "executive-section-stv", &broken);
    // The short time is refused, and the form asks for its ground and for nothing else.
    let refused = house.asks(OPEN, &form).await;
    assert_eq!(refused.status.as_u16(), 422, "{}", refused.text);
    assert!(
        refused.text.contains("name=\"override-4\""),
        "{}",
        refused.text
    );
    assert!(
        !refused.text.contains("name=\"override-3\""),
        "{}",
        refused.text
    );
    assert!(!refused.text.contains("name=\"emergency\""));
    form.push(("override-4", "The hall burnt down: <minute 7>."));
    // Then it asks why members lose the vote by a date that they could not know.
    let refused = house.asks(OPEN, &form).await;
    assert_eq!(refused.status.as_u16(), 422, "{}", refused.text);
    assert!(refused.text.contains("name=\"lost\""), "{}", refused.text);
    form.push(("lost", "The rules say so."));
    let review = house.asks(OPEN, &form).await;
    assert_eq!(review.status.as_u16(), 200, "{}", review.text);
    let read = [
        "The hall burnt down: &#60;minute 7&#62;.",
        "The rules say so.",
    ];
    house.by_two("open-matter", &form, &read).await;
    let page = house.page("/matters/short").await;
    for text in read {
        assert!(page.contains(text), "{text}: {page}");
    }
    // A matter in the ordinary says nothing of the kind.
    let page = house.page("/matters/executive-2027").await;
    assert!(!page.contains("Out of the ordinary"));
}

#[tokio::test]
async fn an_emergency_is_stated_and_reported_before_the_next() {
    let house = House::founded(&|name: &str| name.to_owned()).await;
    let name = "executive-section-emergency";
    let variant = PROCEDURE
        .replace("procedure = \"executive-section-stv\"", &format!("procedure = \"{name}\""))
        .replace(
            "\n[seats]\n",
            "\n[emergency]\nof = \"executive-section-stv\"\ntrigger = \"Half of the seats are vacant.\"\nexpires = \"300 days\"\nrule = \"3.1\"\n\n[seats]\n",
        );
    house.adopt(&variant).await;
    let mut form = fields("urgent", name, &[]);
    let asked = house.asks(OPEN, &form).await;
    assert_eq!(asked.status.as_u16(), 422, "{}", asked.text);
    assert!(
        asked.text.contains("Half of the seats are vacant."),
        "{}",
        asked.text
    );
    form.push(("emergency", "Five members of nine have resigned."));
    house
        .by_two(
            "open-matter",
            &form,
            &["Five members of nine have resigned."],
        )
        .await;
    let page = house.page("/matters/urgent").await;
    assert!(page.contains("Five members of nine have resigned."));
    let report = "/organisation/act/report-emergency?matter=urgent";
    // Nobody does anything: it expires, and is reported on.
    house.clock("2029-07-01T12:00:00Z").await;
    let matter = house.get(As::Strong(OFFICER), "/matters/urgent").await;
    assert!(matter.text.contains(report), "{}", matter.text);
    let other = house.page("/matters/urgent").await;
    assert!(!other.contains(report), "only who may is asked");
    let told = [
        ("matter", "urgent"),
        ("report", "Nobody could be found in time."),
    ];
    house.tick();
    house
        .does_at("/organisation", "report-emergency", OFFICER, &told)
        .await;
    let page = house.page("/matters/urgent").await;
    assert!(page.contains("Nobody could be found in time."));
    assert!(
        !house
            .get(As::Strong(OFFICER), "/matters/urgent")
            .await
            .text
            .contains(report)
    );
}

#[tokio::test]
async fn a_rulebook_is_adopted_by_two_and_shows_what_changed() {
    const RULEBOOK: &str = include_str!("../../../../rules/rulebook/meadowlark.toml");
    let house = House::founded(&|name: &str| name.to_owned()).await;
    assert_eq!(
        house.get(As::Visitor, "/rules/meadowlark").await.status,
        404
    );
    let none = house.page("/rules").await;
    assert!(none.contains("No rulebook has been adopted yet."), "{none}");
    let path = "/organisation/act/change-rules";
    let broken = RULEBOOK.replace("from = \"2022-10-01\"", "from = \"2022-13-01\"");
    let refused = house.asks(path, &[("source", &broken)]).await;
    assert_eq!(refused.status.as_u16(), 422, "{}", refused.text);
    house
        .by_two("change-rules", &[("source", RULEBOOK)], &["society.4"])
        .await;
    let again = house.asks(path, &[("source", RULEBOOK)]).await;
    assert!(
        again.text.contains("It changes no clause"),
        "{}",
        again.text
    );
    // The next edition names only what it changes, and whoever confirms it reads the words.
    let next = RULEBOOK.replacen(
        "\n[[clause]]\nid = \"society.2\"",
        "\n[[clause.version]]\nfrom = \"2029-01-01\"\nby = \"Conference\"\ntext = \"The returning officer keeps no list of members.\"\n\n[[clause]]\nid = \"society.2\"",
        1,
    );
    let read =
        ["society.1 (Changed): The returning officer keeps [\u{2212} the] [+ no] list of members."];
    house
        .by_two("change-rules", &[("source", &next)], &read)
        .await;
    let page = house
        .page("/rules/meadowlark?on=2026-06-01&since=2020-01-01")
        .await;
    assert!(page.contains("9 clauses changed"), "{page}");
    assert!(page.contains("together, until a stated day."), "{page}");
    assert!(
        !page.contains("keeps no list"),
        "what is to come is not in force"
    );
    let later = house.page("/rules/meadowlark?on=2029-01-01").await;
    assert!(later.contains("keeps no list"), "{later}");
    let xml = house
        .page("/rules/meadowlark/akoma-ntoso.xml?on=2029-01-01")
        .await;
    assert!(
        xml.starts_with("<?xml") && xml.contains("keeps no list"),
        "{xml}"
    );
    assert_eq!(house.page("/rules/meadowlark/file.toml").await, next);
}
