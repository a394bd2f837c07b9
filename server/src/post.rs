//! Takes mails from the outbox to the mail server, and keeps house at night.

use crate::config::{Encryption, Settings};
use backend::{Backend, OutgoingMail};
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
    transport::smtp::authentication::Credentials,
};
use std::{error::Error, time::Duration};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// Looks for mails this often.
const EVERY: Duration = Duration::from_millis(500);
/// And after this time if something went wrong, as when the disk is full.
const LATER: Duration = Duration::from_secs(5);

/// Sends mails until the server stops.
pub(crate) async fn deliver(backend: Backend, settings: Settings, stopping: CancellationToken) {
    if settings.mail.host.is_empty() {
        tracing::info!("no mail server is set: mails wait in the outbox");
        return;
    }
    let transport = match transport(&settings) {
        Ok(transport) => transport,
        Err(error) => {
            tracing::error!(%error, "mail.host cannot be used");
            return;
        }
    };
    let (mut taken, mut wait) = (None, EVERY);
    loop {
        tokio::select! {
            () = stopping.cancelled() => return,
            () = tokio::time::sleep(wait) => {}
        }
        wait = match round(&backend, &settings, &transport, &mut taken).await {
            Ok(()) => EVERY,
            Err(error) => {
                tracing::error!(?error, "outbox not worked off");
                LATER
            }
        };
    }
}

fn transport(settings: &Settings) -> Result<Transport, lettre::transport::smtp::Error> {
    let mail = &settings.mail;
    let builder = match mail.encryption {
        Encryption::None => Transport::builder_dangerous(&mail.host),
        Encryption::Starttls => Transport::starttls_relay(&mail.host)?,
        Encryption::Tls => Transport::relay(&mail.host)?,
    };
    let builder = builder.port(mail.port).timeout(Some(Duration::from_secs(20)));
    Ok(if mail.user.is_empty() {
        builder.build()
    } else {
        builder.credentials(Credentials::new(mail.user.clone(), mail.password.clone())).build()
    })
}

/// Sends what is due. `taken` is the mail that the mail server took without the database having noted it: it is not
/// sent again, and no other one before it is noted.
async fn round(
    backend: &Backend,
    settings: &Settings,
    transport: &Transport,
    taken: &mut Option<Uuid>,
) -> backend::Result<()> {
    if let Some(mail) = *taken {
        backend.mark_sent(mail).await?;
        *taken = None;
    }
    for mail in backend.due_mails(20).await? {
        let message = message(settings, &mail).map_err(|error| error.to_string());
        let sent = match message {
            Ok(message) => transport.send(message).await.map(|_| ()).map_err(|error| error.to_string()),
            Err(reason) => Err(reason),
        };
        match sent {
            Ok(()) => {
                *taken = Some(mail.id);
                backend.mark_sent(mail.id).await?;
                *taken = None;
            }
            Err(reason) => {
                tracing::warn!(mail = %mail.id, tries = mail.tries, "mail not taken");
                backend.mark_failed(mail.id, mail.tries, &reason).await?;
            }
        }
    }
    Ok(())
}

fn message(settings: &Settings, mail: &OutgoingMail) -> Result<Message, Box<dyn Error>> {
    let from = Mailbox::new(Some(format!("Welcome Office {}", settings.office.city)), settings.office.email.parse()?);
    let domain = settings.office.email.rsplit('@').next().unwrap_or("localhost");
    Ok(Message::builder()
        .from(from)
        .to(Mailbox::new(None, mail.recipient.parse()?))
        .subject(&mail.subject)
        // The same identifier at every try, so that a mail that arrives twice can be recognised.
        .message_id(Some(format!("<{}@{domain}>", mail.id)))
        .multipart(MultiPart::alternative_plain_html(mail.plain.clone(), mail.html.clone()))?)
}

/// Looks this often whether an office day began.
const HOUSE_EVERY: Duration = Duration::from_secs(30);

/// Computes cases whose day has come, soon after the office's midnight and after a start; tidies once a day.
pub(crate) async fn keep_house(backend: Backend, stopping: CancellationToken) {
    let mut tidied = None;
    loop {
        let today = backend.clock().today();
        match backend.begin_day().await {
            Ok(0) => {}
            Ok(cases) => tracing::info!(cases, %today, "cases computed for the day"),
            Err(error) => tracing::error!(?error, "the day's cases were not computed"),
        }
        if tidied != Some(today) {
            match backend.tidy().await {
                Ok(()) => tidied = Some(today),
                Err(error) => tracing::error!(?error, "not tidied"),
            }
        }
        tokio::select! {
            () = stopping.cancelled() => return,
            () = tokio::time::sleep(HOUSE_EVERY) => {}
        }
    }
}
