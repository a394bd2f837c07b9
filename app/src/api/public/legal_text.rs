//! The legal pages' words; what is not settled or not verified yet says so.

use super::accessibility_page;
use crate::{
    i18n::Locale,
    language::words,
    parts::layout::{Contact, Frame},
};
use domain::view::public::LegalPage;
use leptos::prelude::*;

/// A page in words.
struct LegalText {
    title: String,
    lede: String,
    sections: Vec<LegalSection>,
}

/// A part of it.
pub(super) struct LegalSection {
    heading: String,
    paragraphs: Vec<String>,
}

pub(super) fn page(locale: Locale, page: LegalPage, frame: &Frame) -> AnyView {
    let text = match page {
        LegalPage::Imprint => imprint(locale, frame),
        LegalPage::Privacy => privacy(locale, frame),
        LegalPage::Accessibility => return accessibility_page::page(locale, frame),
    };
    let sections = text.sections.into_iter().map(LegalSection::shown).collect_view();
    view! { <h1>{text.title}</h1><p class="wo-lede">{text.lede}</p>{sections} }.into_any()
}

impl LegalSection {
    pub(super) fn new(heading: &str, paragraphs: Vec<String>) -> Self {
        Self { heading: heading.to_owned(), paragraphs }
    }

    pub(super) fn shown(self) -> AnyView {
        let paragraphs = self.paragraphs.into_iter().map(|text| view! { <p dir="auto">{text}</p> }).collect_view();
        view! { <section class="wo-stack"><h2>{self.heading}</h2>{paragraphs}</section> }.into_any()
    }
}

/// A number or an address in a sentence of any direction, read from left to right.
pub(super) fn isolated(text: &str) -> String {
    format!("\u{2066}{text}\u{2069}")
}

fn address(contact: &Contact) -> String {
    format!("{}, {}", contact.street, contact.place)
}

fn imprint(locale: Locale, frame: &Frame) -> LegalText {
    let contact = &frame.contact;
    LegalText {
        title: words!(locale, public.imprint_title).to_owned(),
        lede: words!(locale, public.imprint_lede).to_owned(),
        sections: vec![
            LegalSection::new(
                words!(locale, public.imprint_office),
                vec![words!(locale, public.imprint_office_1, city = frame.city.as_str()), address(contact)],
            ),
            LegalSection::new(
                words!(locale, public.imprint_contact),
                vec![isolated(&contact.phone), isolated(&contact.email)],
            ),
            LegalSection::new(
                words!(locale, public.imprint_represented),
                vec![words!(locale, public.imprint_represented_1).to_owned()],
            ),
            LegalSection::new(
                words!(locale, public.imprint_content),
                vec![words!(locale, public.imprint_content_1).to_owned()],
            ),
        ],
    }
}

fn privacy(locale: Locale, frame: &Frame) -> LegalText {
    let contact = &frame.contact;
    let email = isolated(&contact.email);
    LegalText {
        title: words!(locale, public.privacy_title).to_owned(),
        lede: words!(locale, public.privacy_lede).to_owned(),
        sections: vec![
            LegalSection::new(
                words!(locale, public.privacy_who),
                vec![
                    words!(
                        locale,
                        public.privacy_who_1,
                        city = frame.city.as_str(),
                        address = address(contact),
                        email = email.as_str()
                    ),
                    words!(locale, public.privacy_who_2).to_owned(),
                ],
            ),
            LegalSection::new(
                words!(locale, public.privacy_what),
                vec![
                    words!(locale, public.privacy_what_1).to_owned(),
                    words!(locale, public.privacy_what_2).to_owned(),
                    words!(locale, public.privacy_what_3).to_owned(),
                ],
            ),
            LegalSection::new(
                words!(locale, public.privacy_why),
                vec![words!(locale, public.privacy_why_1).to_owned()],
            ),
            LegalSection::new(
                words!(locale, public.privacy_who_sees),
                vec![words!(locale, public.privacy_who_sees_1).to_owned()],
            ),
            LegalSection::new(
                words!(locale, public.privacy_how_long),
                vec![words!(locale, public.privacy_how_long_1).to_owned()],
            ),
            LegalSection::new(
                words!(locale, public.privacy_rights),
                vec![
                    words!(locale, public.privacy_rights_1, email = email.as_str()),
                    words!(locale, public.privacy_rights_2).to_owned(),
                ],
            ),
            LegalSection::new(
                words!(locale, public.privacy_cookies),
                vec![words!(locale, public.privacy_cookies_1).to_owned()],
            ),
        ],
    }
}
