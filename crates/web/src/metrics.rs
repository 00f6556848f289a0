//! What the operator watches: figures in Prometheus form at `/metrics`, and one line of log a request. Neither
//! names a person, a credential, a tracker, an address of the network, or the parts of a path (RELIABILITY C1).

use std::sync::LazyLock;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use polity_store::{LetterState, StoreError};

use crate::Site;
use crate::page::Page;

const REQUESTS: &str = "polity_requests_total";
const SECONDS: &str = "polity_request_seconds";
const CASTS: &str = "polity_votes_total";
const REFUSALS: &str = "polity_refusals_total";
const BATCH: &str = "polity_check_batch";
const DEADLINES: &str = "polity_database_deadlines_total";
const LETTERS: &str = "polity_letters";
const OLDEST: &str = "polity_letters_overdue_seconds";

/// Bounds of the histogram of times, in seconds.
const TIMES: [f64; 12] = [
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 3.0, 10.0,
];
/// Bounds of the histogram of batches, in ballots.
const SIZES: [f64; 7] = [1.0, 4.0, 16.0, 64.0, 128.0, 256.0, 512.0];

static HANDLE: LazyLock<Option<PrometheusHandle>> = LazyLock::new(|| {
    let builder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(SECONDS.to_owned()), &TIMES)
        .and_then(|b| b.set_buckets_for_metric(Matcher::Full(BATCH.to_owned()), &SIZES));
    let recorder = builder.ok()?.build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder).ok()?;
    describe_counter!(REQUESTS, "Requests, by pattern of the path and status");
    describe_histogram!(SECONDS, "Time from a request to its answer, in seconds");
    describe_counter!(CASTS, "Votes acknowledged, those sent again included");
    describe_counter!(REFUSALS, "Refusals of the API, by their code");
    describe_histogram!(BATCH, "Ballots checked together");
    describe_counter!(
        DEADLINES,
        "Calls of the database that met their deadline, by what was called"
    );
    describe_gauge!(LETTERS, "Letters in the queue and settled, by their state");
    describe_gauge!(
        OLDEST,
        "For how long the next letter has been due, in seconds"
    );
    Some(handle)
});

/// Begins to count; asked again, nothing happens. The server calls it before its first request.
pub fn begin() {
    LazyLock::force(&HANDLE);
}

/// `GET /metrics`
///
/// # Errors
/// None; without a recorder the page is empty, and without a database the letters are missing from it.
pub async fn page(State(site): State<Site>) -> Page {
    if let Err(error) = letters(&site).await {
        tracing::warn!(%error, "the queue of letters was not counted");
    }
    let text = HANDLE.as_ref().map_or_else(String::new, |handle| {
        handle.run_upkeep();
        handle.render()
    });
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

/// How many letters wait, and whether the worker is behind.
async fn letters(site: &Site) -> Result<(), StoreError> {
    let counts = site.store().letter_totals().await?;
    let due = site.store().letter_due().await?;
    let by_state = [
        (LetterState::Waiting, counts.waiting),
        (LetterState::Sending, counts.sending),
        (LetterState::Sent, counts.sent),
        (LetterState::Bounced, counts.bounced),
        (LetterState::Failed, counts.failed),
    ];
    for (state, count) in by_state {
        gauge!(LETTERS, "state" => state.name()).set(figure(count));
    }
    let late = due.map_or(0, |due| site.now().as_second() - due.as_second());
    gauge!(OLDEST).set(figure(u64::try_from(late).unwrap_or(0)));
    Ok(())
}

/// A number as gauges take it.
fn figure(number: u64) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// A call of the database met its deadline.
pub(crate) fn deadline(operation: &'static str) {
    counter!(DEADLINES, "call" => operation).increment(1);
}

/// Counts and logs each request by the pattern of its path.
pub(crate) async fn observe(request: Request, next: Next) -> Response {
    // Time spent, not time of day: of this the site's clock says nothing.
    #[expect(
        clippy::disallowed_methods,
        reason = "measures how long a request took"
    )]
    let begun = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("other", MatchedPath::as_str);
    let status = response.status().as_u16();
    let took = begun.elapsed();
    counter!(REQUESTS, "route" => route.to_owned(), "status" => status.to_string()).increment(1);
    histogram!(SECONDS).record(took.as_secs_f64());
    tracing::info!(%method, route, status, ms = took.as_millis(), "request");
    response
}

/// Ballots that were checked together.
pub(crate) fn batch(size: usize) {
    let size = u32::try_from(size).unwrap_or(u32::MAX);
    histogram!(BATCH).record(f64::from(size));
}

/// A vote was acknowledged.
pub(crate) fn cast(again: bool) {
    counter!(CASTS, "again" => if again { "yes" } else { "no" }).increment(1);
}

/// A request was refused.
pub(crate) fn refused(code: &'static str) {
    counter!(REFUSALS, "code" => code).increment(1);
}
