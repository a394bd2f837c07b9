//! Reading a template: every mistake is found here, with the step and the character, and never while planning.

use super::{
    Answer, DueClass, StepDefinition, StepSet, Template, TemplateText, WrittenStep,
    order::{MOST_STEPS, sort},
};
use crate::{
    rule::{AppliesRule, DueRule, RuleError, Term},
    step::StepKey,
};
use std::{fmt, str::FromStr};

/// A template that cannot be used, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("step {step}: {problem}")]
pub struct TemplateError {
    /// The step as it is written.
    pub step: String,
    /// What is wrong with it.
    pub problem: TemplateProblem,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateProblem {
    /// The key is no name of a step.
    BadKey,
    /// Another step has the same key.
    Duplicate,
    /// More steps than a plan can hold.
    TooManySteps,
    /// A prerequisite or a rule names a step that does not exist.
    UnknownStep {
        /// The field that names it.
        field: &'static str,
        /// The name.
        named: String,
    },
    /// A rule does not parse.
    Rule {
        /// The field it stands in.
        field: &'static str,
        /// Where and what.
        error: RuleError,
    },
    /// Steps that wait for each other, or rules that ask each other.
    Cycle(Vec<StepKey>),
}

impl fmt::Display for TemplateProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadKey => f.write_str("the key is no name"),
            Self::Duplicate => f.write_str("there are two of this name"),
            Self::TooManySteps => write!(f, "more than {MOST_STEPS} steps"),
            Self::UnknownStep { field, named } => write!(f, "{field} names `{named}`, which does not exist"),
            Self::Rule { field, error } => write!(f, "{field}, {error}"),
            Self::Cycle(steps) => {
                f.write_str("a cycle:")?;
                steps.iter().try_for_each(|step| write!(f, " {step}"))
            }
        }
    }
}

fn wrong(step: &impl fmt::Display, problem: TemplateProblem) -> TemplateError {
    TemplateError { step: step.to_string(), problem }
}

impl Template {
    /// Reads the rules of a template and checks that it can be planned with.
    ///
    /// # Errors
    /// The first mistake, with its step.
    pub fn compile(text: TemplateText) -> Result<Self, TemplateError> {
        let mut steps = text.steps.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
        steps.sort_by_key(|step| (step.order, step.key));
        if let Some(beyond) = steps.get(MOST_STEPS) {
            return Err(wrong(&beyond.key, TemplateProblem::TooManySteps));
        }
        let mut places: Vec<(StepKey, u16)> = steps.iter().zip(0..).map(|(step, place)| (step.key, place)).collect();
        places.sort_unstable();
        if let Some(pair) = places.array_windows().find(|[(one, _), (other, _)]| one == other) {
            return Err(wrong(&pair[0].0, TemplateProblem::Duplicate));
        }
        let mut template = Self {
            name: text.name,
            version: text.version,
            sources: text.sources,
            steps,
            places,
            answers: Vec::new(),
            after_prerequisites: Vec::new(),
            path_to_first_day: StepSet::EMPTY,
        };
        template.join_prerequisites()?;
        template.order_answers()?;
        template.path_to_first_day = template.find_path();
        Ok(template)
    }

