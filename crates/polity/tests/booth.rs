//! `polity-verify booth` against a real `polity serve`: the booth as it was built passes; with one byte changed on
//! the way, it is refused and the file is named.

#![expect(
    clippy::unwrap_used,
    reason = "a failing step of a test stops it, which is what it should do"
)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

/// `polity serve` over an empty folder, on a free port.
struct Server {
    process: Child,
    address: String,
    _folder: tempfile::TempDir,
    /// Kept, so that the server can go on printing.
    _out: BufReader<ChildStdout>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_polity"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(folder.path())
            .env_remove("DATABASE_URL")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let address = line
            .split_once("listening on ")
            .and_then(|(_, rest)| rest.split_once(')'))
            .map(|(address, _)| address.to_owned());
        Self {
            process,
            address: address.expect("it says where it listens"),
            _folder: folder,
            _out: out,
        }
    }
}

/// Passes every request on to `server`; in the answer about `path` the last byte is another.
fn altering(server: &str, path: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let server = server.to_owned();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let (asked, mut answer) = pass_on(&mut stream, &server);
            if asked == path {
                *answer.last_mut().unwrap() ^= 1;
            }
            stream.write_all(&answer).unwrap();
        }
    });
    address
}

/// The path that was asked for and the server's whole answer.
fn pass_on(stream: &mut TcpStream, server: &str) -> (String, Vec<u8>) {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).unwrap();
    let path = first.split(' ').nth(1).unwrap().to_owned();
    let mut line = String::from("headers");
    while !line.trim().is_empty() {
        line.clear();
        reader.read_line(&mut line).unwrap();
    }
    let mut there = TcpStream::connect(server).unwrap();
    write!(
        there,
        "GET {path} HTTP/1.1\r\nHost: {server}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = Vec::new();
    there.read_to_end(&mut answer).unwrap();
    (path, answer)
}

fn verify(arguments: &[&str]) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_polity")).with_file_name("polity-verify");
    Command::new(&program)
        .arg("booth")
        .args(arguments)
        .output()
        .unwrap_or_else(|fault| {
            panic!(
                "{}: {fault}; build all programs: cargo build --workspace --bins",
                program.display()
            )
        })
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn c9_the_booth_of_a_server_is_compared_file_by_file() {
    let server = Server::start();
    let url = format!("http://{}", server.address);
    let good = verify(&[&url]);
    let text = told(&good);
    let errors = String::from_utf8_lossy(&good.stderr);
    assert!(
        good.status.success(),
        "{text}{errors}\nIf there is no list: cargo xtask assets"
    );
    for file in ["booth.js", "check.html", "index.html"] {
        assert!(text.contains(&format!("same     {file}\n")), "{text}");
    }
    let digest = text.split("digest ").nth(1).unwrap().get(..64).unwrap();
    let good = verify(&[&url, "--digest", digest]);
    assert!(good.status.success());
    assert!(
        told(&good).ends_with("The booth is the one of this digest.\n"),
        "{}",
        told(&good)
    );
    let other = verify(&[&url, "--digest", &"0".repeat(64)]);
    assert_eq!(other.status.code(), Some(1));

    let altered = altering(&server.address, "/booth/files/booth.js");
    let bad = verify(&[&format!("http://{altered}"), "--digest", digest]);
    let text = told(&bad);
    assert_eq!(bad.status.code(), Some(1), "{text}");
    assert!(text.contains("DIFFERS  booth.js: "), "{text}");
    assert!(text.contains("same     index.html\n"), "{text}");
    assert!(text.contains("Do not vote with it"), "{text}");

    let none = verify(&[&url, "--ballot", "nosuchballot"]);
    assert_eq!(none.status.code(), Some(2), "{}", told(&none));
}
