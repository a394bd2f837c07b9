//! A short form for one date that only the newcomer knows.

use crate::{
    api::plan::TellDay,
    form::{Field, FieldKind, FormAction, Hidden, PostForm, Width},
    i18n::Locale,
    language::words,
    parts::{layout::use_frame, step::time},
};
use domain::{facts::Anchor, view::plan::AskedDay};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// Asks for a date, with what is known so far.
pub(super) fn card(locale: Locale, asked: AskedDay, action: FormAction) -> AnyView {
    let AskedDay { anchor, known } = asked;
    let question = question(locale, anchor);
    let so_far = known.as_ref().map(|day| {
        view! { <p>{words!(locale, newcomer.known_so_far)}": "<strong>{time(day)}</strong></p> }
    });
    let value = known.map(|day| day.day.to_string()).unwrap_or_default();
    view! {
        <section class="wo-card" aria-labelledby="day-question">
            <h2 class="wo-card__title" id="day-question">{question}</h2>
            {so_far}
            <PostForm action to=TellDay::PATH name="day">
                <Hidden name="anchor" value=anchor.to_string()/>
                <Field
                    name="day"
                    kind=FieldKind::Date
                    width=Width::Short
                    label=words!(locale, fields.day)
                    hint=words!(locale, newcomer.day_hint)
                    value
                />
                <div class="wo-button-row">
                    <button class="wo-button wo-button--secondary">{words!(locale, newcomer.day_button)}</button>
                </div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn question(locale: Locale, anchor: Anchor) -> String {
    let city = use_frame().city;
    match anchor {
        Anchor::ArrivalDate => words!(locale, newcomer.day_arrival, city = city.as_str()),
        Anchor::MoveIn => words!(locale, newcomer.day_move_in).to_owned(),
        Anchor::VisaValidUntil => words!(locale, newcomer.day_visa).to_owned(),
        Anchor::PermitValidUntil => words!(locale, newcomer.day_permit).to_owned(),
        _ => words!(locale, newcomer.day_passport).to_owned(),
    }
}
