//! The page of sheets: what to do with them on the screen, and one A4 page for each person.
//!
//! Everything on a sheet stands there twice: in the person's language and in German.

use crate::{
    i18n::Locale,
    language::{Language, locale_of, page as address_of, words},
    parts::{
        icon::Icon,
        layout::{Contact, Frame},
        qr::qr,
    },
};
use backend::{LeftOut, Sheet, Sheets, WhyLeftOut, say};
use leptos::prelude::*;

pub(super) fn page(locale: Locale, sheets: Option<Sheets>, frame: &Frame) -> AnyView {
    let Some(Sheets { sheets, left_out, by_employer }) = sheets else { return gone(locale) };
    let (to, back) =
        if by_employer { ("hires", words!(locale, paper.to_hires)) } else { ("cases", words!(locale, paper.to_cases)) };
    let count = words!(locale, paper.sheets_count, count = sheets.len().to_string());
    let left_out = (!left_out.is_empty()).then(|| missing(locale, left_out, to));
    let sheets = sheets.into_iter().map(|sheet| shown(&sheet, frame)).collect_view();
    view! {
        <div class="wo-stack wo-screen-only">
            <a class="wo-back" href=address_of(to)><Icon name="arrow-back"/>" "{back}</a>
            <h1>{words!(locale, paper.sheets_title)}</h1>
            <p class="wo-lede">{words!(locale, paper.sheets_lede)}</p>
            <p>{words!(locale, paper.sheets_once)}</p>
            <p><strong>{count}</strong></p>
            {left_out}
        </div>
        {sheets}
    }
    .into_any()
}

/// Seen already, or never made in this browser.
fn gone(locale: Locale) -> AnyView {
    view! {
        <div class="wo-stack">
            <h1>{words!(locale, paper.sheets_gone_title)}</h1>
            <p class="wo-lede">{words!(locale, paper.sheets_gone_text)}</p>
        </div>
    }
    .into_any()
}

/// Who gets none, and what to do about it.
fn missing(locale: Locale, people: Vec<LeftOut>, to: &'static str) -> AnyView {
    let rows = people.into_iter().map(|left| {
        let why = match left.why {
            WhyLeftOut::NoBirthDate => words!(locale, paper.left_no_birth_date),
            WhyLeftOut::Opened => words!(locale, paper.left_opened),
            WhyLeftOut::Ended => words!(locale, paper.left_ended),
        };
        let href = address_of(&format!("{to}/{}", left.case));
        view! { <li><a href=href><bdi>{left.name}</bdi></a>": "{why}</li> }
    });
    view! {
        <div class="wo-notice wo-notice--warning">
            <Icon name="warning"/>
            <div>
                <p class="wo-notice__title">{words!(locale, paper.left_out_title)}</p>
                <ul>{rows.collect_view()}</ul>
            </div>
        </div>
    }
    .into_any()
}

fn shown(sheet: &Sheet, frame: &Frame) -> AnyView {
    let own = sheet.language;
    let german = (own != Language::De).then(|| text(Language::De, sheet, frame));
    let both = |word: fn(Locale) -> &'static str| {
        let differs = word(locale_of(own)) != word(Locale::de);
        let german = differs.then(|| view! { " / "<span lang="de" dir="ltr">{word(Locale::de)}</span> });
        view! { <span lang=own.tag() dir=own.direction()>{word(locale_of(own))}</span>{german} }
    };
    view! {
        <article class="wo-sheet">
            <header lang=own.tag() dir=own.direction()>
                <p class="wo-sheet__from">"Welcome Office "{frame.city.clone()}</p>
                <p>{both(|locale| words!(locale, paper.sheet_for))}</p>
                <h2><bdi>{sheet.name.clone()}</bdi></h2>
            </header>
            {text(own, sheet, frame)}
            <div class="wo-sheet__code" lang=own.tag() dir=own.direction()>
                {qr(&sheet.address, words!(locale_of(own), paper.qr_sheet))}
                <dl>
                    <div>
                        <dt>{both(|locale| words!(locale, paper.sheet_address))}</dt>
                        <dd><bdi dir="ltr" translate="no">{sheet.typed.clone()}</bdi></dd>
                    </div>
                    <div>
                        <dt>{both(|locale| words!(locale, paper.sheet_code))}</dt>
                        <dd><bdi dir="ltr" class="wo-sheet__letters" translate="no">{sheet.code.clone()}</bdi></dd>
                    </div>
                </dl>
            </div>
            {german}
        </article>
    }
    .into_any()
}

/// The words of a sheet in one language.
fn text(language: Language, sheet: &Sheet, frame: &Frame) -> AnyView {
    let locale = locale_of(language);
    let city = frame.city.as_str();
    let from = sheet.employer.as_ref().map_or_else(
        || words!(locale, paper.sheet_what_1_nobody, city = city),
        |employer| words!(locale, paper.sheet_what_1, employer = employer.as_str(), city = city),
    );
    let until = words!(locale, paper.sheet_until, day = say::short_day(language, sheet.until));
    view! {
        <section class="wo-sheet__text" lang=language.tag() dir=language.direction()>
            <h3>{words!(locale, paper.sheet_greeting)}</h3>
            <p>{from}" "{words!(locale, paper.sheet_what_2)}" "{words!(locale, paper.sheet_what_3)}</p>
            <h4>{words!(locale, paper.sheet_how)}</h4>
            <ol>
                <li>{words!(locale, paper.sheet_how_1)}</li>
                <li>{words!(locale, paper.sheet_how_2)}</li>
                <li>{words!(locale, paper.sheet_how_3)}</li>
            </ol>
            <p><strong>{until}</strong>" "{words!(locale, paper.sheet_keep)}</p>
            {reach(locale, &frame.contact)}
        </section>
    }
    .into_any()
}

fn reach(locale: Locale, contact: &Contact) -> AnyView {
    let place = format!("{}, {}", contact.street, contact.place);
    view! {
        <p>
            {words!(locale, paper.sheet_help)}": "
            <bdi dir="ltr">{contact.phone.clone()}</bdi>" · "
            <bdi dir="ltr">{contact.email.clone()}</bdi>" · "
            <bdi dir="ltr">{place}</bdi>
        </p>
    }
    .into_any()
}
