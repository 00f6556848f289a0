//! The files that browsers load, inside the binary: styles and scripts of the pages, the voting booth, the
//! trustee's page. In a build for development they are read from `web/dist` as they stand.

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse as _, Response};
use memory_serve::CacheControl;
use tower::ServiceExt as _;

use crate::Site;

/// What the booth may do: run its own scripts and talk to this server, nothing else.
pub const BOOTH_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// `/static/…`: styles, scripts and pictures of the pages.
pub fn pages() -> Router<Site> {
    memory_serve::load!("static")
        .index_file(None)
        .cache_control(CacheControl::Short)
        .into_router()
}

/// `/booth/files/…`: the voting booth.
pub fn booth() -> Router<Site> {
    memory_serve::load!("booth")
        .index_file(None)
        .html_cache_control(CacheControl::NoCache)
        .cache_control(CacheControl::NoCache)
        .into_router()
}

/// `/trustee/…`: the page on which a trustee makes and uses a key.
pub fn trustee() -> Router<Site> {
    memory_serve::load!("trustee")
        .index_file(Some("/index.html"))
        .html_cache_control(CacheControl::NoCache)
        .cache_control(CacheControl::NoCache)
        .into_router()
}

/// One of the booth's pages under an address of its own, with the booth's policy. Every election is
/// served the same bytes, those whose digest stands on the record.
pub async fn booth_page(file: &'static str, site: Site, mut request: Request) -> Response {
    *request.uri_mut() = Uri::from_static(file);
    let router: Router<()> = booth().with_state(site);
    let mut response = match router.oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    };
    set_policy(&mut response);
    response
}

/// Gives a response the booth's policy.
pub(crate) fn set_policy(response: &mut Response) {
    let policy = HeaderValue::from_static(BOOTH_POLICY);
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, policy);
}

/// The list of the booth's files with their digests, as it was built; none where it was not.
pub fn booth_manifest() -> Option<&'static [u8]> {
    const MANIFEST: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/booth-manifest.txt"));
    (!MANIFEST.is_empty()).then_some(MANIFEST)
}

/// The digest of that list: it goes on the record when a ballot opens, so that anybody can tell whether
/// the booth that is served is the booth of that day.
pub fn booth_digest() -> Option<polity_org::Digest> {
    booth_manifest().map(polity_org::Digest::of)
}

/// `/favicon.ico`, which browsers ask for by themselves: the mark is in `/static`.
pub async fn favicon() -> Response {
    axum::response::Redirect::permanent("/static/mark.svg").into_response()
}
