//! A page of a draft's rows, with their verdicts.

use super::{
    columns::columns_stage,
    draft::{ListedRow, from_json},
    scope,
};
use crate::{
    acting::Acting,
    actor::Employer,
    error::{Error, Result},
    say,
    store::entity::{import_draft, import_row},
};
use domain::{
    calendar::Day,
    id::ImportId,
    import::{Cell, Defaults, Field, Judged, Mapping, ParsedRow, Reading, RowProblem, Verdict, parse_row, read_day},
    language::Language,
    text::tidy,
    view::import::{EditedRow, Import, ImportState, Row, RowVerdict, Rows, Stage, WantedRows},
};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::BTreeMap;

/// Rows on a page.
const PAGE: u64 = 50;

impl Acting<Employer> {
    /// One uploaded list, as far as it is.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is not one of this employer's.
    pub async fn import(&self, id: ImportId, wanted: &WantedRows, language: Language) -> Result<Import> {
        let draft = scope::draft_of(self.read(), &self.role, id).await?;
        let stage = match draft.stage()? {
            ImportState::Columns => Stage::Columns(columns_stage(&draft)?),
            ImportState::Rows if wanted.step == "columns" => Stage::Columns(columns_stage(&draft)?),
            ImportState::Rows => Stage::Rows(Box::new(self.rows_stage(&draft, wanted, language).await?)),
            ImportState::Committed | ImportState::Undone => Stage::Result(self.outcome(&draft, language).await?),
        };
        Ok(Import { id, file_name: draft.file_name, stage })
    }

    async fn rows_stage(&self, draft: &import_draft::Model, wanted: &WantedRows, language: Language) -> Result<Rows> {
        let mapping = draft.mapping()?;
        let fields: Vec<Field> =
            mapping.0.values().copied().filter(|field| !matches!(field, Field::RowNumber)).collect();
        let (models, previous, next) = self.rows_page(draft, wanted).await?;
        let reader = RowReader { mapping: &mapping, fields: &fields, today: self.today(), language };
        let rows = models.iter().map(|row| reader.row(row)).collect::<Result<Vec<_>>>()?;
        let edited = match wanted.edit.parse::<i32>() {
            Ok(number) => {
                let found =
                    scope::rows_of(draft).filter(import_row::Column::Number.eq(number)).one(self.read()).await?;
                found.as_ref().map(|row| reader.edited(row)).transpose()?
            }
            Err(_) => None,
        };
        Ok(Rows {
            counts: draft.counts()?,
            rows,
            previous,
            next,
            cohort_name: draft.cohort_name.clone(),
            edited,
            kept_until: say::when(language, self.inner.clock.day_of(draft.delete_after)),
            fields,
        })
    }

    /// Fifty rows by their numbers, and where the pages beside them begin.
    async fn rows_page(
        &self,
        draft: &import_draft::Model,
        wanted: &WantedRows,
    ) -> Result<(Vec<import_row::Model>, Option<u32>, Option<u32>)> {
        let mut find = scope::rows_of(draft).limit(PAGE + 1);
        if let Ok(verdict) = wanted.show.parse::<RowVerdict>() {
            find = find.filter(import_row::Column::Verdict.eq(verdict.code()));
        }
        let before: Option<i32> = wanted.before.parse().ok();
        let after: i32 = wanted.after.parse().unwrap_or(0);
        let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let number = |row: Option<&import_row::Model>| row.and_then(|row| u32::try_from(row.number).ok());
        if let Some(before) = before {
            let find = find.filter(import_row::Column::Number.lt(before)).order_by_desc(import_row::Column::Number);
            let mut rows = find.all(self.read()).await?;
            let has_more = rows.len() > most;
            rows.truncate(most);
            rows.reverse();
            let (previous, next) = (number(rows.first()).filter(|_| has_more), number(rows.last()));
            return Ok((rows, previous, next));
        }
        let find = find.filter(import_row::Column::Number.gt(after)).order_by_asc(import_row::Column::Number);
        let mut rows = find.all(self.read()).await?;
        let has_more = rows.len() > most;
        rows.truncate(most);
        let (previous, next) = (number(rows.first()).filter(|_| after > 0), number(rows.last()).filter(|_| has_more));
        Ok((rows, previous, next))
    }
}

