//! A Rust file as the rules see it: its words with their lines, its functions, its test code.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};

use super::File;

/// A Rust file, read.
pub(crate) struct Source {
    /// Words and signs in order, groups opened out, test code and documentation left out.
    pub(crate) words: Vec<Word>,
    pub(crate) functions: Vec<Function>,
    /// Modules that are test code and lie in files of their own: `#[cfg(test)] mod NAME;`.
    test_modules: Vec<String>,
}

/// A word or sign, and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) line: usize,
}

/// A function with a body.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) name: String,
    /// Where its `fn` stands and where its last brace does.
    pub(crate) lines: RangeInclusive<usize>,
}

impl Source {
    /// Reads a Rust file; the error tells the line.
    pub(crate) fn parse(text: &str) -> Result<Source, (usize, String)> {
        let file = syn::parse_file(text)
            .map_err(|error| (error.span().start().line, error.to_string()))?;
        let mut finder = Finder::default();
        finder.visit_file(&file);
        let mut source = Source {
            words: Vec::new(),
            functions: finder.functions,
            test_modules: finder.test_modules,
        };
        let tokens: TokenStream = text
            .parse()
            .map_err(|_| (1, "is no Rust source".to_owned()))?;
        flatten(tokens, &finder.test_lines, &mut source.words);
        Ok(source)
    }

    /// The texts of words in a row that begin at a place.
    pub(crate) fn at(&self, index: usize, pattern: &[&str]) -> bool {
        let found = self.words.iter().skip(index).map(|word| word.text.as_str());
        found.take(pattern.len()).eq(pattern.iter().copied())
    }
}

/// The files among these that hold only test code: `tests.rs` and the like, declared under
/// `#[cfg(test)]` by a file beside them.
pub(crate) fn test_files(files: &[&File]) -> BTreeSet<String> {
    let mut roots = BTreeSet::new();
    for file in files {
        let Ok(source) = Source::parse(&file.text) else {
            continue;
        };
        let path = Path::new(&file.path);
        let dir = path.parent().unwrap_or(path);
        let inside = match path.file_stem().and_then(|stem| stem.to_str()) {
            Some("lib" | "main" | "mod") | None => dir.to_path_buf(),
            Some(stem) => dir.join(stem),
        };
        for module in source.test_modules {
            roots.insert(inside.join(module).to_string_lossy().into_owned());
        }
    }
    let below = |path: &str| {
        roots
            .iter()
            .any(|root| path == format!("{root}.rs") || path.starts_with(&format!("{root}/")))
    };
    files
        .iter()
        .filter(|file| below(&file.path))
        .map(|file| file.path.clone())
        .collect()
}

/// Collects functions and the lines of test code.
#[derive(Default)]
struct Finder {
    functions: Vec<Function>,
    test_lines: Vec<RangeInclusive<usize>>,
    test_modules: Vec<String>,
}

impl Finder {
    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let first = signature.span().start().line;
        let last = block.span().end().line;
        self.functions.push(Function {
            name: signature.ident.to_string(),
            lines: first..=last,
        });
    }

    fn note_tests(&mut self, attributes: &[syn::Attribute], span: proc_macro2::Span) {
        if attributes.iter().any(is_test) {
            self.test_lines.push(span.start().line..=span.end().line);
        }
    }
}

/// True for `#[cfg(test)]`, also inside `all(..)`, and for `#[test]`.
fn is_test(attribute: &syn::Attribute) -> bool {
    if attribute.path().is_ident("test") {
        return true;
    }
    let syn::Meta::List(list) = &attribute.meta else {
        return false;
    };
    let text = list.tokens.to_string();
    list.path.is_ident("cfg")
        && (text == "test" || text.starts_with("all") && text.contains("test"))
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        use syn::Item::{Const, Enum, Fn, Impl, Mod, Static, Struct, Trait, Type, Use};
        let attributes = match item {
            Const(it) => &it.attrs,
            Enum(it) => &it.attrs,
            Fn(it) => &it.attrs,
            Impl(it) => &it.attrs,
            Mod(it) => &it.attrs,
            Static(it) => &it.attrs,
            Struct(it) => &it.attrs,
            Trait(it) => &it.attrs,
            Type(it) => &it.attrs,
            Use(it) => &it.attrs,
            _ => return visit::visit_item(self, item),
        };
        self.note_tests(attributes, item.span());
        if let Mod(module) = item
            && module.content.is_none()
            && attributes.iter().any(is_test)
        {
            self.test_modules.push(module.ident.to_string());
        }
        visit::visit_item(self, item);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.note_tests(&item.attrs, item.span());
        self.function(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(&item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }
}

fn flatten(tokens: TokenStream, skip: &[RangeInclusive<usize>], words: &mut Vec<Word>) {
    for token in tokens {
        let line = token.span().start().line;
        if skip.iter().any(|lines| lines.contains(&line)) {
            continue;
        }
        let mut push = |text: &str| {
            words.push(Word {
                text: text.to_owned(),
                line,
            });
        };
        match token {
            TokenTree::Ident(ident) => push(&ident.to_string()),
            TokenTree::Punct(punct) => push(&punct.as_char().to_string()),
            // What a text says is no business of the rules on code.
            TokenTree::Literal(_) => push("\"\""),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    proc_macro2::Delimiter::Brace => ("{", "}"),
                    proc_macro2::Delimiter::Bracket => ("[", "]"),
                    _ => ("(", ")"),
                };
                push(open);
                flatten(group.stream(), skip, words);
                words.push(Word {
                    text: close.into(),
                    line: group.span_close().start().line,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_code_is_left_out() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n  use std::fs;\n}\nfn b() {}\n";
        let source = Source::parse(text).expect("it parses");
        assert!(!source.words.iter().any(|word| word.text == "fs"));
        let names: Vec<_> = source.functions.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
    }

    #[test]
    fn documentation_and_texts_are_no_words() {
        let text = "/// uses tokio\nconst A: &str = \"tokio\"; // tokio\n";
        let source = Source::parse(text).expect("it parses");
        assert!(!source.words.iter().any(|word| word.text.contains("tokio")));
    }

    #[test]
    fn a_test_module_in_its_own_file_is_known() {
        let file = |path: &str, text: &str| File {
            path: path.into(),
            text: text.into(),
        };
        let files = [
            file("crates/x/src/lib.rs", "mod a; #[cfg(test)] mod tests;"),
            file("crates/x/src/a.rs", "#[cfg(test)]\nmod deep;"),
            file("crates/x/src/tests.rs", ""),
            file("crates/x/src/a/deep.rs", ""),
            file("crates/x/src/a/other.rs", ""),
        ];
        let found = test_files(&files.iter().collect::<Vec<_>>());
        let found: Vec<_> = found.iter().map(String::as_str).collect();
        assert_eq!(found, ["crates/x/src/a/deep.rs", "crates/x/src/tests.rs"]);
    }

    #[test]
    fn broken_source_is_placed() {
        let (line, _) = Source::parse("fn a() {}\nfn {")
            .err()
            .expect("it is broken");
        assert_eq!(line, 2);
    }
}
