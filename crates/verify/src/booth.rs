//! Is the booth that a server sends the booth that the record names? When a ballot opens, the digest of the list
//! of the booth's files goes on the record; here the files that were sent are held against the list, and the
//! list against that digest.
//!
//! What it cannot see: what the server sends to others. So run it from several places, without signing in.

use polity_ballot::hash::sha256_hex;
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

/// The name of the list.
pub(crate) const MANIFEST: &str = "manifest.txt";
/// The most files that a list may name; the booth has about five.
const MAX_FILES: usize = 200;

/// The list of the booth's files: a line each, SHA-256 in hex, two spaces, name; sorted by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Manifest {
    /// SHA-256 of the list's bytes, in hex: the booth's digest.
    pub(crate) digest: String,
    /// Digest in hex by the file's name.
    pub(crate) files: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads a list.
    ///
    /// # Errors
    /// Every line at fault, in words.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Vec<String>> {
        let Ok(text) = std::str::from_utf8(bytes) else {
            return Err(vec!["the list of files is no text".to_owned()]);
        };
        let mut files = BTreeMap::new();
        let mut faults = Vec::new();
        let mut before = "";
        for (number, line) in (1..).zip(text.lines()) {
            match line.split_once("  ") {
                Some((digest, name)) if is_digest(digest) && is_name(name) && before < name => {
                    before = name;
                    files.insert(name.to_owned(), digest.to_owned());
                }
                _ => faults.push(format!(
                    "line {number} of the list of files is no \"DIGEST  NAME\", or out of order"
                )),
            }
        }
        if files.len() > MAX_FILES || (files.is_empty() && faults.is_empty()) {
            faults.push(format!("the list names {} files", files.len()));
        }
        if faults.is_empty() {
            let digest = sha256_hex(bytes);
            Ok(Self { digest, files })
        } else {
            Err(faults)
        }
    }
}

/// Whether a text is a SHA-256 digest as the list and the record write it.
pub(crate) fn is_digest(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// A name that can stand in an address as it is and leads nowhere else.
fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    !name.is_empty()
        && name != MANIFEST
        && name.chars().all(plain)
        && name
            .split('/')
            .all(|part| !part.is_empty() && !part.starts_with('.'))
}

/// What came of the comparison of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// What was compared: a file's name, an address, the list.
    name: String,
    /// How it differs; nothing when it does not.
    differs: Option<String>,
}

/// Everything that was compared, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Findings(Vec<Finding>);

impl Findings {
    /// Compares bytes, or the fault in getting them, with a digest.
    pub(crate) fn compare(&mut self, name: &str, got: Result<Vec<u8>, String>, expected: &str) {
        let differs = match got {
            Err(fault) => Some(fault),
            Ok(bytes) => {
                let digest = sha256_hex(&bytes);
                (digest != expected)
                    .then(|| format!("the list says {expected}, the server sent {digest}"))
            }
        };
        let name = name.to_owned();
        self.0.push(Finding { name, differs });
    }

    /// Compares the list's digest with the one that `source` gives.
    pub(crate) fn compare_list(&mut self, manifest: &Manifest, expected: &str, source: &str) {
        let digest = &manifest.digest;
        let differs =
            (digest != expected).then(|| format!("{source} says {expected}, the list is {digest}"));
        let name = format!("{MANIFEST}, against {source}");
        self.0.push(Finding { name, differs });
    }

    /// Notes a fault of the whole.
    pub(crate) fn fault(&mut self, name: &str, differs: String) {
        self.0.push(Finding {
            name: name.to_owned(),
            differs: Some(differs),
        });
    }

    /// Whether nothing differs.
    pub(crate) fn hold(&self) -> bool {
        self.0.iter().all(|finding| finding.differs.is_none())
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        for Finding { name, differs } in &self.0 {
            match differs {
                None => writeln!(text, "same     {name}")?,
                Some(why) => writeln!(text, "DIFFERS  {name}: {why}")?,
            }
        }
        f.write_str(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    fn manifest(text: &str) -> Result<Manifest, Vec<String>> {
        Manifest::read(text.as_bytes())
    }

    #[test]
    fn a_list_is_read_and_has_the_digest_of_its_bytes() {
        let read = manifest(&format!("{EMPTY}  a.js\n{EMPTY}  ui/b.js\n")).unwrap();
        assert_eq!(read.files.len(), 2);
        assert_eq!(
            read.digest,
            sha256_hex(format!("{EMPTY}  a.js\n{EMPTY}  ui/b.js\n").as_bytes())
        );
    }

    #[test]
    fn every_faulty_line_is_named() {
        let lines = [
            format!("{EMPTY}  b.js"),
            format!("{EMPTY}  a.js"),
            format!("{EMPTY} c.js"),
            format!("{EMPTY}  ../d.js"),
            format!("{}  e.js", EMPTY.to_uppercase()),
            format!("{EMPTY}  manifest.txt"),
        ];
        let faults = manifest(&lines.join("\n")).unwrap_err();
        assert_eq!(faults.len(), 5, "{faults:?}");
        assert!(faults[0].starts_with("line 2 "));
        assert!(manifest("").is_err());
        assert!(Manifest::read(&[0xff]).is_err());
    }

    #[test]
    fn c9_one_altered_byte_is_named() {
        let mut findings = Findings::default();
        findings.compare("a.js", Ok(Vec::new()), EMPTY);
        assert!(findings.hold());
        findings.compare("b.js", Ok(b"x".to_vec()), EMPTY);
        findings.compare("c.js", Err("the server answers 404".to_owned()), EMPTY);
        assert!(!findings.hold());
        let told = findings.to_string();
        assert!(told.contains("same     a.js\n"), "{told}");
        assert!(told.contains("DIFFERS  b.js: the list says e3b0"), "{told}");
        assert!(
            told.contains("DIFFERS  c.js: the server answers 404"),
            "{told}"
        );
    }

    #[test]
    fn a_list_that_the_record_does_not_name_is_told() {
        let read = manifest(&format!("{EMPTY}  a.js\n")).unwrap();
        let mut findings = Findings::default();
        findings.compare_list(&read, &read.digest, "the record");
        assert!(findings.hold());
        findings.compare_list(&read, EMPTY, "--digest");
        assert!(!findings.hold());
    }
}
