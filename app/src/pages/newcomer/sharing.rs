//! Who may see the own steps: one institution, one question, one answer at a time.

use crate::{
    api::plan::{AnswerShare, StopSharing},
    form::{FormAction, Hidden, PostForm},
    i18n::Locale,
    language::words,
    parts::step::time,
};
use domain::view::plan::{Purpose, Share, ShareAnswer};
use leptos::{prelude::*, server_fn::ServerFn as _};

fn purpose(locale: Locale, purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Recognition => words!(locale, newcomer.purpose_recognition),
        Purpose::Work => words!(locale, newcomer.purpose_work),
        Purpose::Housing => words!(locale, newcomer.purpose_housing),
        Purpose::Volunteering => words!(locale, newcomer.purpose_volunteering),
        Purpose::Sports => words!(locale, newcomer.purpose_sports),
    }
}

/// Asks on the step that needs it; a no costs nothing and can be changed, like a yes.
pub(super) fn question(locale: Locale, step: String, share: Share, action: FormAction) -> AnyView {
    let name = share.name.clone();
    let said = said(locale, &share);
    let yes = (share.answer != ShareAnswer::Yes).then(|| {
        view! {
            <button class="wo-button wo-button--secondary" name="answer" value="yes">
                {words!(locale, newcomer.share_yes)}
            </button>
        }
    });
    let no = match share.answer {
        ShareAnswer::No => None,
        ShareAnswer::Yes => Some(words!(locale, newcomer.share_stop)),
        ShareAnswer::Open => Some(words!(locale, newcomer.share_no)),
    };
    let no = no.map(|text| {
        view! { <button class="wo-button wo-button--tertiary" name="answer" value="no">{text}</button> }
    });
    view! {
        <section class="wo-card" aria-labelledby="share-question">
            <h2 class="wo-card__title" id="share-question">{words!(locale, newcomer.share_question)}</h2>
            <p><strong><bdi>{name}</bdi></strong>": "{purpose(locale, share.purpose)}</p>
            <p>{words!(locale, newcomer.share_text)}</p>
            {said}
            <PostForm action to=AnswerShare::PATH name="share">
                <Hidden name="step" value=step/>
                <div class="wo-button-row">{yes}{no}</div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn said(locale: Locale, share: &Share) -> AnyView {
    let text = match share.answer {
        ShareAnswer::Open => return ().into_any(),
        ShareAnswer::Yes => words!(locale, newcomer.share_said_yes),
        ShareAnswer::No => words!(locale, newcomer.share_said_no),
    };
    let since = share.since.as_ref().map(|day| view! { " ("{time(day)}")" });
    view! { <p><strong>{text}</strong>{since}</p> }.into_any()
}

/// Every institution that was asked about, on the plan; a yes can be taken back here.
pub(super) fn list(locale: Locale, shares: Vec<Share>, action: FormAction) -> AnyView {
    if shares.is_empty() {
        return ().into_any();
    }
    let items = shares
        .into_iter()
        .map(|share| {
            let named = share.name.clone();
            let stop = (share.answer == ShareAnswer::Yes).then(|| {
                view! {
                    <PostForm action to=StopSharing::PATH name="stop-sharing" class="wo-form--inline">
                        <Hidden name="organisation" value=share.organisation.to_string()/>
                        <Hidden name="purpose" value=share.purpose.to_string()/>
                        <button class="wo-button wo-button--small wo-button--secondary">
                            {words!(locale, newcomer.share_stop)}
                            <span class="wo-visually-hidden">": "<bdi>{named}</bdi></span>
                        </button>
                    </PostForm>
                }
            });
            view! {
                <li>
                    <div class="wo-actions__what">
                        <strong><bdi>{share.name.clone()}</bdi></strong>", "{purpose(locale, share.purpose)}
                        {said(locale, &share)}
                    </div>
                    {stop}
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="wo-card" aria-labelledby="shares">
            <h2 class="wo-card__title" id="shares">{words!(locale, newcomer.shares)}</h2>
            <ul class="wo-actions">{items}</ul>
        </section>
    }
    .into_any()
}
