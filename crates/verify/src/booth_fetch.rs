//! `polity-verify booth`: fetches a booth as a voter's browser does and compares it (see [`crate::booth`]). The only
//! part of this program that uses the network; the judge of archives does not know it.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use serde::Deserialize;
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig, TlsProvider};

use crate::booth::{Findings, MANIFEST, Manifest, is_digest};

/// The longest that one answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// The most bytes of one file.
const MAX_BYTES: u64 = 10 << 20;

/// Compares the voting booth that a server sends with the one on the record.
///
/// Fetches the list of the booth's files and every file on it, as a browser does. The list is compared with
/// --digest, which you take from the record or from print, and with what the server's record says of the ballot, when
/// the address is that of a voting link or --ballot names the ballot.
/// Exit status: 0 when all is the same, 1 when something differs, 2 when the list could not be fetched.
#[derive(Args)]
pub(crate) struct BoothArguments {
    /// The server, for example `https://vote.example.org`, or a ballot there: `https://vote.example.org/booth/UUID`
    url: String,
    /// The booth's digest (64 hex digits) as it stands on the record.
    #[arg(long, value_name = "HEX")]
    digest: Option<String>,
    /// A ballot, whose pages and whose own word on the digest are compared too.
    #[arg(long, value_name = "UUID")]
    ballot: Option<String>,
}

/// What is needed of what the server says of a ballot.
#[derive(Deserialize)]
struct BallotInfo {
    booth: String,
}

impl BoothArguments {
    /// Fetches, compares and prints; whether all is the same.
    ///
    /// # Errors
    /// When the list, or what the server says of the ballot, cannot be fetched.
    pub(crate) fn run(&self) -> Result<bool> {
        let (base, named) = self.server_and_ballot()?;
        let client = Client::new(base)?;
        let bytes = client.get(&format!("/booth/files/{MANIFEST}"));
        let bytes = bytes
            .map_err(anyhow::Error::msg)
            .context("the list of the booth's files")?;
        let mut findings = Findings::default();
        match Manifest::read(&bytes) {
            Err(faults) => {
                for fault in faults {
                    findings.fault(MANIFEST, fault);
                }
            }
            Ok(manifest) => {
                println!("{} files, digest {}", manifest.files.len(), manifest.digest);
                self.compare(&client, named, &manifest, &mut findings)?;
            }
        }
        print!("{findings}");
        println!("{}", self.verdict(findings.hold(), named.is_some()));
        Ok(findings.hold())
    }

    /// The server's address, and the ballot if one is named. What stands behind `#` in a voting link is the voter's
    /// own and is sent nowhere.
    fn server_and_ballot(&self) -> Result<(&str, Option<&str>)> {
        let url = self.url.split('#').next().unwrap_or_default();
        let (base, linked) = url.split_once("/booth/").unzip();
        let linked = linked.map(|rest| rest.split(['/', '?']).next().unwrap_or_default());
        let base = base.unwrap_or(url).trim_end_matches('/');
        let ballot = match (self.ballot.as_deref(), linked) {
            (Some(named), Some(linked)) if named != linked => {
                bail!("the address names the ballot {linked}, --ballot names {named}")
            }
            (named, linked) => named.or(linked),
        };
        if let Some(uuid) = ballot
            && (uuid.is_empty() || !uuid.chars().all(|c| c.is_ascii_alphanumeric()))
        {
            bail!("--ballot takes the identifier of a ballot, letters and digits");
        }
        Ok((base, ballot))
    }

    /// What the findings mean for who asked, and what to do next.
    fn verdict(&self, holds: bool, ballot: bool) -> &'static str {
        match (holds, &self.digest, ballot) {
            (false, _, _) => {
                "The booth is NOT what it should be. Do not vote with it, and tell the scrutineer."
            }
            (true, Some(_), _) => "The booth is the one of this digest.",
            (true, None, true) => {
                "The booth is the one that stood on this server's record when the ballot opened. A copy of the record from elsewhere makes it sure: --digest."
            }
            (true, None, false) => {
                "The files are those of the list. Compare the digest with the record: --digest."
            }
        }
    }

    fn compare(
        &self,
        client: &Client,
        ballot: Option<&str>,
        manifest: &Manifest,
        findings: &mut Findings,
    ) -> Result<()> {
        if let Some(digest) = &self.digest {
            let digest = digest.trim().to_lowercase();
            if !is_digest(&digest) {
                bail!("--digest takes 64 hex digits");
            }
            findings.compare_list(manifest, &digest, "--digest");
        }
        for (name, digest) in &manifest.files {
            findings.compare(name, client.get(&format!("/booth/files/{name}")), digest);
        }
        let Some(uuid) = ballot else {
            return Ok(());
        };
        let info = client
            .get(&format!("/api/v1/ballots/{uuid}"))
            .map_err(anyhow::Error::msg)
            .context("what the server says of the ballot")?;
        let info: BallotInfo = serde_json::from_slice(&info)
            .context("what the server says of the ballot has no booth's digest")?;
        if info.booth.is_empty() {
            let why = "names no booth for this ballot: its votes are not cast in a browser";
            findings.fault("the record", why.to_owned());
        } else {
            findings.compare_list(manifest, &info.booth, "the server's record of the ballot");
        }
        for (address, name) in [
            (format!("/booth/{uuid}"), "index.html"),
            (format!("/booth/{uuid}/check"), "check.html"),
        ] {
            match manifest.files.get(name) {
                Some(digest) => findings.compare(&address, client.get(&address), digest),
                None => findings.fault(&address, format!("the list has no {name}")),
            }
        }
        Ok(())
    }
}

