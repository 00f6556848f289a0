use super::*;
use crate::parse;

const SHORT: &str = include_str!("../../../../procedures/general-secretary-2020.toml");
const STV: &str = include_str!("../../../../procedures/executive-section-stv.toml");

#[test]
fn the_drawing_names_every_stage_and_every_end_in_words() {
    for source in [SHORT, STV] {
        let procedure = parse(source).unwrap();
        let svg = draw(&procedure);
        for tag in ["svg", "title", "desc", "style", "text"] {
            let opened = svg.matches(&format!("<{tag}")).count();
            assert_eq!(opened, svg.matches(&format!("</{tag}>")).count(), "{tag}");
        }
        let twin = twin(&procedure);
        assert!(svg.contains(&escaped(&twin)));
        assert_eq!(
            svg.matches("<circle class=\"o\"").count(),
            procedure.stages.len()
        );
        for stage in &procedure.stages {
            assert!(twin.contains(&stage.title));
            let ends = |next: &Next| matches!(next, Next::End(_));
            let leads = stage.outcomes.iter().map(|one| &one.then);
            let leads = leads.chain(stage.lapse.iter().map(|one| &one.then));
            assert_eq!(
                exits(stage).iter().any(|exit| ends(exit.next)),
                leads.into_iter().any(ends)
            );
        }
    }
}

#[test]
fn a_title_with_markup_stays_a_title() {
    let source = SHORT.replace("title = \"Applications are open\"", "title = \"<script>&\"");
    let svg = draw(&parse(&source).unwrap());
    assert!(svg.contains("&lt;script&gt;&amp;") && !svg.contains("<script"));
}

#[test]
fn the_words_are_locked() {
    insta::assert_snapshot!(twin(&parse(SHORT).unwrap()));
}
