//! The start page: the sentence that answers, the doors, where and when, and who stands behind it.

use super::sentence;
use crate::{
    i18n::Locale,
    language::{page, words},
    parts::{icon::Icon, layout::Frame, step::time},
};
use domain::{
    form::AskWay,
    view::{When, public::Choices},
};
use leptos::prelude::*;

/// What the page needs.
pub(super) struct StartPage {
    pub(super) choices: Choices,
    pub(super) wednesday: When,
}

pub(super) fn shown(locale: Locale, data: &StartPage, frame: &Frame) -> AnyView {
    let city = frame.city.as_str();
    view! {
        <div class="wo-stack wo-stack--small">
            <h1>{words!(locale, public.start_title)}</h1>
            <p class="wo-lede">{words!(locale, public.start_lede)}</p>
        </div>
        {sentence::form(locale, &data.choices, &AskWay::default())}
        <nav class="wo-doors" aria-label=words!(locale, public.doors)>
            {door("announce", "person", words!(locale, public.door_hire), words!(locale, public.door_hire_text))}
            {door("sign-in", "login", words!(locale, public.door_invited), words!(locale, public.door_invited_text))}
        </nav>
        <div class="wo-columns">
            <section class="wo-ticket">
                <h2>{words!(locale, public.wednesday_heading)}</h2>
                <p class="wo-ticket__when">{time(&data.wednesday)}</p>
                <p>{words!(locale, public.wednesday_text)}</p>
            </section>
            {place(locale, frame)}
        </div>
        <section class="wo-stack wo-stack--small">
            <h2>{words!(locale, public.how_heading)}</h2>
            <p>{words!(locale, public.start_what, city = city)}</p>
            <ol>
                <li>{words!(locale, public.how_announce)}</li>
                <li>{words!(locale, public.how_prepare)}</li>
                <li>{words!(locale, public.how_wednesday)}</li>
            </ol>
        </section>
        <div class="wo-columns">
            {slot("easy", words!(locale, public.easy_title), words!(locale, public.easy_text), &frame.contact.phone, "tel:")}
            {slot("sign", words!(locale, public.sign_title), words!(locale, public.sign_text), &frame.contact.email, "mailto:")}
        </div>
        <p class="wo-muted">{words!(locale, public.partners, city = city)}</p>
    }
    .into_any()
}

fn door(to: &str, icon: &'static str, title: &'static str, text: &'static str) -> AnyView {
    view! {
        <a class="wo-door" href=page(to)>
            <Icon name=icon/>
            <strong class="wo-door__title">{title}</strong>
            <span class="wo-door__text">{text}</span>
        </a>
    }
    .into_any()
}

/// What is not there yet, and how to get along until then.
fn slot(id: &'static str, title: &'static str, text: &'static str, contact: &str, scheme: &str) -> AnyView {
    let href = format!("{scheme}{}", contact.replace(' ', ""));
    view! {
        <section class="wo-stack wo-stack--small" aria-labelledby=id>
            <h2 id=id class="wo-small-heading">{title}</h2>
            <p>{text}" "<a href=href dir="ltr">{contact.to_owned()}</a></p>
        </section>
    }
    .into_any()
}

fn place(locale: Locale, frame: &Frame) -> AnyView {
    let contact = frame.contact.clone();
    view! {
        <section class="wo-card">
            <h2 class="wo-card__title">{words!(locale, public.where_heading)}</h2>
            <address class="wo-contact">
                <strong>{format!("Welcome Office {}", frame.city)}</strong>
                <bdi>{contact.street}</bdi>
                <bdi>{contact.place}</bdi>
                <span>{words!(locale, public.hours)}</span>
                <a href=format!("tel:{}", contact.phone.replace(' ', "")) dir="ltr">{contact.phone.clone()}</a>
                <a href=format!("mailto:{}", contact.email) dir="ltr">{contact.email.clone()}</a>
            </address>
        </section>
    }
    .into_any()
}
