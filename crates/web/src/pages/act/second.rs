//! What another person proposed: confirm it, or decline it, after reading what it is.

use axum::response::{IntoResponse as _, Redirect};
use polity_org::step::Step;
use polity_org::{Act, Matter};

use super::deed::{reasons_of, summary};
use super::draw::{ReviewPage, Sheet, Told};
use super::form::Reader;
use super::open;
use super::{Sent, second_deed, submit};
use crate::PageFault;
use crate::page::{Page, show};
use crate::pages::rules;
use crate::visitor::Visitor;
use crate::words::{self, Said};

/// The page to confirm or decline, and the act itself when `done` says so.
pub(super) async fn page(
    visitor: &Visitor,
    matter: Option<&Matter>,
    name: &str,
    sent: &Sent,
    act_now: bool,
) -> Page {
    let actor = visitor.signed_in()?.clone();
    let home = matter.map_or_else(
        || "/organisation".to_owned(),
        |matter| format!("/matters/{}", matter.id),
    );
    let sheet = Sheet {
        visitor,
        matter,
        sitting: None,
        clause: None,
        name,
        action: format!("{home}/act/{name}"),
        home,
        persons: 1,
        monitored: Vec::new(),
    };
    if !act_now && !sent.get("done").is_empty() {
        return sheet.done(sent.get("done"), &actor).await;
    }
    let of: u64 = sent.get("of").parse().map_err(|_| PageFault::NotFound)?;
    let id = matter.map(|matter| matter.id.clone());
    let act = Act {
        actor,
        role: None,
        for_unit: None,
        matter: id.clone(),
        deed: second_deed(name, of),
    };
    if act_now {
        let seq = submit(visitor, &act, &[]).await?;
        return Ok(Redirect::to(&format!("{}?done={seq}", sheet.action)).into_response());
    }
    polity_office::desk::ask(visitor.site.store(), &act, visitor.now).await?;
    review(&sheet, sent, of).await
}

/// What was proposed, by whom and when, with the button that confirms or declines it.
async fn review(sheet: &Sheet<'_>, sent: &Sent, of: u64) -> Page {
    let (visitor, t) = (sheet.visitor, sheet.visitor.t);
    let id = sheet.matter.map(|matter| matter.id.clone());
    let proposal = visitor
        .world
        .proposal(id.as_ref(), of)
        .ok_or(PageFault::NotFound)?;
    let deed = &proposal.act.deed;
    let mut reader = Reader::new(visitor, sent, false);
    let named = deed.kind().map_or("", polity_procedure::Named::name);
    let label = if named.is_empty() {
        words::label(t, crate::pages::organisation::standing_name(deed))
    } else {
        words::label(t, named)
    };
    tell(&mut reader, proposal).await?;
    if let (Some(matter), polity_org::Deed::Step(Step::FixQuestions { questions })) =
        (sheet.matter, deed)
    {
        super::questions::tell(&mut reader, matter, questions).await?;
    }
    let _ = reader.hidden("of");
    let confirms = sheet.name == "confirm";
    let button = if confirms {
        t.say("act-pending-confirm").str("act", &label)
    } else {
        t.say("act-pending-decline")
    };
    show(&ReviewPage {
        frame: sheet.frame(if confirms {
            t.say("act-pending-confirm").str("act", &label).to_string()
        } else {
            format!("{}: {label}", t.say("act-pending-decline"))
        }),
        over: sheet.over(),
        does: t
            .named("act-does-", named)
            .filter(|_| confirms)
            .map(|one| one.to_string()),
        label,
        rules: vec![words::rule(visitor, id.as_ref(), &proposal.rule)],
        action: sheet.action.clone(),
        home: sheet.home.clone(),
        fields: reader.fields,
        told: Told::default(),
        by_two: false,
        button: button.to_string(),
        may_go_back: false,
    })
}

/// Shows who proposed what, with its reasons.
async fn tell(
    reader: &mut Reader<'_>,
    proposal: &polity_org::matter::Proposal,
) -> Result<(), PageFault> {
    let (visitor, t) = (reader.visitor, reader.t());
    let deed = &proposal.act.deed;
    let mut persons = vec![&proposal.act.actor];
    persons.extend(deed.subject());
    if let polity_org::Deed::RecordCount(count) = deed {
        persons.extend(&count.elected);
    }
    if let polity_org::Deed::Step(step) = deed {
        persons.extend(super::step::persons(step));
    }
    let names = visitor.names(persons).await?;
    let by = names.get(&proposal.act.actor).cloned().unwrap_or_default();
    let by = t
        .say("act-pending-by")
        .str("name", by)
        .str("at", visitor.at(proposal.at));
    reader.note("by", t.say("matter-proposed"), Said::plain(by), None);
    summary(reader, deed, &names);
    let reason = reasons_of(deed).map(|text| (t.say("act-field-reason").to_string(), text));
    let mut texts: Vec<_> = reason.into_iter().collect();
    if let polity_org::Deed::OpenMatter(opening) = deed {
        let adopted = visitor.world.procedure(&opening.procedure);
        let procedure = adopted.map(|one| &*one.procedure);
        texts.extend(open::statements(t, procedure, &opening.stated));
    }
    if let polity_org::Deed::ChangeRules(change) = deed {
        rule_change(reader, change)?;
    }
    for told in open::read_all(visitor, texts).await? {
        reader.note("reason", told.label, told.text, None);
    }
    Ok(())
}

/// What a proposed edition of the rules changes, clause by clause.
fn rule_change(
    reader: &mut Reader<'_>,
    change: &polity_org::rules::RuleChange,
) -> Result<(), PageFault> {
    let visitor = reader.visitor;
    let after = polity_procedure::rulebook::parse(&change.source);
    let after = after.map_err(|_| PageFault::NotFound)?;
    let rules = &visitor.organisation()?.rules;
    let before = rules.newest(&after.name).map(|one| one.rulebook.as_ref());
    let label = rules::headline(visitor, change);
    let lines = rules::told(visitor, before, &after, change.from);
    for (place, line) in lines.into_iter().enumerate() {
        let label = if place == 0 { label.as_str() } else { "" };
        reader.note("change", label, Said::plain(line), None);
    }
    Ok(())
}
