//! Cohorts: how many, how far, and one fact for all of them.

use super::{
    hire::housing_options,
    hires::pages,
    table::{self, Selection},
};
use crate::{
    api::{
        cohorts::{CreateCohort, InviteCohort, OwnCohort, OwnCohorts, SetForAll},
        sheets::PRINT_COHORT,
    },
    form::{Field, FieldKind, FormAction, Hidden, PlainForm, PostForm, Select, Width},
    i18n::Locale,
    language::{page, use_locale, words},
    parts::{icon::Icon, outcome, step::time},
    terms,
};
use domain::{
    id::{CaseId, CohortId},
    view::cohorts::{Cohort as One, CohortRow, Cohorts as All},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The page of all cohorts.
#[component]
pub(crate) fn Cohorts() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let after = Memo::new(move |_| query.with(|query| query.get("after")).and_then(|id| id.parse::<CohortId>().ok()));
    let revision = crate::live::use_revision();
    let data = outcome::query(move || (after.get(), revision()), |(after, _)| OwnCohorts { after });
    let create = FormAction::new();
    view! {
        <Title text=words!(locale, employer.cohorts_title)/>
        <div class="wo-stack wo-stack--large">
            <h1>{words!(locale, employer.cohorts_title)}</h1>
            <p class="wo-lede">{words!(locale, employer.cohorts_lede)}</p>
            {outcome::show(data, move |all| list(locale, all, after.get_untracked().is_some()))}
            <section class="wo-card" aria-labelledby="new-cohort">
                <h2 class="wo-card__title" id="new-cohort">{words!(locale, employer.new_cohort)}</h2>
                <PostForm action=create to=CreateCohort::PATH name="cohort">
                    <Field name="name" label=words!(locale, employer.cohort_name) hint=words!(locale, employer.cohort_name_hint)/>
                    <div class="wo-button-row">
                        <button class="wo-button wo-button--secondary">{words!(locale, employer.create_cohort)}</button>
                    </div>
                </PostForm>
            </section>
        </div>
    }
}

fn list(locale: Locale, all: All, is_further: bool) -> AnyView {
    if all.rows.is_empty() {
        return view! {
            <div class="wo-empty">
                <p class="wo-empty__title">{words!(locale, employer.no_cohorts)}</p>
                <p>{words!(locale, employer.no_cohorts_text)}</p>
                <a class="wo-button wo-button--primary" href=page("hires/import")>{words!(locale, employer.upload)}</a>
            </div>
        }
        .into_any();
    }
    let rows = all.rows.into_iter().map(|row| cohort_row(locale, row)).collect_view();
    let next = all.next.map(|next| page(&format!("cohorts?after={next}")));
    view! {
        <section class="wo-table-region" aria-labelledby="cohorts" tabindex="0">
            <table class="wo-table">
                <caption id="cohorts">{words!(locale, employer.cohorts_title)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words!(locale, employer.cohort_name)}</th>
                        <th scope="col" class="wo-table__number">{words!(locale, employer.people)}</th>
                        <th scope="col" class="wo-table__number">{words!(locale, employer.head_invited)}</th>
                        <th scope="col" class="wo-table__number">{words!(locale, employer.head_opened)}</th>
                        <th scope="col">{words!(locale, employer.head_first_day)}</th>
                        <th scope="col">{words!(locale, employer.head_station)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
        {pages(locale, next, is_further.then(|| page("cohorts")))}
    }
    .into_any()
}

fn cohort_row(locale: Locale, row: CohortRow) -> AnyView {
    view! {
        <tr>
            <th scope="row" data-label=words!(locale, employer.cohort_name)>
                <a href=page(&format!("cohorts/{}", row.id))><bdi>{row.name.clone()}</bdi></a>
            </th>
            <td class="wo-table__number" data-label=words!(locale, employer.people)>{row.people}</td>
            <td class="wo-table__number" data-label=words!(locale, employer.head_invited)>{row.invited}</td>
            <td class="wo-table__number" data-label=words!(locale, employer.head_opened)>{row.opened}</td>
            <td data-label=words!(locale, employer.head_first_day)>{row.first_day.as_ref().map(time)}</td>
            <td data-label=words!(locale, employer.head_station)>{stations(locale, &row)}</td>
        </tr>
    }
    .into_any()
}

fn stations(locale: Locale, row: &CohortRow) -> String {
    let places = row.stations.iter().map(|(station, count)| format!("{} {count}", terms::station(locale, *station)));
    places.collect::<Vec<_>>().join(" · ")
}

/// The page of one cohort.
#[component]
pub(crate) fn Cohort() -> impl IntoView {
    let locale = use_locale();
    let (params, query) = (use_params_map(), use_query_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<CohortId>().ok()));
    let after = Memo::new(move |_| query.with(|query| query.get("after")).and_then(|id| id.parse::<CaseId>().ok()));
    let (invite, set) = (FormAction::new(), FormAction::new());
    let revision = crate::live::use_revision();
    let data = outcome::query_if(
        move || (id.get(), after.get(), invite.version() + set.version(), revision()),
        |(id, after, ..)| id.map(|id| OwnCohort { id, after }),
    );
    outcome::show(data, move |one| shown(locale, one, after.get_untracked().is_some(), invite, set))
}

