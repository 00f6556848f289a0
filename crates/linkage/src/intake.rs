//! Reading a register: once, on all cores, in blocks.
//!
//! Each worker keeps the texts that it has met; afterwards the workers' numbers are made one. Nothing that is decided later depends
//! on which worker read what: numbers only name texts, and persons stand in the file's order.

use std::io::Read;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::address::{Address, Scratch};
use crate::intern::Interner;
use crate::names::{FORENAMES, Surname, Word, words};
use crate::register::{Born, Labels, MOST, NOBODY, Person, Place, Register};
use crate::table::{Block, Faults, Header, ReadError, Source, records};
use crate::text::{fold, hash};

/// Where the columns of a register stand.
struct Columns {
    count: usize,
    label: Label,
    surname: usize,
    forename: Option<usize>,
    born: Option<usize>,
    email: Option<usize>,
    postcode: Option<usize>,
    lines: Vec<usize>,
}

enum Label {
    One(usize),
    /// Prefix, number, suffix.
    Three([usize; 3]),
    /// The line's number in the file.
    Line,
}

impl Columns {
    fn of(header: &Header) -> Result<Self, ReadError> {
        let mut faults = Faults::default();
        let surname = header.find(&[
            "ELECTOR SURNAME",
            "SURNAME",
            "FAMILY NAME",
            "LAST NAME",
            "NAME",
        ]);
        if surname.is_none() {
            faults.add(1, 1, "no column for the surname: name one \"Elector Surname\", \"surname\", or \"family name\"");
        }
        let lines: Vec<_> = (1..=6)
            .filter_map(|n| {
                header.find(&[
                    &format!("ADDRESS{n}"),
                    &format!("ADDRESS {n}"),
                    &format!("LINE{n}"),
                ])
            })
            .collect();
        let postcode = header.find(&["POSTCODE", "POST CODE"]);
        if lines.is_empty() && postcode.is_none() {
            faults.add(1, 1, "no column for the address: name them \"Address1\" to \"Address6\", or \"PostCode\"");
        }
        faults.none()?;
        let three = [
            header.find(&["ELECTOR NUMBER PREFIX", "PD"]),
            header.find(&["ELECTOR NUMBER"]),
            header.find(&["ELECTOR NUMBER SUFFIX"]),
        ];
        let label = match (
            header.find(&[
                "ELECTOR ID",
                "MEMBER NUMBER",
                "MEMBERSHIP NUMBER",
                "MEMBER",
                "ID",
                "APP ID",
            ]),
            three,
        ) {
            (Some(one), _) => Label::One(one),
            (None, [Some(prefix), Some(number), Some(suffix)]) => {
                Label::Three([prefix, number, suffix])
            }
            _ => Label::Line,
        };
        Ok(Self {
            count: header.len(),
            label,
            surname: surname.unwrap_or(0),
            forename: header.find(&[
                "ELECTOR FORENAME",
                "FORENAMES",
                "FORENAME",
                "GIVEN NAME",
                "FIRST NAME",
            ]),
            born: header.find(&["ELECTOR DOB", "DOB", "DATE OF BIRTH", "BORN"]),
            email: header.find(&["EMAIL", "E MAIL", "EMAIL ADDRESS"]),
            postcode,
            lines,
        })
    }
}

/// What one worker has read.
#[derive(Default)]
struct Worker {
    raw_surnames: Interner,
    surname_ids: Vec<u32>,
    surnames: Interner,
    /// Pieces of forenames as they are written, and of each the end of its words in the list after it.
    pieces: Interner,
    piece_ends: Vec<u32>,
    piece_words: Vec<u32>,
    words: Interner,
    streets: Interner,
    buildings: Interner,
    last_lines: Vec<u8>,
    address: Address,
    folded: Vec<u8>,
    scratch: Scratch,
    parts: Vec<Part>,
    faults: Faults,
}

/// The persons of one block, in the worker's numbers.
#[derive(Default)]
struct Part {
    sequence: usize,
    people: Vec<Person>,
    places: Vec<Place>,
    births: Vec<(u32, Born)>,
    emails: Vec<(u32, u64)>,
    labels: Labels,
}

impl Worker {
    fn block(&mut self, block: &Block, columns: &Columns) {
        let mut part = Part {
            sequence: block.sequence,
            ..Part::default()
        };
        let mut faults = std::mem::take(&mut self.faults);
        let mut wrong = Faults::default();
        // A place never spans blocks: the persons of one place stand together in the whole register.
        self.last_lines.clear();
        records(
            &block.bytes,
            block.first_line,
            &mut faults,
            |line, fields| {
                self.person(&mut part, line, fields, columns, &mut wrong);
            },
        );
        faults.join(wrong);
        self.faults = faults;
        self.parts.push(part);
    }

