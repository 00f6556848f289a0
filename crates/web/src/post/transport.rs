//! How a letter leaves: to a mail server, or into a folder. What came of it is one of three: accepted,
//! again later, or never.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
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
/// Answers for which a letter waits: greeting, two `EHLO`s, `STARTTLS`, two of signing in, `MAIL`, `RCPT`,
/// `DATA`, and the letter's own.
const ANSWERS: u32 = 10;

/// What came of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The other side has it.
    Accepted,
    /// Not now: its words.
    Later(String),
    /// Never: its words.
    Never(String),
}

/// The way out, opened by its options.
pub struct Transport {
    way: Opened,
    from: Mailbox,
    domain: String,
}

enum Opened {
    Folder(PathBuf),
    Smtp(Smtp),
}

/// A mail server, with the connection that is kept to it.
struct Smtp {
    open: Box<dyn Fn() -> Connection + Send + Sync>,
    now: Mutex<Connection>,
    /// The longest for one letter.
    patience: Duration,
}

type Connection = AsyncSmtpTransport<Tokio1Executor>;

impl Smtp {
    /// Sends a message, with an end to it: the library waits for ever for an answer. A conversation that was
    /// given up is never gone on with: the library would put its connection back among the good ones, the next
    /// letter would wait for the same answer, and when it came after all, take it for its own.
    async fn send(&self, message: Message) -> Outcome {
        let connection = self.current().clone();
        match tokio::time::timeout(self.patience, connection.send(message)).await {
            Ok(Ok(_)) => Outcome::Accepted,
            Ok(Err(fault)) if fault.is_permanent() => Outcome::Never(fault.to_string()),
            Ok(Err(fault)) => Outcome::Later(fault.to_string()),
            Err(_) => {
                *self.current() = (self.open)();
                Outcome::Later("no answer in time".to_owned())
            }
        }
    }

    fn current(&self) -> MutexGuard<'_, Connection> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport {
    /// Reads the options. No connection is made yet.
    ///
    /// # Errors
    /// A sender or mail server that cannot be, in one sentence.
    pub fn open(options: &Options) -> Result<Self, String> {
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
                let builder = builder
                    .timeout(Some(options.answer))
                    .pool_config(PoolConfig::new().max_size(1));
                let open = move || builder.clone().build();
                Opened::Smtp(Smtp {
                    now: Mutex::new(open()),
                    open: Box::new(open),
                    patience: (options.answer * ANSWERS).min(LONGEST),
                })
            }
        };
        let domain = from.email.domain().to_owned();
        Ok(Self { way, from, domain })
    }

    /// Sends a letter. The same key gives the same `Message-ID`, so that a copy after a crash can be
    /// told as one.
    pub async fn send(&self, letter: &Letter, key: &str, now: Timestamp) -> Outcome {
        let message = match self.message(letter, key, now) {
            Ok(message) => message,
            Err(why) => return Outcome::Never(why),
        };
        match &self.way {
            Opened::Folder(dir) => into_folder(dir, key, &message).await,
            Opened::Smtp(smtp) => smtp.send(message).await,
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
            .to(Mailbox::new(
                (!name.is_empty()).then(|| name.clone()),
                address,
            ))
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
