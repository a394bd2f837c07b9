//! Subcommands and their flags.

use crate::{
    config::{self, DEFAULTS, Overrides, Settings},
    doctor::{self, Mend},
    serve,
    template::{self, Accepted},
};
use backend::{Backend, Mode, Office, SystemClock};
use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use std::{error::Error, path::PathBuf};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Welcome Office: how a city welcomes people who come to work there.
#[derive(Debug, Parser)]
#[command(
    name = "welcome-office",
    version,
    about = "Welcome Office: how a city welcomes people who come to work there"
)]
pub(crate) struct Arguments {
    /// A settings file; without it `welcome-office.toml` in the working folder, if there is one.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    /// The database: `sqlite://PATH` or `postgres://…`
    #[arg(long, global = true)]
    database: Option<String>,
    /// The port to listen on; 0 takes a free one.
    #[arg(long, global = true)]
    port: Option<u16>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves real people (the default).
    Serve,
    /// Serves a demo city with invented people, on this machine only.
    Demo {
        /// The office day to show.
        #[arg(long)]
        today: Option<NaiveDate>,
    },
    /// Brings the database schema up to date and stops.
    Migrate,
    /// Fills an empty database with the demo city and stops.
    Seed {
        /// So many more cases, each like one of the demo city's: to measure with.
        #[arg(long, default_value_t = 0)]
        crowd: u32,
        /// Another seed makes another crowd.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Checks the installation and the whole database, and says what to do about each finding.
    Doctor {
        /// First computes plans, lists and counters again. Stop the server before.
        #[arg(long)]
        mend: bool,
    },
    /// Gives somebody a place in the Welcome Office or another organisation and mails a sign-in link.
    User {
        /// The mail address.
        email: String,
        /// The name to greet with.
        #[arg(long)]
        name: String,
        /// `companion`, `programme-lead`, `administrator`; elsewhere `advisor`, `partner-desk`; at an
        /// employer `employer-admin`, `employer-caretaker`.
        #[arg(long, default_value = "companion")]
        role: String,
        /// The organisation's exact name; without it, the Welcome Office itself.
        #[arg(long)]
        organisation: Option<String>,
    },
    /// Shows what a journey template would change, or releases it.
    Template {
        #[command(subcommand)]
        what: TemplateCommand,
    },
    /// Shows the settings.
    Config {
        #[command(subcommand)]
        what: ConfigCommand,
    },
    /// Asks a running server whether it is ready; for container health checks.
    Healthcheck,
    /// Shows the version.
    Version,
}

#[derive(Debug, Subcommand)]
enum TemplateCommand {
    /// Shows what the template in FILE would change over the open cases.
    Preview {
        /// The template, as JSON.
        file: PathBuf,
    },
    /// Releases the template in FILE: new cases get it, open ones only where accepted.
    Release {
        /// The template, as JSON.
        file: PathBuf,
        /// The numbers of the cases to move; none moves none.
        #[arg(long, value_delimiter = ',')]
        accept: Vec<String>,
        /// Moves every case that can be moved. Stop the server before.
        #[arg(long, conflicts_with = "accept")]
        accept_all: bool,
    },
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Prints the settings in force, secrets hidden.
    Print {
        /// Prints the defaults with an explanation of each instead.
        #[arg(long)]
        defaults: bool,
    },
}

pub(crate) async fn run(arguments: Arguments) -> Outcome {
    let mut overrides = Vec::new();
    if let Some(url) = arguments.database {
        overrides.push(("database.url", url));
    }
    if let Some(port) = arguments.port {
        overrides.push(("server.port", port.to_string()));
    }
    let command = arguments.command.unwrap_or(Command::Serve);
    if matches!(command, Command::Version) {
        println!("welcome-office {}", env!("CARGO_PKG_VERSION"));
        return Ok(());
    }
    let settings = config::load(arguments.config.as_deref(), &Overrides(overrides))?;
    match command {
        Command::Config { what: ConfigCommand::Print { defaults } } => {
            print!("{}", if defaults { DEFAULTS.to_owned() } else { settings.printed() });
            Ok(())
        }
        Command::Healthcheck => crate::health::ask(&settings).await,
        Command::Serve => serve::run(settings, Mode::Service, None).await,
        Command::Demo { today } => serve::run(settings, Mode::Demo, today).await,
        Command::Migrate => {
            open(&settings, Mode::Service).await?;
            println!("The schema is up to date.");
            Ok(())
        }
        Command::Seed { crowd, seed } => {
            let backend = open(&settings, Mode::Demo).await?;
            crate::demo::fill(&backend).await?;
            if crowd > 0 {
                backend.seed_crowd(crowd, seed).await?;
            }
            Ok(())
        }
        Command::Doctor { mend } => {
            let mend = if mend { Mend::First } else { Mend::No };
            if let Some(path) = settings.database.url.strip_prefix("sqlite://")
                && !std::path::Path::new(path).exists()
            {
                return Err(format!("there is no database at {path}").into());
            }
            // A demo's moved office day counts here, too; in service there is none.
            doctor::run(&open(&settings, Mode::Demo).await?, mend).await
        }
        Command::Template { what } => {
            let backend = open(&settings, Mode::Demo).await?;
            match what {
                TemplateCommand::Preview { file } => template::preview(&backend, &file).await,
                TemplateCommand::Release { file, accept, accept_all } => {
                    let accepted = if accept_all { Accepted::All } else { Accepted::Numbers(accept) };
                    template::release(&backend, &file, &accepted).await
                }
            }
        }
        Command::User { email, name, role, organisation } => {
            let backend = open(&settings, Mode::Service).await?;
            crate::demo::add_user(&backend, &email, name, &role, organisation).await
        }
        Command::Version => Ok(()),
    }
}

/// Opens the office these settings describe.
pub(crate) async fn open(settings: &Settings, mode: Mode) -> Outcome<Backend> {
    if let Some(path) = settings.database.url.strip_prefix("sqlite://")
        && let Some(folder) = std::path::Path::new(path).parent()
        && !folder.as_os_str().is_empty()
    {
        std::fs::create_dir_all(folder)?;
    }
    let office = Office {
        city: settings.office.city.clone(),
        zone: settings.office.time_zone.parse().map_err(|_| "office.time_zone is not a zone of the IANA database")?,
        holidays: settings.office.holidays,
        street: settings.office.street.clone(),
        place: settings.office.place.clone(),
        phone: settings.office.phone.clone(),
        email: settings.office.email.clone(),
        public_url: settings.server.public_url.clone(),
        mode,
    };
    let schema = Some(settings.database.schema.as_str()).filter(|schema| !schema.is_empty());
    let backend = Backend::open(&settings.database.url, schema, office, Box::new(SystemClock)).await?;
    backend.ensure_institutions().await?;
    Ok(backend)
}
