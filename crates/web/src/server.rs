//! The server: listens, bounds what a request may cost, puts on the record what falls due, and stops
//! gracefully, so that nothing acknowledged is lost and nothing half done.

use std::future::{Future, IntoFuture as _};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse as _;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::{PageFault, Site, post, routes};

/// The most bytes of a request: a list of half a million members.
pub const MAX_BODY: usize = 256 * 1024 * 1024;
/// The longest that a request may take: an upload over a slow line, worked through.
const LONGEST: Duration = Duration::from_mins(10);
/// How long the end waits for requests that were begun.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often the clock is asked what has fallen due.
const TICK: Duration = Duration::from_secs(1);

/// The site with everything around it: forged requests refused, bodies and times bounded, and a page
/// instead of a broken connection when a handler panics.
pub fn app(site: &Site) -> Router {
    let panicked = |_: Box<dyn std::any::Any + Send>| {
        PageFault::Defect("a handler panicked; see the log".to_owned()).into_response()
    };
    routes::router(site)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            LONGEST,
        ))
        .layer(RequestBodyLimitLayer::new(MAX_BODY))
        .layer(CsrfLayer::new())
        .layer(axum::middleware::map_response(
            |mut response: axum::response::Response| async move {
                let server = HeaderValue::from_static("polity");
                response.headers_mut().insert(header::SERVER, server);
                response
            },
        ))
}

/// Serves until `stop` is ready; then no new request is taken, and those begun are finished. A line on which
/// nothing more comes (half a request, a reader that has gone to sleep) holds the end up for [`PATIENCE`] only.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    site: Site,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    crate::metrics::begin();
    let ticking = tokio::spawn(tick(site.clone()));
    let posting = tokio::spawn(post::run(site.clone()));
    let asked = Arc::new(Notify::new());
    let asking = Arc::clone(&asked);
    let watched = site.clone();
    let stop = async move {
        stop.await;
        // Who watches a sitting would else hold the end up.
        watched.live().stop();
        asking.notify_one();
    };
    let patience = async {
        asked.notified().await;
        tokio::time::sleep(PATIENCE).await;
    };
    let serving = axum::serve(listener, app(&site)).with_graceful_shutdown(stop);
    let served = tokio::select! {
        served = serving.into_future() => served,
        () = patience => {
            tracing::warn!("some lines did not end in time and were cut");
            Ok(())
        }
    };
    ticking.abort();
    // The letter in hand is finished and noted; the rest waits for the next start.
    site.post().stop();
    if posting.await.is_err() {
        tracing::error!("the worker that sends letters ended by a panic");
    }
    served
}

/// Puts on the record what has fallen due, each second. Asked again, nothing is due; after a restart
/// the record and the clock say what was missed.
async fn tick(site: Site) {
    let mut interval = tokio::time::interval(TICK);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        interval.tick().await;
        let due = match site.store().world().await {
            Ok(world) => !polity_org::tick(&world, site.now()).is_empty(),
            Err(_) => false,
        };
        if due && let Err(error) = site.store().tick(site.now()).await {
            tracing::error!(%error, "what has fallen due is not on the record yet");
        }
    }
}
