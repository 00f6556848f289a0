//! What is in force on a day as Akoma Ntoso 3.0 (OASIS LegalDocML): an `act` with one version, its clauses nested as their
//! ids are. The `eId` of a clause follows from its id alone, so that it stays the same in every version.

use polity_values::civil::Date;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{Part, RuleClause, RuleValue, Rulebook, Version, parts};

/// What a clause is called by its depth.
const LEVELS: [(&str, &str); 5] = [
    ("section", "sec"),
    ("subsection", "subsec"),
    ("paragraph", "para"),
    ("subparagraph", "subpara"),
    ("clause", "cl"),
];

/// A clause with those within it.
struct Node<'b> {
    clause: &'b RuleClause,
    version: Option<&'b Version>,
    inner: Vec<Node<'b>>,
}

/// The rules in force on a day, as XML.
pub fn akoma_ntoso(rulebook: &Rulebook, day: Date) -> String {
    let mut xml = Xml {
        writer: Writer::new_with_indent(Vec::new(), b' ', 2),
    };
    xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let namespace = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
    xml.open("akomaNtoso", &[("xmlns", namespace)]);
    xml.open(
        "act",
        &[("name", "rulebook"), ("contains", "singleVersion")],
    );
    meta(&mut xml, rulebook, day);
    xml.open("preface", &[]);
    xml.open("p", &[]);
    xml.leaf("docTitle", &[], &rulebook.title);
    xml.close("p");
    xml.close("preface");
    xml.open("body", &[]);
    for node in tree(rulebook, day) {
        clause(&mut xml, &node, "", 0);
    }
    xml.close("body");
    xml.close("act");
    xml.close("akomaNtoso");
    let bytes = xml.writer.into_inner();
    String::from_utf8_lossy(&bytes).into_owned() + "\n"
}

/// Who, what and when: the work since its first day, this expression, this file.
fn meta(xml: &mut Xml, rulebook: &Rulebook, day: Date) {
    let days = rulebook.days();
    let first = days.first().copied().unwrap_or(day).to_string();
    let since = days.iter().rev().find(|one| **one <= day);
    let since = since.copied().unwrap_or(day).to_string();
    let work = format!("/akn/gb/act/rules/{first}/{}", rulebook.name);
    let expression = format!("{work}/eng@{since}");
    let author = format!("#{}", rulebook.body);
    let day = day.to_string();
    xml.open("meta", &[]);
    xml.open("identification", &[("source", "#polity")]);
    let levels = [
        ("FRBRWork", work.clone(), &first, "enactment"),
        ("FRBRExpression", expression.clone(), &since, "in-force"),
        (
            "FRBRManifestation",
            format!("{expression}.xml"),
            &day,
            "as-of",
        ),
    ];
    for (level, uri, date, what) in levels {
        xml.open(level, &[]);
        let this = match level {
            "FRBRManifestation" => format!("{expression}/!main.xml"),
            _ => format!("{uri}/!main"),
        };
        xml.empty("FRBRthis", &[("value", &this)]);
        xml.empty("FRBRuri", &[("value", &uri)]);
        xml.empty("FRBRdate", &[("date", date), ("name", what)]);
        xml.empty("FRBRauthor", &[("href", &author)]);
        match level {
            "FRBRWork" => xml.empty("FRBRcountry", &[("value", "gb")]),
            "FRBRExpression" => xml.empty("FRBRlanguage", &[("language", "eng")]),
            _ => xml.empty("FRBRformat", &[("value", "application/akn+xml")]),
        }
        xml.close(level);
    }
    xml.close("identification");
    history(xml, rulebook, &day);
    xml.close("meta");
}

/// The days on which something changed, and who is spoken of.
fn history(xml: &mut Xml, rulebook: &Rulebook, day: &str) {
    let days = rulebook.days();
    xml.open("lifecycle", &[("source", "#polity")]);
    for (index, date) in days
        .iter()
        .filter(|one| one.to_string().as_str() <= day)
        .enumerate()
    {
        let (id, date) = (format!("e{}", index + 1), date.to_string());
        let kind = if index == 0 {
            "generation"
        } else {
            "amendment"
        };
        let row: [(&str, &str); 4] = [
            ("eId", &id),
            ("date", &date),
            ("source", "#polity"),
            ("type", kind),
        ];
        xml.empty("eventRef", &row);
    }
    xml.close("lifecycle");
    xml.open("references", &[("source", "#polity")]);
    let body = rulebook.body.to_string();
    let place = format!("/akn/ontology/organization/gb/{body}");
    let who: [(&str, &str); 3] = [
        ("eId", &body),
        ("href", &place),
        ("showAs", &rulebook.title),
    ];
    xml.empty("TLCOrganization", &who);
    let maker = [
        ("eId", "polity"),
        ("href", "/akn/ontology/organization/polity"),
        ("showAs", "Polity"),
    ];
    xml.empty("TLCOrganization", &maker);
    xml.close("references");
}

