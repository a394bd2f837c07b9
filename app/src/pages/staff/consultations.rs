//! The log of conversations: a form of one glance, then the own institution's log.

use super::terms as own_terms;
use crate::{
    api::consultations::{Consultations, LogConsultation},
    form::{Checkbox, Field, FormAction, PostForm, Radios, Select},
    i18n::Locale,
    language::{page, use_language, use_locale, words},
    live::use_revision,
    parts::{outcome, step::time},
};
use domain::{
    consultation::{MINUTES, Topic},
    facts::Word as _,
    view::casework::{ConsultationPage, ConsultationRow},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The page of the log.
#[component]
pub(crate) fn Consultations() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let after = Memo::new(move |_| query.with(|query| query.get("after")).unwrap_or_default());
    let action = FormAction::new();
    let revision = use_revision();
    let data =
        outcome::query(move || (after.get(), action.version(), revision()), |(after, ..)| Consultations { after });
    view! {
        <Title text=words!(locale, staff.consultations_title)/>
        <div class="wo-stack wo-stack--large">
            <h1>{words!(locale, staff.consultations_title)}</h1>
            {move || {
                // A logged conversation leaves a fresh form; news from others leave it alone.
                let _version = action.version();
                form(locale, action)
            }}
            {outcome::show(data, move |data| log(locale, &after.get_untracked(), data))}
        </div>
    }
}

/// Every answer has a default: two clicks log a conversation.
fn form(locale: Locale, action: FormAction) -> AnyView {
    let minutes = MINUTES.iter().map(|minutes| (minutes.to_string(), minutes.to_string())).collect();
    let language = use_language().tag();
    let topic = move |topic: Topic| -> AnyView {
        view! { <Checkbox name=topic.word() label=own_terms::topic(locale, topic)/> }.into_any()
    };
    view! {
        <section class="wo-card" aria-labelledby="log">
            <h2 class="wo-card__title" id="log">{words!(locale, staff.log_consultation)}</h2>
            <PostForm action to=LogConsultation::PATH name="consultation">
                <div class="wo-columns">
                    <Radios name="party" legend=words!(locale, staff.party) value="newcomer" options=own_terms::options(locale, own_terms::party)/>
                    <fieldset class="wo-fieldset">
                        <legend>{words!(locale, staff.topics)}</legend>
                        {Topic::ALL.iter().map(|each| topic(*each)).collect_view()}
                    </fieldset>
                </div>
                <div class="wo-columns">
                    <Select name="language" label=words!(locale, staff.spoken) value=language options=own_terms::options(locale, own_terms::spoken)/>
                    <Select name="minutes" label=words!(locale, staff.minutes) value="15" options=minutes/>
                    <Select name="result" label=words!(locale, staff.result) value="answered" options=own_terms::options(locale, own_terms::result)/>
                </div>
                <Field name="remark" label=words!(locale, staff.remark) optional=true/>
                <Field name="number" label=words!(locale, staff.case_number) hint=words!(locale, staff.case_number_hint) width=crate::form::Width::Short optional=true/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--primary">{words!(locale, staff.log)}</button>
                </div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn log(locale: Locale, after: &str, data: ConsultationPage) -> AnyView {
    let month = words!(locale, staff.consultations_of_month, month = data.month, count = data.count.to_string());
    let topics = data
        .topics
        .into_iter()
        .map(|(topic, count)| format!("{} {count}", own_terms::topic(locale, topic)))
        .collect::<Vec<_>>()
        .join(" · ");
    let first = (!after.is_empty()).then(|| {
        view! { <a rel="prev" href=page("consultations")>{words!(locale, staff.first_page)}</a> }
    });
    let next = data.next.map(|next| {
        view! { <a rel="next" href=page(&format!("consultations?after={next}"))>{words!(locale, staff.next_page)}</a> }
    });
    let pages = (first.is_some() || next.is_some()).then(|| {
        view! { <nav class="wo-pagination" aria-label=words!(locale, staff.pages)>{first}{next}</nav> }
    });
    let content = if data.rows.is_empty() {
        view! {
            <div class="wo-empty">
                <p class="wo-empty__title">{words!(locale, staff.no_consultations)}</p>
                <p>{words!(locale, staff.no_consultations_text)}</p>
            </div>
        }
        .into_any()
    } else {
        table(locale, data.rows)
    };
    view! {
        <section class="wo-stack" aria-labelledby="logged">
            <h2 id="logged">{words!(locale, staff.logged_heading)}</h2>
            <p>{month}<br/><span class="wo-muted">{topics}</span></p>
            {content}
            {pages}
        </section>
    }
    .into_any()
}

fn table(locale: Locale, rows: Vec<ConsultationRow>) -> AnyView {
    let rows = rows.into_iter().map(|row| table_row(locale, row)).collect_view();
    view! {
        <section class="wo-table-region" aria-labelledby="log-caption" tabindex="0">
            <table class="wo-table">
                <caption id="log-caption">{words!(locale, staff.log_caption)}</caption>
                <thead>
                    <tr>
                        <th scope="col" aria-sort="descending">{words!(locale, staff.day)}</th>
                        <th scope="col">{words!(locale, staff.party)}</th>
                        <th scope="col">{words!(locale, staff.topics)}</th>
                        <th scope="col">{words!(locale, staff.result)}</th>
                        <th scope="col" class="wo-table__number">{words!(locale, staff.minutes)}</th>
                        <th scope="col">{words!(locale, staff.held_by)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn table_row(locale: Locale, row: ConsultationRow) -> AnyView {
    let topics = row
        .topics
        .iter()
        .map(|topic| own_terms::topic(locale, *topic))
        .collect::<Vec<_>>()
        .join(words!(locale, common.comma));
    let remark = (!row.remark.is_empty()).then(|| view! { <br/><span class="wo-muted" dir="auto">{row.remark}</span> });
    let case = row.case.map(|(id, number)| {
        view! { <br/><a href=page(&format!("cases/{id}")) dir="ltr">{number}</a> }
    });
    view! {
        <tr>
            <th scope="row" data-label=words!(locale, staff.day)>{time(&row.day)}</th>
            <td data-label=words!(locale, staff.party)>
                {own_terms::party(locale, row.party)}{words!(locale, common.comma)}{own_terms::spoken(locale, row.language)}
            </td>
            <td data-label=words!(locale, staff.topics)>{topics}{remark}{case}</td>
            <td data-label=words!(locale, staff.result)>{own_terms::result(locale, row.result)}</td>
            <td data-label=words!(locale, staff.minutes) class="wo-table__number">{row.minutes}</td>
            <td data-label=words!(locale, staff.held_by)><bdi>{row.by}</bdi></td>
        </tr>
    }
    .into_any()
}
