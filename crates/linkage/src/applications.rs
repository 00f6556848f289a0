//! Applications: what people typed, taken apart like the register.

use std::io::Read;

use rayon::prelude::*;

use crate::address::{Address, Scratch};
use crate::intake::{born, email};
use crate::names::{FORENAMES, Surname, Word, words};
use crate::register::Born;
use crate::table::{Block, Faults, Header, ReadError, Source, records};
use crate::text::{ByNumber, fold, hash, shown};

/// One application.
#[derive(Clone, Debug, Default)]
pub struct Application {
    /// Its own number in the file.
    pub id: String,
    pub(crate) surname: Surname,
    pub(crate) forenames: Vec<Word>,
    /// Names the other way round, for those who put them into each other's fields.
    pub(crate) swapped: Option<(Surname, Vec<Word>)>,
    pub(crate) address: Address,
    pub(crate) street: u64,
    pub(crate) born: Born,
    pub(crate) email: u64,
    pub(crate) phone: u64,
    /// Name and address as they were given, for people to read.
    pub told: String,
    /// The groups of names that it is in, for the report on fairness.
    pub groups: crate::groups::Marks,
}

/// What a person wrote, by field. Empty fields are not given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written<'a> {
    /// The application's own number.
    pub id: &'a [u8],
    /// All forenames.
    pub forenames: &'a [u8],
    /// The surname.
    pub surname: &'a [u8],
    /// The date of birth, `1999-12-31` or `31/12/1999`.
    pub born: &'a [u8],
    /// The e-mail address.
    pub email: &'a [u8],
    /// The telephone number.
    pub phone: &'a [u8],
    /// The address, most precise line first.
    pub lines: &'a [&'a [u8]],
    /// The postcode.
    pub postcode: &'a [u8],
}

impl Application {
    /// Takes apart what a person wrote.
    pub fn of(written: &Written<'_>) -> Self {
        let mut folded = Vec::new();
        let mut scratch = Scratch::default();
        let address = Address::parse(
            written.lines.iter().copied(),
            written.postcode,
            &mut scratch,
        );
        fold(written.forenames, &mut folded);
        let forenames_folded = folded.clone();
        let mut forenames: Vec<Word> = words(&folded)
            .take(FORENAMES)
            .map(Word::of_folded)
            .collect();
        fold(written.surname, &mut folded);
        let mut surname = Surname::of_folded(&folded);
        let mut swapped = None;
        if surname.is_empty() {
            // One field for the whole name: the last word is the surname, or the first in other orders.
            if let Some(last) = forenames.pop() {
                surname = Surname::of_folded(&last.text);
                if let Some((first, rest)) = forenames.split_first() {
                    let rest: Vec<_> = rest.iter().cloned().chain([last]).collect();
                    swapped = Some((Surname::of_folded(&first.text), rest));
                }
            }
        } else if !forenames.is_empty() {
            let given = words(&folded)
                .take(FORENAMES)
                .map(Word::of_folded)
                .collect();
            swapped = Some((Surname::of_folded(&forenames_folded), given));
        }
        let phone: Vec<u8> = written
            .phone
            .iter()
            .copied()
            .filter(u8::is_ascii_digit)
            .collect();
        let given = |raw: &[u8]| !raw.trim_ascii().is_empty();
        let lines: Vec<_> = written
            .lines
            .iter()
            .copied()
            .chain([written.postcode])
            .filter(|line| given(line))
            .map(shown)
            .collect();
        Self {
            id: shown(written.id.trim_ascii()).into_owned(),
            told: format!(
                "{} {}, {}",
                shown(written.forenames),
                shown(written.surname),
                lines.join(", ")
            ),
            groups: crate::groups::marks(written.forenames, written.surname),
            street: hash(&address.street),
            surname,
            forenames,
            swapped,
            address,
            born: born(written.born).unwrap_or(0),
            email: if given(written.email) {
                email(written.email)
            } else {
                0
            },
            phone: if phone.len() > 6 { hash(&phone) } else { 0 },
        }
    }

