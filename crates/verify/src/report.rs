//! The report: fourteen numbered, named checks, each with what was found.

use serde::Serialize;
use std::fmt;

/// Faults named under one check; more are only counted.
pub const MAX_NAMED_FAULTS: usize = 20;

/// The checks, in the order in which they are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// The file itself.
    Container,
    /// The links between events and data.
    Chain,
    /// The order of events.
    Order,
    /// The form of every item.
    Form,
    /// The trustees' keys.
    Trustees,
    /// The list of credentials.
    Credentials,
    /// The ballots.
    Ballots,
    /// The encrypted tally.
    Tally,
    /// The shuffles.
    Shuffles,
    /// The partial decryptions.
    Decryptions,
    /// The announced ballots.
    Result,
    /// The encodings of the decrypted papers.
    Papers,
    /// The count.
    Count,
    /// The published result.
    Published,
}

impl Check {
    /// All checks in order.
    pub const ALL: [Self; 14] = [
        Self::Container,
        Self::Chain,
        Self::Order,
        Self::Form,
        Self::Trustees,
        Self::Credentials,
        Self::Ballots,
        Self::Tally,
        Self::Shuffles,
        Self::Decryptions,
        Self::Result,
        Self::Papers,
        Self::Count,
        Self::Published,
    ];

    /// From 1.
    pub fn number(self) -> usize {
        Self::ALL
            .iter()
            .position(|check| *check == self)
            .map_or(0, |index| index + 1)
    }

    /// One word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Container => "container",
            Self::Chain => "chain",
            Self::Order => "order",
            Self::Form => "form",
            Self::Trustees => "trustees",
            Self::Credentials => "credentials",
            Self::Ballots => "ballots",
            Self::Tally => "tally",
            Self::Shuffles => "shuffles",
            Self::Decryptions => "decryptions",
            Self::Result => "result",
            Self::Papers => "papers",
            Self::Count => "count",
            Self::Published => "published",
        }
    }

    /// What holds when the check passes.
    pub fn claim(self) -> &'static str {
        match self {
            Self::Container => "the file is whole, and nothing is hidden in it or after it",
            Self::Chain => "each event names the one before it and its own data",
            Self::Order => "events stand in the order of an election, from setup to result",
            Self::Form => "every item is written in the one form that it has",
            Self::Trustees => {
                "each trustee knows the key it gave, and the keys make the election's key"
            }
            Self::Credentials => "there are as many credentials as entitlements on the roll",
            Self::Ballots => {
                "every ballot was made for this election by a holder of a credential, and none is a copy"
            }
            Self::Tally => {
                "the ballots that count are the last one of each credential, all of them and no others"
            }
            Self::Shuffles => {
                "different trustees mixed the ballots, as many as the election asks for, and changed none"
            }
            Self::Decryptions => "enough trustees decrypted, each with the key that it gave",
            Self::Result => "the announced papers are what the trustees' decryptions open",
            Self::Papers => "every opened paper is written in the one form that it has",
            Self::Count => "the papers can be counted by the rule that the election names",
            Self::Published => "the published result is what that count gives",
        }
    }
}

/// What came of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It holds.
    Pass,
    /// It does not hold.
    Fail,
    /// An earlier failure, or the end of an unfinished archive, came first.
    NotReached,
    /// Nobody said what to compare with.
    NotAsked,
}

/// One line of the report.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// From 1.
    pub number: usize,
    /// The check.
    pub check: Check,
    /// What came of it.
    pub status: Status,
    /// Figures, or why it was not made.
    pub detail: String,
    /// What is wrong, each with the item at fault; at most [`MAX_NAMED_FAULTS`].
    pub faults: Vec<String>,
    /// How many more faults there are.
    pub more_faults: usize,
}

/// What was verified and what came of it.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Whether everything that was asked for holds.
    pub holds: bool,
    /// Identifier and name of the election, once they are known.
    pub election: Option<ElectionName>,
    /// Digest of the last event read: compare it with the one that was published.
    pub head: Option<String>,
    /// Length of the archive in bytes, as far as it was read.
    pub bytes: u64,
    /// The checks in order.
    pub checks: Vec<Line>,
    /// Names of the elected in the order of election, where the ballots were counted.
    pub elected: Vec<String>,
}

