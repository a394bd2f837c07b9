//! Settings, in layers: defaults, file, environment `WO__SECTION__KEY`, secrets from files
//! `WO__SECTION__KEY_FILE`, flags. Unknown keys are refused.

use config::{Config, ConfigError, Environment, File, FileFormat};
use domain::calendar::Land;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Everything that can be set, each with its default in [`DEFAULTS`].
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    pub(crate) server: Server,
    pub(crate) database: Database,
    pub(crate) office: OfficeSettings,
    pub(crate) mail: Mail,
    pub(crate) log: Log,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Server {
    /// Where people reach this installation, without a slash at the end.
    pub(crate) public_url: String,
    /// The address to listen on.
    pub(crate) listen: String,
    /// The port to listen on; 0 takes a free one.
    pub(crate) port: u16,
    /// The folder with scripts, styles and fonts.
    pub(crate) site: PathBuf,
    /// Whether a proxy in front sets `X-Forwarded-For`.
    pub(crate) behind_proxy: bool,
    /// Connections served at once; more are told to come back.
    pub(crate) connections: usize,
    /// Requests worked on at once; more are told to come back.
    pub(crate) requests: usize,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Database {
    /// `sqlite://PATH` or `postgres://…`.
    pub(crate) url: String,
    /// A PostgreSQL schema other than `public`; empty for none.
    pub(crate) schema: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfficeSettings {
    /// The city's name.
    pub(crate) city: String,
    /// The time zone of its days, as in the IANA database.
    pub(crate) time_zone: String,
    /// The Land whose public holidays its working days leave out.
    pub(crate) holidays: Land,
    /// Street and number.
    pub(crate) street: String,
    /// Postal code and place.
    pub(crate) place: String,
    /// Phone of the front desk.
    pub(crate) phone: String,
    /// Mail address of the front desk, the sender of mails.
    pub(crate) email: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mail {
    /// The mail server; empty keeps mails in the outbox.
    pub(crate) host: String,
    /// Its port.
    pub(crate) port: u16,
    /// `none` (a server on this machine), `starttls` or `tls`.
    pub(crate) encryption: Encryption,
    /// The account at the mail server; empty for none.
    pub(crate) user: String,
    /// Its password; better set with `WO__MAIL__PASSWORD_FILE`.
    pub(crate) password: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Encryption {
    None,
    Starttls,
    Tls,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Log {
    /// What to log, as `tracing` filters: `info`, `warn,backend=debug`.
    pub(crate) level: String,
    /// `text` or `json`.
    pub(crate) format: String,
}

/// The defaults, with a line on each setting; also what `config print --defaults` shows.
pub(crate) const DEFAULTS: &str = r#"[server]
# Where people reach this installation, without a slash at the end. Links in mails begin with it.
public_url = "http://localhost:3000"
# The address and port to listen on. Port 0 takes a free one.
listen = "127.0.0.1"
port = 3000
# The folder with scripts, styles and fonts, as `make` assembles it.
site = "target/site"
# true if a proxy in front sets X-Forwarded-For; only then is the header believed.
behind_proxy = false
# Connections served at once. More are told to come back.
connections = 10000
# Requests worked on at once, open streams not among them. More are told to come back.
requests = 500

[database]
# sqlite://PATH (the file is created) or postgres://USER:PASSWORD@HOST/NAME
url = "sqlite://data/welcome-office.db"
# A PostgreSQL schema other than public; empty for none.
schema = ""

[office]
city = "Bochum"
time_zone = "Europe/Berlin"
# The Land whose public holidays move deadlines. Computed today: north-rhine-westphalia
holidays = "north-rhine-westphalia"
street = "Universitätsstraße 43–49"
place = "44789 Bochum"
phone = "+49 234 555 0100"
email = "welcome-office@example.org"

[mail]
# The mail server. Empty: mails wait in the outbox until one is set.
host = ""
port = 587
# none (a server on this machine), starttls or tls
encryption = "starttls"
user = ""
password = ""

[log]
# error, warn, info, debug, or filters such as "info,backend=debug"
level = "info,sea_orm=warn,sea_orm_migration=warn,sqlx=warn"
# text or json
format = "text"
"#;

/// Where people reach it if nothing else is set; another port changes it.
pub(crate) const LOCAL: &str = "http://localhost:3000";

/// What the command line sets.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overrides(pub(crate) Vec<(&'static str, String)>);

/// Reads every layer.
///
/// # Errors
/// A file or a variable cannot be read, or a key is unknown.
pub(crate) fn load(file: Option<&Path>, overrides: &Overrides) -> Result<Settings, ConfigError> {
    let mut layers = Config::builder().add_source(File::from_str(DEFAULTS, FileFormat::Toml));
    layers = match file {
        Some(path) => layers.add_source(File::from(path).format(FileFormat::Toml)),
        None => layers.add_source(File::new("welcome-office.toml", FileFormat::Toml).required(false)),
    };
    let (plain, secrets): (Vec<_>, Vec<_>) =
        std::env::vars().filter(|(name, _)| name.starts_with("WO__")).partition(|(name, _)| !name.ends_with("_FILE"));
    let plain = plain.into_iter().collect();
    layers =
        layers.add_source(Environment::with_prefix("WO").prefix_separator("__").separator("__").source(Some(plain)));
    for (name, path) in secrets {
        let key = name.trim_start_matches("WO__").trim_end_matches("_FILE").to_lowercase().replace("__", ".");
        let value = std::fs::read_to_string(&path)
            .map_err(|error| ConfigError::Message(format!("{name}: cannot read {path}: {error}")))?;
        layers = layers.set_override(key, value.trim_end_matches(['\r', '\n']))?;
    }
    for (key, value) in &overrides.0 {
        layers = layers.set_override(*key, value.as_str())?;
    }
    layers.build()?.try_deserialize()
}

impl Settings {
    /// The settings as a file, secrets hidden.
    pub(crate) fn printed(&self) -> String {
        let mut shown = self.clone();
        if !shown.mail.password.is_empty() {
            "(hidden)".clone_into(&mut shown.mail.password);
        }
        shown.database.url = hide_password(&shown.database.url);
        toml::to_string_pretty(&shown).unwrap_or_else(|error| format!("# {error}"))
    }
}

fn hide_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let Some((user, host)) = rest.rsplit_once('@') else { return url.to_owned() };
    let user = user.split_once(':').map_or(user.to_owned(), |(user, _)| format!("{user}:(hidden)"));
    format!("{scheme}://{user}@{host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_complete_and_sqlite() {
        let settings = load(None, &Overrides::default()).unwrap();
        assert_eq!(settings.database.url, "sqlite://data/welcome-office.db");
        assert_eq!(settings.office.time_zone, "Europe/Berlin");
    }

    #[test]
    fn flags_win_and_unknown_keys_are_refused() {
        let settings = load(None, &Overrides(vec![("server.port", "4000".into())])).unwrap();
        assert_eq!(settings.server.port, 4000);
        assert!(load(None, &Overrides(vec![("server.colour", "red".into())])).is_err());
    }

    #[test]
    fn printed_settings_hide_secrets() {
        let url = "postgres://office:topsecret@db.example/office";
        let settings =
            load(None, &Overrides(vec![("database.url", url.into()), ("mail.password", "topsecret".into())])).unwrap();
        assert!(!settings.printed().contains("topsecret"), "{}", settings.printed());
    }
}
