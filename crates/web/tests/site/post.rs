//! RELIABILITY E9: letters through a mail server that says no, later, or nothing at all, and through
//! workers that stop or die midway.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::common::Bench;
use polity_store::{LetterCounts, LetterState, Mailing, NewLetter, Viewer};
use polity_web::post::{self, Way};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A mail server of the tests. The address says what it does: `later` is put off at its first try,
/// `never` is refused, `stall` gets no answer at its first try; everybody else is accepted.
#[derive(Default)]
struct Sink {
    tries: Mutex<BTreeMap<String, u32>>,
    /// Message-ID and recipient of every message that was answered with 250.
    accepted: Mutex<Vec<(String, String)>>,
}

impl Sink {
    async fn start() -> (Arc<Self>, String) {
        let sink = Arc::new(Self::default());
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        let serving = Arc::clone(&sink);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let sink = Arc::clone(&serving);
                tokio::spawn(async move { sink.talk(stream).await });
            }
        });
        (sink, url)
    }

    fn try_of(&self, recipient: &str) -> u32 {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        let count = tries.entry(recipient.to_owned()).or_default();
        *count += 1;
        *count
    }

    fn accepted(&self) -> Vec<(String, String)> {
        self.accepted
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    async fn talk(&self, stream: TcpStream) -> Option<()> {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        let mut say = async |text: &str| write.write_all(text.as_bytes()).await.ok();
        say("220 sink\r\n").await?;
        let mut recipient = String::new();
        while let Some(line) = lines.next_line().await.ok()? {
            let upper = line.to_ascii_uppercase();
            if upper.starts_with("EHLO") {
                say("250-sink\r\n250 8BITMIME\r\n").await?;
            } else if upper.starts_with("RCPT TO:") {
                recipient = line[8..].trim_matches(['<', '>', ' ']).to_owned();
                let first = self.try_of(&recipient) == 1;
                if recipient.starts_with("never") {
                    say("550 5.1.1 no such user\r\n").await?;
                } else if recipient.starts_with("later") && first {
                    say("451 4.7.1 greylisted\r\n").await?;
                } else if recipient.starts_with("stall") && first {
                    tokio::time::sleep(Duration::from_mins(1)).await;
                    return None;
                } else {
                    say("250 ok\r\n").await?;
                }
            } else if upper == "DATA" {
                say("354 go on\r\n").await?;
                let mut id = String::new();
                while let Some(line) = lines.next_line().await.ok()? {
                    if line == "." {
                        break;
                    }
                    if let Some(found) = line.strip_prefix("Message-ID: ") {
                        found.clone_into(&mut id);
                    }
                }
                let message = (id, recipient.clone());
                self.accepted
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(message);
                say("250 taken\r\n").await?;
            } else if upper == "QUIT" {
                say("221 bye\r\n").await?;
                return None;
            } else {
                say("250 ok\r\n").await?;
            }
        }
        None
    }
}

const LIST: &str = "member number,name,email,unit,class,joined\n";

/// A bench with so many members, some with special addresses, and a letter queued to each.
async fn queued(url: &str, members: usize) -> Bench {
    let way = Way::Smtp(url.to_owned());
    let bench = Bench::with(|options| post::Options {
        way,
        from: "Elections <elections@example.org>".to_owned(),
        answer: Duration::from_millis(400),
        ..options
    })
    .await;
    let mut list = LIST.to_owned();
    for number in 0..members {
        let email = match number {
            1 => "later@example.org".to_owned(),
            2 => "never@example.org".to_owned(),
            3 => "stall@example.org".to_owned(),
            4 => String::new(),
            _ => format!("voter{number}@example.org"),
        };
        let line = format!("m{number},Voter {number},{email},alderwick,full,2020-01-01\n");
        list.push_str(&line);
    }
    let known = polity_org::roll::csv::Known::first_list();
    let rows = polity_org::roll::csv::read(list.as_bytes(), &known, |_| ())
        .expect("a list")
        .rows;
    let (store, now) = (bench.site.store(), bench.site.now());
    let mut rng = polity_testkit::rng(1);
    store
        .member_import(&rows, &mut rng, |_, _| ())
        .await
        .expect("imported");
    let mailing = Mailing {
        id: "m".to_owned(),
        matter: None,
        purpose: "sign-in".to_owned(),
        created: now,
        author: None,
    };
    store.mailing_create(&mailing).await.expect("made");
    let viewer = Viewer {
        actor: "test".to_owned(),
        at: now,
        purpose: "test".to_owned(),
    };
    let mut letters = Vec::new();
    for row in &rows {
        let member = store
            .member_fetch(&row.number, &viewer)
            .await
            .expect("read");
        let recipient = member.expect("a member").person;
        letters.push(NewLetter {
            key: format!("m:{recipient}"),
            recipient,
        });
    }
    store
        .letter_enqueue("m", &letters, false, now)
        .await
        .expect("queued");
    bench
}