    fn person(
        &mut self,
        part: &mut Part,
        line: u64,
        fields: &[&[u8]],
        columns: &Columns,
        faults: &mut Faults,
    ) {
        if fields.len() != columns.count {
            faults.add(
                line,
                fields.len().min(columns.count) + 1,
                format!(
                    "{} fields where the first line names {}",
                    fields.len(),
                    columns.count
                ),
            );
            return;
        }
        let row = u32::try_from(part.people.len()).unwrap_or(u32::MAX);
        let surname = fields[columns.surname];
        let forename = columns.forename.map_or(&b""[..], |at| fields[at]);
        if surname.trim_ascii().is_empty() && forename.trim_ascii().is_empty() {
            faults.add(
                line,
                columns.surname + 1,
                "no name: each entry needs a surname or a forename",
            );
            return;
        }
        let person = Person {
            surname: self.surname(surname),
            forenames: self.forenames(forename),
            place: self.place(&mut part.places, fields, columns),
        };
        part.people.push(person);
        if let Some(at) = columns.born
            && !fields[at].is_empty()
        {
            // A date that cannot be read is a date that is not known: a register has one for attainers only.
            part.births.extend(born(fields[at]).map(|born| (row, born)));
        }
        if let Some(at) = columns.email
            && !fields[at].is_empty()
        {
            part.emails.push((row, email(fields[at])));
        }
        part.label(line, fields, columns);
    }

    fn surname(&mut self, raw: &[u8]) -> u32 {
        let (id, new) = self.raw_surnames.put(raw);
        if new {
            fold(raw, &mut self.folded);
            self.surname_ids.push(self.surnames.put(&self.folded).0);
        }
        self.surname_ids[id as usize]
    }

    /// Forenames as numbers of words: each piece between spaces is folded once, and gives one word mostly.
    fn forenames(&mut self, raw: &[u8]) -> [u32; FORENAMES] {
        let mut row = [NOBODY; FORENAMES];
        let mut free = row.iter_mut();
        for piece in raw.split(|&byte| byte == b' ') {
            let (id, new) = self.pieces.put(piece);
            if new {
                fold(piece, &mut self.folded);
                for word in words(&self.folded) {
                    self.piece_words.push(self.words.put(word).0);
                }
                let end = u32::try_from(self.piece_words.len()).unwrap_or(u32::MAX);
                self.piece_ends.push(end);
            }
            let id = id as usize;
            let start = id
                .checked_sub(1)
                .map_or(0, |before| self.piece_ends[before]);
            let range = start as usize..self.piece_ends[id] as usize;
            for &word in &self.piece_words[range] {
                if let Some(place) = free.next() {
                    *place = word;
                }
            }
        }
        row
    }

    /// Persons of one address mostly stand together: an address like the last one is not read again.
    fn place(&mut self, places: &mut Vec<Place>, fields: &[&[u8]], columns: &Columns) -> u32 {
        let postcode = columns.postcode.map_or(&b""[..], |at| fields[at]);
        let lines = columns.lines.iter().map(|&at| fields[at]);
        if places.is_empty() || !same_lines(&self.last_lines, lines.clone().chain([postcode])) {
            self.last_lines.clear();
            for field in lines.clone().chain([postcode]) {
                self.last_lines.extend_from_slice(field);
                self.last_lines.push(0);
            }
            self.address.parse_over(lines, postcode, &mut self.scratch);
            places.push(Place {
                postcode: self.address.postcode,
                number: self.address.number,
                flat: self.address.flat,
                street: self.streets.put(&self.address.street).0,
                building: self.buildings.put(&self.address.building).0,
            });
        }
        u32::try_from(places.len() - 1).unwrap_or(u32::MAX)
    }
}

/// Whether fields, with a zero after each, are these bytes.
fn same_lines<'a>(bytes: &[u8], fields: impl Iterator<Item = &'a [u8]>) -> bool {
    let mut rest = bytes;
    for field in fields {
        match rest.strip_prefix(field).and_then(|rest| rest.split_first()) {
            Some((0, after)) => rest = after,
            _ => return false,
        }
    }
    rest.is_empty()
}

