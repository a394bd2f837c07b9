//! Shows a page's data once it is there, or what went wrong instead.

use crate::{
    AppError,
    ask::{Answer, Ask, Fetched},
    language::{page, use_locale, words},
    packed::{Markup, unpack},
    pages::not_found::NotFound,
};
use codee::string::FromToStringCodec;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use std::{fmt::Debug, future::Future, marker::PhantomData, pin::Pin, sync::Arc};

/// A page's data: text until it is shown.
///
/// One type for every page: each further type in Leptos' resources and suspense would cost every
/// visitor kilobytes (the sum was measured as half of all pages).
pub(crate) struct Data<T> {
    text: Resource<Answer, FromToStringCodec>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Data<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Data<T> {}

type Shown = Pin<Box<dyn Future<Output = AnyView> + Send>>;

/// Waits for a page's main data, sets the page's status from it, and shows it.
///
/// The page keeps showing the old data while new data is fetched, and as long as it cannot be.
pub(crate) fn show<T, V>(data: Data<T>, render: impl Fn(T) -> V + Clone + Send + Sync + 'static) -> AnyView
where
    T: DeserializeOwned + 'static,
    V: IntoView + 'static,
{
    let text = data.text;
    let render = Arc::new(move |text: &str| match unpack::<T>(text) {
        Ok(data) => render(data).into_any(),
        Err(error) => failed(error),
    });
    waiting(text, render)
}

/// Shows content that the server built; see [`Markup`]. Links in it lead on within the page like all others.
pub(crate) fn show_markup(data: Data<Markup>) -> AnyView {
    waiting(
        data.text,
        Arc::new(|html: &str| {
            view! { <div class="wo-stack wo-stack--large" inner_html=html.to_owned()></div> }.into_any()
        }),
    )
}

fn waiting(text: Resource<Answer, FromToStringCodec>, render: Arc<dyn Fn(&str) -> AnyView + Send + Sync>) -> AnyView {
    let locale = use_locale();
    #[cfg(feature = "hydrate")]
    let renewal = crate::form::kept::Renewal::new();
    view! {
        <Transition fallback=move || view! { <p class="wo-muted">{words!(locale, common.loading)}</p> }>
            {move || {
                let render = Arc::clone(&render);
                let shown: Shown = Box::pin(async move {
                    let answer = text.await;
                    #[cfg(feature = "hydrate")]
                    renewal.keep();
                    match answer {
                        Answer::Text(text) | Answer::Markup(text) => render(&text),
                        Answer::Failed(error) => failed(error),
                    }
                });
                Suspend::new(shown)
            }}
        </Transition>
    }
    .into_any()
}

fn failed(error: AppError) -> AnyView {
    #[cfg(feature = "ssr")]
    crate::gate::page_status(&error);
    view! { <Failure error/> }.into_any()
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

/// A query that runs again whenever `source` changes; rendered completely on the server. `ask` makes of the
/// source what a server function is asked.
pub(crate) fn query<S, A, T>(
    source: impl Fn() -> S + Send + Sync + 'static,
    ask: impl Fn(S) -> A + Send + Sync + 'static,
) -> Data<T>
where
    S: Debug + 'static,
    A: Ask<T>,
    T: 'static,
{
    query_if(source, move |source| Some(ask(source)))
}

/// As [`query`], if there is something to ask; otherwise the page is not there.
pub(crate) fn query_if<S, A, T>(
    source: impl Fn() -> S + Send + Sync + 'static,
    ask: impl Fn(S) -> Option<A> + Send + Sync + 'static,
) -> Data<T>
where
    S: Debug + 'static,
    A: Ask<T>,
    T: 'static,
{
    let source = Arc::new(source);
    let asked = Arc::clone(&source);
    let fetch = move || match ask(untrack(|| source())) {
        Some(question) => question.fetch(),
        None => Box::pin(async { Answer::Failed(AppError::NotFound) }),
    };
    Data { text: resource(Box::new(move || format!("{:?}", asked())), Box::new(fetch)), kind: PhantomData }
}

fn resource(
    key: Box<dyn Fn() -> String + Send + Sync>,
    fetch: Box<dyn Fn() -> Fetched + Send + Sync>,
) -> Resource<Answer, FromToStringCodec> {
    #[cfg(feature = "hydrate")]
    let fetch = crate::live::patiently(fetch);
    Resource::new_str(key, move |_key| fetch())
}
