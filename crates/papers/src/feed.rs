//! News as Atom (RFC 4287): an entry for each public act, in the order of the record.

use atom_syndication::{Category, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use polity_values::Timestamp;

use crate::lang::Lang;

/// A public act as a piece of news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Its place on the record, which makes its id.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// One line.
    pub title: String,
    /// What happened, in plain text.
    pub text: String,
    /// The stable name of the kind of act.
    pub kind: String,
    /// The page that shows it.
    pub url: String,
}

/// The feed of `news`, newest first, with `base` (the site's address without a slash at its end) as its home.
pub fn feed(organisation: &str, base: &str, lang: Lang, news: &[News]) -> String {
    let mut entries: Vec<&News> = news.iter().collect();
    entries.sort_by_key(|one| std::cmp::Reverse(one.seq));
    let mut feed = Feed::default();
    feed.set_title(lang.say("feed-title", &[("organisation", organisation.into())]));
    feed.set_id(format!("{base}/news.atom"));
    feed.set_lang(lang.code().to_owned());
    feed.set_updated(instant(
        entries.first().map_or(Timestamp::UNIX_EPOCH, |one| one.at),
    ));
    feed.set_generator(Generator {
        value: "Polity".to_owned(),
        ..Generator::default()
    });
    feed.set_authors(vec![Person {
        name: organisation.to_owned(),
        ..Person::default()
    }]);
    feed.set_links(vec![
        link(&format!("{base}/news.atom"), "self"),
        link(base, "alternate"),
    ]);
    feed.set_entries(
        entries
            .into_iter()
            .map(|one| entry(base, one))
            .collect::<Vec<_>>(),
    );
    feed.to_string()
}

fn entry(base: &str, news: &News) -> Entry {
    let mut entry = Entry::default();
    entry.set_id(format!("{base}/record/{}", news.seq));
    entry.set_title(Text::plain(printable(&news.title)));
    entry.set_summary(Text::plain(printable(&news.text)));
    entry.set_updated(instant(news.at));
    entry.set_published(instant(news.at));
    entry.set_links(vec![link(&news.url, "alternate")]);
    entry.set_categories(vec![Category {
        term: news.kind.clone(),
        ..Category::default()
    }]);
    entry
}

fn link(href: &str, rel: &str) -> Link {
    Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        ..Link::default()
    }
}

fn instant(at: Timestamp) -> FixedDateTime {
    // jiff writes what RFC 3339 asks, which is what is read here.
    at.strftime("%Y-%m-%dT%H:%M:%S+00:00")
        .to_string()
        .parse()
        .unwrap_or_default()
}

/// Without the characters that XML 1.0 has no place for.
fn printable(text: &str) -> String {
    text.chars()
        .filter(|&c| {
            matches!(c, '\t' | '\n' | '\r') || !(c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}'))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f4_news_are_text_newest_first() {
        let one = |seq: u64, title: &str| News {
            seq,
            at: "2026-03-01T09:00:00Z".parse().unwrap(),
            title: title.into(),
            text: "By Ada Oak & co \u{1}<b>".into(),
            kind: "ballot.opened".into(),
            url: format!("https://vote.example.org/record/{seq}"),
        };
        let news = [
            one(7, "The ballot opened"),
            one(9, "<script>alert(1)</script>"),
        ];
        let text = feed("The Society", "https://vote.example.org", Lang::En, &news);
        assert!(!text.contains("<script"));
        assert!(text.find("record/9") < text.find("record/7"));
        insta::assert_snapshot!(text.replace("><", ">\n<"));
    }

    #[test]
    fn an_empty_feed_is_a_feed() {
        let text = feed("The Society", "https://vote.example.org", Lang::Cy, &[]);
        assert!(text.contains("1970-01-01T00:00:00"), "{text}");
    }
}
