//! Asking the server: directly while it renders, by one request in the browser.
//!
//! What the browser sends and what it gets is the same for every page: written once, instead of once for each
//! server function as the library's own client does, which was measured as 30 KB of what every visitor loads.

#[cfg(not(feature = "hydrate"))]
use crate::packed::Markup;
use crate::{
    AppError,
    packed::{Packed, carried},
};
use leptos::server_fn::ServerFn;
use serde::{Deserialize, Serialize};
#[cfg(not(feature = "hydrate"))]
use std::any::TypeId;
use std::{future::Future, pin::Pin};

/// The answer on its way.
pub(crate) type Fetched = Pin<Box<dyn Future<Output = Answer> + Send>>;

/// What the server answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Answer {
    /// Text that only the page that shows it reads.
    Text(String),
    /// Content the server built. It stands on the page already, so the page does not carry it a second time.
    Markup(#[serde(serialize_with = "nothing")] String),
    /// What went wrong.
    Failed(AppError),
}

fn nothing<S: serde::Serializer>(_text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str("")
}

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
        let is_markup = TypeId::of::<T>() == TypeId::of::<Markup>();
        Box::pin(async move {
            match answer.await.map(Packed::into_text) {
                Ok(text) if is_markup => Answer::Markup(text),
                Ok(text) => Answer::Text(text),
                Err(error) => Answer::Failed(error),
            }
        })
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
