//! Pages of the demo: the mailbox, the movable office day, being anybody, a minute of office life and a new beginning.
//! Absent in service.

mod play;

use crate::router::State;
use axum::{
    Form, Router,
    extract::Query,
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse as _, Json, Response},
    routing::{get, post},
};
use chrono::NaiveDate;
use serde::Deserialize;
use std::fmt::Write as _;

/// The routes; only built in demo mode.
pub(crate) fn routes() -> Router<State> {
    Router::new()
        .route("/dev/mail", get(mailbox))
        .route("/dev/mail.json", get(mailbox_json))
        .route("/dev/clock", get(clock).post(move_clock))
        .route("/dev/as", post(play::be_somebody))
        .route("/dev/minute", post(play::play_a_minute))
        .route("/dev/reset", post(play::begin_anew))
        .route("/dev/components", get(components))
}

#[derive(Debug, Default, Deserialize)]
struct Filter {
    #[serde(default)]
    to: String,
}

/// The newest mails as a page.
async fn mailbox(axum::extract::State(state): axum::extract::State<State>, Query(filter): Query<Filter>) -> Response {
    let mails = match state.backend.mailbox(200).await {
        Ok(mails) => mails,
        Err(error) => return crate::visit::unavailable(&error),
    };
    let mut body = String::from(
        "<h1>Mailbox</h1><p class=\"wo-lede\">Mails the demo has written, the newest first. Links work.</p>",
    );
    let shown: Vec<_> = mails.into_iter().filter(|mail| mail.recipient.contains(&filter.to)).collect();
    if shown.is_empty() {
        body += "<div class=\"wo-empty\"><p class=\"wo-empty__title\">No mail yet</p><p>Sign in with a link, announce somebody or invite, and look again.</p></div>";
    }
    for mail in shown {
        let language: domain::language::Language = mail.language.parse().unwrap_or_default();
        // Writing to a String cannot fail.
        let _written = write!(
            body,
            "<article class=\"wo-mail\"><h2>{}</h2><dl class=\"wo-mail__head\"><div><dt>To</dt><dd>{}</dd></div><div><dt>At</dt><dd>{}</dd></div></dl><pre class=\"wo-mail__text\" lang=\"{language}\" dir=\"{}\">{}</pre></article>",
            escape(&mail.subject),
            escape(&mail.recipient),
            mail.created_at.format("%Y-%m-%d %H:%M UTC"),
            language.direction(),
            linked(&mail.plain),
        );
    }
    page(&state, "Mailbox", &body)
}

/// The newest mails for scripts.
async fn mailbox_json(
    axum::extract::State(state): axum::extract::State<State>,
    Query(filter): Query<Filter>,
) -> Response {
    match state.backend.mailbox(200).await {
        Ok(mails) => Json(
            mails
                .into_iter()
                .filter(|mail| mail.recipient.contains(&filter.to))
                .map(|mail| serde_json::json!({ "to": mail.recipient, "subject": mail.subject, "text": mail.plain }))
                .collect::<Vec<_>>(),
        )
        .into_response(),
        Err(error) => crate::visit::unavailable(&error),
    }
}

#[derive(Debug, Deserialize)]
struct Move {
    day: NaiveDate,
}

async fn clock(axum::extract::State(state): axum::extract::State<State>) -> Response {
    let today = state.backend.clock().today();
    let body = format!(
        "<h1>Office day</h1><p class=\"wo-lede\">Deadlines go by this day. Sessions and links go by the machine's clock.</p>\
         <form method=\"post\" class=\"wo-form\"><div class=\"wo-field wo-field--short\"><label for=\"day\">Office day</label>\
         <input id=\"day\" name=\"day\" type=\"date\" value=\"{today}\" required></div>\
         <div class=\"wo-button-row\"><button class=\"wo-button wo-button--primary\">Move</button></div></form>"
    );
    page(&state, "Office day", &body)
}

async fn move_clock(
    axum::extract::State(state): axum::extract::State<State>,
    headers: HeaderMap,
    Form(form): Form<Move>,
) -> Response {
    match state.backend.move_office_day(form.day).await {
        Ok(()) => see_other(&came_from(&headers)),
        Err(error) => crate::visit::unavailable(&error),
    }
}

/// The page a form stood on.
fn came_from(headers: &HeaderMap) -> String {
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let path = referer.and_then(|referer| referer.parse::<axum::http::Uri>().ok());
    let path = path.as_ref().and_then(|uri| uri.path_and_query()).map(|path| path.as_str().to_owned());
    path.filter(|path| path.parse::<domain::text::LocalPath>().is_ok()).unwrap_or_else(|| "/".to_owned())
}

fn see_other(to: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, to.to_owned())]).into_response()
}

/// Every component at once, for eyes and for axe.
async fn components(axum::extract::State(state): axum::extract::State<State>) -> Html<String> {
    let css = crate::serve::stylesheet(&state.options);
    Html(include_str!("../../style/specimen.html").replace("href=\"/welcome-office.css\"", &format!("href=\"{css}\"")))
}

fn page(state: &State, title: &str, body: &str) -> Response {
    let css = crate::serve::stylesheet(&state.options);
    Html(format!(
        "<!DOCTYPE html><html lang=\"en\" dir=\"ltr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} – Welcome Office</title><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"{css}\"></head>\
         <body><nav class=\"wo-demo-banner\" aria-label=\"Demonstration\">Demonstration: <a href=\"/\">Start</a> · <a href=\"/dev/mail\">Mails</a> · <a href=\"/dev/clock\">Office day</a> · <a href=\"/dev/components\">Components</a></nav>\
         <main class=\"wo-page\" id=\"content\">{body}</main></body></html>"
    ))
    .into_response()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Text with its addresses as links.
fn linked(text: &str) -> String {
    escape(text)
        .lines()
        .map(|line| if line.starts_with("http") { format!("<a href=\"{line}\">{line}</a>") } else { line.to_owned() })
        .collect::<Vec<_>>()
        .join("\n")
}
