//! The page a sheet's QR code leads to: asks for the birth date, or says that the sheet was used.

use crate::{
    api::sheets::OPEN_SHEET,
    form::{FlashSlot, Hidden, PlainForm, rule_text, use_form_state},
    gate,
    i18n::Locale,
    language::{use_locale, words},
    pages::account::invitation,
    parts::icon::Icon,
};
use domain::view::account::SheetDoor;
use leptos::prelude::*;

pub(super) fn page(locale: Locale, code: String, door: SheetDoor) -> AnyView {
    if let Some(day) = door.used {
        return invitation::used(locale, day.text, gate::frame().contact);
    }
    // A wrong date comes back by a plain post.
    provide_context(FlashSlot(RwSignal::new(gate::visit().flash)));
    view! {
        <div class="wo-stack">
            <h1>{words!(locale, account.link_invitation_title)}</h1>
            <p class="wo-lede">{words!(locale, paper.open_lede)}</p>
            <PlainForm to=OPEN_SHEET name="open-sheet">
                <Hidden name="code" value=code/>
                <BirthDate/>
                <p class="wo-muted">{words!(locale, paper.open_void)}</p>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--primary">{words!(locale, paper.open_button)}</button>
                </div>
            </PlainForm>
        </div>
    }
    .into_any()
}

/// Day, month and year, as they stand in a passport.
#[component]
fn BirthDate() -> impl IntoView {
    let locale = use_locale();
    let rule = use_form_state().rule("birth_date");
    let error = rule.map(|rule| {
        view! { <p class="wo-error" id="birth-error"><Icon name="danger"/>" "{rule_text(locale, rule)}</p> }
    });
    let field = |id: &'static str, name: &'static str, label: &'static str, length: &'static str| {
        view! {
            <div class="wo-field">
                <label for=id>{label}</label>
                <input id=id name=name type="text" inputmode="numeric" maxlength=length autocomplete="off" dir="ltr"
                    aria-describedby=rule.map(|_| "birth-error") aria-invalid=rule.map(|_| "true")/>
            </div>
        }
    };
    view! {
        <fieldset class=if rule.is_some() { "wo-fieldset wo-field--error" } else { "wo-fieldset" }>
            <legend>{words!(locale, paper.birth_legend)}</legend>
            <p class="wo-hint">{words!(locale, paper.birth_hint)}</p>
            {error}
            <div class="wo-date-fields">
                {field("open-sheet-birth_date", "form[day]", words!(locale, paper.birth_day), "2")}
                {field("open-sheet-month", "form[month]", words!(locale, paper.birth_month), "2")}
                {field("open-sheet-year", "form[year]", words!(locale, paper.birth_year), "4")}
            </div>
        </fieldset>
    }
}
