//! Shows a page's data once it is there, or what went wrong instead.

use crate::{
    AppError,
    language::{page, use_locale, words},
    pages::not_found::NotFound,
};
use leptos::prelude::*;
use std::future::Future;

/// Waits for a page's main data, sets the page's status from it, and shows it.
///
/// The page keeps showing the old data while new data is fetched.
pub(crate) fn show<T, V>(
    data: Resource<Result<T, AppError>>,
    render: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let locale = use_locale();
    view! {
        <Transition fallback=move || view! { <p class="wo-muted">{words!(locale, common.loading)}</p> }>
            {move || {
                let render = render.clone();
                Suspend::new(async move { shown(data.await, &render) })
            }}
        </Transition>
    }
}

fn shown<T, V: IntoView + 'static>(outcome: Result<T, AppError>, render: &impl Fn(T) -> V) -> AnyView {
    match outcome {
        Ok(data) => render(data).into_any(),
        Err(error) => {
            #[cfg(feature = "ssr")]
            crate::gate::page_status(&error);
            view! { <Failure error/> }.into_any()
        }
    }
}

/// What went wrong and what to do.
#[component]
pub(crate) fn Failure(
    /// What went wrong.
    error: AppError,
) -> impl IntoView {
    let locale = use_locale();
    if error == AppError::NotFound {
        return view! { <NotFound/> }.into_any();
    }
    let sign_in = (error == AppError::SignIn).then(|| {
        view! { <p><a class="wo-button wo-button--primary" href=page("sign-in")>{words!(locale, common.sign_in)}</a></p> }
    });
    view! {
        <h1>{words!(locale, common.failure_title)}</h1>
        <p class="wo-lede">{error.message(locale)}</p>
        {sign_in}
        <p><a class="wo-button wo-button--secondary" href=page("")>{words!(locale, common.to_start)}</a></p>
    }
    .into_any()
}

/// A query that runs again whenever `source` changes; rendered completely on the server.
pub(crate) fn query<S, T, F>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> F + Send + Sync + 'static,
) -> Resource<Result<T, AppError>>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: serde::Serialize + serde::de::DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    Resource::new(source, fetch)
}
