//! A procedure's counting rule and limits are changed in a form, and handed on to be adopted.

use axum::extract::Path;
use axum::http::StatusCode;

use super::house::{House, read, text};
use crate::pages::act::{self, Sent};
use crate::pages::procedure::change;

fn name() -> Path<String> {
    Path("executive-section-stv".to_owned())
}

async fn look(house: &House, query: &str) -> String {
    let path = format!("/procedures/executive-section-stv/change?{query}");
    text(change::page(house.visitor(&path, 1).await, name()).await).await
}

const WORDS: &str = "seats=3&seats-words=The+members%27+section+of+the+executive+has+nine+seats%2C+each+for+two+years.";

#[tokio::test]
async fn the_rule_of_the_count_and_its_limits_are_chosen_in_a_form() {
    let house = House::new().await;
    let page = look(&house, "").await;
    assert!(
        page.contains("value=\"ers97\" checked") && page.contains("value=\"North\""),
        "{page}"
    );
    let chosen = format!(
        "step=look&{WORDS}&method=scottish-stv&ties=lot-from-published-seed&class-1=Women&least-1=2&all-1=yes"
    );
    let page = look(&house, &chosen).await;
    assert!(
        page.contains("What version 2 would change")
            && page.contains("by the rule scottish-stv (Scottish Local Government")
            && page.contains("at least 2 belong to the class &#34;Women&#34;"),
        "{page}"
    );
    let source = page.split("name=\"source\" value=\"").nth(1).unwrap();
    let source = source.split("\">").next().unwrap();
    let source = source
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&");
    assert!(source.contains("method = \"scottish-stv\"") && !source.contains("north"));
    let mut sent = Sent::default();
    sent.set("step", "review");
    sent.set("source", source);
    let visitor = house.visitor("/organisation/act/adopt-procedure", 1).await;
    let adopt = Path("adopt-procedure".to_owned());
    let response = act::standing_post(visitor, adopt, sent).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let page = read(response).await;
    assert!(page.contains("executive-section-stv, 2"), "{page}");
}

#[tokio::test]
async fn what_does_not_fit_is_told_all_at_once() {
    let house = House::new().await;
    let wrong = "step=look&seats=2&seats-words=The+members%27+section+of+the+executive+has+nine+seats%2C+each+for+two+years.\
                 &method=av&class-1=A&least-1=3&most-1=1&class-2=B&class-3=C&least-3=x";
    let page = look(&house, wrong).await;
    for fault in [
        "Change the sentence as well.",
        "This rule elects one person only.",
        "At least 3 and at most 1 cannot both hold.",
        "Say how many at least or at most.",
        "Write a whole number.",
    ] {
        assert!(page.contains(fault), "{fault}: {page}");
    }
    assert!(!page.contains("name=\"source\""), "{page}");
}
