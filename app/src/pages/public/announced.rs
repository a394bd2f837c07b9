//! The second and the third step of an announcement: checking the answers, and what happens next.

use crate::{
    api::public::SendNotice,
    form::{FormAction, Hidden, PostForm},
    i18n::Locale,
    language::{page, use_locale, words},
};
use domain::view::public::EnteredNotice;
use leptos::{html, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;
use leptos_router::components::A;

/// Shows every answer with a way to change it; nothing is sent yet.
pub(super) fn check(entered: EnteredNotice, heading: NodeRef<html::H1>, action: FormAction) -> AnyView {
    let locale = use_locale();
    let id = entered.id;
    let rows = answers(locale, &entered)
        .into_iter()
        .map(|(field, label, answer)| {
            let href = format!("{}?draft={id}#announce-{field}", page("announce"));
            view! {
                <div>
                    <dt>{label}</dt>
                    <dd><bdi>{answer}</bdi></dd>
                    <dd class="wo-summary-list__action">
                        <a href=href>{words!(locale, public.change)}<span class="wo-visually-hidden">": "{label}</span></a>
                    </dd>
                </div>
            }
        })
        .collect_view();
    let unknown = (!entered.is_occupation_known)
        .then(|| view! { <p class="wo-hint">{words!(locale, public.occupation_unknown)}</p> });
    view! {
        <Title text=words!(locale, public.check_title)/>
        <div class="wo-stack">
            <h1 node_ref=heading tabindex="-1">{words!(locale, public.check_title)}</h1>
            <p class="wo-lede">{words!(locale, public.check_lede)}</p>
            <dl class="wo-summary-list">{rows}</dl>
            {unknown}
            <PostForm action to=SendNotice::PATH name="announce-send">
                <Hidden name="draft" value=id.to_string()/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--primary">{words!(locale, public.send_button)}</button>
                </div>
            </PostForm>
        </div>
    }
    .into_any()
}

/// Field key, label and answer, in the order of the form.
fn answers(locale: Locale, entered: &EnteredNotice) -> Vec<(&'static str, &'static str, String)> {
    let typed = &entered.typed;
    let given = |text: &str| {
        if text.is_empty() { words!(locale, public.none_given).to_owned() } else { text.to_owned() }
    };
    let partner = if typed.partner == "yes" { words!(locale, public.yes) } else { words!(locale, public.no) };
    let month = entered.arrival_month.clone().unwrap_or_else(|| words!(locale, public.month_unknown).to_owned());
    [
        ("company", typed.company.clone()),
        ("sender_name", typed.sender_name.clone()),
        ("sender_email", typed.sender_email.clone()),
        ("given_names", typed.given_names.clone()),
        ("family_name", typed.family_name.clone()),
        ("nationality", entered.nationality.clone()),
        ("occupation", typed.occupation.clone()),
        ("work_start", entered.work_start.text.clone()),
        ("arrival_month", month),
        ("partner", partner.to_owned()),
        ("children", typed.children.clone()),
        ("person_email", given(&typed.person_email)),
    ]
    .map(|(field, answer)| (field, crate::form::label_of(locale, field).unwrap_or_default(), answer))
    .into()
}

/// The number of the announcement, and what happens next with its days.
pub(super) fn sent(entered: EnteredNotice, number: String, heading: NodeRef<html::H1>) -> AnyView {
    let locale = use_locale();
    view! {
        <Title text=words!(locale, public.sent_title)/>
        <div class="wo-stack">
            <h1 node_ref=heading tabindex="-1">{words!(locale, public.sent_title)}</h1>
            <p class="wo-lede">{words!(locale, public.sent_number)}": "<strong><bdi>{number}</bdi></strong></p>
            <h2>{words!(locale, public.sent_next)}</h2>
            <ol>
                <li>{words!(locale, public.sent_mail)}" "<bdi>{entered.typed.sender_email}</bdi></li>
                <li>{words!(locale, public.sent_link, day = entered.link_until.text)}</li>
                <li>{words!(locale, public.sent_answer, day = entered.answer_by.text)}</li>
                <li>{words!(locale, public.sent_then)}</li>
            </ol>
            <p><A href=page("announce")>{words!(locale, public.announce_another)}</A></p>
        </div>
    }
    .into_any()
}
