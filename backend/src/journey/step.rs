//! One step of the own plan on its own page.

use super::{change, contact, entry, page::Rows, question, scope, wish};
use crate::{
    acting::Acting,
    actor::Newcomer,
    error::{Error, Result},
    say,
};
use domain::{
    journey::{StepDefinition, Template},
    language::Language,
    plan::Applicability,
    step::StepRef,
    view::plan::{Basis, OwnStep},
};

impl Acting<Newcomer> {
    /// A step of the own plan in the reader's words. Answers shown by it are noted as read.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a step that is not on the own plan.
    pub async fn step(&self, language: Language, address: &str) -> Result<OwnStep> {
        let address: StepRef = address.parse().map_err(|_| Error::NotFound)?;
        let case = self.open_case().await?;
        let plan = case.plan(self.today());
        let step = plan.steps.iter().find(|step| step.step == address).ok_or(Error::NotFound)?;
        let definition = case.template.step(address.key).ok_or(Error::NotFound)?;
        let text = self.inner.texts.of(language, address.key).ok_or(Error::NotFound)?;
        let rows = Rows { acting: self, language, case: &case, names: scope::household(self.read(), &case).await? };
        let mut questions = scope::questions(self.read(), case.row.id).await?;
        questions.retain(|question| question.step == address.to_string());
        let share = if step.is_open() { self.share_of(language, &case, address).await? } else { None };
        let page = OwnStep {
            row: rows.row(step),
            what: text.what.clone(),
            why: text.why.clone(),
            papers: text.papers.clone(),
            place: text.place.clone(),
            until: text.until.clone(),
            say: text.say.clone(),
            is_unclear: matches!(step.applicability, Applicability::Unclear(_)),
            wish: wish::of(&case, address),
            done_on: step.done_on.map(|day| say::when(language, day)),
            ways: change::ways(definition, step),
            asked: entry::asked_for(&case, step, language),
            share,
            contact: contact::of(&self.inner, self.read(), &case).await?,
            questions: question::rows(self, language, &questions).await?,
            basis: basis(&case.template, definition, language, text.reviewed_by.clone()),
            as_of: say::time(&self.inner.clock, self.inner.clock.now()),
        };
        self.mark_read(&questions).await;
        Ok(page)
    }
}

fn basis(template: &Template, step: &StepDefinition, language: Language, reviewed_by: Option<String>) -> Basis {
    Basis {
        legal: step.text.legal_basis.clone(),
        sources: sources(template, &step.text.sources),
        checked_on: say::when(language, step.text.checked_on),
        mark: step.text.verified,
        reviewed_by,
    }
}

/// Sources by the names of their tags: `[G1][G2]` is two; what has no tag is a source by itself.
fn sources(template: &Template, text: &str) -> Vec<String> {
    let pieces = text.split(['[', ']', ',', ';']).map(str::trim);
    // An assumption has no source; its mark says so.
    let pieces = pieces.filter(|piece| !piece.is_empty() && *piece != "assumption");
    pieces.map(|piece| template.sources.get(piece).cloned().unwrap_or_else(|| piece.to_owned())).collect()
}
