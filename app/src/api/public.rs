//! What visitors without an account read and send.

#[cfg(feature = "ssr")]
use crate::gate::{self, Done};
use crate::{
    AppError,
    form::Said,
    packed::{Markup, Packed},
};
#[cfg(feature = "ssr")]
use domain::view::When;
use domain::{
    form,
    id::NoticeId,
    view::public::{AnnouncePage, Choices, LegalPage},
};
use leptos::prelude::*;

/// The start page.
#[server(prefix = "/api", endpoint = "public/start-page")]
pub async fn start_page() -> Result<Packed<Markup>, AppError> {
    gate::build::<backend::actor::Public, _, _, _>(
        |visitor| async move {
            let (language, day) = (gate::language(), visitor.next_visit_day());
            let wednesday = When { day, text: backend::say::day(language, day) };
            Ok(start_page::StartPage { choices: visitor.choices(language), wednesday })
        },
        |locale, data| start_page::shown(locale, &data, &gate::frame()),
    )
    .await
}

/// The answer to the sentence of the start page. Nothing of it is stored.
#[server(prefix = "/api", endpoint = "public/way")]
pub async fn way(asked: form::AskWay) -> Result<Packed<Markup>, AppError> {
    gate::build::<backend::actor::Public, _, _, _>(
        |visitor| async move {
            let language = gate::language();
            Ok((visitor.way(asked, language).await?, visitor.choices(language)))
        },
        |locale, (way, choices)| way_page::shown(locale, &way, &choices, &gate::frame().city),
    )
    .await
}

/// The page on which one hire is announced, with what this browser entered before.
#[server(prefix = "/api", endpoint = "public/load-announcement")]
pub async fn load_announcement(#[server(default)] draft: Option<NoticeId>) -> Result<Packed<AnnouncePage>, AppError> {
    gate::read::<backend::actor::Public, _, _, _>(|visitor| async move {
        let entered = match draft.zip(browser::secret()) {
            Some((draft, secret)) => visitor.entered_notice(draft, &secret, gate::language()).await.ok(),
            None => None,
        };
        Ok(AnnouncePage { choices: visitor.choices(gate::language()), entered })
    })
    .await
}

/// Writes an announcement down and leads to checking it.
#[server(prefix = "/api", endpoint = "public/draft-notice")]
pub async fn draft_notice(
    form: form::AnnounceHire,
    #[server(default)] draft: Option<NoticeId>,
) -> Result<Said, AppError> {
    gate::form::<backend::actor::Public, _, _>("announce", &form, |visitor| {
        let form = form.clone();
        async move {
            let secret = browser::secret();
            let (language, device) = (gate::language(), gate::device());
            let written = visitor.draft_notice(&form, draft, secret.as_deref(), language, &device).await?;
            browser::keep(&written.secret);
            Ok(Done::go(&format!("announce?draft={}&step=check", written.id), Said::Nothing))
        }
    })
    .await
}

/// Sends a checked announcement.
#[server(prefix = "/api", endpoint = "public/send-notice")]
pub async fn send_notice(draft: NoticeId) -> Result<Said, AppError> {
    gate::form::<backend::actor::Public, _, _>("announce-send", &(), |visitor| async move {
        let secret = browser::secret().ok_or(backend::Error::NotFound)?;
        visitor.send_notice(draft, &secret, &gate::device()).await?;
        Ok(Done::go(&format!("announce?draft={draft}&step=sent"), Said::Nothing))
    })
    .await
}

/// What the form for an own start offers.
#[server(prefix = "/api", endpoint = "public/load-choices")]
pub async fn load_choices() -> Result<Packed<Choices>, AppError> {
    gate::read::<backend::actor::Public, _, _, _>(|visitor| async move { Ok(visitor.choices(gate::language())) }).await
}

/// Starts alone: mails the link that confirms it.
#[server(prefix = "/api", endpoint = "public/start-alone")]
pub async fn start_alone(form: form::StartAlone) -> Result<Said, AppError> {
    gate::form::<backend::actor::Public, _, _>("start", &form, |visitor| {
        let form = form.clone();
        async move {
            visitor.start_alone(&form, gate::language(), &gate::device()).await?;
            Ok(Done::go("start?step=sent", Said::Nothing))
        }
    })
    .await
}

/// Where the report of a barrier is sent.
pub const REPORT_BARRIER: &str = "/api/public/report-barrier";

/// Tells the office what somebody cannot use.
#[server(prefix = "/api", endpoint = "public/report-barrier")]
pub async fn report_barrier(form: form::ReportBarrier) -> Result<Said, AppError> {
    gate::form::<backend::actor::Public, _, _>("report-barrier", &form.clone(), |visitor| async move {
        visitor.report_barrier(&form, gate::language(), &gate::device()).await?;
        Ok(Done::stay(Said::Told))
    })
    .await
}

/// A legal page.
#[server(prefix = "/api", endpoint = "public/legal")]
pub async fn legal(page: LegalPage) -> Result<Packed<Markup>, AppError> {
    gate::build::<backend::actor::Public, _, _, _>(
        |_| async move { Ok(()) },
        |locale, ()| legal_text::page(locale, page, &gate::frame()),
    )
    .await
}

#[cfg(feature = "ssr")]
mod accessibility_page;
#[cfg(feature = "ssr")]
mod legal_text;
#[cfg(feature = "ssr")]
mod sentence;
#[cfg(feature = "ssr")]
mod start_page;
#[cfg(feature = "ssr")]
mod way_page;

/// The secret by which a browser finds the announcements it wrote: a cookie of its own, because
/// nothing personal may stand in an address.
#[cfg(feature = "ssr")]
mod browser {
    use crate::gate;

    const COOKIE: &str = "wo-announcement";
    /// As long as an unconfirmed announcement is kept.
    const LIFE: u32 = 2_592_000;

    pub(super) fn secret() -> Option<String> {
        gate::find_cookie(COOKIE)
    }

    pub(super) fn keep(secret: &str) {
        gate::keep_cookie(COOKIE, secret, LIFE);
    }
}
