//! Looks at a journey template before it is released, and releases it.

use backend::{Backend, CaseChange, ReleasePreview};
use std::{collections::BTreeMap, error::Error, path::Path};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Which cases are moved to the new version.
#[derive(Clone, Debug)]
pub(crate) enum Accepted {
    /// Every case that can be.
    All,
    /// Those with these numbers.
    Numbers(Vec<String>),
}

/// Prints what the template would change: totals by step, then each case.
pub(crate) async fn preview(backend: &Backend, file: &Path) -> Outcome {
    let preview = backend.preview_release(&read(file)?).await?;
    print(&preview);
    Ok(())
}

/// Releases the template and moves the accepted cases.
pub(crate) async fn release(backend: &Backend, file: &Path, accepted: &Accepted) -> Outcome {
    let text = read(file)?;
    let preview = backend.preview_release(&text).await?;
    let unknown = |number: &&String| !preview.changes.iter().any(|change| &change.number == *number);
    if let Accepted::Numbers(numbers) = accepted
        && let Some(number) = numbers.iter().find(unknown)
    {
        return Err(format!("{number} is no open case whose plan would change; nothing was released").into());
    }
    let version = match backend.release_template(&text).await {
        Ok(version) => version,
        Err(backend::Error::Conflict) => {
            return Err("another template of this version is released already: give this one a later version".into());
        }
        Err(error) => return Err(error.into()),
    };
    let is_accepted = |change: &&CaseChange| match accepted {
        Accepted::All => change.lost.is_empty(),
        Accepted::Numbers(numbers) => numbers.contains(&change.number),
    };
    let cases: Vec<_> = preview.changes.iter().filter(is_accepted).map(|change| change.case).collect();
    let moved = backend.accept_release(&version, &cases).await?;
    println!("Template {version} is released. {moved} cases moved, {} keep theirs.", preview.open - moved);
    Ok(())
}

fn read(file: &Path) -> Outcome<String> {
    std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()).into())
}

fn print(preview: &ReleasePreview) {
    let ReleasePreview { version, open, changes } = preview;
    println!("Template {version}: {} of {open} open cases would change.", changes.len());
    let mut totals: BTreeMap<String, u32> = BTreeMap::new();
    for change in changes {
        for line in lines(change) {
            *totals.entry(line.0).or_default() += 1;
        }
    }
    for (what, count) in totals {
        println!("{count:6} x {what}");
    }
    for change in changes {
        println!("{}", change.number);
        for (what, days) in lines(change) {
            println!("  {what}{days}");
        }
    }
}

/// What happens to which step, and for moved ones from when to when.
fn lines(change: &CaseChange) -> Vec<(String, String)> {
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "no day".to_owned(), |day| day.to_string());
    let added = change.added.iter().map(|step| (format!("{step} comes"), String::new()));
    let removed = change.removed.iter().map(|step| (format!("{step} goes"), String::new()));
    let moved = change
        .moved
        .iter()
        .map(|(step, from, to)| (format!("{step} moves"), format!(": {} -> {}", day(*from), day(*to))));
    let lost =
        change.lost.iter().map(|step| (format!("{step} is finished and would be lost: cannot move"), String::new()));
    added.chain(removed).chain(moved).chain(lost).collect()
}
