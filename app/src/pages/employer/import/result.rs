//! What became of a list, and the way back.

use super::{Forms, head};
use crate::{
    api::import::UndoImport,
    form::{Hidden, PostForm},
    i18n::Locale,
    language::{page, use_locale, words},
};
use domain::{
    id::ImportId,
    view::import::{Outcome, Undone},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;
use leptos_router::components::A;

/// The result of a list.
pub(super) fn result(id: ImportId, file_name: &str, outcome: Outcome, forms: Forms) -> AnyView {
    let locale = use_locale();
    if let Some(undone) = outcome.undone {
        return taken_back(locale, file_name, undone);
    }
    let lede =
        words!(locale, import.result_lede, count = outcome.created.to_string(), out = outcome.left_out.to_string());
    let next = match outcome.cohort {
        Some((cohort, name)) => view! {
            <p>
                <A href=page(&format!("cohorts/{cohort}")) attr:class="wo-button wo-button--primary">
                    {words!(locale, import.result_cohort, name = name)}
                </A>
            </p>
            <p class="wo-muted">{words!(locale, import.result_invite)}</p>
        }
        .into_any(),
        None => view! {
            <p><A href=page("hires") attr:class="wo-button wo-button--primary">{words!(locale, import.back_to_hires)}</A></p>
        }
        .into_any(),
    };
    let undo = outcome.undo_until.map(|until| {
        view! {
            <section class="wo-card" aria-labelledby="undo-heading">
                <h2 class="wo-card__title" id="undo-heading">{words!(locale, import.undo_heading)}</h2>
                <p>{words!(locale, import.undo_text, day = until.text)}</p>
                <PostForm action=forms.undo to=UndoImport::PATH name="undo">
                    <Hidden name="import" value=id.to_string()/>
                    <div class="wo-button-row">
                        <button class="wo-button wo-button--danger">{words!(locale, import.undo_button)}</button>
                    </div>
                </PostForm>
            </section>
        }
    });
    view! {
        <Title text=words!(locale, import.result_title)/>
        <div class="wo-stack">
            {head(file_name)}
            <p class="wo-muted">{words!(locale, import.step_three)}</p>
            <h1>{words!(locale, import.result_title)}</h1>
            <p class="wo-lede">{lede}</p>
            <p>{words!(locale, import.result_at, at = outcome.at)}</p>
            {next}
            {undo}
        </div>
    }
    .into_any()
}

fn taken_back(locale: Locale, file_name: &str, undone: Undone) -> AnyView {
    let kept = (!undone.kept.is_empty()).then(|| {
        let rows = undone
            .kept
            .into_iter()
            .map(|hire| {
                view! { <li><A href=page(&format!("hires/{}", hire.case))><bdi>{hire.name}</bdi></A></li> }
            })
            .collect_view();
        view! { <h2>{words!(locale, import.undone_kept)}</h2><ul>{rows}</ul> }
    });
    view! {
        <Title text=words!(locale, import.undone_title)/>
        <div class="wo-stack">
            {head(file_name)}
            <h1>{words!(locale, import.undone_title)}</h1>
            <p class="wo-lede">{words!(locale, import.undone_lede, at = undone.at, count = undone.removed.to_string())}</p>
            {kept}
            <p>
                <A href=page("hires/import") attr:class="wo-button wo-button--primary">{words!(locale, import.title)}</A>
            </p>
        </div>
    }
    .into_any()
}
