//! Somebody starts alone: a few answers, then a link by mail.

use crate::{
    api::public::{LoadChoices, StartAlone},
    form::{Field, FieldKind, FormAction, PostForm, Radios, Select},
    i18n::Locale,
    language::{page, use_locale, words},
    parts::{layout::use_frame, outcome},
};
use domain::view::public::Choices;
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;
use leptos_router::{components::A, hooks::use_query_map};

/// The page of an own start, and what it says once the mail is on its way: the same for every address.
#[component]
pub(crate) fn OwnStart() -> impl IntoView {
    let query = use_query_map();
    let is_sent = Memo::new(move |_| query.with(|query| query.get("step").is_some_and(|step| step == "sent")));
    let offered = outcome::query(|| (), |()| LoadChoices {});
    let action = FormAction::new();
    move || {
        if is_sent.get() {
            view! { <Sent/> }.into_any()
        } else {
            outcome::show(offered, move |choices| form(choices, action)).into_any()
        }
    }
}

fn form(choices: Choices, action: FormAction) -> AnyView {
    let locale = use_locale();
    let city = use_frame().city;
    // What was answered on the way here stands in the form already.
    let told = super::told_before();
    view! {
        <Title text=words!(locale, public.own_title)/>
        <div class="wo-stack">
            <h1>{words!(locale, public.own_title)}</h1>
            <p class="wo-lede">{words!(locale, public.own_lede)}</p>
            <PostForm action to=StartAlone::PATH name="start">
                <Field name="given_names" autocomplete="given-name"/>
                <Field name="family_name" autocomplete="family-name"/>
                <Field name="email" kind=FieldKind::Email autocomplete="email" hint=words!(locale, public.own_email_hint)/>
                <Select
                    name="nationality"
                    options=super::announce::with_choice(locale, choices.countries)
                    value=told("nationality")
                />
                <Radios name="residence" options=residences(locale, &city) value=told("residence")/>
                <Radios name="purpose" options=purposes(locale)/>
                <Field
                    name="occupation"
                    label=words!(locale, public.own_occupation)
                    hint=words!(locale, public.occupation_hint)
                    suggestions=choices.occupations
                    value=told("occupation")
                    optional=true
                />
                <Field
                    name="work_start"
                    kind=FieldKind::Date
                    label=words!(locale, public.own_work_start)
                    hint=words!(locale, public.work_start_hint)
                    value=told("work_start")
                    optional=true
                />
                <div class="wo-button-row">
                    <button class="wo-button wo-button--primary">{words!(locale, public.own_button)}</button>
                </div>
            </PostForm>
            <p class="wo-muted"><A href=page("privacy")>{words!(locale, common.privacy)}</A></p>
        </div>
    }
    .into_any()
}

fn residences(locale: Locale, city: &str) -> Vec<(String, String)> {
    vec![
        ("abroad".to_owned(), words!(locale, public.residence_abroad).to_owned()),
        ("city".to_owned(), words!(locale, public.residence_city, city = city)),
        ("germany".to_owned(), words!(locale, public.residence_germany).to_owned()),
    ]
}

fn purposes(locale: Locale) -> Vec<(String, String)> {
    [
        ("job", words!(locale, public.purpose_job)),
        ("training", words!(locale, public.purpose_training)),
        ("graduate", words!(locale, public.purpose_graduate)),
        ("family", words!(locale, public.purpose_family)),
    ]
    .map(|(code, text)| (code.to_owned(), text.to_owned()))
    .into()
}

/// What happens next.
#[component]
fn Sent() -> impl IntoView {
    let locale = use_locale();
    let phone = use_frame().contact.phone;
    view! {
        <Title text=words!(locale, public.own_sent_title)/>
        <div class="wo-stack">
            <h1>{words!(locale, public.own_sent_title)}</h1>
            <p class="wo-lede">{words!(locale, public.own_sent_text)}</p>
            <p>
                {words!(locale, public.own_sent_spam)}" "
                <a href=format!("tel:{}", phone.replace(' ', "")) dir="ltr">{phone.clone()}</a>
            </p>
        </div>
    }
}
