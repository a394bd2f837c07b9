//! A mailed link: says what it does; the button does it. Opening the page changes nothing, because
//! mail scanners open links, too.

use crate::{
    api::account::{USE_LINK, look_at_link},
    form::{Hidden, PlainForm},
    i18n::Locale,
    language::{page, use_locale, words},
    parts::outcome,
};
use domain::view::account::{LinkPurpose, LinkState, MailedLink};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// The page of a mailed link.
#[component]
pub(crate) fn LinkPage() -> impl IntoView {
    let params = use_params_map();
    let token = Memo::new(move |_| params.with(|params| params.get("token").unwrap_or_default()));
    let link = outcome::query(move || token.get(), look_at_link);
    outcome::show(link, move |link| view! { <Shown link token=token.get_untracked()/> })
}

#[component]
fn Shown(link: MailedLink, token: String) -> impl IntoView {
    let locale = use_locale();
    let title = title(locale, link.purpose);
    let body = match link.state {
        LinkState::Usable => view! {
            <p class="wo-lede">{text(locale, link.purpose)}</p>
            <PlainForm to=USE_LINK name="link">
                <Hidden name="token" value=token/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--primary">{button(locale, link.purpose)}</button>
                </div>
            </PlainForm>
        }
        .into_any(),
        LinkState::Expired | LinkState::Used | LinkState::Gone | LinkState::Taken | LinkState::Erased => view! {
            <p class="wo-lede">{over(locale, link.state)}</p>
            <p><a class="wo-button wo-button--primary" href=page("sign-in")>{words!(locale, account.link_new)}</a></p>
        }
        .into_any(),
    };
    view! {
        <Title text=title/>
        <div class="wo-stack"><h1>{title}</h1>{body}</div>
    }
}

fn title(locale: Locale, purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::SignIn => words!(locale, account.link_sign_in_title),
        LinkPurpose::Reset => words!(locale, account.link_reset_title),
        LinkPurpose::Address => words!(locale, account.link_address_title),
        LinkPurpose::Invitation => words!(locale, account.link_invitation_title),
        LinkPurpose::Notice => words!(locale, account.link_notice_title),
        LinkPurpose::Start => words!(locale, account.link_start_title),
    }
}

fn text(locale: Locale, purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::SignIn => words!(locale, account.link_sign_in_text),
        LinkPurpose::Reset => words!(locale, account.link_reset_text),
        LinkPurpose::Address => words!(locale, account.link_address_text),
        LinkPurpose::Invitation => words!(locale, account.link_invitation_text),
        LinkPurpose::Notice => words!(locale, account.link_notice_text),
        LinkPurpose::Start => words!(locale, account.link_start_text),
    }
}

fn button(locale: Locale, purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::SignIn => words!(locale, account.link_sign_in_button),
        LinkPurpose::Reset => words!(locale, account.link_reset_button),
        LinkPurpose::Address | LinkPurpose::Notice => words!(locale, account.link_confirm_button),
        LinkPurpose::Invitation => words!(locale, account.link_invitation_button),
        LinkPurpose::Start => words!(locale, account.link_start_button),
    }
}

fn over(locale: Locale, state: LinkState) -> &'static str {
    match state {
        LinkState::Used => words!(locale, account.link_used),
        LinkState::Expired => words!(locale, account.link_expired),
        LinkState::Usable | LinkState::Gone | LinkState::Taken | LinkState::Erased => words!(locale, account.link_gone),
    }
}
