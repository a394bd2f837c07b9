//! Announcements that employers confirmed: one click admits.

use crate::{
    api::notices::{AdmitNotice, DeclineNotice, Notices},
    form::{Field, FlashSlot, FormAction, PostForm},
    i18n::Locale,
    language::{page, use_locale, words},
    live::use_revision,
    parts::{icon::Icon, outcome, step::time},
};
use domain::{
    form::AdmitNotice as Choice,
    view::notice::{NoticeList, NoticeRow},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;
use leptos_router::{components::A, hooks::use_query_map};

/// The page of announcements.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let (admit, decline) = (FormAction::new(), FormAction::new());
    let revision = use_revision();
    // Without scripts a refused form comes back to this page; what it was about comes back with it.
    let refused = use_context::<FlashSlot>()
        .and_then(|FlashSlot(slot)| slot.get_untracked())
        .filter(|flash| flash.form == "decline-notice")
        .and_then(|flash| flash.typed.get("notice").cloned());
    let declining =
        Memo::new(move |_| query.with(|query| query.get("decline")).or_else(|| refused.clone()).unwrap_or_default());
    let list = outcome::query(move || (admit.version(), decline.version(), revision()), |_| Notices {});
    view! {
        <Title text=words!(locale, public.notices_title)/>
        <div class="wo-stack wo-stack--large">
            <h1>{words!(locale, public.notices_title)}</h1>
            {outcome::show(list, move |list| shown(list, declining, admit, decline))}
        </div>
    }
}

fn shown(list: NoticeList, declining: Memo<String>, admit: FormAction, decline: FormAction) -> AnyView {
    let locale = use_locale();
    if list.rows.is_empty() {
        return view! {
            <div class="wo-empty">
                <p class="wo-empty__title">{words!(locale, public.notices_empty)}</p>
                <p>{words!(locale, public.notices_empty_text)}</p>
                <A href=page("announce") attr:class="wo-button wo-button--secondary">{words!(locale, public.announce_title)}</A>
            </div>
        }
        .into_any();
    }
    let more = list.has_more.then(|| view! { <p class="wo-muted">{words!(locale, public.notices_more)}</p> });
    let numbers: Vec<(String, String)> = list.rows.iter().map(|row| (row.id.to_string(), row.number.clone())).collect();
    let declined = move || {
        let id = declining.get();
        let number = numbers.iter().find(|(row, _)| *row == id).map(|(_, number)| number.clone());
        number.map(|number| decline_form(locale, id, &number, decline))
    };
    let rows = list.rows.into_iter().map(|row| card(locale, row)).collect_view();
    view! {
        <p class="wo-lede">{words!(locale, public.notices_lede)}</p>
        {declined}
        <PostForm action=admit to=AdmitNotice::PATH name="admit-notice" class="wo-stack wo-stack--large">
            {rows}
        </PostForm>
        {more}
    }
    .into_any()
}

fn decline_form(locale: Locale, id: String, number: &str, action: FormAction) -> AnyView {
    view! {
        <section class="wo-card">
            <h2 class="wo-card__title">{words!(locale, public.decline_title, number = number)}</h2>
            <p>{words!(locale, public.decline_text)}</p>
            <PostForm action to=DeclineNotice::PATH name="decline-notice">
                <input type="hidden" name="form[notice]" value=id/>
                <Field name="reason"/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--danger">{words!(locale, public.decline)}</button>
                    <A href=page("notices") attr:class="wo-button wo-button--tertiary">{words!(locale, public.cancel)}</A>
                </div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn card(locale: Locale, row: NoticeRow) -> AnyView {
    let href = format!("{}?decline={}", page("notices"), row.id);
    let number = row.number.clone();
    let similar = similar(locale, &row);
    let partner =
        if row.partner { words!(locale, public.notice_partner) } else { words!(locale, public.notice_no_partner) };
    let children = words!(locale, public.notice_children, count = row.children.to_string());
    let month = row.arrival_month.clone().unwrap_or_else(|| words!(locale, public.month_unknown).to_owned());
    let unknown = (!row.is_occupation_known)
        .then(|| view! { <span class="wo-muted">" "{words!(locale, public.occupation_unknown)}</span> });
    view! {
        <section class="wo-card">
            <h2 class="wo-card__title"><bdi>{row.company.clone()}</bdi>{words!(locale, common.comma)}<bdi>{row.number.clone()}</bdi></h2>
            <dl class="wo-summary-list">
                <div><dt>{words!(locale, public.notice_confirmed)}</dt><dd>{time(&row.confirmed)}</dd></div>
                <div>
                    <dt>{words!(locale, public.notice_sender)}</dt>
                    <dd><bdi>{row.sender_name}</bdi>{words!(locale, common.comma)}<a href=format!("mailto:{}", row.sender_email) dir="ltr">{row.sender_email.clone()}</a></dd>
                </div>
                <div><dt>{words!(locale, public.notice_person)}</dt><dd><bdi>{row.person}</bdi>{words!(locale, common.comma)}{row.nationality}</dd></div>
                <div><dt>{words!(locale, fields.occupation)}</dt><dd><bdi>{row.occupation}</bdi>{unknown}</dd></div>
                <div><dt>{words!(locale, fields.work_start)}</dt><dd>{time(&row.work_start)}</dd></div>
                <div><dt>{words!(locale, fields.arrival_month)}</dt><dd>{month}</dd></div>
                <div><dt>{words!(locale, public.notice_family)}</dt><dd>{partner}<br/>{children}</dd></div>
            </dl>
            {similar}
            <div class="wo-button-row">
                <button class="wo-button wo-button--primary" name="form[choice]" value=Choice::of(row.id, None)>
                    {words!(locale, public.admit_new)}<span class="wo-visually-hidden">": "<bdi>{number.clone()}</bdi></span>
                </button>
                <A href=href attr:class="wo-button wo-button--tertiary">
                    {words!(locale, public.decline)}<span class="wo-visually-hidden">": "<bdi>{number}</bdi></span>
                </A>
            </div>
        </section>
    }
    .into_any()
}

/// Employers it could be: only the Welcome Office sees that there are others of that name.
fn similar(locale: Locale, row: &NoticeRow) -> AnyView {
    if row.similar.is_empty() {
        return ().into_any();
    }
    let id = row.id;
    let buttons = row
        .similar
        .iter()
        .map(|employer| {
            let text = words!(locale, public.admit_to, employer = employer.name.as_str());
            view! {
                <button class="wo-button wo-button--secondary" name="form[choice]" value=Choice::of(id, Some(employer.id))>
                    {text}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="wo-notice">
            <Icon name="info"/>
            <div class="wo-stack wo-stack--small">
                <p>{words!(locale, public.similar_hint)}</p>
                <div class="wo-cluster">{buttons}</div>
            </div>
        </div>
    }
    .into_any()
}
