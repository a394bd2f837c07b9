//! The one door between pages and data.
//!
//! A server function names the role it needs and calls one use case: [`read`] for queries,
//! [`form`] for what changes something. Nothing else provides a way to the backend: the context
//! type is private to this module.

mod answer;
mod cookie;
mod demo;
mod device;

pub use answer::{DONE, told};
pub(crate) use answer::{answer_malformed, page_status};
pub use cookie::{FLASH_COOKIE, session_cookie};
pub(crate) use cookie::{drop_cookie, find_cookie, keep_cookie, set_session};
pub(crate) use device::device;

use crate::{
    AppError,
    form::{Flash, Said},
    i18n::Locale,
    language::{Language, locale_of},
    packed::{Markup, Packed},
    parts::layout::{Contact, Frame},
};
use answer::{answer, failed, keep_flash, mark_done, redirect};
use axum::http::{Method, header, request::Parts};
use backend::{
    Acting, Backend, Error, Principal,
    actor::{Capability, Permit, Role},
};
use domain::text::LocalPath;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde::Serialize;
use std::future::Future;

/// The backend in context; nobody else can name this type.
#[derive(Clone)]
struct Door(Backend);

/// The verified session of a request, put there by the server's session layer.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// Who it is, if anybody.
    pub principal: Option<Principal>,
    /// What a form without scripts left to be shown once.
    pub flash: Option<Flash>,
    /// The network the request comes from, for throttling only.
    pub network: String,
    /// Whether cookies may only travel encrypted.
    pub secure: bool,
    /// How far the changes were when the request began.
    pub heard: String,
}

/// The name of what a form sent, put there by the server; forms of another kind have none.
#[derive(Clone, Copy, Debug)]
pub struct Submission(pub [u8; 32]);

/// Puts the backend where only this module finds it. Called once for pages and server functions.
pub fn provide(backend: &Backend) {
    provide_context(Door(backend.clone()));
}

/// How the current server function was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    /// Called while a page renders: `Parts` is the page's request.
    Rendering,
    /// Called by our script.
    Script,
    /// A plain form post.
    PlainForm,
}

fn entry(parts: &Parts) -> Entry {
    if !parts.uri.path().starts_with("/api/") {
        return Entry::Rendering;
    }
    let wants_html = parts
        .headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("text/html"));
    if wants_html && parts.method == Method::POST { Entry::PlainForm } else { Entry::Script }
}

/// The request a page or a server function runs in.
pub(crate) fn parts() -> Option<Parts> {
    use_context::<Parts>()
}

