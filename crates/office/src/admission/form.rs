//! What an applicant fills in. It stands in the vault, as one paper, and nowhere else.

use serde::{Deserialize, Serialize};

use crate::OfficeFault;

/// The longest line of a form, in characters.
const MAX_LINE: usize = 200;

/// A form as it was filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// All forenames.
    pub forenames: String,
    /// The surname.
    pub surname: String,
    /// The address, the most precise line first.
    pub address: Vec<String>,
    /// The postcode.
    pub postcode: String,
    /// The e-mail address.
    pub email: String,
    /// A date of birth, if the applicant gave one to be told from others.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub born: String,
    /// A former address, or why there is none on the register, in the applicant's own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Form {
    /// Every fault at once.
    ///
    /// # Errors
    /// What is missing or too long, in words.
    pub fn check(&self) -> Result<(), OfficeFault> {
        let mut faults = Vec::new();
        for (name, text) in [
            ("the forename", &self.forenames),
            ("the surname", &self.surname),
            ("the postcode", &self.postcode),
        ] {
            if text.trim().is_empty() {
                faults.push(format!("{name} is missing"));
            }
        }
        if self.address.iter().all(|line| line.trim().is_empty()) {
            faults.push("the address is missing".to_owned());
        }
        if !self.email.contains('@') || self.email.contains(char::is_whitespace) {
            faults.push("the e-mail address is none".to_owned());
        }
        let lines = [&self.forenames, &self.surname, &self.postcode, &self.email];
        let lines = lines.into_iter().chain([&self.born]).chain(&self.address);
        for line in lines {
            if line.chars().count() > MAX_LINE || line.chars().any(char::is_control) {
                faults.push(format!(
                    "a line is longer than {MAX_LINE} characters, or is not text"
                ));
            }
        }
        if self.note.chars().count() > 10 * MAX_LINE {
            faults.push("the note is too long".to_owned());
        }
        if faults.is_empty() {
            Ok(())
        } else {
            Err(OfficeFault::Wrong(faults))
        }
    }

    /// As the vault keeps it.
    pub fn to_text(&self) -> String {
        // A form has strings only.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From the vault.
    ///
    /// # Errors
    /// When the paper is no form.
    pub fn of_text(text: &str) -> Result<Self, OfficeFault> {
        serde_json::from_str(text)
            .map_err(|fault| OfficeFault::wrong(format!("the paper is no form: {fault}")))
    }

    /// What tells a household: the letters and digits of the postcode and of the first line of the address. None without
    /// both.
    pub fn home(&self) -> Option<String> {
        let plain = |text: &str| -> String {
            let kept = text.chars().filter(|one| one.is_alphanumeric());
            kept.flat_map(char::to_uppercase).collect()
        };
        let line = self
            .address
            .iter()
            .map(|line| plain(line))
            .find(|line| !line.is_empty())?;
        let postcode = plain(&self.postcode);
        (!postcode.is_empty()).then(|| format!("{postcode} {line}"))
    }
}
