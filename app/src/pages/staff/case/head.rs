//! Who the case is about, who must act next and why.

use super::{super::row::row_action, Forms, PersonFacts, inviting};
use crate::{
    api::cases::AssignCompanion,
    form::{Hidden, PostForm, Select},
    i18n::Locale,
    language::{page, words},
    parts::{icon::Icon, step::time},
    terms,
};
use domain::{
    journey::Holder,
    view::{
        When,
        case::{CasePage, CaseStatus},
    },
};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// The line that stays in view.
pub(super) fn identity(locale: Locale, data: &CasePage) -> AnyView {
    let first_day = data.next.work_start.as_ref().map(|day| {
        view! { <span>{words!(locale, staff.first_day)}" "{time(day)}</span> }
    });
    let occupation = data.occupation.clone().map(|text| view! { <span>{text}</span> });
    let employer = data.employer.clone().map(|text| view! { <span><bdi>{text}</bdi></span> });
    view! {
        <h1 class="wo-visually-hidden"><bdi>{data.name.clone()}</bdi></h1>
        <div class="wo-identity">
            <strong class="wo-identity__name"><bdi>{data.name.clone()}</bdi></strong>
            <span dir="ltr">{data.number.clone()}</span>
            {occupation}
            {employer}
            {first_day}
            <bdi>{data.language.clone()}</bdi>
        </div>
    }
    .into_any()
}

/// The one strong thing of the page: whose move it is.
pub(super) fn now(locale: Locale, data: &CasePage) -> AnyView {
    if !data.state.is_open() {
        let title = match data.state {
            CaseStatus::Known(state) => {
                format!("{} {}", words!(locale, staff.case_ended), terms::case_state(locale, state))
            }
            CaseStatus::Open | CaseStatus::Over => words!(locale, staff.case_over).to_owned(),
        };
        return view! {
            <section class="wo-card" aria-labelledby="now">
                <h2 class="wo-card__title" id="now">{title}</h2>
                <p>{words!(locale, staff.case_ended_text)}</p>
            </section>
        }
        .into_any();
    }
    let next = &data.next;
    let holder = terms::holder(locale, next.holder);
    let title = match &next.step {
        _ if next.holder == Holder::Nobody => words!(locale, staff.nobody_acts).to_owned(),
        Some(step) => format!("{holder}: {step}"),
        None => holder.to_owned(),
    };
    let due = next.due.as_ref().map(|due| view! { " · "{words!(locale, staff.until)}" "{time(due)} });
    let mark = next.is_overdue.then(|| view! { " "{super::super::row::overdue(locale)} });
    let risk = next.is_at_risk.then(|| {
        view! {
            <p><span class="wo-badge wo-badge--problem"><Icon name="danger"/>" "{words!(locale, staff.at_risk)}</span></p>
        }
    });
    let open = next.address.as_ref().map(|address| {
        let href = page(&format!("cases/{}?step={address}", data.id));
        view! { <a class="wo-button wo-button--primary" href=href>{words!(locale, staff.work_on_step)}</a> }
    });
    view! {
        <section class="wo-now" aria-labelledby="now">
            <p class="wo-now__label" id="now">{words!(locale, staff.acts_next)}</p>
            <h2 class="wo-now__title">{title}</h2>
            <p class="wo-now__facts">{words!(locale, staff.since)}" "{time(&next.since)}{due}{mark}</p>
            {risk}
            {open}
        </section>
    }
    .into_any()
}

/// The person, the companion and how far the invitation got.
pub(super) fn person(locale: Locale, forms: Forms, facts: PersonFacts) -> AnyView {
    let row = |name: &'static str, value: Option<String>| {
        value.map(|value| view! { <div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div> })
    };
    let day = |name: &'static str, day: Option<When>| {
        day.map(|day| view! { <div><dt>{name}</dt><dd>{time(&day)}</dd></div> })
    };
    let contact =
        (facts.is_office && !facts.contact.is_empty()).then(|| facts.contact.join(words!(locale, common.comma)));
    let again = facts.invited.is_some();
    let invite = inviting::ways(locale, forms, &facts.invite, again);
    let reset = inviting::reset(locale, forms, facts.is_resettable);
    let opened = facts.opened.map(|day| inviting::opened(locale, &day, facts.opened_by));
    let companion = facts.companion.clone().unwrap_or_else(|| words!(locale, staff.no_companion).to_owned());
    view! {
        <section class="wo-card" aria-labelledby="person">
            <h2 class="wo-card__title" id="person">{words!(locale, staff.person_heading)}</h2>
            <dl class="wo-summary-list">
                <div><dt>{words!(locale, staff.state)}</dt><dd>{terms::case_status(locale, facts.state)}</dd></div>
                {row(words!(locale, staff.employer), facts.employer)}
                {row(words!(locale, staff.occupation), facts.occupation)}
                {row(words!(locale, staff.nationality), facts.nationality)}
                {row(words!(locale, staff.language), Some(facts.language))}
                {row(words!(locale, staff.contact), contact)}
                {day(words!(locale, staff.invited), facts.invited)}
                {opened}
                {day(words!(locale, staff.accepted), facts.accepted)}
                {row(words!(locale, staff.companion), Some(companion))}
            </dl>
            {invite}
            {reset}
            {facts.is_assignable.then(|| assign(locale, forms, facts.colleagues))}
        </section>
    }
    .into_any()
}

fn assign(locale: Locale, forms: Forms, colleagues: Vec<domain::view::case::Colleague>) -> AnyView {
    if colleagues.is_empty() {
        let href = page(&format!("cases/{}?assign=yes#person", forms.case));
        return view! {
            <p><a class="wo-button wo-button--small wo-button--secondary" href=href>{words!(locale, staff.assign_choose)}</a></p>
        }
        .into_any();
    }
    let options = colleagues.into_iter().map(|colleague| (colleague.id.to_string(), colleague.name)).collect();
    view! {
        <PostForm action=row_action(forms.changed) to=AssignCompanion::PATH name="companion">
            <Hidden name="case" value=forms.case.to_string()/>
            <Select name="companion" label=words!(locale, staff.assign_to) options/>
            <div class="wo-button-row">
                <button class="wo-button wo-button--secondary">{words!(locale, staff.assign)}</button>
            </div>
        </PostForm>
    }
    .into_any()
}
