//! Mails: written into the outbox in the transaction they belong to, sent by the server afterwards.
//!
//! They carry no personal content: who reads over a shoulder learns that there is news, not what.

mod outbox;
mod text;

pub use outbox::{MailRow, OutgoingMail};

use crate::{
    error::Result,
    office::Office,
    store::{Write, entity::outbox as table},
};
use domain::{language::Language, text::Email};
use sea_orm::{ActiveValue::Set, EntityTrait as _};

/// Which mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Template {
    /// A link that signs in.
    SignIn,
    /// A link that signs in to set a new password.
    Reset,
    /// A link that confirms a new address.
    Address,
    /// A newcomer's invitation to the own way.
    Invitation,
    /// Asks the sender of an announcement to confirm it.
    NoticeConfirm,
    /// Asks somebody who starts alone to confirm it.
    StartConfirm,
    /// An employer account is ready.
    EmployerReady,
    /// A question was answered.
    Answered,
    /// A newcomer asked something.
    Asked,
    /// Another institution refers a case.
    Referred,
    /// Somebody reported a barrier.
    Barrier,
}

impl Template {
    /// Every mail.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 11] = [
        Self::SignIn,
        Self::Reset,
        Self::Address,
        Self::Invitation,
        Self::NoticeConfirm,
        Self::StartConfirm,
        Self::EmployerReady,
        Self::Answered,
        Self::Asked,
        Self::Referred,
        Self::Barrier,
    ];

    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Reset => "reset",
            Self::Address => "address",
            Self::Invitation => "invitation",
            Self::NoticeConfirm => "notice-confirm",
            Self::StartConfirm => "start-confirm",
            Self::EmployerReady => "employer-ready",
            Self::Answered => "answered",
            Self::Asked => "asked",
            Self::Referred => "referred",
            Self::Barrier => "barrier",
        }
    }
}

/// Writes a mail with a secret link into the outbox.
pub(crate) async fn send_link(
    write: &mut Write<'_>,
    office: &Office,
    to: &Email,
    language: Language,
    template: &Template,
    secret: &str,
) -> Result<()> {
    send(write, office, to, language, template, &format!("link/{secret}")).await
}

/// Writes a mail into the outbox; `page` is the page its button opens, without the language.
pub(crate) async fn send(
    write: &mut Write<'_>,
    office: &Office,
    to: &Email,
    language: Language,
    template: &Template,
    page: &str,
) -> Result<()> {
    let address = format!("{}/{language}/{page}", office.public_url);
    let text = text::render(template, language, office, &address)?;
    let mail = table::ActiveModel {
        id: Set(write.new_id()),
        recipient: Set(to.to_string()),
        template: Set(template.code().to_owned()),
        language: Set(language.tag().to_owned()),
        subject: Set(text.subject),
        plain: Set(text.plain),
        html: Set(text.html),
        created_at: Set(write.at()),
        next_try_at: Set(write.at()),
        tries: Set(0),
        sent_at: Set(None),
        given_up_at: Set(None),
        last_error: Set(String::new()),
    };
    table::Entity::insert(mail).exec_without_returning(&**write).await?;
    Ok(())
}
