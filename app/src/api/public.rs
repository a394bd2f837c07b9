//! What visitors without an account read and send.

#[cfg(feature = "ssr")]
use crate::gate::{self, Done};
use crate::{
    AppError,
    form::Said,
    packed::{Markup, Packed},
};
use domain::{
    form,
    id::NoticeId,
    view::{
        When,
        public::{AnnouncePage, Choices, LegalPage},
    },
};
use leptos::prelude::*;

/// The next Wednesday on which the office is open.
#[server(prefix = "/api", endpoint = "public/next-wednesday")]
pub async fn next_wednesday() -> Result<Packed<When>, AppError> {
    gate::read::<backend::actor::Public, _, _, _>(|visitor| async move {
        let day = visitor.next_visit_day();
        Ok(When { day, text: backend::say::day(gate::language(), day) })
    })
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
mod legal_text;

/// The secret by which a browser finds the announcements it wrote: a cookie of its own, because
/// nothing personal may stand in an address.
#[cfg(feature = "ssr")]
mod browser {
    use crate::gate;
    use axum::http::header;
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;

    const COOKIE: &str = "wo-announcement";

    pub(super) fn secret() -> Option<String> {
        let parts = gate::parts()?;
        let cookies = parts.headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
        cookies
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find_map(|(name, value)| (name == COOKIE).then(|| value.to_owned()))
    }

    pub(super) fn keep(secret: &str) {
        let Some(response) = use_context::<ResponseOptions>() else { return };
        let secure = if gate::visit().secure { "; Secure" } else { "" };
        // As long as an unconfirmed announcement is kept.
        let cookie = format!("{COOKIE}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000{secure}");
        if let Ok(cookie) = cookie.parse() {
            response.append_header(header::SET_COOKIE, cookie);
        }
    }
}
