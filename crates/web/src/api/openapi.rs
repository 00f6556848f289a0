//! The description of the API (`OpenAPI`), made from the types and handlers themselves: `/api/v1/openapi.json`.
//! The file `docs/openapi.json` is held equal to it by a test.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use utoipa::OpenApi;

use super::{problem, public, voter};

/// The whole description.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Polity",
        description = "What the voting booth calls, and what outsiders read. Errors are problem JSON (RFC 9457) \
            in the language of `Accept-Language` or `?lang=en|cy`; their `code` is stable, their words are not.",
        version = "1",
        license(name = "MIT OR Apache-2.0")
    ),
    paths(
        voter::ballot,
        voter::begin,
        voter::cast,
        voter::find,
        voter::spoil,
        voter::credential,
        voter::receipts::receipt,
        public::organisation,
        public::matters,
        public::matter,
        public::record,
        public::result,
    ),
    components(schemas(problem::Problem))
)]
struct Described;

static TEXT: LazyLock<String> = LazyLock::new(text);

/// The description as JSON, indented.
pub fn text() -> String {
    // The description is plain data and always has a JSON form.
    Described::openapi().to_pretty_json().unwrap_or_default() + "\n"
}

/// `GET /api/v1/openapi.json`
pub async fn page() -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (kind, TEXT.as_str()).into_response()
}
