//! How a letter leaves: to a mail server, or into a folder. What came of it is one of three: accepted,
//! again later, or never.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use base64ct::{Base64UrlUnpadded, Encoding as _};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::PoolConfig;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use polity_values::Timestamp;
use sha2::{Digest as _, Sha256};

use super::{Letter, Options, Way};

/// The longest that one letter may take in all.
pub(super) const LONGEST: Duration = Duration::from_mins(2);

/// What came of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The other side has it.
    Accepted,
    /// Not now: its words.
    Later(String),
    /// Never: its words.
    Never(String),
}

pub(super) struct Transport {
    way: Opened,
    from: Mailbox,
    domain: String,
}

enum Opened {
    Folder(PathBuf),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

impl Transport {
    /// Reads the options. No connection is made yet.
    pub(super) fn open(options: &Options) -> Result<Self, String> {
        let from: Mailbox = options
            .from
            .parse()
            .map_err(|fault| format!("the sender {:?} is no address: {fault}", options.from))?;
        let way = match &options.way {
            Way::Folder(dir) => Opened::Folder(dir.clone()),
            Way::Smtp(url) => {
                let builder =
                    AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|fault| {
                        format!("the mail server's address is not smtp://… or smtps://…: {fault}")
                    })?;
                let pool = PoolConfig::new().max_size(1);
                Opened::Smtp(
                    builder
                        .timeout(Some(options.answer))
                        .pool_config(pool)
                        .build(),
                )
            }
        };
        let domain = from.email.domain().to_owned();
        Ok(Self { way, from, domain })
    }

    /// Sends a letter. The same key gives the same `Message-ID`, so that a copy after a crash can be
    /// told as one.
    pub(super) async fn send(&self, letter: &Letter, key: &str, now: Timestamp) -> Outcome {
        let message = match self.message(letter, key, now) {
            Ok(message) => message,
            Err(why) => return Outcome::Never(why),
        };
        match &self.way {
            Opened::Folder(dir) => into_folder(dir, key, &message).await,
            Opened::Smtp(smtp) => match tokio::time::timeout(LONGEST, smtp.send(message)).await {
                Ok(Ok(_)) => Outcome::Accepted,
                Ok(Err(fault)) if fault.is_permanent() => Outcome::Never(fault.to_string()),
                Ok(Err(fault)) => Outcome::Later(fault.to_string()),
                Err(_) => Outcome::Later("no answer in time".to_owned()),
            },
        }
    }

    fn message(&self, letter: &Letter, key: &str, now: Timestamp) -> Result<Message, String> {
        let (name, address) = &letter.to;
        let address = address
            .parse::<lettre::Address>()
            .map_err(|fault| format!("the address cannot be used: {fault}"))?;
        let body = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(name.clone()), address))
            .subject(letter.subject.clone())
            .date(SystemTime::from(now))
            .message_id(Some(format!("<{}@{}>", digest(key), self.domain)))
            .raw_header(automatic())
            .multipart(body)
            .map_err(|fault| fault.to_string())
    }
}

/// Tells answering machines to keep quiet (RFC 3834).
fn automatic() -> lettre::message::header::HeaderValue {
    use lettre::message::header::{HeaderName, HeaderValue};
    HeaderValue::new(
        HeaderName::new_from_ascii_str("Auto-Submitted"),
        "auto-generated".to_owned(),
    )
}

fn digest(key: &str) -> String {
    Base64UrlUnpadded::encode_string(&Sha256::digest(key)[..16])
}

/// A file for the letter, whole or not at all; the same letter again takes the same place.
async fn into_folder(dir: &Path, key: &str, message: &Message) -> Outcome {
    let write = async {
        tokio::fs::create_dir_all(dir).await?;
        let name = format!("{}.eml", digest(key));
        let part = dir.join(format!("{name}.part"));
        tokio::fs::write(&part, message.formatted()).await?;
        tokio::fs::rename(&part, dir.join(name)).await
    };
    match write.await {
        Ok(()) => Outcome::Accepted,
        Err(fault) => Outcome::Later(fault.to_string()),
    }
}
