//! Turns the locale files into typed keys; a key that misses in one language breaks the build.

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};
use std::{error::Error, path::PathBuf};

/// One file for each area, so that areas grow apart.
const NAMESPACES: [&str; 9] =
    ["common", "fields", "public", "account", "employer", "import", "newcomer", "staff", "terms"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    let config = || -> Result<Config, Box<dyn Error>> {
        let options = ParseOptions::new().interpolate_display(true);
        Ok(Config::new("en")?
            .add_locales(["de", "ar"])?
            .add_namespaces(NAMESPACES)?
            .locales_path("./locales")
            .parse_options(options))
    };
    let parsed = leptos_i18n_parser::parse_locales::parse_locales(None, config()?)?;
    for warning in parsed.diag.warnings().iter() {
        println!("cargo::error={warning}");
    }
    let translations = TranslationsInfos::parse(config()?)?;
    translations.rerun_if_locales_changed();
    translations.generate_i18n_module(PathBuf::from(std::env::var("OUT_DIR")?).join("i18n"))?;
    Ok(())
}
