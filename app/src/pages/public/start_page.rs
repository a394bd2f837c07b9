//! The start page: what the office does, where and when, who stands behind it, and the doors.

use crate::{
    api::public::next_wednesday,
    language::{page, use_locale, words},
    parts::{
        icon::Icon,
        layout::{Frame, use_frame},
        outcome,
        step::time,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;

/// The start page.
#[component]
pub(crate) fn StartPage() -> impl IntoView {
    let locale = use_locale();
    let frame = use_frame();
    let city = frame.city.clone();
    view! {
        <Title text=""/>
        <div class="wo-stack wo-stack--large">
            <h1>{words!(locale, public.start_title)}</h1>
            <p class="wo-lede">{words!(locale, public.start_lede)}</p>
            <p>{words!(locale, public.start_what, city = city.as_str())}</p>
            <nav class="wo-doors" aria-label=words!(locale, public.doors)>
                {door("announce", "person", words!(locale, public.door_hire), words!(locale, public.door_hire_text))}
                {door("start", "city", words!(locale, public.door_come), words!(locale, public.door_come_text))}
                {door("sign-in", "login", words!(locale, public.door_invited), words!(locale, public.door_invited_text))}
            </nav>
            <div class="wo-columns">
                {wednesday()}
                {place(&frame)}
            </div>
            <section class="wo-stack">
                <h2>{words!(locale, public.how_heading)}</h2>
                <ol>
                    <li>{words!(locale, public.how_announce)}</li>
                    <li>{words!(locale, public.how_prepare)}</li>
                    <li>{words!(locale, public.how_wednesday)}</li>
                </ol>
            </section>
            <p class="wo-muted">{words!(locale, public.partners, city = city.as_str())}</p>
        </div>
    }
}

fn door(to: &str, icon: &'static str, title: &'static str, text: &'static str) -> AnyView {
    view! {
        <A href=page(to) attr:class="wo-door">
            <Icon name=icon/>
            <strong class="wo-door__title">{title}</strong>
            <span class="wo-door__text">{text}</span>
        </A>
    }
    .into_any()
}

/// The next Wednesday, as the office's calendar has it.
fn wednesday() -> AnyView {
    let locale = use_locale();
    let day = outcome::query(|| (), |()| next_wednesday());
    let shown = outcome::show(day, move |day| {
        view! {
            <section class="wo-ticket">
                <h2>{words!(locale, public.wednesday_heading)}</h2>
                <p class="wo-ticket__when">{time(&day)}</p>
                <p>{words!(locale, public.wednesday_text)}</p>
            </section>
        }
    });
    shown.into_any()
}

fn place(frame: &Frame) -> AnyView {
    let locale = use_locale();
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
