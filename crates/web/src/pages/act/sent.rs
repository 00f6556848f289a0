//! What a form sends: by address, by form, or with a file.

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use axum::{Form, RequestExt as _};

use crate::{PageFault, Site};

/// The fields of a form, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub struct Sent(Vec<(String, String)>);

impl Sent {
    /// The fields of an address's query.
    pub(crate) fn of_query(query: &str) -> Self {
        let uri = format!("/?{query}").parse::<axum::http::Uri>();
        let fields = uri.ok().and_then(|uri| {
            axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&uri)
                .ok()
                .map(|fields| fields.0)
        });
        Self(fields.unwrap_or_default())
    }

    /// The value of a field, without white space around it; empty when it was not sent.
    pub(crate) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.trim())
    }

    /// Sets a field.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), value.into()));
    }
}

impl FromRequest<Site> for Sent {
    type Rejection = PageFault;

    async fn from_request(request: Request, site: &Site) -> Result<Self, PageFault> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let with_file = kind
            .and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| kind.starts_with("multipart/"));
        let unreadable = |fault: &dyn std::fmt::Display| PageFault::invalid(fault.to_string());
        if !with_file {
            let form = request.extract::<Form<Vec<(String, String)>>, _>().await;
            return form
                .map(|Form(fields)| Self(fields))
                .map_err(|fault| unreadable(&fault));
        }
        let mut form = Multipart::from_request(request, site)
            .await
            .map_err(|fault| unreadable(&fault))?;
        let mut sent = Self::default();
        while let Some(field) = form
            .next_field()
            .await
            .map_err(|fault| unreadable(&fault))?
        {
            let name = field.name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(|fault| unreadable(&fault))?;
            // A file of another encoding than UTF-8 is told by what it then lacks.
            sent.0
                .push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
        Ok(sent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_and_a_field_set_anew() {
        let mut sent = Sent::of_query("candidate=p-1&title=A%20%3Cb%3E+c");
        assert_eq!(sent.get("candidate"), "p-1");
        assert_eq!(sent.get("title"), "A <b> c");
        assert_eq!(sent.get("none"), "");
        sent.set("candidate", " p-2 ");
        assert_eq!(sent.get("candidate"), "p-2");
    }
}
