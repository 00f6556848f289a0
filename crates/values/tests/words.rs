//! The word count, held to the vector that the pages' script is held to as well.

use polity_values::count_words;
use serde::Deserialize;

#[derive(Deserialize)]
struct Vector {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    words: usize,
}

#[test]
fn words_are_counted_as_the_pages_count_them() {
    let vector: Vector = serde_json::from_str(include_str!("../../../vectors/words.json")).unwrap();
    assert!(vector.cases.len() > 10);
    for case in vector.cases {
        assert_eq!(count_words(&case.text), case.words, "{:?}", case.text);
    }
}
