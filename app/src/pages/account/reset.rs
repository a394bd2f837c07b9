//! Asks for a link that leads to a new password.

use crate::{
    api::account::ResetPassword,
    form::{Field, FieldKind, FormAction, PostForm},
    language::{use_locale, words},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

/// The page for a forgotten password.
#[component]
pub(crate) fn Reset() -> impl IntoView {
    let locale = use_locale();
    let action = FormAction::new();
    view! {
        <Title text=words!(locale, account.reset_title)/>
        <div class="wo-stack">
            <h1>{words!(locale, account.reset_title)}</h1>
            <p class="wo-lede">{words!(locale, account.reset_lede)}</p>
            <PostForm action to=ResetPassword::PATH name="reset">
                <Field name="email" kind=FieldKind::Email autocomplete="username"/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--primary">{words!(locale, account.reset_button)}</button>
                </div>
            </PostForm>
        </div>
    }
}