/// The clauses in force, each with those within it.
fn tree(rulebook: &Rulebook, day: Date) -> Vec<Node<'_>> {
    let mut nodes: Vec<Node<'_>> = Vec::new();
    for (clause, version) in rulebook.at(day) {
        let node = Node {
            clause,
            version,
            inner: Vec::new(),
        };
        place(&mut nodes, node);
    }
    nodes
}

/// Puts a clause into the deepest one already there within which it stands.
fn place<'b>(nodes: &mut Vec<Node<'b>>, node: Node<'b>) {
    let holds = |one: &Node<'_>| {
        let rest = node.clause.id.as_str().strip_prefix(one.clause.id.as_str());
        rest.is_some_and(|rest| rest.starts_with('.'))
    };
    match nodes.iter().position(holds) {
        Some(index) => place(&mut nodes[index].inner, node),
        None => nodes.push(node),
    }
}

fn clause(xml: &mut Xml, node: &Node<'_>, outer: &str, depth: usize) {
    let (name, short) = LEVELS[depth.min(LEVELS.len() - 1)];
    let id = node.clause.id.as_str();
    // What the clause adds to the id of the one around it: all of it when that one is not in force.
    let own = match node.clause.parent() {
        Some(parent) if !outer.is_empty() => &id[parent.len() + 1..],
        _ => id,
    };
    let own = own.replace('.', "-");
    let eid = if outer.is_empty() {
        format!("{short}_{own}")
    } else {
        format!("{outer}__{short}_{own}")
    };
    xml.open(name, &[("eId", &eid)]);
    xml.leaf("num", &[], id);
    if let Some(heading) = &node.clause.heading {
        xml.leaf("heading", &[], heading);
    }
    let text = node
        .version
        .and_then(|version| Some((version, version.text.as_ref()?)));
    if let Some((version, text)) = text {
        let part = if node.inner.is_empty() {
            "content"
        } else {
            "intro"
        };
        xml.open(part, &[("eId", &format!("{eid}__{part}"))]);
        xml.mixed("p", |inner| {
            for part in parts(text) {
                match part {
                    Part::Words(words) => inner.words(words),
                    Part::Value(name) => match version.values.get(name) {
                        Some(value) => inner.value(name, value),
                        None => inner.words(name),
                    },
                }
            }
        });
        xml.close(part);
    } else if node.inner.is_empty() {
        xml.open("content", &[]);
        xml.leaf("p", &[], "");
        xml.close("content");
    }
    for inner in &node.inner {
        clause(xml, inner, &eid, depth + 1);
    }
    xml.close(name);
}

struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    fn event(&mut self, event: Event<'_>) {
        // Writing to memory cannot fail.
        let _ = self.writer.write_event(event);
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.event(Event::Start(start));
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.event(Event::Empty(start));
    }

    fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], words: &str) {
        self.open(name, attributes);
        self.words(words);
        self.close(name);
    }

    fn words(&mut self, words: &str) {
        // XML cannot hold other control characters at all.
        let clean: String = words
            .chars()
            .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
            .collect();
        self.event(Event::Text(BytesText::new(&clean)));
    }

    /// An element whose words and elements stand in one line, so that no space comes between them.
    fn mixed(&mut self, name: &str, inner: impl FnOnce(&mut Self)) {
        let mut line = Self {
            writer: Writer::new(Vec::new()),
        };
        line.open(name, &[]);
        inner(&mut line);
        line.close(name);
        let bytes = line.writer.into_inner();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        self.event(Event::Text(BytesText::from_escaped(text)));
    }

    fn value(&mut self, name: &str, value: &RuleValue) {
        let words = value.to_string();
        if let RuleValue::Date(date) = value {
            self.leaf("date", &[("date", &date.to_string())], &words);
            return;
        }
        let kind = format!("{} {name}", value.kind());
        let normal = value.normal();
        self.leaf("inline", &[("name", &kind), ("title", &normal)], &words);
    }
}