/// Turns stored rows into those of a page.
struct RowReader<'page> {
    mapping: &'page Mapping,
    fields: &'page [Field],
    today: Day,
    language: Language,
}

impl RowReader<'_> {
    fn row(&self, model: &import_row::Model) -> Result<Row> {
        let listed = ListedRow::try_from(model)?;
        let judged: Judged = from_json(&model.judgement).ok_or_else(|| broken(model))?;
        let parsed = self.parse(&listed);
        let (mut known, mut of_row, mut problems) = (None, None, Vec::new());
        match judged.verdict {
            Verdict::New => {}
            Verdict::Known { case } => known = Some(case),
            Verdict::DuplicateInList { of_row: earlier } => of_row = Some(earlier),
            Verdict::Problem(found) => problems = found,
        }
        Ok(Row {
            number: listed.number,
            verdict: model.verdict.parse().map_err(|_| broken(model))?,
            name: name_of(&parsed),
            cells: self.fields.iter().map(|field| self.shown(*field, &listed)).collect(),
            problems,
            notes: judged.notes,
            remarks: Vec::new(),
            known,
            of_row,
        })
    }

    fn parse(&self, listed: &ListedRow) -> ParsedRow {
        let defaults = Defaults { today: self.today, values: BTreeMap::new() };
        parse_row(self.mapping, listed.number, &listed.cells, &listed.edits, &defaults)
    }

    /// A field as the page shows it: a day in the reader's way of writing days.
    fn shown(&self, field: Field, listed: &ListedRow) -> String {
        let cell = self.cell(field, listed);
        match day_of(field, &cell) {
            Some(day) => say::table_day(self.language, day),
            None => tidy(&cell.text()),
        }
    }

    fn cell(&self, field: Field, listed: &ListedRow) -> Cell {
        if let Some(edit) = listed.edits.get(&field) {
            return Cell::from(edit.as_str());
        }
        let column = self.mapping.column(field);
        column.and_then(|column| listed.cells.get(column as usize)).cloned().unwrap_or_default()
    }

    fn edited(&self, model: &import_row::Model) -> Result<EditedRow> {
        let listed = ListedRow::try_from(model)?;
        let problems: Vec<RowProblem> = self.parse(&listed).problems;
        let suggestion = |field: Field| {
            problems.iter().find(|problem| problem.field == field).and_then(|problem| problem.suggestion.clone())
        };
        let text = |field: Field| suggestion(field).unwrap_or_else(|| typed_text(field, &self.cell(field, &listed)));
        let texts = self.fields.iter().map(|field| (*field, text(*field))).collect();
        Ok(EditedRow { number: listed.number, problems, remarks: Vec::new(), texts })
    }
}

fn name_of(parsed: &ParsedRow) -> String {
    let parts = [&parsed.given_names, &parsed.family_name];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// A cell as somebody would type it: days as `01.04.2027`.
pub(super) fn typed_text(field: Field, cell: &Cell) -> String {
    match day_of(field, cell) {
        Some(day) => day.format("%d.%m.%Y").to_string(),
        None => tidy(&cell.text()),
    }
}

/// The day in a cell that a program wrote; days that people typed stay as they typed them.
fn day_of(field: Field, cell: &Cell) -> Option<Day> {
    let is_day = matches!(field, Field::BirthDate | Field::FirstWorkingDay | Field::Arrival);
    match cell {
        Cell::Date(day) => Some(*day),
        Cell::Number(_) if is_day => read_day(cell, Reading::Plan, Day::MIN).ok().flatten().map(|read| read.day),
        _ => None,
    }
}

fn broken(row: &import_row::Model) -> Error {
    Error::inconsistent(format!("import_row {} {}", row.import_id, row.number))
}
