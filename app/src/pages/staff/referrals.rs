//! Referrals to the own institution and from it.

use super::{
    row::{case_link, overdue, row_button, typed_before},
    terms as own_terms,
};
use crate::{
    api::referrals::{AcceptReferral, AcknowledgeReferral, CloseReferral, DeclineReferral, Referrals},
    form::{FormAction, PostForm, TextArea},
    i18n::Locale,
    language::{page, use_locale, words},
    live::use_revision,
    parts::{outcome, step::time},
};
use domain::{
    referral::ReferralState,
    view::casework::{ReferralPage, ReferralRow},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// What the forms of this page need.
#[derive(Clone, Copy)]
struct Desk {
    changed: RwSignal<u32>,
    decline: FormAction,
    close: FormAction,
    /// The referral whose end is being written.
    chosen: Memo<Option<String>>,
}

/// The page of referrals.
#[component]
pub(crate) fn Referrals() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let failed = typed_before("decline", "referral").or_else(|| typed_before("close", "referral"));
    let chosen = Memo::new(move |_| query.with(|query| query.get("referral")).or_else(|| failed.clone()));
    let desk = Desk { changed: RwSignal::new(0), decline: FormAction::new(), close: FormAction::new(), chosen };
    let revision = use_revision();
    let data = outcome::query(
        move || (desk.changed.get(), desk.decline.version(), desk.close.version(), revision()),
        |_| Referrals {},
    );
    view! {
        <Title text=words!(locale, staff.referrals_title)/>
        <div class="wo-stack wo-stack--large">
            <h1>{words!(locale, staff.referrals_title)}</h1>
            {outcome::show(data, move |data| shown(locale, desk, data))}
        </div>
    }
}

fn shown(locale: Locale, desk: Desk, data: ReferralPage) -> AnyView {
    let cut = data.is_cut.then(|| view! { <p class="wo-muted">{words!(locale, staff.more_wait)}</p> });
    let over = (!data.over.is_empty()).then(|| {
        let rows = data.over.into_iter().map(|row| card(locale, None, row)).collect_view();
        view! {
            <section class="wo-stack" aria-labelledby="over">
                <h2 id="over">{words!(locale, staff.referrals_over)}</h2>
                {rows}
            </section>
        }
    });
    view! {
        {list(locale, Some(desk), "to-us", words!(locale, staff.referrals_to_us), words!(locale, staff.no_referrals_to_us), data.to_us)}
        {list(locale, None, "from-us", words!(locale, staff.referrals_from_us), words!(locale, staff.no_referrals_from_us), data.from_us)}
        {cut}
        {over}
    }
    .into_any()
}

fn list(
    locale: Locale,
    desk: Option<Desk>,
    id: &'static str,
    title: &'static str,
    empty: &'static str,
    rows: Vec<ReferralRow>,
) -> AnyView {
    let content = if rows.is_empty() {
        view! { <p class="wo-muted">{empty}</p> }.into_any()
    } else {
        rows.into_iter().map(|row| card(locale, desk, row)).collect_view().into_any()
    };
    view! { <section class="wo-stack" aria-labelledby=id><h2 id=id>{title}</h2>{content}</section> }.into_any()
}

fn card(locale: Locale, desk: Option<Desk>, row: ReferralRow) -> AnyView {
    let actions = desk.filter(|_| row.state.is_open()).map(|desk| actions(locale, desk, &row));
    view! { <article class="wo-card">{referral(locale, row)}{actions}</article> }.into_any()
}

/// A referral in words: whom it is about, from or to whom, what is asked, where it stands.
pub(super) fn referral(locale: Locale, row: ReferralRow) -> AnyView {
    let title = match row.name {
        Some(name) => case_link(row.case, name),
        None => view! { <span class="wo-muted">{words!(locale, staff.case_out_of_sight)}</span> }.into_any(),
    };
    let side = if row.is_ours { words!(locale, staff.from) } else { words!(locale, staff.to) };
    let by = (row.state == ReferralState::Sent).then(|| {
        let mark = row.is_late.then(|| view! { " "{overdue(locale)} });
        view! { " · "{words!(locale, staff.acknowledge_by)}" "{time(&row.acknowledge_by)}{mark} }
    });
    let reply = row.reply.map(|reply| {
        let word = if row.state == ReferralState::Declined {
            words!(locale, staff.reason)
        } else {
            words!(locale, staff.result)
        };
        view! { <p><strong>{word}": "</strong><span dir="auto">{reply}</span></p> }
    });
    view! {
        <h3 class="wo-card__title">{title}" · "{own_terms::topic(locale, row.topic)}</h3>
        <p class="wo-muted">{side}" "<bdi>{row.other}</bdi>{words!(locale, common.comma)}{row.sent}</p>
        <p><strong>{own_terms::referral_state(locale, row.state)}</strong>{by}</p>
        <p dir="auto">{row.request}</p>
        {reply}
    }
    .into_any()
}

fn actions(locale: Locale, desk: Desk, row: &ReferralRow) -> AnyView {
    let id = row.id.to_string();
    let about = row.name.clone().unwrap_or_default();
    let button =
        |to, name, text| row_button(desk.changed, to, name, vec![("referral", id.clone())], text, about.clone());
    let acknowledge = (row.state == ReferralState::Sent)
        .then(|| button(AcknowledgeReferral::PATH, "acknowledge", words!(locale, staff.acknowledge)));
    let accept = matches!(row.state, ReferralState::Sent | ReferralState::Acknowledged)
        .then(|| button(AcceptReferral::PATH, "accept", words!(locale, staff.accept)));
    let is_accepted = row.state == ReferralState::Accepted;
    let end = if is_accepted { words!(locale, staff.close) } else { words!(locale, staff.decline) };
    let href = page(&format!("referrals?referral={id}"));
    let ending = move || {
        if desk.chosen.get().as_ref() == Some(&id) {
            ending_form(locale, desk, &id, is_accepted)
        } else {
            view! { <p><a href=href.clone()>{end}<span class="wo-visually-hidden">": "<bdi>{about.clone()}</bdi></span></a></p> }
                .into_any()
        }
    };
    view! { <div class="wo-cluster">{acknowledge}{accept}</div>{ending} }.into_any()
}

fn ending_form(locale: Locale, desk: Desk, id: &str, is_accepted: bool) -> AnyView {
    let hidden = view! { <input type="hidden" name="form[referral]" value=id.to_owned()/> };
    if is_accepted {
        view! {
            <PostForm action=desk.close to=CloseReferral::PATH name="close">
                {hidden}
                <TextArea name="reply" label=words!(locale, staff.result) hint=words!(locale, staff.close_hint)/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--primary">{words!(locale, staff.close)}</button>
                </div>
            </PostForm>
        }
        .into_any()
    } else {
        view! {
            <PostForm action=desk.decline to=DeclineReferral::PATH name="decline">
                {hidden}
                <TextArea name="reply" label=words!(locale, staff.reason) hint=words!(locale, staff.decline_hint)/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--primary">{words!(locale, staff.decline)}</button>
                </div>
            </PostForm>
        }
        .into_any()
    }
}
