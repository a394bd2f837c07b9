//! Questions to the own institution: the oldest first, answered in place.

use super::row::{case_link, overdue, typed_before};
use crate::{
    api::questions::{AnswerQuestion, Questions},
    form::{FormAction, PostForm, TextArea},
    i18n::Locale,
    language::{page, use_locale, words},
    live::use_revision,
    parts::{outcome, step::time},
};
use domain::view::casework::{QuestionPage, QuestionRow};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The page of questions.
#[component]
pub(crate) fn Questions() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let failed = typed_before("answer", "question");
    let chosen = Memo::new(move |_| query.with(|query| query.get("question")).or_else(|| failed.clone()));
    let action = FormAction::new();
    let revision = use_revision();
    let data = outcome::query(move || (action.version(), revision()), |_| Questions {});
    view! {
        <Title text=words!(locale, staff.questions_title)/>
        <div class="wo-stack wo-stack--large">
            <h1>{words!(locale, staff.questions_title)}</h1>
            {outcome::show(data, move |data| shown(locale, action, chosen, data))}
        </div>
    }
}

fn shown(locale: Locale, action: FormAction, chosen: Memo<Option<String>>, data: QuestionPage) -> AnyView {
    // Without a choice the oldest question waits with its form open.
    let first = data.open.first().map(|row| row.id.to_string());
    let open_ids: Vec<String> = data.open.iter().map(|row| row.id.to_string()).collect();
    let chosen = Memo::new(move |_| chosen.get().filter(|id| open_ids.contains(id)).or_else(|| first.clone()));
    let open = if data.open.is_empty() {
        view! {
            <div class="wo-empty">
                <p class="wo-empty__title">{words!(locale, staff.no_questions)}</p>
                <p>{words!(locale, staff.no_questions_text)}</p>
            </div>
        }
        .into_any()
    } else {
        data.open.into_iter().map(|row| open_question(locale, action, chosen, row)).collect_view().into_any()
    };
    let cut = data.is_cut.then(|| view! { <p class="wo-muted">{words!(locale, staff.more_wait)}</p> });
    let answered = (!data.answered.is_empty()).then(|| {
        let rows = data.answered.into_iter().map(|row| answered_question(locale, row)).collect_view();
        view! {
            <section class="wo-stack" aria-labelledby="answered">
                <h2 id="answered">{words!(locale, staff.answered_heading)}</h2>
                {rows}
            </section>
        }
    });
    view! {
        <section class="wo-stack" aria-labelledby="open">
            <h2 id="open">{words!(locale, staff.open_questions)}</h2>
            {open}
            {cut}
        </section>
        {answered}
    }
    .into_any()
}

fn open_question(locale: Locale, action: FormAction, chosen: Memo<Option<String>>, row: QuestionRow) -> AnyView {
    let id = row.id.to_string();
    let href = page(&format!("questions?question={id}"));
    let name = row.name.clone();
    let head = head(locale, &row);
    let form = move || {
        if chosen.get().as_ref() == Some(&id) {
            answer_form(locale, action, &id)
        } else {
            view! {
                <p>
                    <a class="wo-button wo-button--small wo-button--secondary" href=href.clone()>
                        {words!(locale, staff.answer)}<span class="wo-visually-hidden">": "<bdi>{name.clone()}</bdi></span>
                    </a>
                </p>
            }
            .into_any()
        }
    };
    view! { <article class="wo-card">{head}{form}</article> }.into_any()
}

/// The form of one question; only one stands on a page.
pub(super) fn answer_form(locale: Locale, action: FormAction, id: &str) -> AnyView {
    let id = id.to_owned();
    view! {
        <PostForm action to=AnswerQuestion::PATH name="answer" about=Some(("question", id.clone()))>
            <input type="hidden" name="form[question]" value=id/>
            <TextArea name="answer" label=words!(locale, staff.your_answer) hint=words!(locale, staff.answer_hint)/>
            <div class="wo-button-row">
                <button class="wo-button wo-button--primary">{words!(locale, staff.send_answer)}</button>
            </div>
        </PostForm>
    }
    .into_any()
}

/// Who asked what about which step, and until when an answer is due.
pub(super) fn head(locale: Locale, row: &QuestionRow) -> AnyView {
    let step = row.step.clone().map(|step| view! { <p>{words!(locale, staff.about_step)}": "{step}</p> });
    let mark = row.is_late.then(|| view! { " "{overdue(locale)} });
    let due = row.answer.is_none().then(|| {
        view! { " · "{words!(locale, staff.answer_by)}" "{time(&row.answer_by)}{mark} }
    });
    view! {
        <h3 class="wo-card__title">{case_link(row.case, row.name.clone())}</h3>
        <p class="wo-muted">{row.asked.clone()}{due}</p>
        {step}
        <blockquote dir="auto" lang=row.language.clone()>{row.text.clone()}</blockquote>
    }
    .into_any()
}

pub(super) fn answered_question(locale: Locale, row: QuestionRow) -> AnyView {
    let head = head(locale, &row);
    let answer = row.answer.map(|answer| {
        view! {
            <p class="wo-muted">{words!(locale, staff.answered_by)}" "<bdi>{answer.by}</bdi>{words!(locale, common.comma)}{answer.at}</p>
            <p dir="auto">{answer.text}</p>
        }
    });
    view! { <article class="wo-card wo-card--quiet">{head}{answer}</article> }.into_any()
}
