//! The accessibility statement: what the tests measured, what is missing, and a form to tell what does not work.

use super::{
    REPORT_BARRIER,
    legal_text::{LegalSection, isolated},
};
use crate::{
    form::{Field, FieldKind, FlashSlot, PlainForm, TextArea},
    gate,
    i18n::Locale,
    language::{page as address, use_language, words},
    parts::layout::Frame,
};
use backend::{
    actor::{Accompany, Staff},
    say,
};
use domain::calendar::Day;
use leptos::prelude::*;
use serde::Deserialize;
use std::sync::LazyLock;

/// What the audits wrote (`make statement`); a test compares it with what they find.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Measured {
    day: Day,
    checks: Vec<Check>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Check {
    tool: String,
    version: String,
    /// Pages looked at.
    places: u32,
    findings: u32,
}

static MEASURED: LazyLock<Option<Measured>> =
    LazyLock::new(|| serde_json::from_str(include_str!("accessibility.json")).ok());

pub(super) fn page(locale: Locale, frame: &Frame) -> AnyView {
    let contact = &frame.contact;
    let (email, phone) = (isolated(&contact.email), isolated(&contact.phone));
    let part = |heading: &str, text: String| LegalSection::new(heading, vec![text]).shown();
    view! {
        <h1>{words!(locale, public.accessibility_title)}</h1>
        <p class="wo-lede">{words!(locale, public.accessibility_lede)}</p>
        {part(words!(locale, public.accessibility_state), words!(locale, public.accessibility_state_1).to_owned())}
        {measured(locale)}
        {part(words!(locale, public.accessibility_how), words!(locale, public.accessibility_how_1).to_owned())}
        {part(words!(locale, public.accessibility_gaps), words!(locale, public.accessibility_gaps_1).to_owned())}
        {report(locale)}
        {LegalSection::new(
            words!(locale, public.accessibility_feedback),
            vec![
                words!(locale, public.accessibility_feedback_1, email = email.as_str(), phone = phone.as_str()),
                words!(locale, public.accessibility_feedback_2).to_owned(),
            ],
        ).shown()}
    }
    .into_any()
}

fn measured(locale: Locale) -> AnyView {
    // The file is part of the program; a test reads it.
    let Some(measured) = MEASURED.as_ref() else { return ().into_any() };
    let language = use_language();
    let number = |number| say::number(language, number);
    let rows = measured.checks.iter().map(|check| {
        view! {
            <tr>
                <th scope="row"><bdi>{check.tool.as_str()}" "{check.version.as_str()}</bdi></th>
                <td data-label=words!(locale, public.measured_what)>{what(locale, &check.tool)}</td>
                <td class="wo-table__number" data-label=words!(locale, public.measured_places)>{number(check.places)}</td>
                <td class="wo-table__number" data-label=words!(locale, public.measured_findings)>{number(check.findings)}</td>
            </tr>
        }
    });
    let day = say::short_day(language, measured.day);
    view! {
        <section class="wo-stack">
            <h2 id="measured">{words!(locale, public.measured_title)}</h2>
            <p>{words!(locale, public.measured_text, day = day)}</p>
            <section class="wo-table-region" tabindex="0" aria-labelledby="measured">
                <table class="wo-table">
                    <thead>
                        <tr>
                            <th scope="col">{words!(locale, public.measured_tool)}</th>
                            <th scope="col">{words!(locale, public.measured_what)}</th>
                            <th scope="col" class="wo-table__number">{words!(locale, public.measured_places)}</th>
                            <th scope="col" class="wo-table__number">{words!(locale, public.measured_findings)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </section>
        </section>
    }
    .into_any()
}

fn what(locale: Locale, tool: &str) -> &'static str {
    match tool {
        "axe-core" => words!(locale, public.measured_axe),
        "html-validate" => words!(locale, public.measured_html),
        "pa11y" => words!(locale, public.measured_pa11y),
        _ => words!(locale, public.measured_lighthouse),
    }
}

fn report(locale: Locale) -> AnyView {
    // A refused report comes back by a plain post.
    provide_context(FlashSlot(RwSignal::new(gate::visit().flash)));
    let list = gate::may::<Staff, Accompany>().then(|| {
        view! { <p><a href=address("barriers")>{words!(locale, public.barriers_title)}</a></p> }
    });
    view! {
        <section class="wo-stack" aria-labelledby="report">
            <h2 id="report">{words!(locale, public.report_title)}</h2>
            <p>{words!(locale, public.report_text)}</p>
            <PlainForm to=REPORT_BARRIER name="report-barrier">
                <TextArea name="barrier" hint=words!(locale, public.report_hint) rows=5/>
                <Field name="reply_to" kind=FieldKind::Email autocomplete="email" optional=true hint=words!(locale, public.report_reply_hint)/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--secondary">{words!(locale, public.report_button)}</button>
                </div>
            </PlainForm>
            {list}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_the_audits_wrote_can_be_read() {
        assert!(super::MEASURED.as_ref().is_some_and(|measured| measured.checks.len() == 4));
    }
}
