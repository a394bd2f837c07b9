//! What stands above every page of the demo: be somebody else, move the day, let something happen, begin anew.
//! Plain forms, so that it needs no code in the browser.

use crate::{i18n::Locale, language::words};
use chrono::NaiveDate;
use leptos::prelude::*;
use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, PoisonError},
};

/// The panel as HTML, built once for a language and an office day.
pub(super) fn panel(locale: Locale, today: NaiveDate) -> String {
    static BUILT: LazyLock<Mutex<HashMap<Locale, (NaiveDate, String)>>> = LazyLock::new(Mutex::default);
    let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    match built.get(&locale) {
        Some((day, panel)) if *day == today => panel.clone(),
        _ => {
            let panel = build(locale, today);
            built.insert(locale, (today, panel.clone()));
            panel
        }
    }
}

fn build(locale: Locale, today: NaiveDate) -> String {
    let people = backend::demo::PEOPLE.map(|email| {
        view! { <button class="wo-button wo-button--small wo-button--secondary" name="account" value=email>{who(locale, email)}</button> }
    });
    let play = words!(locale, common.demo_play);
    let reset = words!(locale, common.demo_reset);
    view! {
        <p>{words!(locale, common.demo_banner)}" "<a href="/dev/mail" rel="external">{words!(locale, common.demo_mailbox)}</a></p>
        <details>
            <summary>{words!(locale, common.demo_open)}</summary>
            <form class="wo-cluster" method="post" action="/dev/as">{people.collect_view()}</form>
            <div class="wo-cluster">
                <form class="wo-cluster" method="post" action="/dev/clock">
                    <label>{words!(locale, common.demo_day)}" "<input type="date" name="day" dir="ltr" required value=today.to_string()/></label>
                    <button class="wo-button wo-button--small wo-button--secondary">{words!(locale, common.demo_move)}</button>
                </form>
                <form method="post" action="/dev/minute"><button class="wo-button wo-button--small wo-button--secondary">{play}</button></form>
                <form method="post" action="/dev/reset"><button class="wo-button wo-button--small wo-button--secondary">{reset}</button></form>
            </div>
        </details>
    }
    .to_html()
}

fn who(locale: Locale, email: &str) -> &'static str {
    match email.split('@').next().unwrap_or_default() {
        "caretaker" => words!(locale, common.demo_caretaker),
        "owner" => words!(locale, common.demo_owner),
        "newcomer" => words!(locale, common.demo_newcomer),
        "dentist" => words!(locale, common.demo_dentist),
        "graduate" => words!(locale, common.demo_graduate),
        "companion" => words!(locale, common.demo_companion),
        "recognition" => words!(locale, common.demo_recognition),
        "clerk" => words!(locale, common.demo_clerk),
        "lead" => words!(locale, common.demo_lead),
        _ => words!(locale, common.demo_admin),
    }
}
