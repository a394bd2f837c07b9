//! Whether the process lives, and whether it can serve.

use crate::{config::Settings, router::State};
use axum::{http::StatusCode, response::IntoResponse};
use std::{error::Error, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

/// The process answers.
pub(crate) async fn live() -> impl IntoResponse {
    "live\n"
}

/// The database answers and has this program's schema.
pub(crate) async fn ready(axum::extract::State(state): axum::extract::State<State>) -> impl IntoResponse {
    match state.backend.check_ready().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(?error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
        }
    }
}

/// Asks a server on this machine.
pub(crate) async fn ask(settings: &Settings) -> Result<(), Box<dyn Error>> {
    let address = (settings.server.listen.as_str(), settings.server.port);
    let mut stream = timeout(Duration::from_secs(3), TcpStream::connect(address)).await??;
    stream.write_all(b"GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await?;
    let mut answer = String::new();
    timeout(Duration::from_secs(3), stream.read_to_string(&mut answer)).await??;
    if answer.starts_with("HTTP/1.1 200") {
        println!("ready");
        Ok(())
    } else {
        Err(answer.lines().next().unwrap_or("no answer").to_owned().into())
    }
}
