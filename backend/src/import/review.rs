//! Judges the rows of a draft, and writes down what changed.

use super::{
    draft::{ListedRow, small, to_json},
    scope,
};
use crate::{
    actor::Employer,
    error::{Error, Result},
    store::{
        Write,
        entity::{import_draft, import_row},
    },
};
use chrono::NaiveDate;
use domain::{
    import::{Defaults, Judged, KnownHire, Mapping, ParsedRow, Verdict, judge, parse_row},
    view::import::{Counts, RowVerdict},
};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _, QueryOrder as _, sea_query::Expr};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Rows that one statement writes; SQLite takes 32,766 values in one.
const CHUNK: usize = 500;

/// A row that was read and judged.
#[derive(Clone, Debug)]
pub(super) struct Reviewed {
    pub(super) listed: ListedRow,
    pub(super) parsed: ParsedRow,
    pub(super) judged: Judged,
    pub(super) verdict: RowVerdict,
}

/// Judges rows on a thread of its own: five thousand take some hundred milliseconds.
pub(super) async fn review(
    mapping: Mapping,
    rows: Vec<ListedRow>,
    known: Vec<KnownHire>,
    today: NaiveDate,
) -> Result<Vec<Reviewed>> {
    let work = move || review_now(&mapping, rows, &known, today);
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::inconsistent("judging rows of an import"))
}

fn review_now(mapping: &Mapping, rows: Vec<ListedRow>, known: &[KnownHire], today: NaiveDate) -> Vec<Reviewed> {
    let defaults = Defaults { today, values: BTreeMap::new() };
    let parse = |row: &ListedRow| parse_row(mapping, row.number, &row.cells, &row.edits, &defaults);
    let parsed: Vec<(ListedRow, ParsedRow)> = rows
        .into_iter()
        .map(|row| {
            let parsed = parse(&row);
            (row, parsed)
        })
        .collect();
    // What is left out is no double of anything.
    let counted: Vec<ParsedRow> =
        parsed.iter().filter(|(row, _)| !row.is_skipped).map(|(_, parsed)| parsed.clone()).collect();
    let mut judged = judge(&counted, known).into_iter();
    parsed
        .into_iter()
        .map(|(listed, parsed)| {
            let own = || Judged {
                number: listed.number,
                verdict: Verdict::Problem(parsed.problems.clone()),
                notes: parsed.notes.clone(),
            };
            let judged = if listed.is_skipped { own() } else { judged.next().unwrap_or_else(own) };
            let verdict = if listed.is_skipped { RowVerdict::Skipped } else { code(&judged.verdict) };
            Reviewed { listed, parsed, judged, verdict }
        })
        .collect()
}

const fn code(verdict: &Verdict) -> RowVerdict {
    match verdict {
        Verdict::New => RowVerdict::New,
        Verdict::Known { .. } => RowVerdict::Known,
        Verdict::DuplicateInList { .. } => RowVerdict::Duplicate,
        Verdict::Problem(_) => RowVerdict::Problem,
    }
}

pub(super) fn counts(rows: &[Reviewed]) -> Counts {
    let mut counts = Counts::default();
    for row in rows {
        *match row.verdict {
            RowVerdict::Problem => &mut counts.problem,
            RowVerdict::New => &mut counts.new,
            RowVerdict::Known => &mut counts.known,
            RowVerdict::Duplicate => &mut counts.duplicate,
            RowVerdict::Skipped => &mut counts.skipped,
        } += 1;
    }
    counts
}

/// Writes every row of a draft afresh.
pub(super) async fn write_rows(write: &Write<'_>, import: Uuid, rows: &[Reviewed]) -> Result<()> {
    import_row::Entity::delete_many().filter(import_row::Column::ImportId.eq(import)).exec(&**write).await?;
    for chunk in rows.chunks(CHUNK) {
        let models: Vec<import_row::ActiveModel> = chunk
            .iter()
            .map(|row| {
                Ok(import_row::ActiveModel {
                    import_id: Set(import),
                    number: Set(small(row.listed.number as usize)),
                    cells: Set(to_json(&row.listed.cells)?),
                    edits: Set(to_json(&row.listed.edits)?),
                    verdict: Set(row.verdict.to_string()),
                    judgement: Set(to_json(&row.judged)?),
                    skipped: Set(row.listed.is_skipped),
                    case_id: Set(None),
                })
            })
            .collect::<Result<_>>()?;
        import_row::Entity::insert_many(models).exec_without_returning(&**write).await?;
    }
    Ok(())
}

/// Judges a draft again with its rows as they stand, some of them changed, and writes the differences: one edit
/// can make another row a double, or free it.
pub(super) async fn review_again(
    write: &Write<'_>,
    employer: &Employer,
    draft: &import_draft::Model,
    change: impl FnOnce(&mut Vec<ListedRow>) -> Result<()>,
) -> Result<Vec<Reviewed>> {
    let stored = scope::rows_of(draft).order_by_asc(import_row::Column::Number).all(&**write).await?;
    let mut rows = stored.iter().map(ListedRow::try_from).collect::<Result<Vec<_>>>()?;
    change(&mut rows)?;
    let known = scope::known_hires(&**write, employer).await?;
    let reviewed = review(draft.mapping()?, rows, known, write.today()).await?;
    for (row, before) in reviewed.iter().zip(&stored) {
        write_difference(write, row, before).await?;
    }
    import_draft::Entity::update_many()
        .col_expr(import_draft::Column::Tally, Expr::value(to_json(&counts(&reviewed))?))
        .filter(import_draft::Column::Id.eq(draft.id))
        .exec(&**write)
        .await?;
    Ok(reviewed)
}

async fn write_difference(write: &Write<'_>, row: &Reviewed, before: &import_row::Model) -> Result<()> {
    let (edits, judgement) = (to_json(&row.listed.edits)?, to_json(&row.judged)?);
    let verdict = row.verdict.to_string();
    let is_same = edits == before.edits
        && judgement == before.judgement
        && verdict == before.verdict
        && row.listed.is_skipped == before.skipped;
    if is_same {
        return Ok(());
    }
    import_row::Entity::update_many()
        .col_expr(import_row::Column::Edits, Expr::value(edits))
        .col_expr(import_row::Column::Judgement, Expr::value(judgement))
        .col_expr(import_row::Column::Verdict, Expr::value(verdict))
        .col_expr(import_row::Column::Skipped, Expr::value(row.listed.is_skipped))
        .filter(import_row::Column::ImportId.eq(before.import_id))
        .filter(import_row::Column::Number.eq(before.number))
        .exec(&**write)
        .await?;
    Ok(())
}
