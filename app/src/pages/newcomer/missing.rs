//! The short questions whose answers make the plan exact. Any may be left open.

use crate::{
    api::plan::AnswerMissing,
    form::{Field, FieldKind, FormAction, PostForm, Radios, Width},
    i18n::Locale,
    language::words,
};
use domain::{
    facts::{Housing, Word as _},
    view::plan::MissingFacts,
};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// What nobody told yet.
pub(super) fn card(locale: Locale, missing: MissingFacts, action: FormAction) -> AnyView {
    if !missing.any() {
        return ().into_any();
    }
    let yes_or_no = vec![
        ("yes".to_owned(), words!(locale, public.yes).to_owned()),
        ("no".to_owned(), words!(locale, public.no).to_owned()),
    ];
    let spouse = missing.spouse.then(|| {
        view! { <Radios name="spouse" legend=words!(locale, newcomer.ask_spouse) options=yes_or_no/> }
    });
    let children = missing.children.then(|| {
        view! {
            <Field name="children_born" optional=true hint=words!(locale, newcomer.ask_children_hint)/>
        }
    });
    let country = missing.training_country.then(|| {
        view! { <Field name="training_country" optional=true label=words!(locale, newcomer.ask_training_country)/> }
    });
    let housing = missing.housing.then(|| {
        view! { <Radios name="housing" legend=words!(locale, newcomer.ask_housing) options=housings(locale)/> }
    });
    let permit = missing.permit_until.then(|| {
        view! {
            <Field
                name="permit_until"
                kind=FieldKind::Date
                width=Width::Short
                optional=true
                hint=words!(locale, newcomer.ask_permit_hint)
            />
        }
    });
    let address = missing.last_address.then(|| {
        view! {
            <Field
                name="last_address"
                optional=true
                hint=words!(locale, newcomer.ask_address_hint)
            />
        }
    });
    view! {
        <section class="wo-card" aria-labelledby="missing">
            <h2 class="wo-card__title" id="missing">{words!(locale, newcomer.missing_title)}</h2>
            <p>{words!(locale, newcomer.missing_text)}</p>
            <PostForm action to=AnswerMissing::PATH name="missing">
                {spouse}{children}{country}{housing}{permit}{address}
                <div class="wo-button-row">
                    <button class="wo-button wo-button--secondary">{words!(locale, newcomer.missing_button)}</button>
                </div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn housings(locale: Locale) -> Vec<(String, String)> {
    [
        (Housing::Needed, words!(locale, newcomer.housing_needed)),
        (Housing::Arranged, words!(locale, newcomer.housing_arranged)),
        (Housing::Dormitory, words!(locale, newcomer.housing_dormitory)),
    ]
    .map(|(housing, text)| (housing.word().to_owned(), text.to_owned()))
    .into()
}