fn shown(locale: Locale, one: One, is_further: bool, invite: FormAction, set: FormAction) -> AnyView {
    let id = one.row.id;
    let name = one.row.name.clone();
    let own = format!("cohorts/{id}");
    let next = one.next.map(|next| page(&format!("{own}?after={next}")));
    let places = stations(locale, &one.row);
    let first =
        one.row.first_day.as_ref().map(|day| view! { <p>{words!(locale, employer.head_first_day)}": "{time(day)}</p> });
    let invite = one.can_invite.then(|| {
        view! {
            <PostForm action=invite to=InviteCohort::PATH name="invite-cohort">
                <Hidden name="id" value=id.to_string()/>
                <p>{words!(locale, employer.invite_all_text)}</p>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--primary"><Icon name="mail"/>" "{words!(locale, employer.invite_all)}</button>
                </div>
            </PostForm>
        }
    });
    let on_paper = on_paper(locale, id, one.on_paper_facts, one.can_invite);
    let people = if one.people.is_empty() {
        view! {
            <div class="wo-empty">
                <p class="wo-empty__title">{words!(locale, employer.cohort_empty)}</p>
                <p>{words!(locale, employer.cohort_empty_text)}</p>
                <a class="wo-button wo-button--primary" href=page("hires/import")>{words!(locale, employer.upload)}</a>
            </div>
        }
        .into_any()
    } else {
        view! {
            <PostForm action=set to=SetForAll::PATH name="set">
                <Hidden name="id" value=id.to_string()/>
                {table::people(locale, words!(locale, employer.people).to_owned(), table::plain_heads(locale), one.people, Selection::Boxes)}
                {table::print_selected(locale)}
                {pages(locale, next, is_further.then(|| page(&own)))}
                {one_fact(locale)}
            </PostForm>
        }
        .into_any()
    };
    view! {
        <Title text=name.clone()/>
        <div class="wo-stack wo-stack--large">
            <a class="wo-back" href=page("cohorts")><Icon name="arrow-back"/>" "{words!(locale, employer.all_cohorts)}</a>
            <h1><bdi>{name}</bdi></h1>
            {table::sentence(one.facts)}
            {first}
            <p class="wo-muted">{places}</p>
            {invite}
            {on_paper}
            {people}
        </div>
    }
    .into_any()
}

/// Members whom no mail reaches: how many, why, and their sheets.
fn on_paper(locale: Locale, id: CohortId, facts: Vec<String>, mail_is_first: bool) -> AnyView {
    if facts.is_empty() {
        return ().into_any();
    }
    let class = if mail_is_first { "wo-button wo-button--secondary" } else { "wo-button wo-button--primary" };
    let facts = facts.into_iter().map(|fact| view! { <li>{fact}</li> }).collect_view();
    view! {
        <section class="wo-card" aria-labelledby="on-paper">
            <h2 class="wo-card__title" id="on-paper">{words!(locale, employer.on_paper_heading)}</h2>
            <ul>{facts}</ul>
            <p>{words!(locale, employer.on_paper_text)}</p>
            <PlainForm to=PRINT_COHORT name="cohort-sheets">
                <Hidden name="id" value=id.to_string()/>
                <div class="wo-button-row">
                    <button class=class><Icon name="print"/>" "{words!(locale, employer.print_cohort)}</button>
                </div>
            </PlainForm>
        </section>
    }
    .into_any()
}

/// What can be set for everybody selected; what stays empty stays as it is.
fn one_fact(locale: Locale) -> AnyView {
    view! {
        <fieldset class="wo-fieldset">
            <legend>{words!(locale, employer.set_heading)}</legend>
            <p class="wo-hint">{words!(locale, employer.set_text)}</p>
            <div class="wo-choice">
                <input type="checkbox" id="everyone" name="everyone" value="yes"/>
                <label for="everyone">{words!(locale, employer.set_everyone)}</label>
            </div>
            <Field name="work_start" kind=FieldKind::Date width=Width::Medium optional=true/>
            <Field name="arrival" kind=FieldKind::Date width=Width::Medium optional=true/>
            <Select name="housing" options=housing_options(locale) optional=true/>
            <Field name="occupation" width=Width::Medium optional=true hint=words!(locale, employer.occupation_hint)/>
            <div class="wo-button-row">
                <button class="wo-button wo-button--secondary">{words!(locale, employer.set)}</button>
            </div>
        </fieldset>
    }
    .into_any()
}
