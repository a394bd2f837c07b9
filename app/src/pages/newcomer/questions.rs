//! Whom to ask, a form to ask, and what was answered: in one place.

use crate::{
    api::plan::Ask,
    form::{FormAction, Hidden, PostForm, TextArea},
    i18n::Locale,
    language::words,
    parts::step::time,
};
use domain::view::plan::{Contact, QuestionRow};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// The contact, the form and the questions; `step` is the address of the step they are about.
pub(super) fn section(
    locale: Locale,
    step: Option<String>,
    questions: Vec<QuestionRow>,
    contact: Contact,
    action: FormAction,
) -> AnyView {
    let is_about_step = step.is_some();
    let step = step.map(|step| view! { <Hidden name="step" value=step/> });
    let heading = match &contact.person {
        Some(_) => words!(locale, newcomer.ask_companion),
        None => words!(locale, newcomer.ask_office),
    };
    let label = if is_about_step { words!(locale, newcomer.ask_step) } else { words!(locale, newcomer.ask_label) };
    view! {
        <section class="wo-card" aria-labelledby="ask-heading">
            <h2 class="wo-card__title" id="ask-heading">{heading}</h2>
            {address(locale, contact)}
            {list(locale, questions)}
            <PostForm action to=Ask::PATH name="ask">
                {step}
                <TextArea name="question" label hint=words!(locale, newcomer.ask_hint)/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--secondary">{words!(locale, newcomer.ask_button)}</button>
                </div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn address(locale: Locale, contact: Contact) -> AnyView {
    let Contact { person, organisation, phone, hours } = contact;
    let name = match person {
        Some(person) => view! { <strong><bdi>{person}</bdi></strong><span><bdi>{organisation}</bdi></span> }.into_any(),
        None => view! { <strong><bdi>{organisation}</bdi></strong> }.into_any(),
    };
    let phone = (!phone.is_empty()).then(|| {
        let target = format!("tel:{}", phone.replace(' ', ""));
        view! {
            <span>{words!(locale, newcomer.phone)}": "<a href=target dir="ltr">{phone}</a></span>
        }
    });
    let hours = (!hours.is_empty()).then(|| view! { <span>{hours}</span> });
    view! { <address class="wo-contact">{name}{phone}{hours}</address> }.into_any()
}

fn list(locale: Locale, questions: Vec<QuestionRow>) -> AnyView {
    if questions.is_empty() {
        return ().into_any();
    }
    let items = questions.into_iter().map(|question| item(locale, question)).collect_view();
    view! {
        <h3>{words!(locale, newcomer.questions)}</h3>
        <ol class="wo-timeline">{items}</ol>
    }
    .into_any()
}

fn item(locale: Locale, question: QuestionRow) -> AnyView {
    let QuestionRow { about, text, asked, answer_by, organisation, answer, is_new, .. } = question;
    let about = about.map(|about| view! { {about}", " });
    let new = is_new.then(|| {
        view! { <span class="wo-badge wo-badge--in-progress">{words!(locale, newcomer.new_answer)}</span>" " }
    });
    let answer = match answer {
        Some(answer) => view! {
            <p>{new}<strong><bdi>{organisation}</bdi></strong></p>
            <p><bdi>{answer}</bdi></p>
        }
        .into_any(),
        None => view! {
            <p class="wo-muted">
                {words!(locale, newcomer.answer_from)}" "<bdi>{organisation}</bdi>", "
                {words!(locale, newcomer.until)}" "{time(&answer_by)}
            </p>
        }
        .into_any(),
    };
    view! {
        <li>
            <p class="wo-timeline__title"><bdi>{text}</bdi></p>
            <p class="wo-timeline__meta">{about}{asked}</p>
            {answer}
        </li>
    }
    .into_any()
}