    /// Reads a file of applications: columns `app_id`, `forenames`, `surname`, `dob`, `email`, `phone`, `line1` and so on,
    /// `town`, `postcode`, in any order, of which name and `app_id` must be there.
    ///
    /// # Errors
    /// If the bytes do not come, or the table is wrong: all faults at once.
    pub fn read_all(reader: impl Read) -> Result<Vec<Self>, ReadError> {
        let (mut source, header) = Source::open(reader)?;
        let columns = Columns::of(&header)?;
        let mut faults = Faults::default();
        let mut all = Vec::new();
        let mut seen: ByNumber<u64, u64> = ByNumber::default();
        let mut more = true;
        while more {
            let mut blocks = Vec::new();
            while more && blocks.len() < 2 * rayon::current_num_threads() {
                let mut block = Block::default();
                more = source.next(&mut block)?;
                if more {
                    blocks.push(block);
                }
            }
            let read: Vec<_> = blocks
                .par_iter()
                .map(|block| columns.parse_all(block))
                .collect();
            for (rows, mut wrong) in read {
                all.reserve(rows.len());
                for (line, row) in rows {
                    columns.check(line, &row.id, &mut seen, &mut wrong);
                    all.push(row);
                }
                faults.join(wrong);
            }
        }
        faults.none()?;
        Ok(all)
    }
}

struct Columns {
    count: usize,
    id: usize,
    forenames: Option<usize>,
    surname: usize,
    born: Option<usize>,
    email: Option<usize>,
    phone: Option<usize>,
    lines: Vec<usize>,
    postcode: Option<usize>,
}

impl Columns {
    fn of(header: &Header) -> Result<Self, ReadError> {
        let mut faults = Faults::default();
        let mut needed = |names: &[&str], what: &str| {
            header.find(names).unwrap_or_else(|| {
                faults.add(
                    1,
                    1,
                    format!("no column \"{what}\": name it so in the first line"),
                );
                0
            })
        };
        let id = needed(&["APP ID", "ID", "APPLICATION"], "app_id");
        let surname = needed(&["SURNAME", "FAMILY NAME", "LAST NAME", "NAME"], "surname");
        faults.none()?;
        Ok(Self {
            count: header.len(),
            id,
            surname,
            forenames: header.find(&["FORENAMES", "FORENAME", "GIVEN NAME", "FIRST NAME"]),
            born: header.find(&["DOB", "DATE OF BIRTH", "BORN"]),
            email: header.find(&["EMAIL", "E MAIL"]),
            phone: header.find(&["PHONE", "TELEPHONE", "MOBILE"]),
            lines: [
                "LINE1", "LINE2", "LINE3", "LINE4", "ADDRESS1", "ADDRESS2", "ADDRESS3", "ADDRESS4",
                "TOWN",
            ]
            .iter()
            .filter_map(|name| header.find(&[name]))
            .collect(),
            postcode: header.find(&["POSTCODE", "POST CODE"]),
        })
    }

    /// All rows of a block with their lines, and what is wrong with it.
    fn parse_all(&self, block: &Block) -> (Vec<(u64, Application)>, Faults) {
        let (mut faults, mut wrong) = (Faults::default(), Faults::default());
        let mut rows = Vec::new();
        records(
            &block.bytes,
            block.first_line,
            &mut faults,
            |line, fields| {
                if fields.len() == self.count {
                    rows.push((line, self.parse(fields)));
                    return;
                }
                wrong.add(
                    line,
                    fields.len().min(self.count) + 1,
                    format!(
                        "{} fields where the first line names {}",
                        fields.len(),
                        self.count
                    ),
                );
            },
        );
        faults.join(wrong);
        (rows, faults)
    }

    /// Each application needs a number of its own.
    fn check(&self, line: u64, id: &str, seen: &mut ByNumber<u64, u64>, faults: &mut Faults) {
        if id.is_empty() {
            faults.add(
                line,
                self.id + 1,
                "no number: each application needs its own app_id",
            );
        } else if let Some(first) = seen.insert(hash(id.as_bytes()), line) {
            faults.add(
                line,
                self.id + 1,
                format!("app_id {id} stands already in line {first}: each may stand once"),
            );
        }
    }

    fn parse(&self, fields: &[&[u8]]) -> Application {
        let at = |at: Option<usize>| at.map_or(&b""[..], |at| fields[at]);
        let lines: Vec<_> = self.lines.iter().map(|&at| fields[at]).collect();
        Application::of(&Written {
            id: fields[self.id],
            forenames: at(self.forenames),
            surname: fields[self.surname],
            born: at(self.born),
            email: at(self.email),
            phone: at(self.phone),
            lines: &lines,
            postcode: at(self.postcode),
        })
    }
}
