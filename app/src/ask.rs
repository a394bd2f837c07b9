//! Asking the server: directly while it renders, by one request in the browser.
//!
//! What the browser sends and what it gets is the same for every page: written once, instead of once for each
//! server function as the library's own client does, which was measured as 30 KB of what every visitor loads.

use crate::{
    AppError,
    packed::{Packed, carried},
};
use leptos::server_fn::ServerFn;
use serde::{Deserialize, Serialize};
use std::{future::Future, pin::Pin};

/// The answer on its way.
pub(crate) type Fetched = Pin<Box<dyn Future<Output = Answer> + Send>>;

/// What the server answered: text that only the page that shows it reads, or what went wrong.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Answer(pub(crate) Result<String, AppError>);

carried!(Answer);

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
        Box::pin(async move { Answer(answer.await.map(Packed::into_text)) })
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
pub(crate) use browser::post_form;

#[cfg(feature = "hydrate")]
mod browser;
