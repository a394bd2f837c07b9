//! The program `welcome-office`.

mod command;
mod config;
mod cookies;
mod demo;
mod dev;
mod doctor;
mod door;
mod events;
mod files;
mod headers;
mod health;
mod import_files;
mod once;
mod origin;
mod overload;
mod post;
mod redact;
mod router;
mod serve;
mod template;
#[cfg(test)]
mod tests;
mod uploads;
mod visit;

use clap::Parser as _;
use std::process::ExitCode;

/// A quarter of what a page costs was the standard library's way to find and free memory.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = command::Arguments::parse();
    match command::run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("welcome-office: {error}");
            let mut source = error.source();
            while let Some(cause) = source {
                eprintln!("  because: {cause}");
                source = cause.source();
            }
            ExitCode::FAILURE
        }
    }
}
