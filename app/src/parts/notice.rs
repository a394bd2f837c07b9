//! What a form said when it worked, at the top of the page and read out politely.

use crate::{
    AppError,
    form::{FlashSlot, Said},
    i18n::Locale,
    language::{use_locale, words},
    parts::icon::Icon,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Holds what the last form said.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoticeBoard(RwSignal<Said>);

impl NoticeBoard {
    pub(crate) fn new(said: Said) -> Self {
        Self(RwSignal::new(said))
    }

    /// Shows what a form said.
    #[cfg(feature = "hydrate")]
    pub(crate) fn say(self, said: Said) {
        self.0.set(said);
    }
}

/// The notice at the top of the page, if a form said something.
#[component]
pub(crate) fn Notice() -> impl IntoView {
    let locale = use_locale();
    let board = use_context::<NoticeBoard>();
    let flash = use_context::<FlashSlot>().and_then(|FlashSlot(slot)| slot.get_untracked());
    let refused = flash.and_then(|flash| Some((flash.error?, flash.typed)));
    let refused = refused.filter(|(error, _)| !matches!(error, AppError::Invalid { .. })).map(|(error, typed)| {
        view! {
            <div class="wo-notice wo-notice--danger" role="alert">
                <Icon name="danger"/>
                <div>
                    <p class="wo-notice__title">{error.message(locale)}</p>
                    {written(locale, &error, &typed)}
                </div>
            </div>
        }
    });
    let said = move || {
        let said = board.map_or(Said::Nothing, |board| board.0.get());
        text(locale, said).map(|text| {
            view! {
                <div class="wo-notice wo-notice--success" role="status">
                    <Icon name="success"/>
                    <div><p class="wo-notice__title">{text}</p></div>
                </div>
            }
        })
    };
    view! { {refused}{said} }
}

/// Fields in which people write sentences.
const WRITTEN: [&str; 5] = ["remark", "note", "answer", "reply", "question"];

/// What somebody wrote while another changed the same thing: its form may be gone, the text is not.
fn written(locale: Locale, error: &AppError, typed: &BTreeMap<String, String>) -> Option<AnyView> {
    let texts = WRITTEN.into_iter().filter_map(|field| typed.get(field)).filter(|text| !text.trim().is_empty());
    let texts: Vec<String> = texts.filter(|_| matches!(error, AppError::Conflict)).cloned().collect();
    let shown = |text: String| view! { <blockquote dir="auto">{text}</blockquote> };
    (!texts.is_empty()).then(|| {
        view! { <p>{words!(locale, common.you_wrote)}</p> {texts.into_iter().map(shown).collect_view()} }.into_any()
    })
}

fn text(locale: Locale, said: Said) -> Option<String> {
    let text = match said {
        Said::Nothing => return None,
        Said::InvitedGroup { mailed, on_paper } => {
            let (mailed, on_paper) = (mailed.to_string(), on_paper.to_string());
            return Some(words!(locale, common.said_invited_group, mailed = mailed, on_paper = on_paper));
        }
        Said::AccessReset => words!(locale, common.said_access_reset),
        Said::Saved => words!(locale, common.said_saved),
        Said::LinkMailed => words!(locale, common.said_link_mailed),
        Said::PasswordSet => words!(locale, common.said_password_set),
        Said::SignedOut => words!(locale, common.said_signed_out),
        Said::Claimed => words!(locale, common.said_claimed),
        Said::TakenBack => words!(locale, common.said_taken_back),
        Said::Confirmed => words!(locale, common.said_confirmed),
        Said::Waived => words!(locale, common.said_waived),
        Said::Asked => words!(locale, common.said_asked),
        Said::Told => words!(locale, common.said_told),
        Said::Answered => words!(locale, common.said_answered),
        Said::Noted => words!(locale, common.said_noted),
        Said::Referred => words!(locale, common.said_referred),
        Said::Acknowledged => words!(locale, common.said_acknowledged),
        Said::Logged => words!(locale, common.said_logged),
        Said::Invited => words!(locale, common.said_invited),
        Said::Imported => words!(locale, common.said_imported),
        Said::Undone => words!(locale, common.said_undone),
        Said::Discarded => words!(locale, common.said_discarded),
        Said::NoticeConfirmed => words!(locale, common.said_notice_confirmed),
        Said::Admitted => words!(locale, common.said_admitted),
        Said::Replaced => words!(locale, common.said_replaced),
    };
    Some(text.to_owned())
}
