//! Starts the office and stops it cleanly.

use crate::{
    command,
    config::Settings,
    demo, door, post,
    router::{self, State},
};
use backend::Mode;
use chrono::NaiveDate;
use leptos::config::LeptosOptions;
use std::{error::Error, io::ErrorKind, sync::Arc};
use tokio::net::{TcpListener, TcpSocket, lookup_host};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Serves until the process is told to stop.
pub(crate) async fn run(mut settings: Settings, mode: Mode, today: Option<NaiveDate>) -> Outcome {
    start_log(&settings)?;
    if mode == Mode::Demo && !is_loopback(&settings) {
        return Err("demo mode has known passwords and only runs on this machine: \
                    server.listen and server.public_url must be localhost"
            .into());
    }
    let listener = listen(&settings, mode).await?;
    let port = listener.local_addr()?.port();
    if mode == Mode::Demo {
        if settings.server.port != 0 && port != settings.server.port {
            println!("Port {} is busy, taking {port}.", settings.server.port);
        }
        settings.server.public_url = format!("http://localhost:{port}");
    } else if settings.server.public_url == crate::config::LOCAL {
        settings.server.public_url = format!("http://localhost:{port}");
    }
    let backend = command::open(&settings, mode).await?;
    if mode == Mode::Demo {
        if let Some(today) = today {
            backend.move_office_day(today).await?;
        }
        demo::fill_if_empty(&backend).await?;
    } else if backend.is_demo_city().await? {
        return Err("this database holds the demo city, whose passwords everybody knows: \
                    set database.url to another one, or start `welcome-office demo`"
            .into());
    }
    app::edition::name(edition());
    let stopping = CancellationToken::new();
    let state = State {
        backend: backend.clone(),
        options: options(&settings, port)?,
        settings: Arc::new(settings.clone()),
        stopping: stopping.clone(),
    };
    let sender = tokio::spawn(post::deliver(backend.clone(), settings.clone(), stopping.clone()));
    let keeper = tokio::spawn(post::keep_house(backend.clone(), stopping.clone()));
    let router = router::build(state);
    announce(&settings, mode);
    let signal = tokio::spawn(wait_for_stop(stopping.clone()));
    door::serve(listener, router, settings.server.connections, stopping).await;
    sender.await?;
    keeper.await?;
    signal.abort();
    backend.close().await?;
    Ok(())
}

/// Listens; in demo a busy port is no reason to give up.
async fn listen(settings: &Settings, mode: Mode) -> Outcome<TcpListener> {
    let host = settings.server.listen.as_str();
    let mut port = settings.server.port;
    loop {
        match bind(host, port).await {
            Ok(listener) => return Ok(listener),
            Err(error)
                if error.kind() == ErrorKind::AddrInUse && mode == Mode::Demo && port < settings.server.port + 20 =>
            {
                port += 1;
            }
            Err(error) => return Err(format!("cannot listen on {host}:{port}: {error}").into()),
        }
    }
}

/// Connections the system keeps until they are taken: of a crowd that comes at once nobody has to try again.
const BACKLOG: u32 = 1024;

async fn bind(host: &str, port: u16) -> std::io::Result<TcpListener> {
    let mut refused = ErrorKind::AddrNotAvailable.into();
    for address in lookup_host((host, port)).await? {
        let listening = || {
            let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
            // Connections of the program before may still be closing.
            socket.set_reuseaddr(true)?;
            socket.bind(address)?;
            socket.listen(BACKLOG)
        };
        match listening() {
            Ok(listener) => return Ok(listener),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

fn is_loopback(settings: &Settings) -> bool {
    let listens = matches!(settings.server.listen.as_str(), "127.0.0.1" | "localhost" | "::1");
    let host = settings.server.public_url.split("://").nth(1).unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    listens && matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

fn options(settings: &Settings, port: u16) -> Outcome<LeptosOptions> {
    let hash_files = std::env::current_exe()?.with_file_name("hash.txt").exists();
    Ok(LeptosOptions::builder()
        .output_name("welcome-office")
        .site_root(settings.server.site.to_string_lossy().into_owned())
        .site_pkg_dir("pkg")
        .site_addr(([127, 0, 0, 1], port))
        .hash_files(hash_files)
        .build())
}

/// A word for this build: other files for the browser make another one.
fn edition() -> String {
    let hashes = hashes().unwrap_or_default();
    let hashes: Vec<&str> = hashes.lines().filter_map(|line| Some(line.split_once(':')?.1.trim())).collect();
    if hashes.is_empty() { env!("CARGO_PKG_VERSION").to_owned() } else { hashes.join("-") }
}

/// What the files for the browser are called, as written beside the program when they were made.
fn hashes() -> Option<String> {
    std::fs::read_to_string(std::env::current_exe().ok()?.with_file_name("hash.txt")).ok()
}

/// The address of the style sheet, for pages that are not rendered by the app.
pub(crate) fn stylesheet(options: &LeptosOptions) -> String {
    let hash = hashes()
        .and_then(|text| text.lines().find_map(|line| line.strip_prefix("css:").map(|hash| hash.trim().to_owned())));
    match hash {
        Some(hash) if options.hash_files => format!("/pkg/welcome-office.{hash}.css"),
        _ => "/pkg/welcome-office.css".to_owned(),
    }
}

fn start_log(settings: &Settings) -> Outcome {
    let filter = EnvFilter::try_new(&settings.log.level)?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A line that cannot be written, as on a full disk, is lost; saying so in the same place would be a panic.
    let log = log.log_internal_errors(false);
    if settings.log.format == "json" { log.json().try_init() } else { log.try_init() }
        .map_err(|error| error as Box<dyn Error>)
}

/// Waits for the signal to stop.
async fn wait_for_stop(stopping: CancellationToken) {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(terminate) => terminate,
            Err(error) => {
                tracing::error!(%error, "no signal to stop by");
                return;
            }
        };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        if let Err(error) = interrupt.await {
            tracing::error!(%error, "no signal to stop by");
        }
    }
    stopping.cancel();
}

fn announce(settings: &Settings, mode: Mode) {
    println!("Welcome Office {} is open: {}", settings.office.city, settings.server.public_url);
    if mode == Mode::Demo {
        println!("{}", demo::ACCOUNTS);
    }
    println!("Stop with Ctrl+C.");
}
