//! No file over 600 lines, no function over 70 lines of code: what is longer has two ideas.

use super::source::Source;
use super::{Fault, File};

const FILE_LIMIT_LINES: usize = 600;
/// Lines of code: blank lines and lines of comment alone do not count.
const FUNCTION_LIMIT_LINES: usize = 70;

/// Files that people write as code, by the end of their names.
const CODE: &[&str] = &[
    "css", "html", "js", "rs", "scss", "sql", "story", "toml", "ts",
];

/// Every file and every function.
pub(crate) fn check(files: &[File]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in files {
        let lines = file.text.lines().count();
        if CODE.contains(&file.extension()) && lines > FILE_LIMIT_LINES {
            let what = format!("has {lines} lines; the limit is {FILE_LIMIT_LINES}: split it");
            faults.push(Fault::new(&file.path, 0, what));
        }
        if file.extension() == "rs" {
            faults.extend(functions(file));
        }
    }
    faults
}

fn functions(file: &File) -> Vec<Fault> {
    let source = match Source::parse(&file.text) {
        Ok(source) => source,
        Err((line, what)) => return vec![Fault::new(&file.path, line, what)],
    };
    let code = code_lines(&file.text);
    let mut faults = Vec::new();
    for function in source.functions {
        // Lines count from 1.
        let lines = function
            .lines
            .clone()
            .filter(|line| code.get(line - 1) == Some(&true))
            .count();
        if lines > FUNCTION_LIMIT_LINES {
            let what = format!(
                "function {} has {lines} lines of code; the limit is {FUNCTION_LIMIT_LINES}",
                function.name
            );
            faults.push(Fault::new(&file.path, *function.lines.start(), what));
        }
    }
    faults
}

/// For each line, whether it holds code.
fn code_lines(text: &str) -> Vec<bool> {
    let mut in_comment = false;
    text.lines()
        .map(|line| {
            let line = line.trim();
            if in_comment {
                in_comment = !line.contains("*/");
                return false;
            }
            if line.starts_with("/*") {
                in_comment = !line.contains("*/");
                return false;
            }
            !line.is_empty() && !line.starts_with("//")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: String) -> File {
        File {
            path: path.into(),
            text,
        }
    }

    #[test]
    fn a_long_file_is_named() {
        let at_limit = file("a.rs", "\n".repeat(FILE_LIMIT_LINES));
        let over = file("b.ts", "\n".repeat(FILE_LIMIT_LINES + 1));
        let data = file("c.blt", "\n".repeat(5000));
        let faults = check(&[at_limit, over, data]);
        assert_eq!(
            faults,
            [Fault::new(
                "b.ts",
                0,
                "has 601 lines; the limit is 600: split it"
            )]
        );
    }

    #[test]
    fn only_lines_of_code_count() {
        let body = |lines: usize| {
            format!(
                "\n\nfn long() {{\n{}}}\n",
                "    a();\n\n    // why\n".repeat(lines)
            )
        };
        // The signature and the last brace count too.
        assert!(check(&[file("a.rs", body(FUNCTION_LIMIT_LINES - 2))]).is_empty());
        let faults = check(&[file("a.rs", body(FUNCTION_LIMIT_LINES - 1))]);
        assert_eq!(
            faults,
            [Fault::new(
                "a.rs",
                3,
                "function long has 71 lines of code; the limit is 70"
            )]
        );
    }

    #[test]
    fn comments_in_blocks_are_no_code() {
        assert_eq!(
            code_lines("a\n/* b\nc */\n\n/// d\n/* e */\nf"),
            [true, false, false, false, false, false, true]
        );
    }

    #[test]
    fn source_that_does_not_parse_is_a_fault() {
        let faults = check(&[file("a.rs", "fn {".into())]);
        assert_eq!((faults.len(), faults[0].line), (1, 1));
    }
}
