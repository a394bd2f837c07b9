//! Asking the server: directly while it renders, by one request in the browser.
//!
//! What the browser sends and what it gets is the same for every page: written once, instead of once for each
//! server function as the library's own client does, which was measured as 30 KB of what every visitor loads.

use crate::{AppError, packed::Packed};
use leptos::server_fn::ServerFn;
use serde::Serialize;
use std::{future::Future, pin::Pin};

/// The answer on its way, as the text that only the page that shows it reads.
pub(crate) type Fetched = Pin<Box<dyn Future<Output = Result<String, AppError>> + Send>>;

/// A server function with its arguments.
pub(crate) trait Ask<T> {
    /// Asks it.
    fn fetch(self) -> Fetched;
}

#[cfg(not(feature = "hydrate"))]
impl<T, A> Ask<T> for A
where
    A: ServerFn<Output = Packed<T>, Error = AppError> + Serialize + 'static,
    T: 'static,
{
    fn fetch(self) -> Fetched {
        let answer = self.run_body();
        Box::pin(async move { answer.await.map(Packed::into_text) })
    }
}

#[cfg(feature = "hydrate")]
impl<T, A> Ask<T> for A
where
    A: ServerFn<Output = Packed<T>, Error = AppError> + Serialize + 'static,
{
    fn fetch(self) -> Fetched {
        browser::fetch(A::PATH, serde_qs::to_string(&self).ok())
    }
}

#[cfg(feature = "hydrate")]
pub(crate) use browser::post;

#[cfg(feature = "hydrate")]
mod browser {
    use super::Fetched;
    use crate::AppError;
    use leptos::server_fn::redirect::call_redirect_hook;
    use send_wrapper::SendWrapper;
    use serde::de::DeserializeOwned;

    pub(super) fn fetch(path: &'static str, body: Option<String>) -> Fetched {
        Box::pin(SendWrapper::new(async move {
            let body = body.ok_or(AppError::Malformed)?;
            let (text, location) = post(path, &body).await?;
            if let Some(location) = location {
                call_redirect_hook(&location);
            }
            Ok(text)
        }))
    }

    /// Sends fields; gives the answer, and the page it leads to.
    pub(crate) async fn post<T: DeserializeOwned>(to: &str, body: &str) -> Result<(T, Option<String>), AppError> {
        let offline = |_| AppError::Offline;
        let answer = gloo_net::http::Request::post(to)
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(body)
            .map_err(offline)?
            .send()
            .await
            .map_err(offline)?;
        if answer.ok() {
            let location = answer.headers().get("location");
            Ok((answer.json().await.map_err(offline)?, location))
        } else {
            Err(answer.json().await.unwrap_or(AppError::Offline))
        }
    }
}