/// Which election it is.
#[derive(Clone, Debug, Serialize)]
pub struct ElectionName {
    /// Identifier.
    pub uuid: String,
    /// Title.
    pub name: String,
    /// Digest of the election's text in base64: the fingerprint in every ballot.
    pub fingerprint: String,
    /// Whether the election says of itself that it is a rehearsal: then nothing of it is real.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub rehearsal: bool,
}

impl Report {
    pub(crate) fn new() -> Self {
        let line = |check: Check| Line {
            number: check.number(),
            check,
            status: Status::NotReached,
            detail: String::new(),
            faults: Vec::new(),
            more_faults: 0,
        };
        Self {
            holds: false,
            election: None,
            head: None,
            bytes: 0,
            checks: Check::ALL.map(line).to_vec(),
            elected: Vec::new(),
        }
    }

    /// The line of a check.
    pub fn line(&self, check: Check) -> &Line {
        // one line a check, in order
        &self.checks[check.number() - 1]
    }

    fn line_mut(&mut self, check: Check) -> &mut Line {
        &mut self.checks[check.number() - 1]
    }

    pub(crate) fn fail(&mut self, check: Check, fault: impl Into<String>) {
        let line = self.line_mut(check);
        line.status = Status::Fail;
        if line.faults.len() < MAX_NAMED_FAULTS {
            line.faults.push(fault.into());
        } else {
            line.more_faults += 1;
        }
    }

    /// Ends a check: it holds unless a fault was found.
    pub(crate) fn done(&mut self, check: Check, detail: impl Into<String>) {
        let line = self.line_mut(check);
        line.detail = detail.into();
        if line.status != Status::Fail {
            line.status = Status::Pass;
        }
    }

    pub(crate) fn not_asked(&mut self, check: Check, why: impl Into<String>) {
        let line = self.line_mut(check);
        line.detail = why.into();
        line.status = Status::NotAsked;
    }

    pub(crate) fn not_reached(&mut self, check: Check, why: impl Into<String>) {
        let line = self.line_mut(check);
        if line.status == Status::NotReached {
            line.detail = why.into();
        }
    }

    pub(crate) fn failed(&self, check: Check) -> bool {
        self.line(check).status == Status::Fail
    }

    /// Settles whether everything holds.
    pub(crate) fn conclude(mut self) -> Self {
        self.holds = self
            .checks
            .iter()
            .all(|line| matches!(line.status, Status::Pass | Status::NotAsked));
        self
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(election) = &self.election {
            writeln!(
                f,
                "Election {} ({}), fingerprint {}",
                election.name, election.uuid, election.fingerprint
            )?;
            if election.rehearsal {
                writeln!(
                    f,
                    "REHEARSAL: this election was held to practise. It elects nobody."
                )?;
            }
        }
        if let Some(head) = &self.head {
            writeln!(f, "Head of the chain {head}, {} bytes", self.bytes)?;
        }
        for line in &self.checks {
            let status = match line.status {
                Status::Pass => "pass",
                Status::Fail => "FAIL",
                Status::NotReached => "not reached",
                Status::NotAsked => "not asked",
            };
            write!(
                f,
                "{:>2} {:<12} {status}: {}",
                line.number,
                line.check.name(),
                line.check.claim()
            )?;
            if line.detail.is_empty() {
                writeln!(f)?;
            } else {
                writeln!(f, " ({})", line.detail)?;
            }
            for fault in &line.faults {
                writeln!(f, "      - {fault}")?;
            }
            if line.more_faults > 0 {
                writeln!(f, "      - and {} more", line.more_faults)?;
            }
        }
        if !self.elected.is_empty() {
            writeln!(f, "Elected: {}", self.elected.join(", "))?;
        }
        let with = |status: Status| self.checks.iter().filter(move |line| line.status == status);
        let failed: Vec<&str> = with(Status::Fail).map(|line| line.check.name()).collect();
        let open = with(Status::NotReached).count();
        let rest = match open {
            0 => String::new(),
            1 => ", 1 check was not reached".to_owned(),
            _ => format!(", {open} checks were not reached"),
        };
        if self.holds {
            writeln!(f, "Verified: every check that was asked for holds.")
        } else {
            writeln!(
                f,
                "NOT VERIFIED: {} failed{rest}. Do not rely on this archive.",
                failed.join(", ")
            )
        }
    }
}
