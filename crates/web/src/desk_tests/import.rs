//! Lists of members.

use axum::extract::Path;
use axum::http::{StatusCode, header};

use super::house::{House, list, read, refused, text};
use crate::PageFault;
use crate::jobs::{Kind, ORGANISATION};
use crate::pages::roll_import;

/// Hands a list in and waits for its check; gives the list's name.
async fn check(house: &House, list: &str) -> String {
    let form = house.upload(list.as_bytes()).await;
    let response = roll_import::check(house.visitor("/x", 1).await, form)
        .await
        .unwrap();
    let to = response.headers()[header::LOCATION]
        .to_str()
        .unwrap()
        .to_owned();
    house.ended(ORGANISATION, Kind::Check).await.unwrap();
    to.rsplit('/').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_of_a_list_is_shown_at_once_and_nothing_is_brought_in() {
    let house = House::new().await;
    let member = roll_import::form(house.visitor("/x", 20).await).await;
    assert!(matches!(refused(member), PageFault::Forbidden));
    let broken = list(|number| format!("m{number}@example.org"))
        .replace(
            "Family7,m7@example.org,ambleford,full,2019-03-01",
            "Family7,m7@example.org,nowhere,full,2019-02-31",
        )
        .replace("m0000040,", "m0000039,");
    let upload = check(&house, &broken).await;
    let page = roll_import::found(house.visitor("/x", 1).await, Path(upload.clone()))
        .await
        .unwrap();
    assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = read(page).await;
    for told in [
        "Line 8, column 5",
        "Line 8, column 7",
        "Line 41, column 1",
        "3 faults",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let confirmed = roll_import::confirm(house.visitor("/x", 1).await, Path(upload)).await;
    assert!(
        matches!(refused(confirmed), PageFault::NotFound),
        "a list with faults came in"
    );
    assert_eq!(house.site.store().world().await.unwrap().imports().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a3_contact_change_alarm() {
    let house = House::new().await;
    house.set("2026-09-20 12:00");
    // Forty addresses change, twelve days before the ballot opens.
    let changed = list(|number| {
        let host = if number <= 40 {
            "elsewhere.example"
        } else {
            "example.org"
        };
        format!("m{number}@{host}")
    });
    let upload = check(&house, &changed).await;
    let house = house.restart().await;
    let page = roll_import::found(house.visitor("/x", 1).await, Path(upload.clone())).await;
    let page = text(page).await;
    assert!(page.contains("40 e-mail addresses would change"), "{page}");
    roll_import::confirm(house.visitor("/x", 1).await, Path(upload.clone()))
        .await
        .unwrap();
    house.ended(ORGANISATION, Kind::Import).await.unwrap();
    let world = house.site.store().world().await.unwrap();
    assert_eq!(world.imports().len(), 2);
    let page = roll_import::found(house.visitor("/x", 1).await, Path(upload)).await;
    assert!(text(page).await.contains("Done"));
    let left = std::fs::read_dir(house.site.settings().dir.join("uploads"))
        .unwrap()
        .count();
    assert_eq!(left, 0, "a list that was decided on is removed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_handed_in_and_names_of_others_are_refused() {
    let house = House::new().await;
    let form = house.upload(b"").await;
    let empty = roll_import::check(house.visitor("/x", 1).await, form).await;
    assert!(matches!(refused(empty), PageFault::Invalid(_)));
    for name in ["../polity.db", "0123", "zz345678901234567890123456789012"] {
        let found = roll_import::found(house.visitor("/x", 1).await, Path(name.to_owned())).await;
        assert!(matches!(refused(found), PageFault::NotFound), "{name}");
    }
}