/// Asks one server, and follows it nowhere else.
struct Client {
    base: String,
    agent: Agent,
}

impl Client {
    fn new(url: &str) -> Result<Self> {
        let base = url.trim_end_matches('/').to_owned();
        if !base.starts_with("http://") && !base.starts_with("https://") {
            bail!("the server's address begins with https:// or http://, not {url:?}");
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(PATIENCE))
            .tls_config(tls())
            .build();
        Ok(Self {
            base,
            agent: config.new_agent(),
        })
    }

    /// The bytes at a path.
    ///
    /// # Errors
    /// Why there are none, in words.
    fn get(&self, path: &str) -> Result<Vec<u8>, String> {
        let address = format!("{}{path}", self.base);
        let told = |error: ureq::Error| format!("{address}: {error}");
        let mut response = self.agent.get(&address).call().map_err(told)?;
        if response.status() != 200 {
            return Err(format!("the server answers {}", response.status()));
        }
        let body = response.body_mut().with_config().limit(MAX_BYTES);
        body.read_to_vec().map_err(told)
    }
}

/// TLS by rustls with the machine's own certificates.
fn tls() -> TlsConfig {
    let found = rustls_native_certs::load_native_certs().certs;
    let roots: Vec<Certificate<'static>> = found
        .iter()
        .map(|root| Certificate::from_der(root).to_owned())
        .collect();
    TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .root_certs(RootCerts::Specific(Arc::new(roots)))
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::net::TcpListener;

    /// Serves these pages, once each and in any order, and gives the address.
    fn server(pages: &'static [(&'static str, &'static str)]) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut first = String::new();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                reader.read_line(&mut first).unwrap();
                let mut line = String::from("x");
                while !line.trim().is_empty() {
                    line.clear();
                    reader.read_line(&mut line).unwrap();
                }
                let path = first.split(' ').nth(1).unwrap_or_default();
                let found = pages.iter().find(|(name, _)| *name == path);
                let (status, body) =
                    found.map_or(("404 Not Found", ""), |(_, body)| ("200 OK", *body));
                let length = body.len();
                write!(
                    stream,
                    "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
                )
                .unwrap();
            }
        });
        address
    }

    const LIST: &str =
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  index.html\n";

    fn arguments(url: String, digest: Option<&str>) -> BoothArguments {
        BoothArguments {
            url,
            digest: digest.map(str::to_owned),
            ballot: None,
        }
    }

    #[test]
    fn c9_a_booth_is_fetched_and_compared() {
        let good = server(&[
            ("/booth/files/manifest.txt", LIST),
            ("/booth/files/index.html", "abc"),
        ]);
        let digest = polity_ballot::hash::sha256_hex(LIST.as_bytes());
        assert!(arguments(good.clone(), Some(&digest)).run().unwrap());
        assert!(
            !arguments(good.clone(), Some(&"0".repeat(64)))
                .run()
                .unwrap()
        );
        assert!(arguments(good, Some("abc")).run().is_err());
    }

    #[test]
    fn c9_a_voting_link_names_server_and_ballot_and_its_code_stays_here() {
        let link = arguments(
            "https://vote.example.org/booth/7hQx#SECRET".to_owned(),
            None,
        );
        assert_eq!(
            link.server_and_ballot().unwrap(),
            ("https://vote.example.org", Some("7hQx"))
        );
        let check = arguments("http://a.example/booth/7hQx/check".to_owned(), None);
        assert_eq!(
            check.server_and_ballot().unwrap(),
            ("http://a.example", Some("7hQx"))
        );
        let plain = arguments("http://a.example/".to_owned(), None);
        assert_eq!(
            plain.server_and_ballot().unwrap(),
            ("http://a.example", None)
        );
        let odd = arguments("http://a.example/booth/..".to_owned(), None);
        assert!(odd.server_and_ballot().is_err());
    }

    #[test]
    fn c9_the_record_of_the_ballot_is_compared_too() {
        const OTHER: &str =
            "{\"booth\":\"0000000000000000000000000000000000000000000000000000000000000000\"}";
        let pages: &'static [(&str, &str)] = &[
            ("/booth/files/manifest.txt", LIST),
            ("/booth/files/index.html", "abc"),
            ("/api/v1/ballots/7hQx", OTHER),
            ("/booth/7hQx", "abc"),
        ];
        let url = format!("{}/booth/7hQx", server(pages));
        let client = Client::new(url.strip_suffix("/booth/7hQx").unwrap()).unwrap();
        let manifest = Manifest::read(LIST.as_bytes()).unwrap();
        let mut findings = Findings::default();
        arguments(url, None)
            .compare(&client, Some("7hQx"), &manifest, &mut findings)
            .unwrap();
        let told = findings.to_string();
        assert!(told.contains("same     /booth/7hQx\n"), "{told}");
        assert!(
            told.contains("the server's record of the ballot says 0000"),
            "{told}"
        );
        assert!(told.contains("the list has no check.html"), "{told}");
    }

    #[test]
    fn c9_altered_and_missing_files_are_found() {
        let altered = server(&[
            ("/booth/files/manifest.txt", LIST),
            ("/booth/files/index.html", "abd"),
        ]);
        assert!(!arguments(altered, None).run().unwrap());
        let missing = server(&[("/booth/files/manifest.txt", LIST)]);
        assert!(!arguments(missing, None).run().unwrap());
        assert!(arguments(server(&[]), None).run().is_err());
        assert!(
            arguments("ftp://example.org".to_owned(), None)
                .run()
                .is_err()
        );
    }
}
