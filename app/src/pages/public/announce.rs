//! Announcing one hire: answer, check, send. Each step is an address, so that it works without scripts;
//! the answers stay on the server, found by this browser alone.

use crate::{
    api::public::{DraftNotice, LoadAnnouncement},
    form::{Field, FieldKind, FormAction, Hidden, PostForm, Radios, Select},
    i18n::Locale,
    language::{page, use_locale, words},
    parts::outcome,
};
use domain::{
    form::AnnounceHire,
    id::NoticeId,
    view::public::{AnnouncePage, EnteredNotice},
};
use leptos::{html, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;
use leptos_router::{components::A, hooks::use_query_map};

/// Where the visitor is: which draft, and whether it is being checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    draft: Option<NoticeId>,
    is_form: bool,
}

/// The page on which one hire is announced.
#[component]
pub(crate) fn Announce() -> impl IntoView {
    let query = use_query_map();
    let place = Memo::new(move |_| {
        query.with(|query| Place {
            draft: query.get("draft").and_then(|draft| draft.parse().ok()),
            is_form: query.get("step").is_none(),
        })
    });
    let (write, send) = (FormAction::new(), FormAction::new());
    let data =
        outcome::query(move || (place.get(), send.version()), |(place, _)| LoadAnnouncement { draft: place.draft });
    let was_shown = StoredValue::new(false);
    outcome::show(data, move |data| {
        let heading = NodeRef::<html::H1>::new();
        // After a step by script the keyboard and the screen reader start at its heading.
        Effect::new(move |_| {
            if let Some(heading) = heading.get() {
                if was_shown.get_value() {
                    let _focused = heading.focus();
                }
                was_shown.set_value(true);
            }
        });
        step(place.get_untracked(), data, heading, write, send)
    })
}

fn step(place: Place, data: AnnouncePage, heading: NodeRef<html::H1>, write: FormAction, send: FormAction) -> AnyView {
    match data.entered {
        Some(EnteredNotice { number: Some(ref number), .. }) => {
            let number = number.clone();
            data.entered.map(|entered| super::announced::sent(entered, number, heading)).into_any()
        }
        Some(entered) if !place.is_form => super::announced::check(entered, heading, send),
        _ => form(data, heading, write),
    }
}

fn form(data: AnnouncePage, heading: NodeRef<html::H1>, action: FormAction) -> AnyView {
    let locale = use_locale();
    let draft = data.entered.as_ref().map(|entered| entered.id);
    // What was answered on the way here stands in the form already.
    let told = super::told_before();
    let led_here = || AnnounceHire {
        nationality: told("nationality"),
        occupation: told("occupation"),
        work_start: told("work_start"),
        ..AnnounceHire::default()
    };
    let typed = data.entered.map_or_else(led_here, |entered| entered.typed);
    let choices = data.choices;
    let mut months = vec![(String::new(), words!(locale, public.month_unknown).to_owned())];
    months.extend(choices.months);
    let answers = [("yes", words!(locale, public.yes)), ("no", words!(locale, public.no))]
        .map(|(code, text)| (code.to_owned(), text.to_owned()));
    view! {
        <Title text=words!(locale, public.announce_title)/>
        <div class="wo-stack">
            <h1 node_ref=heading tabindex="-1">{words!(locale, public.announce_title)}</h1>
            <p class="wo-lede">{words!(locale, public.announce_lede)}</p>
            <PostForm action to=DraftNotice::PATH name="announce">
                {draft.map(|draft| view! { <Hidden name="draft" value=draft.to_string()/> })}
                <h2>{words!(locale, public.announce_you)}</h2>
                <Field name="company" autocomplete="organization" value=typed.company/>
                <Field name="sender_name" autocomplete="name" value=typed.sender_name/>
                <Field
                    name="sender_email"
                    kind=FieldKind::Email
                    autocomplete="email"
                    hint=words!(locale, public.sender_email_hint)
                    value=typed.sender_email
                />
                <h2>{words!(locale, public.announce_person)}</h2>
                <Field name="given_names" value=typed.given_names/>
                <Field name="family_name" value=typed.family_name/>
                <Select name="nationality" options=with_choice(locale, choices.countries) value=typed.nationality/>
                <Field
                    name="occupation"
                    hint=words!(locale, public.occupation_hint)
                    suggestions=choices.occupations
                    value=typed.occupation
                />
                <Field
                    name="work_start"
                    kind=FieldKind::Date
                    hint=words!(locale, public.work_start_hint)
                    value=typed.work_start
                />
                <Select name="arrival_month" options=months value=typed.arrival_month/>
                <Radios name="partner" legend=words!(locale, public.partner_legend) options=answers.into() value=typed.partner/>
                <Field
                    name="children"
                    kind=FieldKind::Number
                    hint=words!(locale, public.children_hint)
                    value=typed.children
                    optional=true
                />
                <Field
                    name="person_email"
                    kind=FieldKind::Email
                    hint=words!(locale, public.person_email_hint)
                    value=typed.person_email
                    optional=true
                />
                <div class="wo-button-row">
                    <button class="wo-button wo-button--primary">{words!(locale, public.check_button)}</button>
                </div>
            </PostForm>
            <p class="wo-muted"><A href=page("privacy")>{words!(locale, common.privacy)}</A></p>
        </div>
    }
    .into_any()
}

/// A list of answers that begins with "please choose".
pub(super) fn with_choice(locale: Locale, offered: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), words!(locale, public.choose).to_owned())];
    options.extend(offered);
    options
}
