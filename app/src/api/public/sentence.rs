//! The sentence that answers: who, what for, from where, from when. A plain form with an address as its answer.

use crate::{
    i18n::Locale,
    language::{page, use_language, words},
};
use domain::{
    form::{AskWay, Who},
    view::public::Choices,
};
use leptos::prelude::*;

/// The form, with what was typed before.
pub(super) fn form(locale: Locale, choices: &Choices, typed: &AskWay) -> AnyView {
    // A language that only newcomers read here begins with them.
    let first = if use_language().is_for_work() { Who::Hiring } else { Who::Coming };
    let chosen = typed.who.parse::<Who>().unwrap_or(first);
    let who = [
        (Who::Hiring, words!(locale, public.who_hiring)),
        (Who::Coming, words!(locale, public.who_coming)),
        (Who::Here, words!(locale, public.who_here)),
    ]
    .map(|(who, text)| view! { <option value=who.to_string() selected=chosen == who>{text}</option> });
    let occupations = choices.occupations.iter().cloned().map(|name| view! { <option value=name></option> });
    let countries =
        choices.countries.iter().map(|(_, name)| name.clone()).map(|name| view! { <option value=name></option> });
    view! {
        <form class="wo-sentence" method="get" action=page("way") aria-labelledby="sentence">
            <h2 class="wo-sentence__title" id="sentence">{words!(locale, public.sentence_legend)}</h2>
            <div class="wo-sentence__parts">
                <div class="wo-field">
                    <label for="way-who">{words!(locale, public.sentence_who)}</label>
                    <select id="way-who" name="who">{who.collect_view()}</select>
                </div>
                <div class="wo-field">
                    <label for="way-occupation">{words!(locale, public.sentence_occupation)}</label>
                    <input id="way-occupation" name="occupation" type="text" list="way-occupations" autocomplete="off" dir="auto"
                        maxlength="120" value=typed.occupation.clone()/>
                    <datalist id="way-occupations">{occupations.collect_view()}</datalist>
                </div>
                <div class="wo-field">
                    <label for="way-country">{words!(locale, public.sentence_country)}</label>
                    <input id="way-country" name="country" type="text" list="way-countries" autocomplete="off" dir="auto"
                        maxlength="120" value=typed.country.clone()/>
                    <datalist id="way-countries">{countries.collect_view()}</datalist>
                </div>
                <div class="wo-field">
                    <label for="way-start">{words!(locale, public.sentence_start)}</label>
                    <input id="way-start" name="start" type="date" dir="ltr" value=typed.start.clone()/>
                </div>
                <button class="wo-button wo-button--primary">{words!(locale, public.sentence_button)}</button>
            </div>
            <p class="wo-sentence__note">{words!(locale, public.sentence_note)}</p>
        </form>
    }
    .into_any()
}
