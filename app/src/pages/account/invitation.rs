//! What an invitation says before anything is clicked: who announced the reader, and how to have it
//! deleted without an account (Art. 14 GDPR).

use crate::{
    api::{
        account::USE_LINK,
        invitation::{EraseByLink, RenewInvitation},
    },
    form::{FormAction, Hidden, PlainForm, PostForm},
    i18n::Locale,
    language::{page, words},
    parts::layout::{Contact, use_frame},
};
use domain::view::account::MailedLink;
use leptos::{prelude::*, server_fn::ServerFn as _};

/// An invitation that works.
pub(super) fn usable(locale: Locale, link: MailedLink, token: String, erase: FormAction) -> AnyView {
    let from = link.from.map_or_else(
        || words!(locale, public.link_from_nobody).to_owned(),
        |employer| words!(locale, public.link_from, employer = employer),
    );
    let deletion = deletion(locale, token.clone(), erase);
    view! {
        <p class="wo-lede">{from}</p>
        <p>{words!(locale, account.link_invitation_text)}" "{words!(locale, public.link_entered)}</p>
        <PlainForm to=USE_LINK name="link">
            <Hidden name="token" value=token/>
            <div class="wo-button-row">
                <button class="wo-button wo-button--primary">{words!(locale, account.link_invitation_button)}</button>
            </div>
        </PlainForm>
        {deletion}
    }
    .into_any()
}

/// An invitation whose time is over: one tap mails a new one.
pub(super) fn expired(locale: Locale, token: String, renew: FormAction, erase: FormAction) -> AnyView {
    let deletion = deletion(locale, token.clone(), erase);
    view! {
        <p class="wo-lede">{words!(locale, public.link_expired_invitation)}</p>
        <PostForm action=renew to=RenewInvitation::PATH name="renew-invitation">
            <Hidden name="token" value=token/>
            <div class="wo-button-row">
                <button class="wo-button wo-button--primary">{words!(locale, public.link_renew)}</button>
            </div>
        </PostForm>
        {deletion}
    }
    .into_any()
}

/// The plan was opened with it, or with another one: when, and what to do if that was somebody else.
pub(crate) fn used(locale: Locale, day: String, contact: Contact) -> AnyView {
    view! {
        <div class="wo-stack">
            <h1>{words!(locale, paper.used_title)}</h1>
            <p class="wo-lede">{words!(locale, paper.used_text, day = day)}</p>
            <p>{words!(locale, paper.used_you)}</p>
            <p><a class="wo-button wo-button--primary" href=page("sign-in")>{words!(locale, common.sign_in)}</a></p>
            <p>{words!(locale, paper.used_not_you)}</p>
            <p class="wo-contact">
                <a href=format!("tel:{}", contact.phone.replace(' ', ""))>{contact.phone.clone()}</a><br/>
                <a href=format!("mailto:{}", contact.email)>{contact.email.clone()}</a>
            </p>
        </div>
    }
    .into_any()
}

/// Its address belongs to another person's account.
pub(super) fn taken(locale: Locale) -> AnyView {
    let phone = use_frame().contact.phone;
    view! {
        <p class="wo-lede">{words!(locale, public.taken_text)}</p>
        <p><a href=format!("tel:{}", phone.replace(' ', "")) dir="ltr">{phone.clone()}</a></p>
    }
    .into_any()
}

/// Closed at first: deleting must not happen by a slip.
fn deletion(locale: Locale, token: String, action: FormAction) -> AnyView {
    view! {
        <details class="wo-details">
            <summary>{words!(locale, public.erase_summary)}</summary>
            <p>{words!(locale, public.erase_text)}</p>
            <PostForm action to=EraseByLink::PATH name="erase">
                <Hidden name="token" value=token/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--danger">{words!(locale, public.erase_button)}</button>
                </div>
            </PostForm>
        </details>
    }
    .into_any()
}
