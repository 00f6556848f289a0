//! What applicants tell of themselves beside their applications: counted once, shown to nobody who decides, published as
//! totals after the declaration without any that is small.

use super::{PANEL, POST, WITHDRAWN};
use crate::house::{As, House, Sent};

/// Of those who apply and withdraw, so many say that they are women; the others say that they are men.
const WOMEN: usize = 7;

impl House {
    /// Many apply, answer, and withdraw.
    pub(super) async fn monitored(&self) {
        // What is no answer is told, and neither applied nor counted.
        let wrong = [
            ("application", "I am nobody."),
            ("monitoring-ethnicity", "'; DROP TABLE monitoring"),
            ("step", "do"),
        ];
        let path = format!("{POST}/act/apply");
        let first = As::Strong(WITHDRAWN.start);
        let refused = self.post(first, &path, Sent::Form(&wrong)).await;
        assert_eq!(refused.status.as_u16(), 422, "{}", refused.text);
        for (number, place) in WITHDRAWN.enumerate() {
            let gender = if number < WOMEN { "woman" } else { "man" };
            let text = format!("I am applicant {place}.");
            let fields = [
                ("application", text.as_str()),
                ("monitoring-gender", gender),
                ("monitoring-age", "not-said"),
                ("nonce", text.as_str()),
                ("step", "do"),
            ];
            self.tick();
            // Pressed twice, it is one application and one answer.
            for _ in 0..2 {
                let fields = Sent::Form(&fields);
                self.post(As::Strong(place), &path, fields).await.done();
            }
            self.acts("withdraw", place, &[]).await;
        }
        let id = "general-secretary".parse().expect("an id");
        let totals = self.site.store().monitoring_totals(&id).await;
        let totals = totals.expect("there");
        let of = |answer: &str| {
            let mut all = totals.iter();
            all.find(|one| one.answer == answer).map(|one| one.persons)
        };
        assert_eq!(of("woman"), Some(7), "{totals:?}");
        assert_eq!(of("man"), Some(5), "{totals:?}");
        assert_eq!(of("white"), Some(0), "each answer has its row: {totals:?}");
        assert_eq!(totals.iter().map(|one| one.persons).sum::<u64>(), 12);
    }

    /// Neither the panel nor the report has an answer before the declaration.
    pub(super) async fn no_monitoring_yet(&self) {
        for who in [As::Strong(PANEL[0]), As::Visitor] {
            for below in ["/report", "/progress", "/applications"] {
                let got = self.get(who, &format!("{POST}{below}")).await;
                assert!(!got.text.contains("Who applied, as far as"), "{below}");
                assert!(!got.text.contains("Woman"), "{below}");
            }
        }
    }

    /// Seven women are told; five men are not, since with nobody of another gender they would tell of the three who
    /// said nothing.
    pub(super) async fn monitoring_told(&self, report: &str) {
        let row = |answer: &str| {
            let (_, rest) = report.split_once(&format!("<th scope=\"row\">{answer}</th>"))?;
            let (_, cell) = rest.split_once("<td class=\"p-number\">")?;
            cell.split_once("</td>").map(|(cell, _)| cell.to_owned())
        };
        assert_eq!(row("Woman").as_deref(), Some("7"), "{report}");
        let men = row("Man").expect("a row");
        assert!(men.contains("not published") && !men.contains('5'), "{men}");
        // Of their age nobody said anything: everybody is in one row, and that is not told.
        assert!(!report.contains("45 to 54"), "{report}");
        let path = format!("{POST}/report?lang=cy");
        let welsh = self.get(As::Visitor, &path).await.text;
        assert!(welsh.contains("heb ei gyhoeddi"), "{welsh}");
        // The organisation deletes the totals when it needs them no more; then nothing is told.
        let id = "general-secretary".parse().expect("an id");
        let store = self.site.store();
        assert!(store.monitoring_forget(&id).await.expect("deleted"));
        let left = store.monitoring_totals(&id).await.expect("there");
        assert_eq!(left, []);
        let path = format!("{POST}/report");
        let after = self.get(As::Visitor, &path).await.text;
        assert!(!after.contains("Who applied, as far as"), "{after}");
    }
}
