//! Takes an archive apart and writes it again with something changed: as a careless forger, who leaves the digests as
//! they were, and as a careful one, who makes every digest, pointer and link fit the change.

use polity_ballot::wire::Digest;
use std::collections::HashMap;

const BLOCK: usize = 512;

/// A member of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    /// `.data.json` or `.event.json`; empty for the first member.
    pub(crate) suffix: &'static str,
    /// The digest in its name, in hex.
    pub(crate) digest: String,
    pub(crate) body: Vec<u8>,
}

/// The members of an archive; the first is its opening.
pub(crate) fn members(archive: &[u8]) -> Vec<Member> {
    let mut out = Vec::new();
    let mut rest = archive;
    while !rest.is_empty() {
        let (header, after) = rest.split_at(BLOCK);
        let name: Vec<u8> = header
            .iter()
            .copied()
            .take_while(|byte| *byte != 0)
            .collect();
        let name = String::from_utf8(name).unwrap();
        let size =
            usize::from_str_radix(std::str::from_utf8(&header[124..135]).unwrap(), 8).unwrap();
        let suffix = [".data.json", ".event.json"]
            .into_iter()
            .find(|suffix| name.ends_with(suffix))
            .unwrap_or("");
        out.push(Member {
            suffix,
            digest: name.trim_end_matches(suffix).to_owned(),
            body: after[..size].to_vec(),
        });
        rest = &after[size.next_multiple_of(BLOCK)..];
    }
    out
}

/// Writes members under the names that they have, whether or not these fit.
pub(crate) fn careless(members: &[Member]) -> Vec<u8> {
    let mut out = Vec::new();
    for member in members {
        out.extend(header(
            &format!("{}{}", member.digest, member.suffix),
            member.body.len(),
        ));
        out.extend(&member.body);
        out.resize(out.len().next_multiple_of(BLOCK), 0);
    }
    out
}

/// Writes members under the digests that they have now, and replaces the old digests wherever later members name
/// them: payloads, pointers, parents.
pub(crate) fn careful(members: &[Member]) -> Vec<u8> {
    let mut renamed: HashMap<String, String> = HashMap::new();
    let mut fitted = Vec::new();
    for member in members {
        let mut member = member.clone();
        if !member.suffix.is_empty() {
            let mut text = String::from_utf8_lossy(&member.body).into_owned();
            let valid = text.as_bytes() == member.body;
            for (old, new) in renamed.iter().filter(|_| valid && member.body.len() < 1000) {
                text = text.replace(old.as_str(), new);
            }
            if valid {
                member.body = text.into_bytes();
            }
            let digest = Digest::of(&member.body).to_hex();
            if digest != member.digest {
                renamed.insert(
                    std::mem::replace(&mut member.digest, digest.clone()),
                    digest,
                );
            }
        }
        fitted.push(member);
    }
    careless(&fitted)
}

/// Numbers the events anew and links each to the one before, after members were dropped, doubled or moved.
pub(crate) fn relink(members: &[Member]) -> Vec<u8> {
    let mut parent: Option<String> = None;
    let mut height = 0;
    let mut out = Vec::new();
    for member in members {
        let mut member = member.clone();
        if member.suffix == ".event.json" {
            let event: serde_json::Value = serde_json::from_slice(&member.body).unwrap();
            let link = parent.map(|parent| format!("\"parent\":\"{parent}\","));
            let payload = event
                .get("payload")
                .map(|payload| format!(",\"payload\":{payload}"));
            let (link, payload) = (link.unwrap_or_default(), payload.unwrap_or_default());
            let text = format!(
                "{{{link}\"height\":{height},\"type\":{}{payload}}}",
                event["type"]
            );
            member.digest = Digest::of(text.as_bytes()).to_hex();
            parent = Some(member.digest.clone());
            height += 1;
            member.body = text.into_bytes();
        }
        out.push(member);
    }
    careless(&out)
}

fn header(name: &str, size: usize) -> [u8; BLOCK] {
    let mut block = [0_u8; BLOCK];
    block[..name.len()].copy_from_slice(name.as_bytes());
    block[100..107].copy_from_slice(b"0000644");
    block[108..115].copy_from_slice(b"0000000");
    block[116..123].copy_from_slice(b"0000000");
    block[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
    block[136..147].copy_from_slice(format!("{:011o}", super::TIMESTAMP).as_bytes());
    block[148..156].copy_from_slice(b"        ");
    block[156] = b'0';
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}

/// Places of all scalars (strings, numbers, and names of fields) in JSON, without the quotes.
pub(crate) fn scalars(json: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < json.len() {
        let start = at;
        match json[at] {
            b'"' => {
                at += 1;
                while at < json.len() && json[at] != b'"' {
                    at += if json[at] == b'\\' { 2 } else { 1 };
                }
                out.push(start + 1..at.min(json.len()));
                at += 1;
            }
            b'0'..=b'9' | b'-' => {
                while at < json.len() && (json[at].is_ascii_digit() || json[at] == b'-') {
                    at += 1;
                }
                out.push(start..at);
            }
            _ => at += 1,
        }
    }
    out
}

/// The scalar with its last character changed to another of the same kind.
pub(crate) fn altered(body: &[u8], scalar: &std::ops::Range<usize>) -> Vec<u8> {
    let mut out = body.to_vec();
    match scalar.clone().last() {
        None => out.insert(scalar.start, b'x'),
        Some(last) => {
            out[last] = match out[last] {
                b'0' => b'1',
                b'a' => b'b',
                b'A' => b'B',
                b'1'..=b'9' | b'b'..=b'z' | b'B'..=b'Z' => out[last] - 1,
                _ => b'0',
            }
        }
    }
    out
}
