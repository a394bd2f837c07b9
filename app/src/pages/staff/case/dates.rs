//! Dates others hang on, and facts that nobody told yet.

use super::{
    super::{row::row_action, terms as own_terms},
    Forms,
};
use crate::{
    api::cases::{SetDate, TellFacts},
    form::{Field, FieldKind, Hidden, PostForm, Select},
    i18n::Locale,
    language::words,
    parts::step::time,
};
use domain::{
    facts::{FactKey, Word},
    view::case::DateRow,
};
use leptos::{prelude::*, server_fn::ServerFn as _};

mod words;

pub(super) fn section(
    locale: Locale,
    forms: Forms,
    dates: Vec<DateRow>,
    missing: Vec<FactKey>,
    confirms: bool,
) -> AnyView {
    if !confirms && dates.iter().all(|row| row.day.is_none()) {
        return ().into_any();
    }
    let known = dates.iter().filter_map(|row| {
        let day = row.day.as_ref()?;
        Some(view! { <div><dt>{own_terms::anchor(locale, row.anchor)}</dt><dd>{time(day)}</dd></div> })
    });
    let known = known.collect_view();
    // What the plan needs stands first in the list to choose from.
    let (needed, others): (Vec<_>, Vec<_>) = dates.iter().partition(|row| row.is_missing);
    let options = needed
        .into_iter()
        .chain(others)
        .map(|row| (row.anchor.word().to_owned(), own_terms::anchor(locale, row.anchor).to_owned()))
        .collect();
    let form = confirms.then(|| {
        view! {
            <PostForm action=row_action(forms.changed) to=SetDate::PATH name="set-date">
                <Hidden name="case" value=forms.case.to_string()/>
                <Select name="anchor" label=words!(locale, staff.which_date) options/>
                <Field name="day" kind=FieldKind::Date label=words!(locale, staff.day)/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--secondary">{words!(locale, staff.set_date)}</button>
                </div>
            </PostForm>
        }
    });
    let facts = (confirms && !missing.is_empty()).then(|| facts(locale, forms, missing));
    view! {
        <section class="wo-card" aria-labelledby="dates">
            <h2 class="wo-card__title" id="dates">{words!(locale, staff.dates_heading)}</h2>
            <dl class="wo-summary-list">{known}</dl>
            {form}
        </section>
        {facts}
    }
    .into_any()
}

fn facts(locale: Locale, forms: Forms, missing: Vec<FactKey>) -> AnyView {
    let fields = missing.into_iter().map(|key| field(locale, key)).collect_view();
    view! {
        <section class="wo-card" aria-labelledby="missing">
            <h2 class="wo-card__title" id="missing">{words!(locale, staff.missing_heading)}</h2>
            <p>{words!(locale, staff.missing_text)}</p>
            <PostForm action=row_action(forms.changed) to=TellFacts::PATH name="tell-facts">
                <Hidden name="case" value=forms.case.to_string()/>
                {fields}
                <div class="wo-button-row">
                    <button class="wo-button wo-button--secondary">{words!(locale, staff.save_facts)}</button>
                </div>
            </PostForm>
        </section>
    }
    .into_any()
}

/// The question about one fact; the field's key is the fact's.
fn field(locale: Locale, key: FactKey) -> AnyView {
    let label = words::question(locale, key);
    if let Some(answers) = words::answers(locale, key) {
        let open = (String::new(), words!(locale, staff.not_known).to_owned());
        let options = std::iter::once(open).chain(answers).collect();
        return view! { <Select name=key.word() label options optional=true/> }.into_any();
    }
    let kind = match key {
        FactKey::BirthDate => FieldKind::Date,
        FactKey::Children => FieldKind::Number,
        _ => FieldKind::Text,
    };
    view! { <Field name=key.word() kind label optional=true/> }.into_any()
}
