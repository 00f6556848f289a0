//! The credential authority's work: a voting code for each voter on the roll, made away from the server.
//!
//! The authority gets the roll's voters as opaque references, makes a code for each, keeps (and
//! delivers) the codes, and hands in the public parts only: sorted, so that their order says nothing.
//! Who never sees both the codes and the ballots' origins cannot link a voter to a ballot.

use polity_ballot::credential::Credential;
use polity_ballot::group::Encoded;
use polity_ballot::wire::Credentials;
use rand_core::CryptoRng;
use rayon::prelude::*;
use zeroize::Zeroizing;

use crate::OfficeFault;

/// The header of the list of voters, and of the private list of codes.
pub const VOTERS_HEADER: &str = "voter";
/// The header of the private list of codes.
pub const CODES_HEADER: &str = "voter,code";

/// Codes of one election. Secret: whoever reads it can vote for everybody on it.
pub struct Codes {
    uuid: String,
    codes: Vec<(String, Credential)>,
}

impl Codes {
    /// Makes a code for each voter. `voters` are references such as the roll's entries have; `uuid` is the
    /// election's identifier, to which the codes are bound.
    pub fn make(
        uuid: &str,
        voters: impl IntoIterator<Item = String>,
        rng: &mut impl CryptoRng,
    ) -> Self {
        let codes = voters
            .into_iter()
            .map(|voter| (voter, Credential::generate(rng)))
            .collect();
        Self {
            uuid: uuid.to_owned(),
            codes,
        }
    }

    /// Reads the private list back.
    ///
    /// # Errors
    /// Every line that is wrong, with its number.
    pub fn read(uuid: &str, text: &str) -> Result<Self, OfficeFault> {
        let mut codes = Vec::new();
        let mut faults = Vec::new();
        for (number, line) in (1_usize..).zip(text.lines()) {
            if number == 1 {
                if line.trim() != CODES_HEADER {
                    faults.push(format!("line 1: the header is not {CODES_HEADER:?}"));
                }
                continue;
            }
            let Some((voter, code)) = line.split_once(',') else {
                faults.push(format!("line {number}: no comma; write voter,code"));
                continue;
            };
            match Credential::parse(code.trim()) {
                Ok(credential) => codes.push((voter.to_owned(), credential)),
                Err(fault) => faults.push(format!("line {number}, column code: {fault}")),
            }
        }
        if faults.is_empty() {
            Ok(Self {
                uuid: uuid.to_owned(),
                codes,
            })
        } else {
            Err(OfficeFault::Wrong(faults))
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// The codes with their voters, in the order of the list.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Credential)> {
        self.codes
            .iter()
            .map(|(voter, code)| (voter.as_str(), code))
    }

    /// The public parts, sorted: what the server gets.
    pub fn public(&self) -> Credentials {
        Credentials::new(
            self.codes
                .par_iter()
                .map(|(_, code)| code.public(&self.uuid))
                .collect(),
        )
    }

    /// The private list as CSV, for the authority's own file.
    pub fn reveal_csv(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(CODES_HEADER.len() + 40 * self.len()));
        text.push_str(CODES_HEADER);
        text.push('\n');
        for (voter, code) in self.iter() {
            text.push_str(voter);
            text.push(',');
            text.push_str(code.reveal());
            text.push('\n');
        }
        text
    }

    /// The marked register: which voters have a vote in the box, by the public credentials that voted.
    /// Only the authority can make it, and only after the close.
    pub fn marked(&self, voted: &std::collections::HashSet<Encoded>) -> Vec<&str> {
        let has_voted: Vec<bool> = self
            .codes
            .par_iter()
            .map(|(_, code)| voted.contains(&code.public(&self.uuid)))
            .collect();
        let pairs = self.codes.iter().zip(has_voted);
        pairs
            .filter(|(_, voted)| *voted)
            .map(|((voter, _), _)| voter.as_str())
            .collect()
    }
}

/// Reads a list of voters: a header line, then a reference a line.
///
/// # Errors
/// Every line that is wrong, with its number.
pub fn read_voters(text: &str) -> Result<Vec<String>, OfficeFault> {
    let mut voters = Vec::new();
    let mut faults = Vec::new();
    let mut seen = std::collections::HashMap::new();
    for (number, line) in (1_usize..).zip(text.lines()) {
        let voter = line.trim();
        if number == 1 {
            if voter != VOTERS_HEADER {
                faults.push(format!("line 1: the header is not {VOTERS_HEADER:?}"));
            }
        } else if voter.is_empty() || voter.contains([',', '"']) {
            faults.push(format!(
                "line {number}: {voter:?} is no reference of a voter"
            ));
        } else if let Some(first) = seen.insert(voter.to_owned(), number) {
            faults.push(format!(
                "line {number}: {voter} stands on line {first} already"
            ));
        } else {
            voters.push(voter.to_owned());
        }
    }
    if faults.is_empty() {
        Ok(voters)
    } else {
        Err(OfficeFault::Wrong(faults))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng as _;

    const UUID: &str = "11111111111111";

    fn codes() -> Codes {
        let mut rng = ChaCha20Rng::seed_from_u64(5);
        Codes::make(UUID, ["v1", "v2", "v3"].map(str::to_owned), &mut rng)
    }

    #[test]
    fn the_private_list_reads_back_to_the_same_public_parts() {
        let codes = codes();
        let read = Codes::read(UUID, &codes.reveal_csv()).unwrap();
        assert_eq!(read.public().as_slice(), codes.public().as_slice());
        let public = codes.public();
        assert!(public.as_slice().is_sorted_by_key(|part| *part.as_bytes()));
    }

    #[test]
    fn the_marked_register_names_exactly_who_voted() {
        let codes = codes();
        let second = codes.iter().nth(1).unwrap().1.public(UUID);
        assert_eq!(codes.marked(&[second].into()), ["v2"]);
        assert!(codes.marked(&[].into()).is_empty());
    }

    #[test]
    fn faults_come_all_at_once_with_their_lines() {
        let Err(OfficeFault::Wrong(faults)) = read_voters("voters\na\n\na\n") else {
            panic!()
        };
        assert_eq!(faults.len(), 3);
        let Err(OfficeFault::Wrong(faults)) = Codes::read(UUID, "voter,code\nv1\nv2,abc\n") else {
            panic!()
        };
        assert_eq!(faults.len(), 2);
    }
}
