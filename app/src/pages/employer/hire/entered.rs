//! What the employer entered about a hire, and the form that puts it right.

use crate::{
    api::hires::ChangeHire,
    form::{Field, FieldKind, FormAction, Hidden, PostForm, Select, Width},
    i18n::Locale,
    language::words,
    parts::step::time,
};
use domain::{
    facts::{Housing, Word as _},
    id::CaseId,
    view::{
        When,
        hires::{CohortName, Entered, FamilyEntered},
    },
};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// The facts, and below them, closed, the form.
pub(super) fn section(
    locale: Locale,
    id: CaseId,
    entered: Entered,
    cohorts: Vec<CohortName>,
    action: FormAction,
) -> AnyView {
    view! {
        <section class="wo-stack" aria-labelledby="entered">
            <h2 id="entered">{words!(locale, employer.entered_heading)}</h2>
            {facts(locale, &entered)}
            <details class="wo-details" open=super::comes_back("change")>
                <summary>{words!(locale, employer.change)}</summary>
                {form(locale, id, entered, cohorts, action)}
            </details>
        </section>
    }
    .into_any()
}

fn facts(locale: Locale, entered: &Entered) -> AnyView {
    let unknown = || view! { <span class="wo-muted">{words!(locale, employer.not_known)}</span> }.into_any();
    let text = |text: Option<String>| match text {
        Some(text) => view! { <bdi>{text}</bdi> }.into_any(),
        None => unknown(),
    };
    let day = |when: &Option<When>| when.as_ref().map_or_else(unknown, time);
    let row = |name: &'static str, value: AnyView| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    let housing = entered.housing.map(|housing| housing_text(locale, housing).to_owned());
    let family = match &entered.family {
        Some(family) => view! {
            {row(words!(locale, fields.children), text(family.children.map(|count| count.to_string())))}
            {row(words!(locale, fields.partner), text(family.partner.map(|comes| yes_no(locale, comes).to_owned())))}
            {row(words!(locale, fields.email), text(family.email.clone()))}
            {row(words!(locale, fields.birth_date), day(&family.birth_date))}
        }
        .into_any(),
        None => ().into_any(),
    };
    let belongs =
        entered.family.is_none().then(|| view! { <p class="wo-muted">{words!(locale, employer.family_belongs)}</p> });
    view! {
        <dl class="wo-summary-list">
            {row(words!(locale, fields.occupation), text(entered.occupation.clone()))}
            {row(words!(locale, fields.nationality), text(entered.nationality.clone()))}
            {row(words!(locale, fields.work_start), day(&entered.work_start))}
            {row(words!(locale, fields.arrival), day(&entered.arrival))}
            {row(words!(locale, fields.housing), text(housing))}
            {row(words!(locale, fields.cohort), text(entered.cohort.as_ref().map(|cohort| cohort.name.clone())))}
            {family}
        </dl>
        {belongs}
    }
    .into_any()
}

fn form(locale: Locale, id: CaseId, entered: Entered, cohorts: Vec<CohortName>, action: FormAction) -> AnyView {
    let day = |when: &Option<When>| when.as_ref().map(|when| when.day.to_string()).unwrap_or_default();
    let cohort = entered.cohort.as_ref().map(|cohort| cohort.id.to_string()).unwrap_or_default();
    let mut names = vec![(String::new(), words!(locale, employer.please_choose).to_owned())];
    names.extend(cohorts.into_iter().map(|cohort| (cohort.id.to_string(), cohort.name)));
    let arrival = (!entered.is_arrival_fixed).then(|| {
        view! { <Field name="arrival" kind=FieldKind::Date width=Width::Medium optional=true value=day(&entered.arrival)/> }
    });
    let family = entered.family.map(|family| family_fields(locale, &family));
    let housing = entered.housing.map(|housing| housing.word().to_owned()).unwrap_or_default();
    view! {
        <PostForm action=action to=ChangeHire::PATH name="change">
            <Hidden name="id" value=id.to_string()/>
            <Field name="work_start" kind=FieldKind::Date width=Width::Medium optional=true value=day(&entered.work_start)/>
            {arrival}
            <Select name="housing" options=housing_options(locale) value=housing optional=true/>
            <Select name="cohort" options=names value=cohort optional=true/>
            {family}
            <div class="wo-button-row">
                <button class="wo-button wo-button--secondary">{words!(locale, employer.save)}</button>
            </div>
        </PostForm>
    }
    .into_any()
}

fn family_fields(locale: Locale, family: &FamilyEntered) -> AnyView {
    let partner = match family.partner {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    };
    let answers = vec![
        (String::new(), words!(locale, employer.please_choose).to_owned()),
        ("yes".to_owned(), yes_no(locale, true).to_owned()),
        ("no".to_owned(), yes_no(locale, false).to_owned()),
    ];
    let children = family.children.map(|count| count.to_string()).unwrap_or_default();
    view! {
        <Field name="children" kind=FieldKind::Number width=Width::Short optional=true value=children/>
        <Select name="partner" options=answers value=partner optional=true/>
        <Field
            name="email"
            kind=FieldKind::Email
            optional=true
            hint=words!(locale, employer.email_hint)
            value=family.email.clone().unwrap_or_default()
        />
        <Field
            name="birth_date"
            kind=FieldKind::Date
            width=Width::Medium
            optional=true
            value=family.birth_date.as_ref().map(|when| when.day.to_string()).unwrap_or_default()
        />
    }
    .into_any()
}

/// How somebody is housed, as answers of a list.
pub(in crate::pages::employer) fn housing_options(locale: Locale) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), words!(locale, employer.please_choose).to_owned())];
    let all = Housing::ALL.iter();
    options.extend(all.map(|housing| (housing.word().to_owned(), housing_text(locale, *housing).to_owned())));
    options
}

fn housing_text(locale: Locale, housing: Housing) -> &'static str {
    match housing {
        Housing::Needed => words!(locale, employer.housing_needed),
        Housing::Arranged => words!(locale, employer.housing_arranged),
        Housing::Dormitory => words!(locale, employer.housing_dormitory),
    }
}

fn yes_no(locale: Locale, is_yes: bool) -> &'static str {
    if is_yes { words!(locale, employer.yes) } else { words!(locale, employer.no) }
}
