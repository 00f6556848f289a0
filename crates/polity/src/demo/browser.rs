//! A browser without script, as far as the demo needs one: it keeps cookies, follows redirects, sends forms
//! as forms, and keeps its connection alive.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use anyhow::{Context as _, bail};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::{Request, StatusCode, header};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Connections by which many ballots are handed in at once.
const LANES: usize = 128;
/// Redirects that are followed in a row, at most.
const REDIRECTS: usize = 5;

/// What stands between the parts of a form with a file: no file of the demo holds it.
const BOUNDARY: &str = "polity-demo-4f1c9d3a7e62";

/// One browser with one connection.
pub(crate) struct Browser {
    address: SocketAddr,
    connection: SendRequest<Full<Bytes>>,
    cookies: BTreeMap<String, String>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Its status.
    pub(crate) status: StatusCode,
    /// The address at which it was given, after redirects.
    pub(crate) at: String,
    /// Whether the page tells of work that goes on, and asks to be looked at again.
    pub(crate) goes_on: bool,
    /// Its body.
    pub(crate) body: Bytes,
    /// The same, where it is text.
    pub(crate) text: String,
}

impl Answer {
    /// The text of a page that was shown.
    ///
    /// # Errors
    /// Any other status, with the first of what the page says.
    pub(crate) fn shown(self) -> anyhow::Result<String> {
        if self.status.is_success() {
            return Ok(self.text);
        }
        let said: String = words_of(&self.text).chars().take(2000).collect();
        bail!("the server answered {}: {said}", self.status)
    }
}

/// What a page says in its main part, without its tags; anything else as it is.
fn words_of(page: &str) -> String {
    let Some((_, main)) = page.split_once("<main") else {
        return page.to_owned();
    };
    let main = main.split("</main>").next().unwrap_or(main);
    let texts = main
        .split('<')
        .map(|part| part.split_once('>').map_or("", |(_, text)| text));
    let words: Vec<&str> = texts.flat_map(str::split_whitespace).collect();
    words.join(" ")
}

impl Browser {
    /// A browser that is connected to a server.
    ///
    /// # Errors
    /// When nobody listens there.
    pub(crate) async fn connect(address: SocketAddr) -> anyhow::Result<Self> {
        Ok(Self {
            address,
            connection: connection(address).await?,
            cookies: BTreeMap::new(),
        })
    }

    /// Shows a page, or takes a file.
    ///
    /// # Errors
    /// A fault of the connection.
    pub(crate) async fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        self.ask("GET", path, "", Bytes::new()).await
    }

    /// Sends a form.
    ///
    /// # Errors
    /// A fault of the connection.
    pub(crate) async fn form(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
    ) -> anyhow::Result<Answer> {
        let encode = polity_web::words::encode;
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        let kind = "application/x-www-form-urlencoded";
        self.ask("POST", path, kind, pairs.join("&").into()).await
    }

    /// Sends a form with a file in it.
    ///
    /// # Errors
    /// A fault of the connection.
    pub(crate) async fn file(
        &mut self,
        path: &str,
        file: &[u8],
        fields: &[(&str, &str)],
    ) -> anyhow::Result<Answer> {
        let mut body = Vec::with_capacity(file.len() + 1024);
        let head =
            |name: &str| format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"");
        body.extend_from_slice(head("file").as_bytes());
        body.extend_from_slice(b"; filename=\"file\"\r\n\r\n");
        body.extend_from_slice(file);
        for (name, value) in fields {
            let field = format!("\r\n{}\r\n\r\n{value}", head(name));
            body.extend_from_slice(field.as_bytes());
        }
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.ask("POST", path, &kind, body.into()).await
    }

    /// Sends JSON.
    ///
    /// # Errors
    /// A fault of the connection.
    pub(crate) async fn json(&mut self, path: &str, body: Vec<u8>) -> anyhow::Result<Answer> {
        self.ask("POST", path, "application/json", body.into())
            .await
    }

    async fn ask(
        &mut self,
        method: &str,
        path: &str,
        kind: &str,
        body: Bytes,
    ) -> anyhow::Result<Answer> {
        let (mut method, mut path, mut body) = (method, path.to_owned(), body);
        for _ in 0..REDIRECTS {
            let (mut answer, to) = self.once(method, &path, kind, body).await?;
            match to {
                Some(to) if answer.status == StatusCode::SEE_OTHER => {
                    (method, path, body) = ("GET", to, Bytes::new());
                }
                _ => {
                    answer.at = path;
                    return Ok(answer);
                }
            }
        }
        bail!("{path} redirects in a circle")
    }

    async fn once(
        &mut self,
        method: &str,
        path: &str,
        kind: &str,
        body: Bytes,
    ) -> anyhow::Result<(Answer, Option<String>)> {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, self.address.to_string())
            .header("sec-fetch-site", "same-origin");
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        if method == "POST" {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let request = request.body(Full::new(body))?;
        if self.connection.is_closed() {
            self.connection = connection(self.address).await?;
        }
        self.connection.ready().await?;
        let response = self.connection.send_request(request).await?;
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let to = response.headers().get(header::LOCATION);
        let to = to.map(|to| to.to_str().map(str::to_owned)).transpose()?;
        let status = response.status();
        let goes_on = response.headers().contains_key(header::REFRESH);
        let body = response.into_body().collect().await?.to_bytes();
        let text = String::from_utf8_lossy(&body).into_owned();
        let answer = Answer {
            status,
            at: String::new(),
            goes_on,
            body,
            text,
        };
        Ok((answer, to))
    }
}

/// Voters hand in their ballots, each over a connection that many of them share in turn. Every ballot is
/// acknowledged when this returns.
///
/// # Errors
/// The first ballot that was refused, in the server's words.
pub(crate) async fn hand_in(
    address: SocketAddr,
    uuid: &str,
    ballots: Vec<Vec<u8>>,
) -> anyhow::Result<()> {
    let lanes = LANES.min(ballots.len()).max(1);
    let mut queues: Vec<Vec<Vec<u8>>> = vec![Vec::new(); lanes];
    for (place, ballot) in ballots.into_iter().enumerate() {
        queues[place % lanes].push(ballot);
    }
    let mut under_way = JoinSet::new();
    for queue in queues {
        let path = format!("/api/v1/ballots/{uuid}/votes");
        under_way.spawn(async move {
            let mut browser = Browser::connect(address).await?;
            for ballot in queue {
                browser.json(&path, ballot).await?.shown()?;
            }
            anyhow::Ok(())
        });
    }
    while let Some(done) = under_way.join_next().await {
        done??;
    }
    Ok(())
}

async fn connection(address: SocketAddr) -> anyhow::Result<SendRequest<Full<Bytes>>> {
    let socket = TcpStream::connect(address)
        .await
        .with_context(|| format!("nobody listens on {address}"))?;
    socket.set_nodelay(true)?;
    let (sender, driver) = http1::handshake(TokioIo::new(socket)).await?;
    tokio::spawn(async move {
        if let Err(error) = driver.await {
            tracing::debug!(%error, "a connection ended");
        }
    });
    Ok(sender)
}
