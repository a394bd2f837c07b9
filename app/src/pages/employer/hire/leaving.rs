//! Somebody does not come: ending a hire, or replacing the person.

use crate::{
    api::hires::{ReplaceHire, WithdrawHire},
    form::{Field, FieldKind, FormAction, Hidden, PostForm, Select},
    i18n::Locale,
    language::words,
};
use domain::{facts::Word as _, form::DropOut, id::CaseId};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// Both forms, closed: they are needed rarely.
pub(super) fn section(locale: Locale, id: CaseId, action: FormAction) -> AnyView {
    view! {
        <section class="wo-stack" aria-labelledby="leaving">
            <h2 id="leaving">{words!(locale, employer.leaving_heading)}</h2>
            <details class="wo-details" open=super::comes_back("replace")>
                <summary>{words!(locale, employer.replace_summary)}</summary>
                <p>{words!(locale, employer.replace_text)}</p>
                <PostForm action=action to=ReplaceHire::PATH name="replace">
                    <Hidden name="id" value=id.to_string()/>
                    <Select name="reason" options=reasons(locale)/>
                    <Field name="given_names" optional=true/>
                    <Field name="family_name"/>
                    <Field name="nationality"/>
                    <Field name="email" kind=FieldKind::Email optional=true/>
                    <div class="wo-button-row">
                        <button class="wo-button wo-button--secondary">{words!(locale, employer.replace)}</button>
                    </div>
                </PostForm>
            </details>
            <details class="wo-details" open=super::comes_back("withdraw")>
                <summary>{words!(locale, employer.withdraw_summary)}</summary>
                <p>{words!(locale, employer.withdraw_text)}</p>
                <PostForm action=FormAction::new() to=WithdrawHire::PATH name="withdraw">
                    <Hidden name="id" value=id.to_string()/>
                    <Select name="reason" options=reasons(locale)/>
                    <div class="wo-button-row">
                        <button class="wo-button wo-button--danger">{words!(locale, employer.withdraw)}</button>
                    </div>
                </PostForm>
            </details>
        </section>
    }
    .into_any()
}

fn reasons(locale: Locale) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), words!(locale, employer.please_choose).to_owned())];
    options
        .extend(DropOut::ALL.iter().map(|reason| (reason.word().to_owned(), reason_text(locale, *reason).to_owned())));
    options
}

fn reason_text(locale: Locale, reason: DropOut) -> &'static str {
    match reason {
        DropOut::OtherJob => words!(locale, employer.reason_other_job),
        DropOut::NotComing => words!(locale, employer.reason_not_coming),
        DropOut::VisaRefused => words!(locale, employer.reason_visa_refused),
        DropOut::OfferWithdrawn => words!(locale, employer.reason_offer_withdrawn),
        DropOut::Mistake => words!(locale, employer.reason_mistake),
    }
}
