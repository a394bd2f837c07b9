//! What a form said when it worked, at the top of the page and read out politely.

use crate::{
    AppError,
    form::{Flash, FlashSlot, Said, is_written},
    i18n::Locale,
    language::{use_locale, words},
    parts::icon::Icon,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Holds what the last form said, and what was written in forms that went before it was sent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoticeBoard {
    said: RwSignal<Said>,
    /// On which page, and what.
    left: RwSignal<(String, Vec<String>)>,
    /// On which page, and why.
    refused: RwSignal<Option<(String, AppError)>>,
}

impl NoticeBoard {
    pub(crate) fn new(said: Said) -> Self {
        Self { said: RwSignal::new(said), left: RwSignal::default(), refused: RwSignal::default() }
    }

    /// Shows what a form said.
    #[cfg(feature = "hydrate")]
    pub(crate) fn say(self, said: Said) {
        self.refused.set(None);
        self.said.set(said);
    }

    /// Shows why a form was refused that is gone, as long as this page is open.
    #[cfg(feature = "hydrate")]
    pub(crate) fn refuse(self, page: String, error: AppError) {
        self.said.set(Said::Nothing);
        self.refused.set(Some((page, error)));
    }

    /// Shows what was written in forms that are gone, as long as this page is open.
    #[cfg(feature = "hydrate")]
    pub(crate) fn leave(self, page: String, texts: Vec<String>) {
        if !texts.is_empty() {
            self.left.update(|left| {
                if left.0 != page {
                    *left = (page, Vec::new());
                }
                left.1.extend(texts);
            });
        }
    }
}

/// The notice at the top of the page, if a form said something.
#[component]
pub(crate) fn Notice() -> impl IntoView {
    let locale = use_locale();
    let board = use_context::<NoticeBoard>();
    let flash = use_context::<FlashSlot>().and_then(|FlashSlot(slot)| slot.get_untracked());
    let refused = flash.and_then(|flash| Some((flash.error.clone()?, flash)));
    let refused = refused
        .filter(|(error, _)| !matches!(error, AppError::Invalid { .. }))
        .map(|(error, flash)| danger(locale, &error, written(locale, &error, &flash)));
    let said = move || {
        let said = board.map_or(Said::Nothing, |board| board.said.get());
        text(locale, said).map(|text| {
            view! {
                <div class="wo-notice wo-notice--success" role="status">
                    <Icon name="success"/>
                    <div><p class="wo-notice__title">{text}</p></div>
                </div>
            }
        })
    };
    let path = use_location().pathname;
    let gone = move || {
        let (page, error) = board?.refused.get()?;
        (page == path.get()).then(|| danger(locale, &error, None))
    };
    let left = move || {
        let (page, texts) = board?.left.get();
        (!texts.is_empty() && page == path.get()).then(|| {
            view! {
                <div class="wo-notice wo-notice--warning" role="status">
                    <Icon name="warning"/>
                    <div>
                        <p class="wo-notice__title">{words!(locale, common.form_gone)}</p>
                        {quoted(locale, texts)}
                    </div>
                </div>
            }
        })
    };
    view! { {refused}{gone}{said}{left} }
}

fn danger(locale: Locale, error: &AppError, written: Option<AnyView>) -> AnyView {
    view! {
        <div class="wo-notice wo-notice--danger" role="alert">
            <Icon name="danger"/>
            <div>
                <p class="wo-notice__title">{error.message(locale)}</p>
                {written}
            </div>
        </div>
    }
    .into_any()
}

/// What somebody wrote while another changed the same thing: its form may be gone, the text is not.
fn written(locale: Locale, error: &AppError, flash: &Flash) -> Option<AnyView> {
    let texts = flash.typed.iter().filter(|(field, text)| is_written(&flash.form, field) && !text.trim().is_empty());
    let texts: Vec<String> =
        texts.filter(|_| matches!(error, AppError::Conflict)).map(|(_, text)| text.clone()).collect();
    (!texts.is_empty()).then(|| quoted(locale, texts))
}

fn quoted(locale: Locale, texts: Vec<String>) -> AnyView {
    let shown = |text: String| view! { <blockquote dir="auto">{text}</blockquote> };
    view! { <p>{words!(locale, common.you_wrote)}</p> {texts.into_iter().map(shown).collect_view()} }.into_any()
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
        Said::DoneBefore => words!(locale, common.said_done_before),
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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::form::{Field, FormState, TextArea};
    use domain::form;
    use leptos::context::Provider;
    use serde::Serialize;

    const SENTENCE: &str = "The company has moved to Herne";

    /// What is shown of a form that was sent without scripts while a colleague was faster.
    fn shown(form: &str, typed: &impl Serialize) -> String {
        let flash = Flash::failed(form, typed, &AppError::Conflict);
        written(Locale::en, &AppError::Conflict, &flash).map(RenderHtml::to_html).unwrap_or_default()
    }

    /// The field a page makes for it.
    fn made(form: &'static str, field: impl FnOnce() -> AnyView + Send + 'static) -> String {
        Owner::new().with(|| {
            let state = FormState::of(form);
            view! { <Provider value=state>{field()}</Provider> }.into_any().to_html()
        })
    }

    #[test]
    fn why_an_announcement_was_declined_is_shown_to_whom_a_colleague_forestalled() {
        let decline = form::DeclineNotice { notice: "1b4e28ba".to_owned(), reason: SENTENCE.to_owned() };
        let shown = shown("decline-notice", &decline);
        assert!(shown.contains(SENTENCE) && !shown.contains("1b4e28ba"), "{shown}");
        let field = made("decline-notice", || view! { <Field name="reason"/> }.into_any());
        assert!(field.contains("data-written"), "{field}");
    }

    #[test]
    fn what_is_chosen_or_stands_for_something_else_is_not_shown() {
        let answer = form::AnswerQuestion { question: "1b4e28ba".to_owned(), answer: SENTENCE.to_owned() };
        let quoted = shown("answer", &answer);
        assert!(quoted.contains(SENTENCE) && !quoted.contains("1b4e28ba"), "{quoted}");
        let waive = form::WaiveStep { step: "move_in".into(), reason: "other".into(), remark: SENTENCE.to_owned() };
        let quoted = shown("waive-step", &waive);
        assert!(quoted.contains(SENTENCE) && !quoted.contains("other") && !quoted.contains("move_in"), "{quoted}");
        let field = made("code", || view! { <Field name="code"/> }.into_any());
        assert!(!field.contains("data-written"), "{field}");
    }

    #[test]
    fn what_a_newcomer_asked_is_marked_and_shown() {
        let ask = form::plan::AskQuestion { question: SENTENCE.to_owned() };
        assert!(shown("ask", &ask).contains(SENTENCE));
        let field = made("ask", || view! { <TextArea name="question"/> }.into_any());
        assert!(field.contains("data-written"), "{field}");
    }
}
