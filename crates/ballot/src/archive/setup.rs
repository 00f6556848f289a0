//! What an election begins with, and how it is made from its parts.

use crate::trustee;
use crate::wire::{
    Credentials, Digest, Election, GROUP, PROTOCOL_VERSION, Question, RankedQuestion, SetupDigests,
    Terms, Trustees, Wire as _,
};

/// The longest title, wording or candidate's name that an election is made with, in characters.
const MAX_TEXT_CHARACTERS: usize = 2000;

/// What an election begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// What is voted on.
    pub election: Election,
    /// Who can decrypt.
    pub trustees: Trustees,
    /// Who may vote.
    pub credentials: Credentials,
}

/// An election of one ranked question, in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElectionParts {
    /// Identifier: 14 to 64 characters of base58, random.
    pub uuid: String,
    /// Title.
    pub name: String,
    /// Free text.
    pub description: String,
    /// Wording of the question.
    pub question: String,
    /// Names of the candidates in the order of the paper, at most 30.
    pub candidates: Vec<String>,
    /// How the ballots will be counted and what binds the election to its roll.
    pub terms: Option<Terms>,
    /// Who runs the election, in words.
    pub administrator: Option<String>,
    /// Who made the credentials, in words.
    pub credential_authority: Option<String>,
}

impl Setup {
    /// Puts an election together: the key is the product of the trustees' keys.
    ///
    /// # Errors
    /// Everything that is wrong, in words: trustees without proof of their keys, too many candidates, texts that
    /// cannot be written, a list of credentials that is not as long as the roll, more shuffles than trustees.
    pub fn make(
        parts: ElectionParts,
        trustees: Trustees,
        credentials: Credentials,
    ) -> Result<Self, Vec<String>> {
        let key = trustee::check_trustees(&trustees)
            .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        let mut texts = vec![&parts.name, &parts.description, &parts.question];
        texts.extend(&parts.candidates);
        texts.extend(
            parts
                .administrator
                .iter()
                .chain(&parts.credential_authority),
        );
        let mut faults: Vec<String> = texts
            .into_iter()
            .filter_map(|text| text_fault(text))
            .collect();
        if parts.candidates.iter().any(|name| name.trim().is_empty()) {
            faults.push("a candidate has no name".to_owned());
        }
        let value = RankedQuestion {
            answers: parts.candidates,
            question: parts.question,
        };
        let terms = parts.terms.map(|terms| Terms {
            setup: Some(digests(&trustees, &credentials)),
            ..terms
        });
        let election = Election {
            version: PROTOCOL_VERSION,
            description: parts.description,
            name: parts.name,
            group: GROUP.to_owned(),
            public_key: key.encode(),
            questions: vec![Question::ranked(value, terms.as_ref())],
            uuid: parts.uuid,
            administrator: parts.administrator,
            credential_authority: parts.credential_authority,
        };
        let setup = Self {
            election,
            trustees,
            credentials,
        };
        faults.extend(setup.objections());
        if faults.is_empty() {
            Ok(setup)
        } else {
            Err(faults)
        }
    }

    /// Whether the election's own terms say that it is a rehearsal.
    pub fn is_rehearsal(&self) -> bool {
        self.election
            .questions
            .iter()
            .filter_map(|question| question.terms().ok().flatten())
            .any(|terms| terms.rehearsal)
    }

    /// What is wrong with the three parts together, in words; the trustees' proofs apart.
    pub fn objections(&self) -> Vec<String> {
        let mut faults = self.election.objections();
        let terms = self
            .election
            .questions
            .iter()
            .filter_map(|question| question.terms().ok().flatten());
        for terms in terms {
            let named = terms
                .setup
                .filter(|named| *named != digests(&self.trustees, &self.credentials));
            if named.is_some() {
                faults.push(
                    "the election was made for other trustees or another list of credentials"
                        .to_owned(),
                );
            }
            let (size, found) = (terms.roll.size, self.credentials.len() as u64);
            if size != found {
                faults.push(format!(
                    "the roll has {size} entitlements, the list has {found} credentials"
                ));
            }
            if terms.shuffles == 0 || terms.shuffles as usize > self.trustees.len() {
                let (shuffles, trustees) = (terms.shuffles, self.trustees.len());
                faults.push(format!(
                    "{shuffles} trustees must shuffle, but there are {trustees}; at least 1 must"
                ));
            }
        }
        faults
    }

    /// How many different trustees must shuffle: what the terms say, at least one.
    pub fn shuffles_needed(&self) -> u32 {
        let terms = self
            .election
            .questions
            .iter()
            .filter_map(|question| question.terms().ok().flatten());
        terms.map(|terms| terms.shuffles).max().unwrap_or(1).max(1)
    }
}

fn digests(trustees: &Trustees, credentials: &Credentials) -> SetupDigests {
    let digest = |bytes: Vec<u8>| Digest::of(&bytes);
    SetupDigests {
        trustees: digest(trustees.to_json()),
        credentials: digest(credentials.to_json()),
    }
}

/// Programs differ in how they escape control characters, so none is written.
fn text_fault(text: &str) -> Option<String> {
    let shown: String = text.chars().take(40).collect();
    if text.chars().any(char::is_control) {
        return Some(format!(
            "the text {shown:?} holds a control character (a line break or tab, for example)"
        ));
    }
    let length = text.chars().count();
    (length > MAX_TEXT_CHARACTERS)
        .then(|| format!("the text {shown:?}.. has {length} characters; at most {MAX_TEXT_CHARACTERS} are allowed"))
}