impl Part {
    fn label(&mut self, line: u64, fields: &[&[u8]], columns: &Columns) {
        let bytes = &mut self.labels.bytes;
        match columns.label {
            Label::One(at) => bytes.extend_from_slice(fields[at].trim_ascii()),
            Label::Three(places) => {
                for (n, at) in places.into_iter().enumerate() {
                    if n > 0 {
                        bytes.push(b'/');
                    }
                    bytes.extend_from_slice(fields[at].trim_ascii());
                }
            }
            Label::Line => bytes.extend_from_slice(line.to_string().as_bytes()),
        }
        self.labels
            .ends
            .push(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
    }
}

/// Reads `31/12/1999`, `31-12-1999`, `31.12.1999` or `1999-12-31`.
pub(crate) fn born(raw: &[u8]) -> Option<Born> {
    let mut numbers = [0_u32; 3];
    let mut count = 0;
    for piece in raw
        .trim_ascii()
        .split(|byte| matches!(byte, b'/' | b'-' | b'.'))
    {
        let place = numbers.get_mut(count)?;
        if piece.is_empty() || piece.len() > 4 || !piece.iter().all(u8::is_ascii_digit) {
            return None;
        }
        *place = piece
            .iter()
            .fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
        count += 1;
    }
    let [day, month, year] = if numbers[0] > 31 {
        [numbers[2], numbers[1], numbers[0]]
    } else {
        numbers
    };
    (count == 3
        && (1..=31).contains(&day)
        && (1..=12).contains(&month)
        && (1850..2200).contains(&year))
    .then_some(year << 9 | month << 5 | day)
}

/// An e-mail address as a hash, small letters.
pub(crate) fn email(raw: &[u8]) -> u64 {
    hash(&raw.trim_ascii().to_ascii_lowercase())
}

impl Register {
    /// Reads a register from CSV with every worker of the present thread pool. `progress` is told the bytes that were read.
    ///
    /// # Errors
    /// If the bytes do not come, or the table is wrong: all faults at once.
    pub fn read(
        reader: impl Read + Send,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<Self, ReadError> {
        let (source, header) = Source::open(reader)?;
        let columns = Columns::of(&header)?;
        let source = Mutex::new((source, None::<ReadError>));
        let workers = Mutex::new(Vec::new());
        let work = || {
            let mut worker = Worker::default();
            let mut block = Block::default();
            loop {
                {
                    let mut guard = source.lock().unwrap_or_else(PoisonError::into_inner);
                    match guard.0.next(&mut block) {
                        Ok(true) => progress(guard.0.bytes),
                        Ok(false) => break,
                        Err(error) => {
                            guard.1.get_or_insert(error);
                            break;
                        }
                    }
                }
                worker.block(&block, &columns);
            }
            workers
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(worker);
        };
        rayon::scope(|scope| {
            for _ in 0..rayon::current_num_threads() {
                scope.spawn(|_| work());
            }
        });
        let (_, error) = source.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = error {
            return Err(error);
        }
        Self::join(workers.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    fn join(mut workers: Vec<Worker>) -> Result<Self, ReadError> {
        let mut faults = Faults::default();
        for worker in &mut workers {
            faults.join(std::mem::take(&mut worker.faults));
        }
        let rows: usize = workers
            .iter()
            .flat_map(|worker| &worker.parts)
            .map(|part| part.people.len())
            .sum();
        if rows > MOST {
            faults.add(
                1,
                1,
                format!("{rows} entries, of which {MOST} can be held: split the register"),
            );
        }
        faults.none()?;
        Ok(Self::unite(workers, rows))
    }

    fn unite(workers: Vec<Worker>, rows: usize) -> Self {
        let mut register = Self::default();
        let ((surnames, surname_maps), (words, word_maps)) = rayon::join(
            || merge(workers.iter().map(|worker| &worker.surnames)),
            || merge(workers.iter().map(|worker| &worker.words)),
        );
        let (streets, street_maps) = merge(workers.iter().map(|worker| &worker.streets));
        let (buildings, building_maps) = merge(workers.iter().map(|worker| &worker.buildings));
        register.streets = streets;
        register.buildings = buildings;
        register.surnames = (0..surnames.len())
            .into_par_iter()
            .map(|id| Surname::of_folded(surnames.get(id)))
            .collect();
        register.words = (0..words.len())
            .map(|id| Word::of_folded(words.get(id)))
            .collect();
        let mut parts = Vec::new();
        for (at, worker) in workers.into_iter().enumerate() {
            parts.extend(worker.parts.into_iter().map(|part| (part, at)));
        }
        parts.sort_unstable_by_key(|(part, _)| part.sequence);
        register.people.reserve_exact(rows);
        let places = parts.iter().map(|(part, _)| part.places.len()).sum();
        register.places.reserve_exact(places);
        register.firsts.reserve_exact(places + 1);
        for (part, at) in parts {
            let first = u32::try_from(register.people.len()).unwrap_or(u32::MAX);
            let base = u32::try_from(register.places.len()).unwrap_or(u32::MAX);
            register
                .places
                .extend(part.places.iter().map(|place| Place {
                    street: street_maps[at][place.street as usize],
                    building: building_maps[at][place.building as usize],
                    ..*place
                }));
            for (number, person) in (first..).zip(&part.people) {
                let place = base + person.place;
                if place as usize == register.firsts.len() {
                    register.firsts.push(number);
                }
                let word = |id: u32| word_maps[at].get(id as usize).copied().unwrap_or(NOBODY);
                register.people.push(Person {
                    surname: surname_maps[at][person.surname as usize],
                    place,
                    forenames: person.forenames.map(word),
                });
            }
            register
                .births
                .extend(part.births.iter().map(|&(row, born)| (first + row, born)));
            register
                .emails
                .extend(part.emails.iter().map(|&(row, email)| (first + row, email)));
            register.labels.push(Labels {
                first,
                ..part.labels
            });
        }
        register
            .firsts
            .push(u32::try_from(register.people.len()).unwrap_or(u32::MAX));
        register.count();
        register
    }
}

/// One set of texts from several, and each one's numbers in it.
fn merge<'a>(sets: impl Iterator<Item = &'a Interner>) -> (Interner, Vec<Vec<u32>>) {
    let mut all = Interner::default();
    let maps = sets
        .map(|set| (0..set.len()).map(|id| all.put(set.get(id)).0).collect())
        .collect();
    (all, maps)
}
