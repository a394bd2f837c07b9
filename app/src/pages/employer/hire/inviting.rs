//! Inviting one person, by mail or on paper: a click of its own, again too.

use super::super::table;
use crate::{
    api::{hires::InviteHire, sheets::PRINT_SHEETS},
    form::{FormAction, Hidden, PlainForm, PostForm},
    i18n::Locale,
    language::{page, words},
    parts::{icon::Icon, language_choice::language_choice},
};
use domain::view::hires::{HireRow, Invitation, InviteWays, PaperWay};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// `is_new` as long as nothing belongs to the person alone; after a reset she is invited again.
pub(super) fn section(locale: Locale, row: &HireRow, ways: &InviteWays, is_new: bool, action: FormAction) -> AnyView {
    let text = match &row.invitation {
        Invitation::NoAddress | Invitation::NotInvited if !is_new => String::new(),
        Invitation::Opened(when) => words!(locale, employer.opened, day = when.text.as_str()),
        Invitation::NoAddress => words!(locale, employer.no_address_text).to_owned(),
        Invitation::SharedAddress => String::new(),
        Invitation::NotInvited => words!(locale, employer.not_invited_text).to_owned(),
        Invitation::NotOpened(_) => table::invitation(locale, &row.invitation).unwrap_or_default(),
    };
    let text = (!text.is_empty()).then(|| view! { <p>{text}</p> });
    let is_shared = ways.is_shared && ways.paper != PaperWay::No;
    let shared = is_shared.then(|| {
        view! {
            <div class="wo-notice wo-notice--warning">
                <Icon name="warning"/>
                <div><p>{words!(locale, employer.shared_text)}</p></div>
            </div>
        }
    });
    let id = row.id.to_string();
    let again = matches!(row.invitation, Invitation::NotOpened(_));
    let mail = ways.mail.then(|| {
        let button = if again { words!(locale, employer.invite_again) } else { words!(locale, employer.invite) };
        view! {
            <PostForm action=action to=InviteHire::PATH name="invite">
                <Hidden name="id" value=id/>
                <div class="wo-button-row"><button class="wo-button wo-button--secondary"><Icon name="mail"/>" "{button}</button></div>
            </PostForm>
        }
    });
    view! {
        <section class="wo-stack wo-stack--small" aria-labelledby="invitation">
            <h2 id="invitation">{words!(locale, employer.invitation_heading)}</h2>
            {text}
            {shared}
            {mail}
            {paper(locale, row, ways)}
        </section>
    }
    .into_any()
}

/// A sheet in the language chosen, or what it lacks.
fn paper(locale: Locale, row: &HireRow, ways: &InviteWays) -> AnyView {
    let (id, language) = (row.id.to_string(), ways.language);
    match ways.paper {
        PaperWay::No => ().into_any(),
        PaperWay::NoBirthDate => view! {
            <p>
                {words!(locale, employer.sheet_no_birth_date)}" "
                <a href=page(&format!("hires/{id}#entered"))>{words!(locale, employer.entered_heading)}</a>
            </p>
        }
        .into_any(),
        PaperWay::Yes => view! {
            <p>{words!(locale, employer.sheet_text)}</p>
            <PlainForm to=PRINT_SHEETS name="sheets">
                <Hidden name="cases[]" value=id/>
                {language_choice(words!(locale, employer.sheet_language), language)}
                <div class="wo-button-row">
                    <button class="wo-button wo-button--secondary"><Icon name="print"/>" "{words!(locale, employer.print_sheet)}</button>
                </div>
            </PlainForm>
        }
        .into_any(),
    }
}
