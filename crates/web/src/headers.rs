//! What every response carries: what the browser may load, the language, and faults drawn as pages (for
//! people) or as problem JSON (for programs).

use askama::Template;
use axum::extract::{FromRequestParts as _, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde_json::json;

use crate::fault::Undrawn;
use crate::lang::Say;
use crate::page::{Frame, show_with};
use crate::visitor::{LANGUAGE_COOKIE, Visitor, language};
use crate::{PageFault, Site, words};

/// What pages may load: our own files, and nothing that stands in the page itself.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

/// A page for a fault.
#[derive(Template)]
#[template(path = "fault.html")]
struct FaultPage {
    frame: Frame,
    /// What to do.
    advice: String,
    /// What is wrong, one sentence each, with the clause that says so where there is one.
    details: Vec<words::Reason>,
    /// When it opens, if time alone stands in the way.
    opens: Option<String>,
}

/// The outermost layer: runs the request, then draws faults and sets headers.
pub(crate) async fn finish(
    State(site): State<Site>,
    request: axum::extract::Request,
    next: Next,
) -> Response {
    let asked = Asked::of(&request);
    let mut response = next.run(request).await;
    if let Some(Undrawn(fault)) = response.extensions_mut().remove::<Undrawn>() {
        if let PageFault::Defect(why) = &*fault {
            tracing::error!(path = asked.path, why, "a request failed");
        }
        response = draw(&asked, &fault, asked.visitor(&site).await.as_ref());
    }
    set_headers(&asked, response.headers_mut(), site.settings().secure());
    response
}

/// What was asked, kept for after the handler.
struct Asked {
    path: String,
    uri: Uri,
    headers: HeaderMap,
    language: Say,
    choice: bool,
}

impl Asked {
    fn of(request: &axum::extract::Request) -> Self {
        let query = request.uri().query().unwrap_or_default();
        Self {
            path: request.uri().path().to_owned(),
            uri: request.uri().clone(),
            headers: request.headers().clone(),
            language: Say::new(language(request.headers(), query)),
            choice: query.split('&').any(|part| part.starts_with("lang=")),
        }
    }

    /// The visitor, for the frame of a fault's page. None when even the record cannot be read.
    async fn visitor(&self, site: &Site) -> Option<Visitor> {
        let (mut parts, ()) = axum::http::Request::new(()).into_parts();
        parts.uri = self.uri.clone();
        parts.headers = self.headers.clone();
        Visitor::from_request_parts(&mut parts, site).await.ok()
    }

    fn is_api(&self) -> bool {
        self.path.starts_with("/api/")
    }
}

/// A fault as the asker reads it.
fn draw(asked: &Asked, fault: &PageFault, visitor: Option<&Visitor>) -> Response {
    if asked.is_api() {
        return problem(asked.language, fault, visitor);
    }
    if let (PageFault::SignIn(path), Some(_)) = (fault, visitor) {
        return Redirect::to(&format!("/sign-in?to={}", words::encode(path))).into_response();
    }
    if let (PageFault::StepUp(path), Some(_)) = (fault, visitor) {
        let to = format!("/sign-in/more?to={}", words::encode(path));
        return Redirect::to(&to).into_response();
    }
    let Some(visitor) = visitor else {
        // Not even the record can be read: no frame to draw the page in.
        let text = asked.language.say("fault-not-stored-advice").to_string();
        return (StatusCode::SERVICE_UNAVAILABLE, text).into_response();
    };
    let t = visitor.t;
    let (title, advice) = words::fault(t, fault);
    let page = FaultPage {
        frame: Frame::new(visitor, title),
        advice,
        details: words::reasons(visitor, fault),
        opens: opens(fault).map(|opens| visitor.at(opens)),
    };
    show_with(fault.status(), &page).unwrap_or_else(|_| fault.status().into_response())
}

fn opens(fault: &PageFault) -> Option<polity_values::Timestamp> {
    match fault {
        PageFault::Refused(refused) => refused.opens,
        _ => None,
    }
}

/// A fault as problem JSON (RFC 9457).
fn problem(t: Say, fault: &PageFault, visitor: Option<&Visitor>) -> Response {
    let (title, advice) = words::fault(t, fault);
    let mut body = json!({
        "type": "about:blank",
        "title": title,
        "status": fault.status().as_u16(),
        "detail": advice,
        "code": fault.code(),
    });
    if let PageFault::Refused(refused) = fault {
        body["rule"] = json!(refused.rule.to_string());
        body["code"] = json!(refused.unmet.first().map_or("refused", |unmet| unmet.code));
        body["opens"] = json!(refused.opens.map(|opens| opens.to_string()));
    }
    if let Some(visitor) = visitor {
        let reasons = words::reasons(visitor, fault);
        if !reasons.is_empty() {
            let texts: Vec<_> = reasons.into_iter().map(|reason| reason.text.text).collect();
            body["faults"] = json!(texts);
        }
    }
    let kind = HeaderValue::from_static("application/problem+json");
    (
        fault.status(),
        [(header::CONTENT_TYPE, kind)],
        body.to_string(),
    )
        .into_response()
}

fn set_headers(asked: &Asked, headers: &mut HeaderMap, secure: bool) {
    let fixed: [(_, &'static str); 6] = [
        (header::CONTENT_SECURITY_POLICY, PAGE_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "private, no-cache"),
        (header::VARY, "Cookie, Accept-Language"),
        (
            header::HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in fixed {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if secure {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    if !headers.contains_key(header::CONTENT_LANGUAGE) {
        let code = HeaderValue::from_static(asked.language.language.code());
        headers.insert(header::CONTENT_LANGUAGE, code);
    }
    if asked.choice {
        let lock = if secure { "; Secure" } else { "" };
        let code = asked.language.language.code();
        let cookie = format!(
            "{LANGUAGE_COOKIE}={code}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{lock}"
        );
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            headers.append(header::SET_COOKIE, value);
        }
    }
}
