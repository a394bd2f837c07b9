//! An invitation on paper: its code typed by hand, and the birth date that opens it.

use crate::{
    api::sheets::{FindSheet, LookAtSheet},
    form::{Field, FormAction, PostForm},
    language::{use_locale, words},
    parts::outcome,
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// The page on which a code is typed.
#[component]
pub(crate) fn TypeCode() -> impl IntoView {
    let locale = use_locale();
    let action = FormAction::new();
    view! {
        <Title text=words!(locale, paper.code_title)/>
        <div class="wo-stack">
            <h1>{words!(locale, paper.code_title)}</h1>
            <p class="wo-lede">{words!(locale, paper.code_lede)}</p>
            <PostForm action to=FindSheet::PATH name="code">
                <Field name="code" hint=words!(locale, paper.code_hint)/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--primary">{words!(locale, paper.code_next)}</button>
                </div>
            </PostForm>
        </div>
    }
}

/// The page a sheet's QR code leads to.
#[component]
pub(crate) fn OpenCode() -> impl IntoView {
    let locale = use_locale();
    let params = use_params_map();
    let code = Memo::new(move |_| params.with(|params| params.get("code").unwrap_or_default()));
    let door = outcome::query(move || code.get(), |code| LookAtSheet { code });
    view! {
        <Title text=words!(locale, account.link_invitation_title)/>
        {outcome::show_markup(door)}
    }
}
