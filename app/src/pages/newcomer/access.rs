//! What the newcomer is told about the access to her plan: that it was reset, and that an address is missing.

use crate::{
    api::plan::ReadReset,
    form::{FormAction, PostForm},
    i18n::Locale,
    language::{page, words},
    parts::icon::Icon,
};
use domain::view::When;
use leptos::{prelude::*, server_fn::ServerFn as _};

/// Both stay until they are done with.
pub(super) fn told(locale: Locale, reset: Option<When>, has_address: bool, action: FormAction) -> AnyView {
    let reset = reset.map(|day| {
        view! {
            <div class="wo-notice">
                <Icon name="info"/>
                <div>
                    <p class="wo-notice__title">{words!(locale, newcomer.reset_title, day = day.text)}</p>
                    <p>{words!(locale, newcomer.reset_text)}</p>
                    <PostForm action to=ReadReset::PATH name="read-reset" class="wo-form--inline">
                        <button class="wo-button wo-button--small wo-button--secondary">{words!(locale, newcomer.reset_read)}</button>
                    </PostForm>
                </div>
            </div>
        }
    });
    let address = (!has_address).then(|| {
        view! {
            <div class="wo-notice wo-notice--warning">
                <Icon name="warning"/>
                <div>
                    <p class="wo-notice__title">{words!(locale, newcomer.address_title)}</p>
                    <p>{words!(locale, newcomer.address_text)}</p>
                    <p><a class="wo-button wo-button--small wo-button--secondary" href=page("account")>{words!(locale, newcomer.address_button)}</a></p>
                </div>
            </div>
        }
    });
    view! { {reset}{address} }.into_any()
}
