//! Candidates' photographs: handed in with a text, shown with the statements and not before, by nobody else.

use std::io::Cursor;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use image::{DynamicImage, ImageFormat};

use crate::corpus::{alive, visible};
use crate::election::{CANDIDATES, MATTER, MEMBER, OFFICER};
use crate::house::{As, Got, House};

fn png() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::new_rgb8(64, 80);
    picture
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("made");
    bytes.into_inner()
}

async fn upload(house: &House, who: As, file: &[u8], alt: &str) -> Got {
    let mut body =
        b"--edge\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"me.png\"\r\n\r\n"
            .to_vec();
    body.extend_from_slice(file);
    let alt = format!(
        "\r\n--edge\r\nContent-Disposition: form-data; name=\"alt\"\r\n\r\n{alt}\r\n--edge--\r\n"
    );
    body.extend_from_slice(alt.as_bytes());
    let request = Request::post(format!("/matters/{MATTER}/photo"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body));
    house.ask(who, request.expect("a request")).await
}

/// The address of the photograph on a page.
fn address(page: &str) -> String {
    let start = page.find("/photos/").expect("a photograph");
    let rest = &page[start..];
    let end = rest.find('"').expect("an end");
    format!("/matters/{MATTER}{}", &rest[..end])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f4_a_photograph_is_published_with_the_statements_and_is_nothing_but_a_picture() {
    let plain = |name: &str| format!("The {name}");
    let house = House::founded(&plain).await;
    house.standing(&plain).await;
    let [candidate, other] = CANDIDATES.map(As::Link);
    let alt = "\"><img src=x onerror=pwned()> Ann, smiling";
    for stranger in [As::Link(MEMBER), As::Strong(OFFICER)] {
        let refused = upload(&house, stranger, &png(), alt).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    }
    for (file, text) in [(&b"<svg onload=pwned()>"[..], alt), (&png(), "")] {
        let wrong = upload(&house, candidate, file, text).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(alive(&wrong.text), Vec::<String>::new());
    }
    upload(&house, candidate, &png(), alt).await.done();
    let form = house
        .get(candidate, &format!("/matters/{MATTER}/photo"))
        .await;
    let photo = address(&form.text);
    // Before the publication it is the candidate's alone.
    assert_eq!(house.get(candidate, &photo).await.status, StatusCode::OK);
    for early in [As::Visitor, As::Link(MEMBER), other] {
        assert_eq!(house.get(early, &photo).await.status, StatusCode::NOT_FOUND);
    }
    house.clock("2026-09-16T11:30:00Z").await;
    house
        .does("publish-statements", OFFICER, &[("seed", "dice")])
        .await;
    let page = house
        .get(As::Visitor, &format!("/matters/{MATTER}/statements"))
        .await;
    assert_eq!(address(&page.text), photo);
    assert_eq!(alive(&page.text), Vec::<String>::new());
    assert!(visible(&page.text).contains("Ann, smiling"));
    let shown = house.get(As::Visitor, &photo).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert_eq!(shown.headers["content-type"], "image/jpeg");
    let keep = shown.headers["cache-control"].to_str().expect("text");
    assert!(keep.contains("immutable"), "{keep}");
    // What is published stays as it was published.
    let late = upload(&house, candidate, &png(), "Another").await;
    assert_eq!(late.status, StatusCode::FORBIDDEN, "{}", late.text);
}
