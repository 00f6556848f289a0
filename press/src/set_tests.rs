//! The sheets are those that the tests of `crates/papers` hold that crate to. Each document stays in
//! `target/press-documents/`, to be looked at.

use super::*;
use serde_json::json;
use std::path::Path;

/// A sheet as `crates/papers` writes it: the snapshot of its test.
fn sheet(name: &str) -> Sheet {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/papers/tests/snapshots");
    let text = std::fs::read_to_string(root.join(format!("print__{name}.snap"))).unwrap();
    let json = text.splitn(3, "---\n").nth(2).unwrap();
    Sheet::from_json(json.as_bytes()).unwrap()
}

/// Leaves a document where a person can look at it.
fn keep(name: &str, pdf: &Pdf) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/press-documents");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{name}.pdf")), &pdf.bytes).unwrap();
}

#[track_caller]
fn pages(name: &str, sheet: &Sheet, expected: std::ops::RangeInclusive<usize>) {
    let pdf = set(sheet).unwrap();
    keep(name, &pdf);
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    assert!(expected.contains(&pdf.pages), "{name}: {} pages", pdf.pages);
}

/// Texts that mean something to typst, to PDF, to HTML, to a shell, or to a font.
const HOSTILE: &[&str] = &[
    "#panic(\"x\")",
    "#import \"/data.json\": *",
    "#read(\"/etc/passwd\") #sys.inputs",
    "]] #set page(width: 1pt) [[",
    "$ sum_(i=0)^n $ `raw` *bold* _it_ = Heading\n== Two\n- list\n/ term: x",
    "\\u{41} \\ \\n \\",
    "/* comment */ // to the end",
    "@ref <label> https://example.org/#frag",
    "<script>alert(1)</script> & ]]> </w:t>",
    "endstream endobj %%EOF trailer (unbalanced ((( \\)",
    "\u{202e}right to left\u{202c} \u{2066}x\u{2069} zero\u{200b}width \u{feff}",
    "emoji 🙂👩‍👩‍👧 \u{1f3f4}\u{e0067} private \u{e000}\u{f8ff} \u{10ffff}",
    "control \u{1}\u{7f}\u{85} end",
    "العربية 中文 ไทย हिन्दी Ελληνικά Кириллица עברית",
    "Zalgo z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}",
    "ffi ﬁ ligature \u{fb03} \u{fffd}\u{fffe}",
    "",
    "   ",
    "\n\n\n\n",
    "Ŵyr ŷ â ê î ô û ŵ Llanfair­pwll",
];

#[test]
fn f4_no_text_of_a_member_is_read_as_a_command() {
    let mut hostile = sheet("booklet_cy");
    let one = hostile.values["candidates"][0].clone();
    let candidates = HOSTILE.iter().map(|text| {
        let mut candidate = one.clone();
        candidate["name"] = json!(text);
        candidate["supporters"] = json!(format!("{text} {}", "A".repeat(400)));
        candidate["statement"] = json!([text, format!("{text} {}", "long".repeat(300))]);
        candidate
    });
    hostile.values["candidates"] = candidates.collect();
    for field in ["title", "organisation", "footer", "contact", "order"] {
        hostile.values[field] = json!(HOSTILE.concat());
    }
    hostile.values["rules"] = json!([[HOSTILE.concat(), HOSTILE.concat()]]);
    pages("hostile-booklet", &hostile, 4..=80);

    let mut hostile = sheet("declaration_en");
    for field in ["title", "organisation", "answer", "why", "rule", "footer"] {
        hostile.values[field] = json!(HOSTILE.concat());
    }
    let rows = HOSTILE.iter().map(|text| json!([text, "elected"]));
    hostile.values["elected"] = rows.collect();
    pages("hostile-declaration", &hostile, 2..=80);

    let mut hostile = sheet("result_sheet");
    for field in ["title", "organisation", "footer"] {
        hostile.values[field] = json!(HOSTILE.concat());
    }
    hostile.values["elected"] = json!(HOSTILE);
    hostile.values["ties"] = json!(HOSTILE);
    for (row, text) in (0..5).zip(HOSTILE) {
        hostile.values["tables"][0]["candidates"][row]["name"] = json!(text);
    }
    pages("hostile-result-sheet", &hostile, 2..=80);
}

