//! The one table of routes: path, method, who may come, and what is done. The permission matrix of the
//! tests, `polity serve --routes` and the crawler of the browser tests are made from it.

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::handler::Handler;
use axum::routing::{MethodRouter, get};
use serde::Serialize;

use crate::api::{openapi, public, voter};
use crate::pages::{front, health, help};
use crate::{Site, assets, headers, metrics};

/// A route.
pub struct Route {
    /// The path, with `{name}` for what varies.
    pub path: &'static str,
    /// The method.
    pub method: Verb,
    /// Who may come.
    pub who: Who,
    handler: MethodRouter<Site>,
}

/// The methods that we use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Verb {
    /// To look.
    Get,
    /// To do.
    Post,
}

/// Who may come to a route at all. What they may do there, the judge says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Everybody, without signing in.
    Everyone,
    /// Whoever is signed in.
    Member,
    /// Whoever is signed in and holds a seat of a body (not of a unit) or a standing power.
    Officer,
    /// Only in a rehearsal, everybody.
    Rehearsal,
}

fn look<H, T>(path: &'static str, who: Who, handler: H) -> Route
where
    H: Handler<T, Site>,
    T: 'static,
{
    Route {
        path,
        method: Verb::Get,
        who,
        handler: get(handler),
    }
}

fn act<H, T>(path: &'static str, who: Who, handler: H) -> Route
where
    H: Handler<T, Site>,
    T: 'static,
{
    Route {
        path,
        method: Verb::Post,
        who,
        handler: axum::routing::post(handler),
    }
}

/// Every route of the site but files.
pub fn table() -> Vec<Route> {
    use Who::Everyone;
    vec![
        look("/", Everyone, front::page),
        look("/help", Everyone, help::page),
        look("/accessibility", Everyone, help::accessibility),
        look("/health", Everyone, health::page),
        look("/booth/{uuid}", Everyone, booth),
        look("/booth/{uuid}/check", Everyone, booth_check),
        look("/metrics", Everyone, metrics::page),
        look("/api/v1/openapi.json", Everyone, openapi::page),
        look("/api/v1/organisation", Everyone, public::organisation),
        look("/api/v1/matters", Everyone, public::matters),
        look("/api/v1/matters/{matter}", Everyone, public::matter),
        look("/api/v1/matters/{matter}/result", Everyone, public::result),
        look("/api/v1/record", Everyone, public::record),
        look("/api/v1/ballots/{uuid}", Everyone, voter::ballot),
        act("/api/v1/ballots/{uuid}/begin", Everyone, voter::begin),
        act("/api/v1/ballots/{uuid}/votes", Everyone, voter::cast),
        look(
            "/api/v1/ballots/{uuid}/votes/{tracker}",
            Everyone,
            voter::find,
        ),
        act("/api/v1/ballots/{uuid}/spoiled", Everyone, voter::spoil),
        look(
            "/api/v1/ballots/{uuid}/credentials/{public}",
            Everyone,
            voter::credential,
        ),
    ]
}

async fn booth(
    State(site): State<Site>,
    Path(_): Path<String>,
    request: Request,
) -> axum::response::Response {
    assets::booth_page("/index.html", site, request).await
}

async fn booth_check(
    State(site): State<Site>,
    Path(_): Path<String>,
    request: Request,
) -> axum::response::Response {
    assets::booth_page("/check.html", site, request).await
}

/// The table as JSON, for the crawler of the browser tests and for who reviews powers.
pub fn as_json() -> String {
    let rows: Vec<_> = table()
        .iter()
        .map(|route| serde_json::json!({ "method": route.method, "path": route.path, "who": route.who }))
        .collect();
    serde_json::Value::from(rows).to_string()
}

/// The whole site as a router, without limits and layers of the server.
pub fn router(site: &Site) -> Router {
    let mut router = Router::new();
    for route in table() {
        router = router.route(route.path, route.handler);
    }
    let booth = assets::booth().layer(axum::middleware::map_response(booth_policy));
    let trustee = assets::trustee().layer(axum::middleware::map_response(booth_policy));
    router
        .nest("/static", assets::pages())
        .nest("/booth/files", booth)
        .nest("/trustee", trustee)
        .route("/favicon.ico", get(assets::favicon))
        .fallback(help::not_found)
        .layer(axum::middleware::from_fn_with_state(
            site.clone(),
            headers::finish,
        ))
        .layer(axum::middleware::from_fn(metrics::observe))
        .with_state(site.clone())
}

async fn booth_policy(mut response: axum::response::Response) -> axum::response::Response {
    assets::set_policy(&mut response);
    response
}
