//! A story's lines: parts, scenarios, and the steps of each.

use std::collections::BTreeMap;

use polity_values::StageId;

use super::{MAX_STEPS, Says, Scenario, Step, Story, Wrong, sentence};
use crate::fault::{Fault, Position, did_you_mean};

#[derive(Default)]
pub(super) struct Reader {
    title: Option<String>,
    parts: BTreeMap<String, Vec<Step>>,
    scenarios: Vec<Scenario>,
    /// Where steps go now.
    into: Target,
    steps: usize,
    faults: Vec<Fault>,
}

#[derive(Default)]
enum Target {
    #[default]
    Nothing,
    Part(String),
    Scenario,
}

impl Reader {
    pub(super) fn line(&mut self, number: usize, line: &str) {
        let text = line.trim();
        let column = line.chars().take_while(|c| c.is_whitespace()).count() + 1;
        if text.is_empty() || text.starts_with('#') {
            return;
        }
        let (head, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let rest = rest.trim();
        let done = match head {
            "story" => self.title(rest),
            "part" => self.part(rest),
            "scenario" => self.scenario(number, rest),
            "use" => self.use_part(rest),
            "given" | "at" | "when" | "then" => sentence::read(text).and_then(|says| {
                let acts = if let Says::When(acts) = &says {
                    acts.len()
                } else {
                    1
                };
                self.push(
                    vec![Step {
                        line: number,
                        text: text.to_owned(),
                        says,
                    }],
                    acts,
                )
            }),
            other => Err(Wrong::at(
                text,
                other,
                format!(
                    "a line cannot begin with {other:?}{}",
                    did_you_mean(
                        other,
                        [
                            "story", "part", "scenario", "use", "given", "at", "when", "then"
                        ]
                    )
                ),
                "begin it with story, part, scenario, use, given, at, when or then, or with # for a comment",
            )),
        };
        if let Err(wrong) = done {
            let at = Position {
                line: number,
                column: column + wrong.column,
            };
            let item = format!("line {number}");
            self.faults
                .push(Fault::error("story", item, wrong.problem, wrong.remedy).located(at));
        }
    }

    fn title(&mut self, title: &str) -> Result<(), Wrong> {
        if title.is_empty() {
            return Err(Wrong::here("the story has no title", "write: story TITLE"));
        }
        if self.title.replace(title.to_owned()).is_some() {
            return Err(Wrong::here(
                "the story has a title already",
                "leave one of them out",
            ));
        }
        Ok(())
    }

    fn part(&mut self, name: &str) -> Result<(), Wrong> {
        let valid = StageId::new(name).map_err(|fault| Wrong::here(fault, "write: part NAME"));
        self.into = Target::Part(name.to_owned());
        valid?;
        if self.parts.insert(name.to_owned(), Vec::new()).is_some() {
            return Err(Wrong::here(
                format!("there is a part {name:?} already"),
                "give this one another name",
            ));
        }
        Ok(())
    }

    fn scenario(&mut self, line: usize, title: &str) -> Result<(), Wrong> {
        self.into = Target::Scenario;
        self.scenarios.push(Scenario {
            title: title.to_owned(),
            line,
            steps: Vec::new(),
        });
        if title.is_empty() {
            return Err(Wrong::here(
                "the scenario has no title",
                "write: scenario TITLE",
            ));
        }
        Ok(())
    }

    fn use_part(&mut self, name: &str) -> Result<(), Wrong> {
        let within = matches!(&self.into, Target::Part(own) if own == name);
        let Some(steps) = self.parts.get(name).filter(|_| !within) else {
            let known = self
                .parts
                .keys()
                .map(String::as_str)
                .filter(|part| *part != name);
            return Err(Wrong::here(
                format!(
                    "no part {name:?} stands above this line{}",
                    did_you_mean(name, known)
                ),
                "write the part before the scenario that uses it",
            ));
        };
        let steps = steps.clone();
        let acts = steps.len();
        self.push(steps, acts)
    }

    fn push(&mut self, mut steps: Vec<Step>, acts: usize) -> Result<(), Wrong> {
        self.steps = self.steps.saturating_add(acts);
        if self.steps > MAX_STEPS {
            return Err(Wrong::here(
                format!("the story has more than {MAX_STEPS} steps with its parts written out"),
                "make two stories of it",
            ));
        }
        let into = match &self.into {
            Target::Part(name) => self.parts.get_mut(name),
            Target::Scenario => self
                .scenarios
                .last_mut()
                .map(|scenario| &mut scenario.steps),
            Target::Nothing => None,
        };
        let Some(into) = into else {
            return Err(Wrong::here(
                "this sentence belongs to no scenario",
                "write a line `scenario TITLE` or `part NAME` above it",
            ));
        };
        into.append(&mut steps);
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<Story, Vec<Fault>> {
        let start = Position { line: 1, column: 1 };
        let mut missing = |problem: &str, remedy: &str| {
            self.faults
                .push(Fault::error("story", "story", problem, remedy).located(start));
        };
        if self.title.is_none() {
            missing(
                "the story has no title",
                "begin it with a line `story TITLE`",
            );
        }
        if self.scenarios.is_empty() {
            missing(
                "the story has no scenario",
                "add a line `scenario TITLE` with its steps below",
            );
        }
        for scenario in self
            .scenarios
            .iter()
            .filter(|scenario| scenario.steps.is_empty())
        {
            let at = Position {
                line: scenario.line,
                column: 1,
            };
            let item = format!("line {}", scenario.line);
            let fault = Fault::error(
                "story",
                item,
                "the scenario has no steps",
                "add some, or leave it out",
            );
            self.faults.push(fault.located(at));
        }
        if !self.faults.is_empty() {
            self.faults.sort_by_key(|fault| fault.at);
            return Err(self.faults);
        }
        Ok(Story {
            title: self.title.unwrap_or_default(),
            scenarios: self.scenarios,
        })
    }
}