    fn join_prerequisites(&mut self) -> Result<(), TemplateError> {
        let mut needs = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let before: Result<Vec<u16>, _> = step
                .prerequisites
                .iter()
                .map(|key| self.place(*key).ok_or_else(|| unknown(step, "prerequisites", *key)))
                .collect();
            needs.push(before?);
        }
        self.after_prerequisites = sort(&needs).map_err(|cycle| self.cycle(&cycle))?;
        let mut ancestors = vec![StepSet::EMPTY; needs.len()];
        for place in &self.after_prerequisites {
            let before = needs.get(usize::from(*place)).map_or(&[][..], Vec::as_slice);
            let all = before.iter().fold(StepSet::EMPTY, |all, before| {
                let beyond = ancestors.get(usize::from(*before)).copied().unwrap_or_default();
                all.union(beyond).union(StepSet::only(*before))
            });
            if let Some(slot) = ancestors.get_mut(usize::from(*place)) {
                *slot = all;
            }
        }
        for ((step, before), ancestors) in self.steps.iter_mut().zip(needs).zip(ancestors) {
            step.before = before;
            step.ancestors = ancestors;
        }
        Ok(())
    }

    fn order_answers(&mut self) -> Result<(), TemplateError> {
        let mut needs = Vec::with_capacity(self.steps.len() * 2);
        for (step, place) in self.steps.iter().zip(0..) {
            needs.push(self.asked(step, "applies_rule", |visit| step.applies_rule.steps(visit))?);
            let mut due = self.asked(step, "due_rule", |visit| step.due_rule.steps(visit))?;
            due.push(Answer::Applies(place).number());
            needs.push(due);
        }
        let sorted = sort(&needs).map_err(|cycle| {
            let mut places: Vec<u16> = cycle.into_iter().map(|number| number / 2).collect();
            places.dedup();
            self.cycle(&places)
        })?;
        self.answers = sorted.into_iter().map(Answer::from_number).collect();
        Ok(())
    }

    /// The answers of other steps that a rule needs first.
    fn asked(
        &self,
        step: &StepDefinition,
        field: &'static str,
        steps: impl FnOnce(&mut dyn FnMut(Term)),
    ) -> Result<Vec<u16>, TemplateError> {
        let mut needs = Vec::new();
        let mut missing = None;
        steps(&mut |term| match (self.place(term.step()), term) {
            (Some(place), Term::Applies(_)) => needs.push(Answer::Applies(place).number()),
            (Some(place), Term::Due(_)) => needs.push(Answer::Due(place).number()),
            (Some(_), Term::Done(_)) => {}
            (None, _) => missing = missing.or(Some(term.step())),
        });
        missing.map_or(Ok(needs), |key| Err(unknown(step, field, key)))
    }

    fn cycle(&self, places: &[u16]) -> TemplateError {
        let keys: Vec<StepKey> =
            places.iter().filter_map(|place| self.steps.get(usize::from(*place))).map(|step| step.key).collect();
        let first = keys.first().map(ToString::to_string).unwrap_or_default();
        TemplateError { step: first, problem: TemplateProblem::Cycle(keys) }
    }

    fn find_path(&self) -> StepSet {
        let anchors = self.steps.iter().zip(0..).filter(|(step, _)| step.class == DueClass::Anchor);
        anchors.fold(StepSet::EMPTY, |path, (step, place)| path.union(step.ancestors).union(StepSet::only(place)))
    }
}

fn unknown(step: &StepDefinition, field: &'static str, named: StepKey) -> TemplateError {
    wrong(&step.key, TemplateProblem::UnknownStep { field, named: named.to_string() })
}

fn read(written: WrittenStep) -> Result<StepDefinition, TemplateError> {
    let key: StepKey = written.key.parse().map_err(|_| wrong(&written.key, TemplateProblem::BadKey))?;
    let prerequisites = written.prerequisites.iter().map(|named| {
        let unknown = TemplateProblem::UnknownStep { field: "prerequisites", named: named.clone() };
        named.parse().map_err(|_| wrong(&key, unknown))
    });
    let prerequisites = prerequisites.collect::<Result<_, _>>()?;
    let applies_rule: AppliesRule = rule(key, "applies_rule", &written.applies_rule)?;
    let due_rule: DueRule = rule(key, "due_rule", &written.due_rule)?;
    Ok(StepDefinition {
        key,
        order: written.order,
        phase: written.phase,
        actor: written.actor,
        holder: written.holder,
        waits_for: written.waits_for.unwrap_or(written.holder),
        station: written.station,
        passes_station: written.passes_station,
        progress: written.progress,
        per: written.per,
        sensitivity: written.sensitivity,
        class: written.class,
        applies_rule,
        due_rule,
        prerequisites,
        text: written.text,
        before: Vec::new(),
        ancestors: StepSet::EMPTY,
    })
}

