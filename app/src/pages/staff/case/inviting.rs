//! Inviting the person of a case, by mail or on paper, and ending an access that is not hers.

use super::{
    super::row::{row_action, row_button, typed_before},
    Forms,
};
use crate::{
    api::{
        cases::InviteNewcomer,
        sheets::{PRINT_SHEET, ResetAccess},
    },
    form::{Hidden, PlainForm, PostForm, Radios},
    i18n::Locale,
    language::words,
    parts::{icon::Icon, language_choice::language_choice, step::time},
};
use domain::{
    facts::Word as _,
    form::ResetReason,
    view::{
        When,
        account::OpeningWay,
        hires::{InviteWays, PaperWay},
    },
};
use leptos::{prelude::*, server_fn::ServerFn as _};

pub(super) fn ways(locale: Locale, forms: Forms, ways: &InviteWays, again: bool) -> AnyView {
    let mail = ways.mail.then(|| {
        let text = if again { words!(locale, staff.invite_again) } else { words!(locale, staff.invite) };
        let case = vec![("case", forms.case.to_string())];
        row_button(forms.changed, InviteNewcomer::PATH, "invite", case, text, String::new())
    });
    let shared = (ways.is_shared && ways.paper != PaperWay::No).then(|| {
        view! {
            <div class="wo-notice wo-notice--warning">
                <Icon name="warning"/>
                <div><p>{words!(locale, staff.shared_address)}</p></div>
            </div>
        }
    });
    let language = ways.language;
    let paper = match ways.paper {
        PaperWay::No => ().into_any(),
        PaperWay::NoBirthDate => view! { <p class="wo-muted">{words!(locale, staff.sheet_no_birth_date)}</p> }.into_any(),
        PaperWay::Yes => view! {
            <PlainForm to=PRINT_SHEET name="sheets">
                <Hidden name="case" value=forms.case.to_string()/>
                {language_choice(words!(locale, staff.sheet_language), language)}
                <div class="wo-button-row">
                    <button class="wo-button wo-button--secondary"><Icon name="print"/>" "{words!(locale, staff.print_sheet)}</button>
                </div>
            </PlainForm>
        }
        .into_any(),
    };
    view! { {shared}{mail}{paper} }.into_any()
}

/// The day the plan was opened, and how.
pub(super) fn opened(locale: Locale, day: &When, way: Option<OpeningWay>) -> AnyView {
    let way = way.map(|way| {
        let way = match way {
            OpeningWay::Mail => words!(locale, staff.opened_mail),
            OpeningWay::Sheet => words!(locale, staff.opened_sheet),
            OpeningWay::Start => words!(locale, staff.opened_start),
        };
        view! { {words!(locale, common.comma)}{way} }
    });
    view! { <div><dt>{words!(locale, staff.opened)}</dt><dd>{time(day)}{way}</dd></div> }.into_any()
}

/// Closed at first: it signs somebody out.
pub(super) fn reset(locale: Locale, forms: Forms, may: bool) -> AnyView {
    if !may {
        return ().into_any();
    }
    let options = ResetReason::ALL.iter().map(move |reason| {
        let text = match reason {
            ResetReason::SomebodyElse => words!(locale, staff.reset_somebody_else),
            ResetReason::LockedOut => words!(locale, staff.reset_locked_out),
        };
        (reason.word().to_owned(), text.to_owned())
    });
    let options: Vec<_> = options.collect();
    view! {
        <details class="wo-details" open=typed_before("reset-access", "reason").is_some()>
            <summary>{words!(locale, staff.reset_summary)}</summary>
            <p>{words!(locale, staff.reset_text)}</p>
            <PostForm action=row_action(forms.changed) to=ResetAccess::PATH name="reset-access">
                <Hidden name="case" value=forms.case.to_string()/>
                <Radios name="reason" options/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--danger">{words!(locale, staff.reset_button)}</button>
                </div>
            </PostForm>
        </details>
    }
    .into_any()
}
