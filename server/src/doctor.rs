//! Prints what is not as it should be, and what to do about it.

use backend::{Backend, Severity};
use std::error::Error;

/// Checks the installation; with `mend` it first computes lists and counters again.
///
/// # Errors
/// Something is wrong, so that the program ends with 1.
pub(crate) async fn run(backend: &Backend, mend: Mend) -> Result<(), Box<dyn Error>> {
    if mend == Mend::First {
        backend.mend().await?;
        println!("Plans, lists and counters were computed again.");
    }
    let findings = backend.verify().await?;
    for finding in &findings {
        let word = match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "Warning",
            Severity::Note => "Note",
        };
        println!("{word:8} {:11} {}\n{:20} {}", finding.check, finding.what, "", finding.advice);
    }
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let warnings = findings.iter().filter(|finding| finding.severity == Severity::Warning).count();
    println!("{errors} errors, {warnings} warnings, {} notes.", findings.len() - errors - warnings);
    if errors > 0 { Err("the installation needs somebody's attention".into()) } else { Ok(()) }
}

/// Whether to compute again before checking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mend {
    /// First compute, then check.
    First,
    /// Only check.
    No,
}
