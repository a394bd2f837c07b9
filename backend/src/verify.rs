//! Checks the whole database: everything kept twice is counted again, every chain read again.
//!
//! For whoever runs the installation (`welcome-office doctor`), and for tests after each change.

mod cases;
mod chains;
mod counters;
mod frame;
#[cfg(test)]
mod tests;

use crate::{Backend, error::Result, store::entity::counter};
use sea_orm::{ActiveValue::Set, EntityTrait};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing to do now.
    Note,
    /// Somebody should look at it.
    Warning,
    /// What people see or may see is wrong.
    Error,
}

/// Something that is not as it should be. Identifiers, codes and numbers only, no names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Which check found it.
    pub check: &'static str,
    /// What was found.
    pub what: String,
    /// What to do about it.
    pub advice: &'static str,
}

impl Finding {
    fn error(check: &'static str, what: String, advice: &'static str) -> Self {
        Self { severity: Severity::Error, check, what, advice }
    }

    fn warning(check: &'static str, what: String, advice: &'static str) -> Self {
        Self { severity: Severity::Warning, ..Self::error(check, what, advice) }
    }

    fn note(check: &'static str, what: String, advice: &'static str) -> Self {
        Self { severity: Severity::Note, ..Self::error(check, what, advice) }
    }
}

/// Cases read at once.
const BATCH: u64 = 200;

/// What to do where kept and computed values differ.
const REPLAN: &str = "Run `welcome-office doctor --mend`: it computes every case again. If it comes back, report it.";

impl Backend {
    /// Every finding, the worst first; none if all is well. Reads everything, changes nothing.
    ///
    /// Run it while nobody writes: what changes between two of its reads looks like a finding.
    ///
    /// # Errors
    /// The database cannot be read, or a row cannot be understood at all.
    pub async fn verify(&self) -> Result<Vec<Finding>> {
        let mut findings = Vec::new();
        frame::file(self, &mut findings).await?;
        if !findings.is_empty() {
            // Whatever else is read from a damaged file says nothing, or ends in an error that hides this.
            return Ok(findings);
        }
        frame::check(self, &mut findings).await?;
        let counted = Box::pin(cases::check(self, &mut findings)).await?;
        counters::check(self, counted, &mut findings).await?;
        chains::check(self, &mut findings).await?;
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        Ok(findings)
    }

    /// Computes every open case again and writes counters as counted. Run it while nobody writes.
    ///
    /// # Errors
    /// The database cannot be read or written, or a row cannot be understood at all.
    pub async fn mend(&self) -> Result<()> {
        self.replan_all().await?;
        let mut counted = Box::pin(cases::check(self, &mut Vec::new())).await?;
        counters::count_talks(self, &mut counted).await?;
        let write = self.0.write().await?;
        counter::Entity::delete_many().exec(&*write).await?;
        let rows: Vec<_> = counted
            .into_iter()
            .map(|((organisation, kind, day), count)| counter::ActiveModel {
                organisation_id: Set(organisation),
                kind: Set(kind),
                day: Set(day),
                count: Set(count),
            })
            .collect();
        for chunk in rows.chunks(200) {
            counter::Entity::insert_many(chunk.to_vec()).exec_without_returning(&*write).await?;
        }
        write.commit().await
    }
}
