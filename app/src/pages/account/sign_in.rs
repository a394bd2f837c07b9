//! Sign-in: an address is enough, a password makes it quicker.

use crate::{
    api::account::SIGN_IN,
    form::{Field, FieldKind, PlainForm},
    language::{page, use_locale, words},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{components::A, hooks::use_query_map};

/// The sign-in page.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    // Only ever a path on this site; the server checks it again.
    let next = query.with_untracked(|query| query.get("next")).unwrap_or_default();
    view! {
        <Title text=words!(locale, account.sign_in_title)/>
        <div class="wo-stack">
            <h1>{words!(locale, account.sign_in_title)}</h1>
            <p class="wo-lede">{words!(locale, account.sign_in_lede)}</p>
            <PlainForm to=SIGN_IN name="sign-in" repeatable=true>
                <Field name="email" kind=FieldKind::Email autocomplete="username"/>
                <Field
                    name="password"
                    kind=FieldKind::Password
                    autocomplete="current-password"
                    optional=true
                    hint=words!(locale, account.password_hint)
                />
                <input type="hidden" name="form[next]" value=next/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--primary">{words!(locale, account.sign_in_button)}</button>
                </div>
            </PlainForm>
            <p><A href=page("reset")>{words!(locale, account.forgot)}</A></p>
            <p><A href=page("code")>{words!(locale, account.has_code)}</A></p>
        </div>
    }
}
