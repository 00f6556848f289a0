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
        let visitor = asked.visitor(&site).await;
        response = draw(&asked, &fault, fault.status(), visitor.as_ref());
    } else if let Some(fault) = turned_away(&response) {
        // A path or a form that our readers could not use, before a handler saw it.
        let (parts, _) = response.into_parts();
        let visitor = asked.visitor(&site).await;
        response = draw(&asked, &fault, parts.status, visitor.as_ref());
        if let Some(allow) = parts.headers.get(header::ALLOW) {
            let allow = allow.clone();
            response.headers_mut().insert(header::ALLOW, allow);
        }
    }
    set_headers(&asked, response.headers_mut(), site.settings().secure());
    response
}

/// The fault that a bare refusal of the router or of a reader of forms stands for; none for a page.
fn turned_away(response: &Response) -> Option<PageFault> {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let bare = kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    match response.status() {
        StatusCode::METHOD_NOT_ALLOWED if bare => Some(PageFault::NotFound),
        StatusCode::BAD_REQUEST
        | StatusCode::PAYLOAD_TOO_LARGE
        | StatusCode::UNSUPPORTED_MEDIA_TYPE
        | StatusCode::UNPROCESSABLE_ENTITY
            if bare =>
        {
            Some(PageFault::Invalid(Vec::new()))
        }
        _ => None,
    }
}

/// What was asked, kept for after the handler.
struct Asked {
    look: bool,
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
            look: request.method().is_safe(),
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

    /// Where to come back to after more was proved: the page asked for with its query; for a form, which
    /// cannot be sent again by a link, the page on which it stood.
    fn back(&self, path: &str) -> String {
        if path != self.path {
            return path.to_owned();
        }
        if self.look {
            let whole = self.uri.path_and_query();
            return whole.map_or_else(|| path.to_owned(), ToString::to_string);
        }
        let text = |name| self.headers.get(name).and_then(|one| one.to_str().ok());
        let stood = text(header::REFERER).and_then(|from| from.parse::<Uri>().ok());
        let stood = stood.filter(|from| {
            from.authority().map(ToString::to_string).as_deref() == text(header::HOST)
        });
        let page = stood.as_ref().and_then(Uri::path_and_query);
        page.map_or_else(|| "/".to_owned(), ToString::to_string)
    }
}

/// A fault as the asker reads it.
fn draw(
    asked: &Asked,
    fault: &PageFault,
    status: StatusCode,
    visitor: Option<&Visitor>,
) -> Response {
    if asked.is_api() {
        return problem(asked.language, fault, status, visitor);
    }
    if let (PageFault::SignIn(path), Some(_)) = (fault, visitor) {
        return Redirect::to(&format!("/sign-in?to={}", words::encode(&asked.back(path))))
            .into_response();
    }
    if let (PageFault::StepUp(path), Some(_)) = (fault, visitor) {
        let to = format!("/sign-in/more?to={}", words::encode(&asked.back(path)));
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
    show_with(status, &page).unwrap_or_else(|_| status.into_response())
}

fn opens(fault: &PageFault) -> Option<polity_values::Timestamp> {
    match fault {
        PageFault::Refused(refused) => refused.opens,
        _ => None,
    }
}

/// A fault as problem JSON (RFC 9457).
fn problem(t: Say, fault: &PageFault, status: StatusCode, visitor: Option<&Visitor>) -> Response {
    let (title, advice) = words::fault(t, fault);
    let mut body = json!({
        "type": "about:blank",
        "title": title,
        "status": status.as_u16(),
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
    (status, [(header::CONTENT_TYPE, kind)], body.to_string()).into_response()
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
