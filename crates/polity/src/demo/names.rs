//! Invented names, by a seeded recipe: the demo's people do not exist.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::Rng as _;

const GIVEN: [&str; 64] = [
    "Abel", "Ada", "Alun", "Amina", "Anwen", "Arjun", "Bela", "Bryn", "Carys", "Cato", "Cleo",
    "Dafydd", "Dara", "Dilys", "Edda", "Elis", "Emeka", "Enid", "Esme", "Farah", "Fergus", "Flora",
    "Gareth", "Gita", "Gwen", "Hari", "Hana", "Idris", "Imani", "Ines", "Iona", "Ivo", "Jonah",
    "Juno", "Kamal", "Keir", "Kofi", "Lena", "Leila", "Lowri", "Magnus", "Mair", "Malik", "Mina",
    "Nadia", "Nerys", "Niall", "Olwen", "Orla", "Otis", "Petra", "Priya", "Rhys", "Rosa", "Samir",
    "Sioned", "Tamsin", "Tariq", "Tegan", "Umar", "Vera", "Wren", "Yusuf", "Zora",
];

const FAMILY_BEGIN: [&str; 32] = [
    "Ash", "Beck", "Birk", "Brack", "Bram", "Calder", "Car", "Corn", "Dal", "Eller", "Fal", "Fern",
    "Gar", "Hal", "Haw", "Hol", "Ken", "Lang", "Lin", "Mar", "Mel", "Nor", "Oak", "Pen", "Quar",
    "Raven", "Sel", "Stan", "Thorn", "Under", "Wal", "Yar",
];

const FAMILY_END: [&str; 32] = [
    "acre", "bourne", "brook", "by", "combe", "croft", "dale", "den", "field", "fold", "ford",
    "garth", "gate", "grove", "ham", "hurst", "lake", "ley", "low", "mere", "more", "ridge",
    "rigg", "royd", "shaw", "side", "stead", "thwaite", "ton", "well", "wick", "worth",
];

const PLACES: [&str; 40] = [
    "Alderwick",
    "Ambleford",
    "Barrowmere",
    "Birchwood",
    "Blackmoor",
    "Bramley Cross",
    "Brightwater",
    "Caldbeck",
    "Coldharbour",
    "Copperhill",
    "Crossfields",
    "Dunmoor",
    "Eastgate",
    "Elmstead",
    "Fairholme",
    "Foxley",
    "Goldbrook",
    "Greyfriars",
    "Harbour Side",
    "Heatherdown",
    "Highcliff",
    "Ironbridge End",
    "Kestrel Heath",
    "Kingsmead",
    "Larkhill",
    "Longmeadow",
    "Marshgate",
    "Millhaven",
    "Northolme",
    "Oakenshaw",
    "Penrose",
    "Queensferry Road",
    "Redmarsh",
    "Saltwick",
    "Silverdale",
    "Stonebeck",
    "Summerfield",
    "Thornbury Park",
    "Westerleigh",
    "Willowbank",
];

/// A place's name: one of forty, then numbered.
pub(crate) fn place(index: usize) -> String {
    let name = PLACES[index % PLACES.len()];
    match index / PLACES.len() {
        0 => name.to_owned(),
        round => format!("{name} {}", round + 1),
    }
}

/// A given and a family name.
pub(crate) fn person(rng: &mut ChaCha20Rng) -> (String, String) {
    let given = GIVEN[below(rng, GIVEN.len())];
    let begin = FAMILY_BEGIN[below(rng, FAMILY_BEGIN.len())];
    let end = FAMILY_END[below(rng, FAMILY_END.len())];
    (given.to_owned(), format!("{begin}{end}"))
}

/// A number from 0 to `bound - 1`. The bias of the remainder does not matter to a demo.
pub(crate) fn below(rng: &mut ChaCha20Rng, bound: usize) -> usize {
    let draw = usize::try_from(rng.next_u32()).unwrap_or(0);
    draw % bound.max(1)
}