async fn counts(bench: &Bench) -> LetterCounts {
    bench
        .site
        .store()
        .letter_counts("m")
        .await
        .expect("counted")
}

async fn until(bench: &Bench, what: impl Fn(LetterCounts) -> bool) {
    for _ in 0..2_000 {
        if what(counts(bench).await) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("it does not come to it: {:?}", counts(bench).await);
}

/// Each recipient once, whoever was put off; nobody who was refused.
fn each_once(sink: &Sink, members: usize) {
    let mut recipients: Vec<String> = sink.accepted().into_iter().map(|(_, to)| to).collect();
    let all = recipients.len();
    recipients.sort();
    recipients.dedup();
    assert_eq!(recipients.len(), all, "nobody has two");
    assert_eq!(
        all,
        members - 2,
        "all but the refused and the one without an address"
    );
    assert!(!recipients.iter().any(|to| to.starts_with("never")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e9_put_off_refused_and_stalled_letters() {
    let (sink, url) = Sink::start().await;
    let bench = queued(&url, 12).await;
    let worker = tokio::spawn(post::run(bench.site.clone()));
    until(&bench, |now| {
        now.sent == 8 && now.bounced == 2 && now.waiting == 2
    })
    .await;
    let store = bench.site.store();
    let bounces = store.letter_bounces(0).await.expect("a list");
    assert!(
        bounces.iter().any(|one| one.error.contains("no such user")),
        "{bounces:?}"
    );
    assert!(
        bounces.iter().any(|one| one.error == "there is no address"),
        "{bounces:?}"
    );
    let waiting = store
        .letter_list("m", Some(LetterState::Waiting), 0)
        .await
        .expect("a list");
    assert!(
        waiting.iter().any(|one| one.error.contains("greylisted")),
        "{waiting:?}"
    );
    // Not before its time; then both go out.
    assert!(waiting.iter().all(|one| one.at > bench.site.now()));
    bench.clock.forward(31_000_000);
    bench.site.post().stop();
    worker.await.expect("ended in good order");
    let again = tokio::spawn(post::run(bench.another_site()));
    until(&bench, |now| now.sent == 10).await;
    again.abort();
    each_once(&sink, 12);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e9_a_restart_midway_sends_none_twice_and_loses_none() {
    let (sink, url) = Sink::start().await;
    let bench = queued(&url, 40).await;
    // Stopped in good order after some, again and again.
    for step in 1..=3 {
        let site = bench.another_site();
        let worker = tokio::spawn(post::run(site.clone()));
        until(&bench, |now| now.sent >= step * 5).await;
        site.post().stop();
        worker.await.expect("ended in good order");
        let now = counts(&bench).await;
        assert_eq!(now.sending, 0, "given back: {now:?}");
        assert_eq!(
            sink.accepted().len() as u64,
            now.sent,
            "what was accepted is noted"
        );
    }
    // The puts-off are due at once now.
    bench.clock.forward(31_000_000);
    let site = bench.another_site();
    let worker = tokio::spawn(post::run(site.clone()));
    until(&bench, |now| {
        now.waiting + now.sending == 0 || now.sent >= 37
    })
    .await;
    bench.clock.forward(31_000_000);
    // In good order too: an abort here could fall between the last letter's way out and its note.
    site.post().stop();
    worker.await.expect("ended in good order");
    let worker = tokio::spawn(post::run(bench.another_site()));
    until(&bench, |now| now.sent == 38).await;
    worker.abort();
    each_once(&sink, 40);
}

/// Killed at any point: at most the one letter in the hand goes out again, and then as the same message.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e9_a_killed_worker_repeats_no_more_than_the_letter_in_its_hand() {
    let (sink, url) = Sink::start().await;
    let bench = queued(&url, 40).await;
    let kills = 3;
    for kill in 1..=kills {
        let worker = tokio::spawn(post::run(bench.another_site()));
        until(&bench, |now| now.sent >= kill * 6).await;
        worker.abort();
        let _ = worker.await;
    }
    let worker = tokio::spawn(post::run(bench.another_site()));
    until(&bench, |now| now.sent >= 36).await;
    worker.abort();
    let _ = worker.await;
    // Who was put off is due by now.
    bench.clock.forward(1_000_000_000);
    let worker = tokio::spawn(post::run(bench.another_site()));
    until(&bench, |now| now.sent == 38).await;
    worker.abort();
    let mut messages: BTreeMap<String, (String, u32)> = BTreeMap::new();
    for (id, to) in sink.accepted() {
        let entry = messages.entry(to).or_insert((id.clone(), 0));
        assert_eq!(entry.0, id, "a copy has the same Message-ID");
        entry.1 += 1;
    }
    assert_eq!(messages.len(), 38, "none is lost");
    let copies: u32 = messages.values().map(|(_, count)| count - 1).sum();
    assert!(u64::from(copies) <= kills + 1, "{copies} copies");
}
