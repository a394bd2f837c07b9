//! The own account: address, password, signed-in browsers, organisations to act for.

use crate::{
    api::account::{ChangeAddress, EndSession, OwnAccount, SIGN_OUT_EVERYWHERE, SWITCH, SetPassword},
    form::{Field, FieldKind, FormAction, Hidden, PlainForm, PostForm},
    i18n::Locale,
    language::{use_locale, words},
    parts::{layout::use_frame, outcome},
};
use domain::{
    role::MembershipRole,
    view::account::{Account, MembershipRow, Opening, OpeningWay, SessionRow},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

/// The page of the own account.
#[component]
pub(crate) fn OwnAccount() -> impl IntoView {
    let locale = use_locale();
    let password = FormAction::new();
    let address = FormAction::new();
    let end = FormAction::new();
    let changes = move || (password.version(), end.version());
    let account = outcome::query(changes, |_| OwnAccount {});
    view! {
        <Title text=words!(locale, account.own_title)/>
        <div class="wo-stack wo-stack--large">
            <h1>{words!(locale, account.own_title)}</h1>
            {outcome::show(account, move |account| view! { <Facts account end/> })}
            <section class="wo-card">
                <h2 class="wo-card__title">{words!(locale, account.password_heading)}</h2>
                <p>{words!(locale, account.password_text)}</p>
                <PostForm action=password to=SetPassword::PATH name="password">
                    <Field name="password" kind=FieldKind::Password autocomplete="new-password" label=words!(locale, account.new_password)/>
                    <div class="wo-button-row">
                        <button class="wo-button wo-button--secondary">{words!(locale, account.set_password)}</button>
                    </div>
                </PostForm>
            </section>
            <section class="wo-card">
                <h2 class="wo-card__title">{words!(locale, account.address_heading)}</h2>
                <p>{words!(locale, account.address_text)}</p>
                <PostForm action=address to=ChangeAddress::PATH name="address">
                    <Field name="email" kind=FieldKind::Email autocomplete="email" label=words!(locale, account.new_address)/>
                    <div class="wo-button-row">
                        <button class="wo-button wo-button--secondary">{words!(locale, account.change_address)}</button>
                    </div>
                </PostForm>
            </section>
        </div>
    }
}

#[component]
fn Facts(account: Account, end: FormAction) -> impl IntoView {
    let locale = use_locale();
    let password =
        if account.has_password { words!(locale, account.has_password) } else { words!(locale, account.no_password) };
    let sessions = account.sessions.into_iter().map(|session| session_row(locale, session, end)).collect_view();
    let memberships = (!account.memberships.is_empty()).then(|| {
        let rows = account.memberships.into_iter().map(|row| membership_row(locale, row)).collect_view();
        view! {
            <section class="wo-card">
                <h2 class="wo-card__title">{words!(locale, account.memberships_heading)}</h2>
                <ul class="wo-actions">{rows}</ul>
            </section>
        }
    });
    let email = if account.email.is_empty() {
        words!(locale, account.no_address).into_any()
    } else {
        view! { <bdi>{account.email}</bdi> }.into_any()
    };
    let opening = account.opening.map(|opening| opened(locale, opening));
    view! {
        <dl class="wo-summary-list">
            <div><dt>{words!(locale, account.email)}</dt><dd>{email}</dd></div>
            <div><dt>{words!(locale, account.password)}</dt><dd>{password}</dd></div>
            {opening}
        </dl>
        {memberships}
        <section class="wo-card">
            <h2 class="wo-card__title">{words!(locale, account.sessions_heading)}</h2>
            <ul class="wo-actions">{sessions}</ul>
            <PlainForm to=SIGN_OUT_EVERYWHERE name="sign-out-everywhere" repeatable=true>
                <button class="wo-button wo-button--secondary">{words!(locale, account.sign_out_everywhere)}</button>
            </PlainForm>
        </section>
    }
}

/// When and how the own plan was opened, and whom to tell if that was somebody else.
fn opened(locale: Locale, opening: Opening) -> AnyView {
    let day = opening.day.text;
    let text = match opening.way {
        OpeningWay::Mail => words!(locale, account.opening_mail, day = day),
        OpeningWay::Sheet => words!(locale, account.opening_sheet, day = day),
        OpeningWay::Start => words!(locale, account.opening_start, day = day),
    };
    let phone = use_frame().contact.phone;
    view! {
        <div>
            <dt>{words!(locale, account.opening)}</dt>
            <dd>
                {text}<br/>
                <span class="wo-muted">
                    {words!(locale, account.opening_not_you)}": "
                    <a href=format!("tel:{}", phone.replace(' ', ""))>{phone.clone()}</a>
                </span>
            </dd>
        </div>
    }
    .into_any()
}

fn session_row(locale: Locale, session: SessionRow, end: FormAction) -> impl IntoView {
    let device =
        if session.device.is_empty() { words!(locale, account.unknown_device).to_owned() } else { session.device };
    let named = device.clone();
    let action = if session.is_this {
        view! { <span class="wo-muted">{words!(locale, account.this_session)}</span> }.into_any()
    } else {
        view! {
            <PostForm action=end to=EndSession::PATH name="end-session" class="wo-form--inline">
                <Hidden name="session" value=session.id.to_string()/>
                <button class="wo-button wo-button--small wo-button--tertiary">
                    {words!(locale, account.end_session)}<span class="wo-visually-hidden">": "<bdi>{named}</bdi></span>
                </button>
            </PostForm>
        }
        .into_any()
    };
    view! {
        <li>
            <span class="wo-actions__what"><bdi>{device}</bdi><br/><span class="wo-muted">{session.seen}</span></span>
            {action}
        </li>
    }
}

fn membership_row(locale: Locale, row: MembershipRow) -> impl IntoView {
    let named = row.organisation.clone();
    let action = if row.is_active {
        view! { <span class="wo-muted">{words!(locale, account.active_membership)}</span> }.into_any()
    } else {
        view! {
            <PlainForm to=SWITCH name="switch" repeatable=true class="wo-form--inline">
                <Hidden name="membership" value=row.id.to_string()/>
                <button class="wo-button wo-button--small wo-button--secondary">
                    {words!(locale, account.switch)}<span class="wo-visually-hidden">": "<bdi>{named}</bdi></span>
                </button>
            </PlainForm>
        }
        .into_any()
    };
    view! {
        <li>
            <span class="wo-actions__what"><bdi>{row.organisation}</bdi><br/><span class="wo-muted">{role_text(locale, row.role)}</span></span>
            {action}
        </li>
    }
}

/// A role in the reader's words.
pub(crate) fn role_text(locale: Locale, role: MembershipRole) -> &'static str {
    match role {
        MembershipRole::EmployerAdmin => words!(locale, account.role_employer_admin),
        MembershipRole::EmployerCaretaker => words!(locale, account.role_employer_caretaker),
        MembershipRole::Companion => words!(locale, account.role_companion),
        MembershipRole::Advisor => words!(locale, account.role_advisor),
        MembershipRole::PartnerDesk => words!(locale, account.role_partner_desk),
        MembershipRole::ProgrammeLead => words!(locale, account.role_programme_lead),
        MembershipRole::Administrator => words!(locale, account.role_administrator),
    }
}
