//! Turns the locale files into typed keys; a key that misses in one language breaks the build.

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};
use std::{error::Error, path::PathBuf};

/// Texts that everybody reads, one file for each area, so that areas grow apart: complete in every language.
const FOR_ALL: [&str; 7] = ["common", "fields", "public", "account", "newcomer", "paper", "terms"];
/// Texts of people at work: complete in the languages their pages exist in.
const FOR_WORK: [&str; 4] = ["employer", "import", "numbers", "staff"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    let config = |languages: &[&'static str], namespaces: &[&'static str]| -> Result<Config, Box<dyn Error>> {
        Ok(Config::new("en")?
            .add_locales(languages.iter().copied())?
            .add_namespaces(namespaces.iter().copied())?
            .locales_path("./locales")
            .parse_options(ParseOptions::new().interpolate_display(true)))
    };
    let all: Vec<_> = FOR_ALL.into_iter().chain(FOR_WORK).collect();
    for (languages, namespaces) in [(&["de", "ar"][..], &all), (&["de", "ar", "vi"], &FOR_ALL.to_vec())] {
        let parsed = leptos_i18n_parser::parse_locales::parse_locales(None, config(languages, namespaces)?)?;
        for warning in parsed.diag.warnings().iter() {
            println!("cargo::error={warning}");
        }
    }
    // Nobody is shown the pages for work in Vietnamese; their keys stand in for each other in English.
    let translations = TranslationsInfos::parse(config(&["de", "ar", "vi"], &all)?.extend_locale("vi", "en")?)?;
    translations.rerun_if_locales_changed();
    translations.generate_i18n_module(PathBuf::from(std::env::var("OUT_DIR")?).join("i18n"))?;
    Ok(())
}
