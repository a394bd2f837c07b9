//! The list of reports, the oldest first.

use super::CLOSE_BARRIER;
use crate::{
    form::{Hidden, PlainForm},
    i18n::Locale,
    language::words,
    parts::step::time,
};
use domain::view::public::{BarrierList, BarrierRow};
use leptos::prelude::*;

pub(super) fn page(locale: Locale, list: BarrierList) -> AnyView {
    let content = if list.rows.is_empty() {
        view! {
            <div class="wo-empty">
                <p class="wo-empty__title">{words!(locale, public.barriers_empty)}</p>
                <p>{words!(locale, public.barriers_empty_text)}</p>
            </div>
        }
        .into_any()
    } else {
        list.rows.into_iter().map(|row| card(locale, row)).collect_view().into_any()
    };
    let more = list.has_more.then(|| view! { <p class="wo-muted">{words!(locale, public.notices_more)}</p> });
    view! {
        <div class="wo-stack wo-stack--large">
            <h1>{words!(locale, public.barriers_title)}</h1>
            <p class="wo-lede">{words!(locale, public.barriers_lede)}</p>
            {content}
            {more}
        </div>
    }
    .into_any()
}

fn card(locale: Locale, row: BarrierRow) -> AnyView {
    let answer = match row.reply_to {
        Some(address) => view! { <a href=format!("mailto:{address}") dir="ltr">{address.clone()}</a> }.into_any(),
        None => words!(locale, public.barrier_no_reply).into_any(),
    };
    view! {
        <article class="wo-card">
            <h2 class="wo-card__title">{time(&row.reported)}</h2>
            <blockquote dir="auto" lang=row.language.tag()>{row.text}</blockquote>
            <p>{words!(locale, fields.reply_to)}": "{answer}</p>
            <PlainForm to=CLOSE_BARRIER name="close-barrier">
                <Hidden name="id" value=row.id.to_string()/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--secondary">{words!(locale, public.barrier_close)}</button>
                </div>
            </PlainForm>
        </article>
    }
    .into_any()
}