fn rule<R: FromStr<Err = RuleError>>(key: StepKey, field: &'static str, text: &str) -> Result<R, TemplateError> {
    text.parse().map_err(|error| wrong(&key, TemplateProblem::Rule { field, error }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use std::{fs, path::Path};

    /// The template that is delivered with the product.
    fn delivered() -> Value {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../backend/content/journey/bochum-default.json");
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
    }

    fn compile(template: Value) -> Result<Template, TemplateError> {
        Template::compile(serde_json::from_value(template).unwrap())
    }

    /// The delivered template with one field of one step written differently.
    fn with(key: &str, field: &str, value: Value) -> Value {
        let mut template = delivered();
        let steps = template["steps"].as_array_mut().unwrap();
        let step = steps.iter_mut().find(|step| step["key"] == key).unwrap();
        step[field] = value;
        template
    }

    #[test]
    fn the_delivered_template_has_76_steps_and_says_how_many_rules_are_still_text() {
        let template = compile(delivered()).unwrap();
        assert_eq!((template.steps().len(), template.unparsed()), (76, 15));
        assert!(template.step("naturalisation".parse().unwrap()).unwrap().prerequisites.is_empty());
    }

    #[test]
    fn every_rule_is_written_as_the_language_itself_writes_it() {
        let template = delivered();
        let compiled = compile(template.clone()).unwrap();
        for written in template["steps"].as_array().unwrap() {
            let step = compiled.step(written["key"].as_str().unwrap().parse().unwrap()).unwrap();
            assert_eq!(written["applies_rule"], step.applies_rule.to_string());
            assert_eq!(written["due_rule"], step.due_rule.to_string());
        }
    }

    #[test]
    fn every_source_a_step_names_is_listed() {
        let template = compile(delivered()).unwrap();
        for step in template.steps() {
            let tags = step.text.sources.split('[').skip(1).filter_map(|rest| rest.split(']').next());
            for tag in tags {
                assert!(template.sources.contains_key(tag), "{} names {tag}", step.key);
            }
        }
    }

    #[test]
    fn a_mistake_is_refused_with_its_step_and_character() {
        for (template, message) in [
            (
                with("tax_id", "applies_rule", json!("not alraedy_here")),
                "step tax_id: applies_rule, character 5: expected a condition such as `route in (16a)`, `regulated` \
                 or `child under 7`, found `alraedy_here`",
            ),
            (
                with("tax_id", "due_rule", json!("done(registration) + P2W")),
                "step tax_id: due_rule names `registration`, which does not exist",
            ),
            (
                with("tax_id", "prerequisites", json!(["move_out"])),
                "step tax_id: prerequisites names `move_out`, which does not exist",
            ),
            (with("tax_id", "key", json!("Tax ID")), "step Tax ID: the key is no name"),
            (with("tax_id", "key", json!("entry")), "step entry: there are two of this name"),
            (
                with("consent_grant", "prerequisites", json!(["intake_profile"])),
                "step consent_grant: a cycle: consent_grant intake_profile",
            ),
            (
                with("visa_apply", "due_rule", json!("due(recognition_apply)")),
                "step visa_apply: a cycle: visa_apply recognition_apply",
            ),
            (with("entry", "applies_rule", json!("applies(entry)")), "step entry: a cycle: entry"),
        ] {
            assert_eq!(compile(template).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn a_template_with_more_steps_than_a_plan_holds_is_refused() {
        let mut template = delivered();
        let steps = template["steps"].as_array_mut().unwrap();
        let last = steps.last().unwrap().clone();
        for number in 0..60 {
            let mut step = last.clone();
            step["key"] = json!(format!("more_{number}"));
            steps.push(step);
        }
        assert_eq!(compile(template).unwrap_err().problem, TemplateProblem::TooManySteps);
    }

    #[test]
    fn what_comes_before_the_first_working_day_is_known_from_the_prerequisites() {
        let template = compile(delivered()).unwrap();
        let is_on_path =
            |key: &str| template.path_to_first_day().contains(template.place(key.parse().unwrap()).unwrap());
        for key in ["work_start", "entry", "visa_decision", "employment_contract", "employer_notice"] {
            assert!(is_on_path(key), "{key}");
        }
        for key in ["housing_contract", "residence_registration", "tax_id", "day30_check"] {
            assert!(!is_on_path(key), "{key}");
        }
    }
}
