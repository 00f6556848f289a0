//! The printed report and its JSON, as people and scripts read them.

use polity_verify::{Options, verify};

const MANDATORY: &[u8] = include_bytes!("../../../testdata/belenios/peer-mandatory.bel");
const RFC3526: &[u8] = include_bytes!("../../../testdata/belenios/peer-rfc3526.bel");

#[test]
fn a_good_archive_of_the_peer() {
    let report = verify(MANDATORY, &Options::default()).report;
    insta::assert_snapshot!(report);
    insta::assert_json_snapshot!("a_good_archive_of_the_peer_json", report);
}

#[test]
fn an_archive_that_is_not_finished_and_not_long_enough() {
    let options = Options {
        roll_size: Some(6),
        ..Options::default()
    };
    // up to the end of the second ballot
    insta::assert_snapshot!(verify(&MANDATORY[..11_776], &options).report);
}

#[test]
fn a_group_that_is_not_supported() {
    insta::assert_snapshot!(verify(RFC3526, &Options::default()).report);
}
