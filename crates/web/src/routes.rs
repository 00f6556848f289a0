//! The one table of routes: path, method, who may come, and what is done. The permission matrix of the
//! tests, `polity serve --routes` and the crawler of the browser tests are made from it.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::handler::Handler;
use axum::routing::{MethodRouter, get};
use serde::Serialize;

use crate::api::{openapi, public, trusteeship, voter};
use crate::identity::{account, factor, first as first_officer, passkey, session, sign_in};
use crate::pages::act as act_page;
use crate::pages::{
    ballot_acts, ballot_desk, box_page, documents, front, health, help, limits, matter, matters,
    nominations, organisation, photo, printed, procedure, progress, record, result, roll,
    roll_import, rules, sitting, statements, trustees, work,
};
use crate::rehearsal::{begin, stage};
use crate::{Site, assets, guard, headers, metrics, post};

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

/// Who may come to a route at all: the router itself turns everybody else away. What they may do there, the
/// judge says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Everybody, without signing in.
    Everyone,
    /// Whoever is signed in.
    Member,
    /// Whoever is signed in and holds a seat of a body (not of a unit) or a standing power, with the proof
    /// that an office needs.
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

/// A form with a file: what it sends is bounded by the server, not by the form's reader.
fn send<H, T>(path: &'static str, who: Who, handler: H) -> Route
where
    H: Handler<T, Site>,
    T: 'static,
{
    let mut route = act(path, who, handler);
    route.handler = route.handler.layer(DefaultBodyLimit::disable());
    route
}

/// The roll, and lists of members.
fn rolls() -> Vec<Route> {
    use Who::{Everyone, Member, Officer};
    vec![
        look("/roll", Everyone, roll::own),
        look("/roll/import", Officer, roll_import::form),
        send("/roll/import", Officer, roll_import::check),
        look("/roll/import/{upload}", Officer, roll_import::found),
        act(
            "/roll/import/{upload}/confirm",
            Officer,
            roll_import::confirm,
        ),
        act("/roll/import/{upload}/reject", Officer, roll_import::reject),
        look("/matters/{id}/roll", Everyone, roll::of_matter),
        act("/matters/{id}/roll/freeze", Officer, roll::freeze),
        look("/matters/{id}/voters.csv", Officer, roll::voters),
        look(
            "/matters/{id}/addresses.json",
            Officer,
            post::codes::addresses,
        ),
        look("/matters/{id}/act/freeze-roll", Member, work::to_roll),
    ]
}

/// The record and the box, for everybody.
fn records() -> Vec<Route> {
    use Who::Everyone;
    vec![
        look("/record", Everyone, record::list),
        look("/record/checkpoint", Everyone, record::checkpoint),
        look("/record/entries", Everyone, record::entries),
        look("/record/{seq}", Everyone, record::entry),
        look("/record/{seq}/entry.json", Everyone, record::bytes),
        look("/record/{seq}/proof.json", Everyone, record::proof),
        look("/matters/{id}/box", Everyone, box_page::page),
        look("/matters/{id}/box/head.json", Everyone, box_page::head),
        look(
            "/matters/{id}/box/trackers.txt",
            Everyone,
            box_page::trackers,
        ),
    ]
}

/// The trustees' ceremony, by page and by program.
fn ceremony() -> Vec<Route> {
    use Who::{Everyone, Member};
    const API: &str = "/api/v1/matters/{matter}/trusteeship";
    const LISTS: &str = "/api/v1/matters/{matter}/trusteeship/ciphertexts";
    const PART: &str = "/api/v1/matters/{matter}/trusteeship/{part}";
    vec![
        look("/matters/{id}/trustees", Everyone, trustees::page),
        look(
            "/matters/{id}/trustees/question.json",
            Member,
            trustees::question,
        ),
        look(
            "/matters/{id}/trustees/ciphertexts.json",
            Member,
            trustees::ciphertexts,
        ),
        send("/matters/{id}/trustees/{part}", Member, trustees::hand_in),
        look("/matters/{id}/act/record-key", Member, work::to_trustees),
        look("/matters/{id}/act/prove-key", Member, work::to_trustees),
        look(
            "/matters/{id}/act/record-shuffle",
            Member,
            work::to_trustees,
        ),
        look(
            "/matters/{id}/act/record-decryption",
            Member,
            work::to_trustees,
        ),
        look(API, Member, trusteeship::look),
        look(LISTS, Member, trusteeship::ciphertexts),
        send(PART, Member, trusteeship::hand_in),
    ]
}

/// The ballot desk.
fn ballots() -> Vec<Route> {
    use Who::{Member, Officer};
    vec![
        look("/matters/{id}/ballot", Officer, ballot_desk::page),
        send(
            "/matters/{id}/ballot/credentials",
            Officer,
            ballot_acts::credentials,
        ),
        act("/matters/{id}/ballot/open", Officer, ballot_acts::open),
        act(
            "/matters/{id}/ballot/confirm",
            Officer,
            ballot_acts::confirm,
        ),
        act(
            "/matters/{id}/ballot/decline",
            Officer,
            ballot_acts::decline,
        ),
        act("/matters/{id}/ballot/close", Officer, ballot_acts::close),
        act("/matters/{id}/ballot/count", Officer, ballot_acts::count),
        look("/matters/{id}/work/{kind}", Member, work::page),
        look(
            "/matters/{id}/act/record-credentials",
            Member,
            work::to_ballot,
        ),
        look("/matters/{id}/act/open-ballot", Member, work::to_ballot),
        look("/matters/{id}/act/close-ballot", Member, work::to_ballot),
        look("/matters/{id}/act/draw-lot", Member, work::to_ballot),
        look("/matters/{id}/act/record-count", Member, work::to_ballot),
    ]
}

/// Rehearsals: within one, and of a real election.
fn rehearsals() -> Vec<Route> {
    use Who::{Officer, Rehearsal};
    const AWAY: &str = "/matters/{id}/rehearsals/throw-away";
    vec![
        look("/rehearsal", Rehearsal, stage::page),
        act("/rehearsal/be", Rehearsal, stage::be),
        act("/rehearsal/clock", Rehearsal, stage::clock),
        act("/rehearsal/play", Rehearsal, stage::play),
        look("/matters/{id}/rehearsals", Officer, begin::list),
        act("/matters/{id}/rehearse", Officer, begin::begin),
        act(AWAY, Officer, begin::throw_away),
    ]
}

/// What the candidates say, the result, and what people take away.
fn results() -> Vec<Route> {
    use Who::{Everyone, Member};
    vec![
        look("/matters/{id}/statements", Everyone, statements::page),
        look("/matters/{id}/photo", Member, photo::page),
        send("/matters/{id}/photo", Member, photo::hand_in),
        look("/matters/{id}/photos/{name}", Everyone, photo::bytes),
        look("/matters/{id}/booklet.pdf", Everyone, printed::booklet),
        look(
            "/matters/{id}/booklet-large.pdf",
            Everyone,
            printed::booklet_large,
        ),
        look(
            "/matters/{id}/declaration.pdf",
            Everyone,
            printed::declaration,
        ),
        look("/matters/{id}/result", Everyone, result::page),
        look("/matters/{id}/result/stages/{n}", Everyone, result::stage),
        look(
            "/matters/{id}/result/otherwise",
            Everyone,
            result::otherwise,
        ),
        look("/matters/{id}/result/votes", Everyone, result::choose),
        look("/matters/{id}/result/votes/{n}", Everyone, result::vote),
        look("/matters/{id}/files/{name}", Everyone, result::file),
        look(
            "/matters/{id}/calendar.ics",
            Everyone,
            documents::matter_dates,
        ),
        look("/calendar.ics", Everyone, documents::all_dates),
        look("/news.atom", Everyone, documents::news),
    ]
}

/// Sittings of bodies.
fn sittings() -> Vec<Route> {
    use Who::{Everyone, Member};
    vec![
        look("/sittings", Everyone, sitting::list),
        look("/sittings/convene", Member, sitting::act::convene_page),
        act("/sittings/convene", Member, sitting::act::convene_post),
        look("/sittings/{id}", Everyone, sitting::page),
        look("/sittings/{id}/papers/{n}", Everyone, sitting::paper),
        look("/sittings/{id}/minutes", Everyone, sitting::minutes::page),
        look("/sittings/{id}/desk", Member, sitting::desk::page),
        look("/sittings/{id}/screen", Everyone, sitting::screen::page),
        look("/sittings/{id}/events", Everyone, sitting::live::events),
        look("/sittings/{id}/act/{act}", Member, sitting::act::page),
        send("/sittings/{id}/act/{act}", Member, sitting::act::post),
    ]
}

/// Every route of the site but files.
pub fn table() -> Vec<Route> {
    let mut table = pages();
    table.extend(identity());
    table.extend(voters());
    table.extend(rolls());
    table.extend(records());
    table.extend(ceremony());
    table.extend(ballots());
    table.extend(rehearsals());
    table.extend(results());
    table.extend(sittings());
    table
}

/// The first pages, the organisation, its elections.
fn pages() -> Vec<Route> {
    use Who::{Everyone, Member, Officer};
    vec![
        look("/", Everyone, front::page),
        look("/organisation", Everyone, organisation::page),
        look("/organisation/{body}", Everyone, organisation::body),
        look(
            "/organisation/{body}/report",
            Everyone,
            organisation::representation::page,
        ),
        look("/organisation/act/{act}", Member, act_page::standing_page),
        act("/organisation/act/{act}", Member, act_page::standing_post),
        look("/rules", Everyone, rules::list),
        look("/rules/{name}", Everyone, rules::page),
        look("/rules/{name}/file.toml", Everyone, rules::file),
        look(
            "/rules/{name}/akoma-ntoso.xml",
            Everyone,
            rules::akoma_ntoso,
        ),
        look("/procedures/{name}", Everyone, procedure::page),
        look("/procedures/{name}/file.toml", Everyone, procedure::file),
        look(
            "/procedures/{name}/change",
            Officer,
            procedure::change::page,
        ),
        look("/matters", Everyone, matters::page),
        look("/matters/{id}", Everyone, matter::page),
        look("/matters/{id}/nominations", Everyone, nominations::page),
        look("/matters/{id}/limits", Everyone, limits::page),
        look("/matters/{id}/progress", Everyone, progress::page),
        look("/matters/{id}/report", Everyone, progress::report::page),
        look(
            "/matters/{id}/questions",
            Everyone,
            progress::questions::page,
        ),
        look("/matters/{id}/times.ics", Member, progress::times::page),
        look(
            "/matters/{id}/applications",
            Member,
            progress::applications::page,
        ),
        look("/matters/{id}/act/{act}", Member, act_page::page),
        act("/matters/{id}/act/{act}", Member, act_page::post),
        look("/help", Everyone, help::page),
        look("/accessibility", Everyone, help::accessibility),
        look("/health", Everyone, health::page),
    ]
}

/// Signing in, accounts, the first officer's way in, letters.
fn identity() -> Vec<Route> {
    use Who::{Everyone, Member, Officer};
    vec![
        look("/sign-in", Everyone, sign_in::page),
        act("/sign-in", Everyone, sign_in::ask),
        look("/sign-in/more", Member, factor::more),
        act("/sign-in/more", Member, factor::more_done),
        look("/sign-in/{token}", Everyone, sign_in::link),
        act("/sign-in/{token}", Everyone, sign_in::use_link),
        act("/sign-out", Everyone, session::sign_out),
        look("/account", Member, account::page),
        act("/account/sessions", Member, account::end_session),
        act("/account/language", Member, account::choose_language),
        look("/account/second-factor", Member, factor::setup),
        act("/account/second-factor", Member, factor::setup_done),
        act("/account/second-factor/remove", Member, factor::remove),
        act("/account/recovery", Member, factor::recovery),
        act("/account/passkeys/remove", Member, account::remove_passkey),
        act("/api/v1/account/passkeys/begin", Member, passkey::add_begin),
        act("/api/v1/account/passkeys", Member, passkey::add_done),
        act(
            "/api/v1/sign-in/passkey/begin",
            Everyone,
            passkey::use_begin,
        ),
        act("/api/v1/sign-in/passkey", Everyone, passkey::use_done),
        look("/first-officer/{token}", Everyone, first_officer::page),
        send(
            "/first-officer/{token}/members",
            Everyone,
            first_officer::bring_in,
        ),
        act(
            "/first-officer/{token}/organisation",
            Everyone,
            first_officer::found,
        ),
        look("/post", Officer, post::page::list),
        act("/post", Officer, post::page::new),
        look("/post/{mailing}", Officer, post::page::mailing),
        act("/post/{mailing}/again", Officer, post::page::again),
    ]
}

/// The booth and the voters' API.
fn voters() -> Vec<Route> {
    use Who::Everyone;
    vec![
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
        act(
            "/api/v1/ballots/{uuid}/receipts",
            Everyone,
            voter::receipts::receipt,
        ),
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
        let guarded = guard::keep(route.handler, route.who, site);
        router = router.route(route.path, guarded);
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
