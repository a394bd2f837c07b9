//! One request for everything. Its answer is JSON, read with the browser's own reader.

use super::{Answer, Fetched};
use crate::{AppError, form::Said};
use domain::form::{Problem, Problems};
use futures::future::{Either, select};
use gloo_timers::future::sleep;
use js_sys::{Array, JSON, Reflect};
use leptos::server_fn::redirect::call_redirect_hook;
use send_wrapper::SendWrapper;
use serde::{
    Deserialize,
    de::{self, IntoDeserializer},
};
use std::{fmt, pin::pin, time::Duration};
use wasm_bindgen::JsValue;

/// Somewhat more than a form may take on the server.
const LONGEST: Duration = Duration::from_secs(45);

pub(super) fn fetch(path: &'static str, body: Option<String>) -> Fetched {
    Box::pin(SendWrapper::new(async move {
        let answer = match body {
            Some(body) => post(path, &body).await,
            None => Err(AppError::Malformed),
        };
        let answer = answer.and_then(|(text, location)| {
            if let Some(location) = location {
                call_redirect_hook(&location);
            }
            text.as_string().ok_or(AppError::Malformed)
        });
        match answer {
            Ok(text) => Answer::Text(text),
            Err(error) => Answer::Failed(error),
        }
    }))
}

/// Sends the fields of a form; gives what it says, and the page it leads to.
pub(crate) async fn post_form(to: &str, body: &str) -> Result<(Said, Option<String>), AppError> {
    let (answer, location) = post(to, body).await?;
    Ok((said(&answer).ok_or(AppError::Malformed)?, location))
}

/// Waits as long as the server works on anything, and then no more: the line is dead, whatever the browser hopes.
async fn post(to: &str, body: &str) -> Result<(JsValue, Option<String>), AppError> {
    match select(pin!(post_without_limit(to, body)), pin!(sleep(LONGEST))).await {
        Either::Left((answer, _)) => answer,
        Either::Right(_) => Err(AppError::Offline),
    }
}

async fn post_without_limit(to: &str, body: &str) -> Result<(JsValue, Option<String>), AppError> {
    let offline = |_| AppError::Offline;
    let answer = gloo_net::http::Request::post(to)
        .header("Accept", "application/json")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(body)
        .map_err(offline)?
        .send()
        .await
        .map_err(offline)?;
    let text = answer.text().await.map_err(offline)?;
    let read = JSON::parse(&text);
    if answer.ok() {
        Ok((read.map_err(|_| AppError::Offline)?, answer.headers().get("location")))
    } else {
        Err(read.ok().as_ref().and_then(error).unwrap_or(AppError::Offline))
    }
}

fn said(answer: &JsValue) -> Option<Said> {
    if let Some(code) = answer.as_string() {
        return word(&code);
    }
    let group = member(answer, "invited-group");
    Some(Said::InvitedGroup { mailed: number(&group, "mailed")?, on_paper: number(&group, "on_paper")? })
}

fn error(answer: &JsValue) -> Option<AppError> {
    if let Some(code) = answer.as_string() {
        return word(&code);
    }
    if let Some(seconds) = number(&member(answer, "slow"), "seconds") {
        return Some(AppError::Slow { seconds });
    }
    if let Some(reference) = member(&member(answer, "failed"), "reference").as_string() {
        return Some(AppError::Failed { reference });
    }
    let problems = member(&member(answer, "invalid"), "problems");
    let problem = |problem: JsValue| {
        let text = |name| member(&problem, name).as_string();
        Some(Problem { field: text("field")?, rule: word(&text("rule")?)? })
    };
    let problems = Array::is_array(&problems).then(|| Array::from(&problems))?;
    Some(AppError::Invalid { problems: Problems(problems.iter().map(problem).collect::<Option<_>>()?) })
}

fn member(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn number(of: &JsValue, name: &str) -> Option<u32> {
    JSON::stringify(&member(of, name)).ok()?.as_string()?.parse().ok()
}

/// A word of one of our lists.
fn word<T: for<'w> Deserialize<'w>>(code: &str) -> Option<T> {
    T::deserialize(IntoDeserializer::<Unknown>::into_deserializer(code)).ok()
}

/// The word is on no list. What else could be said about it is code that every visitor would load.
#[derive(Debug)]
struct Unknown;

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown word")
    }
}

impl std::error::Error for Unknown {}

impl de::Error for Unknown {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}
