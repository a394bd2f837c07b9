//! A mailed link: says what it does; the button does it. Opening the page changes nothing, because
//! mail scanners open links, too.

use super::invitation;
use crate::{
    api::account::{LookAtLink, USE_LINK},
    form::{FormAction, Hidden, PlainForm},
    i18n::Locale,
    language::{page, use_locale, words},
    parts::{layout::use_frame, outcome},
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
    let (renew, erase) = (FormAction::new(), FormAction::new());
    let link =
        outcome::query(move || (token.get(), renew.version(), erase.version()), |(token, ..)| LookAtLink { token });
    outcome::show(link, move |link| shown(link, token.get_untracked(), renew, erase))
}

fn shown(link: MailedLink, token: String, renew: FormAction, erase: FormAction) -> AnyView {
    let locale = use_locale();
    if let (LinkPurpose::Invitation, Some(day)) = (link.purpose, &link.used) {
        let used = invitation::used(locale, day.text.clone(), use_frame().contact);
        return view! { <Title text=words!(locale, paper.used_title)/>{used} }.into_any();
    }
    let title = title(locale, &link);
    let body = match (link.purpose, link.state) {
        (LinkPurpose::Invitation, LinkState::Usable) => invitation::usable(locale, link, token, erase),
        (LinkPurpose::Invitation, LinkState::Expired) => invitation::expired(locale, token, renew, erase),
        (_, LinkState::Taken) => invitation::taken(locale),
        (_, LinkState::Erased) => again(words!(locale, public.erased_text), "start", words!(locale, public.door_come)),
        (_, LinkState::Usable) => open(locale, link.purpose, token),
        (LinkPurpose::Notice, LinkState::Used) => confirmed(locale, link.number),
        (LinkPurpose::Notice, state) => {
            again(over(locale, state), "announce", words!(locale, public.link_again_announce))
        }
        (LinkPurpose::Start, LinkState::Expired | LinkState::Gone) => {
            again(over(locale, link.state), "start", words!(locale, public.link_again_start))
        }
        (_, state) => again(over(locale, state), "sign-in", words!(locale, account.link_new)),
    };
    view! {
        <Title text=title/>
        <div class="wo-stack"><h1>{title}</h1>{body}</div>
    }
    .into_any()
}

/// What the link does, and the button that does it.
fn open(locale: Locale, purpose: LinkPurpose, token: String) -> AnyView {
    view! {
        <p class="wo-lede">{text(locale, purpose)}</p>
        <PlainForm to=USE_LINK name="link">
            <Hidden name="token" value=token/>
            <div class="wo-button-row">
                <button class="wo-button wo-button--primary">{button(locale, purpose)}</button>
            </div>
        </PlainForm>
    }
    .into_any()
}

/// Why it no longer works, and where to go instead.
fn again(text: &'static str, to: &str, button: &'static str) -> AnyView {
    view! {
        <p class="wo-lede">{text}</p>
        <p><a class="wo-button wo-button--primary" href=page(to)>{button}</a></p>
    }
    .into_any()
}

/// An announcement was confirmed: its number and what happens next.
fn confirmed(locale: Locale, number: Option<String>) -> AnyView {
    let number = number.map(|number| {
        view! { <p class="wo-lede">{words!(locale, public.sent_number)}": "<strong><bdi>{number}</bdi></strong></p> }
    });
    view! {
        {number}
        <p>{words!(locale, public.confirmed_text)}</p>
        <p><a class="wo-button wo-button--secondary" href=page("sign-in")>{words!(locale, common.sign_in)}</a></p>
    }
    .into_any()
}

fn title(locale: Locale, link: &MailedLink) -> &'static str {
    match (link.purpose, link.state) {
        (_, LinkState::Erased) => words!(locale, public.erased_title),
        (_, LinkState::Taken) => words!(locale, public.taken_title),
        (LinkPurpose::Notice, LinkState::Used) => words!(locale, public.confirmed_title),
        (LinkPurpose::SignIn, _) => words!(locale, account.link_sign_in_title),
        (LinkPurpose::Reset, _) => words!(locale, account.link_reset_title),
        (LinkPurpose::Address, _) => words!(locale, account.link_address_title),
        (LinkPurpose::Invitation, _) => words!(locale, account.link_invitation_title),
        (LinkPurpose::Notice, _) => words!(locale, account.link_notice_title),
        (LinkPurpose::Start, _) => words!(locale, account.link_start_title),
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
        LinkState::Usable | LinkState::Gone | LinkState::Taken | LinkState::Erased => {
            words!(locale, account.link_gone)
        }
    }
}
