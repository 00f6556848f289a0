//! The description of the API is a file of the project, and every route of the API is in it.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

/// The file that outsiders read is the one that the server serves. After a change that is meant:
/// `POLITY_WRITE=1 cargo test -p polity-web --test openapi`.
#[test]
fn the_description_is_the_file_of_the_project() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let text = polity_web::api::openapi::text();
    if std::env::var_os("POLITY_WRITE").is_some() {
        std::fs::write(&path, &text).expect("written");
    }
    let kept = std::fs::read_to_string(&path).expect("docs/openapi.json");
    assert!(kept == text, "docs/openapi.json is not what the code says");
}

#[test]
fn every_route_of_the_api_is_described() {
    let described: Value = serde_json::from_str(&polity_web::api::openapi::text()).expect("JSON");
    let paths = described["paths"].as_object().expect("paths");
    let described: BTreeSet<(String, String)> = paths
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().expect("methods").keys();
            methods.map(move |method| (path.clone(), method.to_uppercase()))
        })
        .collect();
    let table: Value = serde_json::from_str(&polity_web::routes::as_json()).expect("JSON");
    let routes: BTreeSet<(String, String)> = table
        .as_array()
        .expect("a list")
        .iter()
        .map(|route| {
            let text = |name: &str| route[name].as_str().expect("a text").to_owned();
            (text("path"), text("method"))
        })
        .filter(|(path, _)| path.starts_with("/api/") && !path.ends_with("openapi.json"))
        // Pages of who is signed in, for that page's own script.
        .filter(|(path, _)| !path.contains("/trusteeship") && !path.contains("/passkey"))
        .collect();
    assert_eq!(routes, described);
}
