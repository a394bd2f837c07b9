//! A template as it is written and stored: names and rules as text.

use super::{Actor, DueClass, Holder, Mark, Per, Phase, Progress, Sensitivity, Station};
use crate::calendar::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A template before its rules are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateText {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The sources that steps name by their tags in brackets: tag, and where it was read.
    #[serde(default)]
    pub sources: BTreeMap<String, String>,
    /// Its steps, in any order.
    pub steps: Vec<WrittenStep>,
}

/// One step before its rules are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenStep {
    /// [`super::StepDefinition::key`].
    pub key: String,
    /// [`super::StepDefinition::order`].
    pub order: u16,
    /// [`super::StepDefinition::phase`].
    pub phase: Phase,
    /// [`super::StepDefinition::actor`].
    pub actor: Actor,
    /// [`super::StepDefinition::holder`].
    pub holder: Holder,
    /// [`super::StepDefinition::waits_for`]; the holder where nothing is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<Holder>,
    /// [`super::StepDefinition::station`].
    pub station: Station,
    /// [`super::StepDefinition::passes_station`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub passes_station: bool,
    /// [`super::StepDefinition::progress`].
    pub progress: Progress,
    /// [`super::StepDefinition::per`].
    #[serde(default = "once")]
    pub per: Per,
    /// [`super::StepDefinition::sensitivity`].
    #[serde(default = "normal")]
    pub sensitivity: Sensitivity,
    /// [`super::StepDefinition::class`].
    pub class: DueClass,
    /// [`super::StepDefinition::applies_rule`].
    pub applies_rule: String,
    /// [`super::StepDefinition::due_rule`].
    pub due_rule: String,
    /// [`super::StepDefinition::prerequisites`].
    #[serde(default)]
    pub prerequisites: Vec<String>,
    /// What is kept as it is.
    #[serde(flatten)]
    pub text: StepText,
}

/// What a template says about a step in words; the screens' own texts live with the other content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepText {
    /// The German term that stands beside the name.
    pub german_term: String,
    /// The name in English, where no text of the content exists.
    pub title_en: String,
    /// The name in German, where no text of the content exists.
    pub title_de: String,
    /// To whom it applies, in the words of the source.
    pub applies_text: String,
    /// When it is due, in the words of the source.
    pub due_text: String,
    /// What to bring.
    pub papers: String,
    /// Legal basis.
    pub legal_basis: String,
    /// Sources, by their tags.
    pub sources: String,
    /// The day the sources were read.
    pub checked_on: Day,
    /// How well it is known.
    pub verified: Mark,
}

const fn once() -> Per {
    Per::Case
}

const fn normal() -> Sensitivity {
    Sensitivity::Normal
}
