//! Who may come to a route at all, held by the router before a handler or a reader of forms sees anything. A
//! row of the table of routes that forgets to ask in its handler is closed all the same.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{FromRequestParts as _, Request, State};
use axum::http::request::Parts;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::MethodRouter;

use crate::routes::Who;
use crate::visitor::Visitor;
use crate::{PageFault, Site, asked};

/// A handler that only these reach.
pub(crate) fn keep(handler: MethodRouter<Site>, who: Who, site: &Site) -> MethodRouter<Site> {
    match who {
        Who::Everyone => handler,
        Who::Member => handler.layer(from_fn_with_state(site.clone(), member)),
        Who::Officer => handler.layer(from_fn_with_state(site.clone(), officer)),
        Who::Rehearsal => handler.layer(from_fn_with_state(site.clone(), rehearsal)),
    }
}

async fn member(
    State(site): State<Site>,
    request: Request,
    next: Next,
) -> Result<Response, PageFault> {
    let signed_in = |visitor: &Visitor| visitor.signed_in().map(|_| ());
    let request = let_in(&site, request, signed_in).await?;
    Ok(next.run(request).await)
}

async fn officer(
    State(site): State<Site>,
    request: Request,
    next: Next,
) -> Result<Response, PageFault> {
    let in_office = |visitor: &Visitor| asked::officer(visitor).map(|_| ());
    let request = let_in(&site, request, in_office).await?;
    Ok(next.run(request).await)
}

async fn rehearsal(
    State(site): State<Site>,
    request: Request,
    next: Next,
) -> Result<Response, PageFault> {
    site.rehearsing()?;
    Ok(next.run(request).await)
}

/// A visitor who was looked up at the door, for the handler behind it.
#[derive(Clone)]
struct LetIn(Arc<Mutex<Option<Visitor>>>);

/// Looks up who asks; hands them on with the request if they may come.
async fn let_in(
    site: &Site,
    request: Request,
    may: impl FnOnce(&Visitor) -> Result<(), PageFault>,
) -> Result<Request, PageFault> {
    let (mut parts, body) = request.into_parts();
    let visitor = Visitor::from_request_parts(&mut parts, site).await?;
    may(&visitor)?;
    let visitor = LetIn(Arc::new(Mutex::new(Some(visitor))));
    parts.extensions.insert(visitor);
    Ok(Request::from_parts(parts, body))
}

/// Who was let in with this request, once.
pub(crate) fn let_in_already(parts: &mut Parts) -> Option<Visitor> {
    let LetIn(visitor) = parts.extensions.remove::<LetIn>()?;
    visitor
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take()
}
