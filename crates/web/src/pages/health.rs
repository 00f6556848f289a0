//! Whether the server can do its work, for who watches it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;

use crate::Site;
use crate::page::Page;

/// `GET /health`: 200 while the record can be read and written, else 503 with the reason.
///
/// # Errors
/// None; what is wrong is the answer.
pub async fn page(State(site): State<Site>) -> Page {
    if let Some(why) = site.store().failure() {
        return Ok((StatusCode::SERVICE_UNAVAILABLE, format!("stopped: {why}\n")).into_response());
    }
    Ok(match site.store().record_head().await {
        Ok(head) => format!("ok, record at {}\n", head.seq).into_response(),
        Err(error) => (StatusCode::SERVICE_UNAVAILABLE, format!("{error}\n")).into_response(),
    })
}