#[test]
fn the_same_sheet_gives_the_same_bytes_and_another_others() {
    let one = sheet("booklet_cy");
    let first = set(&one).unwrap();
    assert_eq!(first, set(&one).unwrap());
    let mut other = one;
    other.values["candidates"][0]["statement"] = json!(["Other words."]);
    assert_ne!(first.bytes, set(&other).unwrap().bytes);
}

#[test]
fn each_document_has_its_pages_in_each_language() {
    pages("booklet-cy", &sheet("booklet_cy"), 3..=4);
    pages("booklet-large", &sheet("booklet_large"), 4..=9);
    pages("declaration-en", &sheet("declaration_en"), 2..=5);
    pages("declaration-cy", &sheet("declaration_cy"), 2..=5);
    pages("result-sheet", &sheet("result_sheet"), 1..=3);
}

#[test]
fn forty_candidates_with_long_statements_fit() {
    let mut booklet = sheet("booklet_cy");
    let mut one = booklet.values["candidates"][0].clone();
    let paragraph = "We shall meet where members are. ".repeat(250 / 12);
    one["statement"] = json!([paragraph, paragraph]);
    booklet.values["candidates"] = json!(vec![one; 40]);
    pages("booklet-forty", &booklet, 12..=42);

    let mut count = sheet("declaration_en");
    let candidate = count.values["candidates"][0].clone();
    count.values["candidates"] = json!(vec![candidate; 40]);
    let mut row = vec![json!("Gwenllian ferch Llywelyn ap Iorwerth")];
    row.extend(vec![json!("123,456.00000"); 6]);
    let mut head = vec![json!("Candidate")];
    head.extend((1..=6).map(|stage| json!(format!("Stage {stage}"))));
    let part = json!({ "head": head, "rows": vec![row; 43] });
    count.values["stages"] = json!(vec![part; 6]);
    pages("declaration-forty", &count, 8..=14);
    let rows = count.values["stages"][0]["rows"]
        .as_array()
        .unwrap()
        .clone();
    count.values["stages"][0]["rows"] = [rows.clone(), rows].concat().into();
    pages("declaration-eighty-six", &count, 9..=16);
}

#[test]
fn a_photograph_is_shown_and_what_is_none_is_left_out() {
    let mut booklet = sheet("booklet_cy");
    booklet.pictures = vec![
        STANDARD.encode(include_bytes!("../testdata/portrait.png")),
        STANDARD.encode(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        "no base64 !".to_owned(),
    ];
    for (place, picture) in [0, 1, 2, 99].into_iter().enumerate() {
        booklet.values["candidates"][place]["picture"] = json!(picture);
    }
    let with = set(&booklet).unwrap();
    keep("booklet-photograph", &with);
    booklet.values["candidates"][0]["picture"] = Value::Null;
    assert!(set(&booklet).unwrap().bytes.len() + 100 < with.bytes.len());
}

#[test]
fn a_sheet_with_a_fault_is_told_and_no_file_is_reached() {
    let fault = Sheet::from_json(b"{\"document\":1}").unwrap_err();
    assert!(fault.contains("line 1"), "{fault}");
    let mut sheet = sheet("declaration_en");
    for (template, why) in [
        ("#read(\"/etc/passwd\")", "not found"),
        ("#datetime.today()", "date"),
    ] {
        let fault = set_with(template, &sheet, Care::Each).unwrap_err();
        assert!(fault.contains(why), "{fault}");
    }
    sheet.document = "letter".to_owned();
    let fault = set(&sheet).unwrap_err();
    assert!(fault.contains("booklet, declaration, result-sheet"), "{fault}");
}