/// Whether the browser says that the page was not reached from one of ours. One that says nothing, even on its first
/// visit, gets the link to the styles, which is always right.
pub(crate) fn comes_from_elsewhere() -> bool {
    parts().is_some_and(|parts| parts.headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin"))
}

/// The visit of this request.
pub(crate) fn visit() -> Visit {
    parts().and_then(|parts| parts.extensions.get::<Visit>().cloned()).unwrap_or_default()
}

/// The language of the page a request belongs to: its own address, else the page it came from,
/// else what the browser prefers.
pub(crate) fn language() -> Language {
    let Some(parts) = parts() else { return Language::default() };
    let first = |path: &str| path.split('/').nth(1).and_then(|tag| tag.parse().ok());
    first(parts.uri.path())
        .or_else(|| referring_path(&parts).and_then(|path| first(path.as_str())))
        .or_else(|| parts.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok().and_then(Language::accepted))
        .unwrap_or_default()
}

/// The page a form stood on, with its query, because lists keep their state there.
fn referring_path(parts: &Parts) -> Option<LocalPath> {
    let referer = parts.headers.get(header::REFERER)?.to_str().ok()?;
    referer.parse::<axum::http::Uri>().ok()?.path_and_query()?.as_str().parse().ok()
}

/// The content policy of a page, with the nonce of its inline scripts. Set before anything else
/// runs, so that no early answer goes out without it.
pub(crate) fn set_content_policy() {
    let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), leptos::nonce::use_nonce()) else { return };
    // `'self'` instead of `'strict-dynamic'`: the preload links of Leptos 0.8 carry no nonce.
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    if let Ok(policy) = policy.parse() {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// What the layout knows before anything renders.
pub(crate) fn frame() -> Frame {
    let Some(Door(backend)) = use_context::<Door>() else { return Frame::default() };
    let visit = visit();
    let office = backend.office();
    let visitor =
        backend.acting::<backend::actor::Public>(visit.principal.as_ref()).ok().and_then(|acting| acting.visitor());
    Frame {
        heard: if visitor.is_some() { visit.heard } else { String::new() },
        visitor,
        flash: visit.flash,
        city: office.city.clone(),
        contact: Contact {
            street: office.street.clone(),
            place: office.place.clone(),
            phone: office.phone.clone(),
            email: office.email.clone(),
        },
        demo: (office.mode == backend::Mode::Demo).then(|| demo::panel(locale_of(language()), backend.clock().today())),
        as_of: backend.time_of_day(),
        utc_offset: backend.utc_offset(),
    }
}

/// Runs a query as a role.
pub(crate) async fn read<R, T, F, Fut>(work: F) -> Result<Packed<T>, AppError>
where
    R: Role,
    T: Serialize,
    F: FnOnce(Acting<R>) -> Fut + Send,
    Fut: Future<Output = backend::Result<T>> + Send,
{
    let outcome = run(work).await.and_then(|data| Packed::new(&data).map_err(|error| failed(&error)));
    if let Err(error) = &outcome {
        answer(error);
    }
    outcome
}

/// Runs a query as a role and builds content from it that only the server builds: pages to be read need no code
/// in the browser.
pub(crate) async fn build<R, T, F, Fut>(
    work: F,
    view: impl FnOnce(Locale, T) -> AnyView + Send,
) -> Result<Packed<Markup>, AppError>
where
    R: Role,
    T: Send,
    F: FnOnce(Acting<R>) -> Fut + Send,
    Fut: Future<Output = backend::Result<T>> + Send,
{
    let outcome = run(work).await;
    if let Err(error) = &outcome {
        answer(error);
    }
    let language = language();
    provide_context(language);
    outcome.map(|data| Packed::markup(view(locale_of(language), data).to_html()))
}

/// As [`build`], as a role that holds a capability.
pub(crate) async fn build_permitted<R, C, T, F, Fut>(
    work: F,
    view: impl FnOnce(Locale, T) -> AnyView + Send,
) -> Result<Packed<Markup>, AppError>
where
    R: Role,
    C: Capability<R>,
    T: Send,
    F: FnOnce(Acting<R>, Permit<C>) -> Fut + Send,
    Fut: Future<Output = backend::Result<T>> + Send,
{
    let work = |acting: Acting<R>| {
        let permit = acting.permit::<C>();
        async move { work(acting, permit?).await }
    };
    build::<R, T, _, _>(work, view).await
}

/// Runs a query as a role that holds a capability.
pub(crate) async fn read_permitted<R, C, T, F, Fut>(work: F) -> Result<Packed<T>, AppError>
where
    R: Role,
    C: Capability<R>,
    T: Serialize,
    F: FnOnce(Acting<R>, Permit<C>) -> Fut + Send,
    Fut: Future<Output = backend::Result<T>> + Send,
{
    read::<R, T, _, _>(|acting| {
        let permit = acting.permit::<C>();
        async move { work(acting, permit?).await }
    })
    .await
}

/// What follows after a form did its work.
#[derive(Clone, Debug)]
pub(crate) struct Done {
    to: Option<LocalPath>,
    said: Said,
}

impl Done {
    /// Back to the page the form stood on.
    pub(crate) fn stay(said: Said) -> Self {
        Self { to: None, said }
    }

    /// On to another page, named without the language.
    pub(crate) fn go(page: &str, said: Said) -> Self {
        let path = format!("/{}/{page}", language());
        Self { to: path.trim_end_matches('/').parse().ok(), said }
    }

    /// On to a path that was checked already.
    pub(crate) fn path(to: LocalPath, said: Said) -> Self {
        Self { to: Some(to), said }
    }
}

/// Runs what a form asks for, as a role. `name` is the form's, `typed` what was typed: shown again
/// if something is wrong and there is no script that kept it.
pub(crate) async fn form<R, F, Fut>(
    name: &'static str,
    typed: &(impl Serialize + Sync),
    work: F,
) -> Result<Said, AppError>
where
    R: Role,
    F: FnOnce(Acting<R>) -> Fut + Send,
    Fut: Future<Output = backend::Result<Done>> + Send,
{
    let outcome = run(|acting: Acting<R>| {
        let form = parts().and_then(|parts| parts.extensions.get::<Submission>().copied());
        let done = Box::pin(work(acting.by_form(form.map(|Submission(form)| form))));
        async {
            match done.await {
                // The first time it was sent it was done, and nobody remembers its answer; to send it again is no mistake.
                Err(Error::Repeated) => Ok(Done::stay(Said::DoneBefore)),
                done => done,
            }
        }
    })
    .await;
    let entry = parts().map_or(Entry::Rendering, |parts| entry(&parts));
    match outcome {
        Ok(done) => {
            if entry == Entry::PlainForm && done.said != Said::Nothing {
                keep_flash(&Flash::said(name, done.said)).await;
            }
            let back = || parts().filter(|_| entry == Entry::PlainForm).as_ref().and_then(referring_path);
            if let Some(to) = done.to.or_else(back) {
                redirect(&to);
            }
            mark_done();
            Ok(done.said)
        }
        Err(error) => {
            if entry == Entry::PlainForm {
                keep_flash(&Flash::failed(name, typed, &error)).await;
            }
            answer(&error);
            Err(error)
        }
    }
}

/// As [`form`], as a role that holds a capability.
pub(crate) async fn form_permitted<R, C, F, Fut>(
    name: &'static str,
    typed: &(impl Serialize + Sync),
    work: F,
) -> Result<Said, AppError>
where
    R: Role,
    C: Capability<R>,
    F: FnOnce(Acting<R>, Permit<C>) -> Fut + Send,
    Fut: Future<Output = backend::Result<Done>> + Send,
{
    form::<R, _, _>(name, typed, |acting| {
        let permit = acting.permit::<C>();
        async move { work(acting, permit?).await }
    })
    .await
}

/// Whether whoever looks holds a capability; for links to what only they may open.
pub(crate) fn may<R: Role, C: Capability<R>>() -> bool {
    let Some(Door(backend)) = use_context::<Door>() else { return false };
    backend.acting::<R>(visit().principal.as_ref()).is_ok_and(|acting| acting.permit::<C>().is_ok())
}

async fn run<R, T, F, Fut>(work: F) -> Result<T, AppError>
where
    R: Role,
    F: FnOnce(Acting<R>) -> Fut + Send,
    Fut: Future<Output = backend::Result<T>> + Send,
{
    let Some(Door(backend)) = use_context::<Door>() else {
        return Err(failed(&Error::NotFound));
    };
    let visit = visit();
    let acting =
        backend.acting::<R>(visit.principal.as_ref()).map_err(|error| told(error, visit.principal.as_ref()))?;
    work(acting).await.map_err(|error| told(error, visit.principal.as_ref()))
}
