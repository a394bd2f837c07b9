//! The employer's portfolio as a workbook: real dates, a header that stays, and nothing that a
//! spreadsheet could take for a formula.

use crate::{
    acting::Acting,
    actor::Employer,
    case::is_hers,
    error::{Error, Result},
    hires::Listed,
    store::{
        FAR,
        entity::{case_scope, cohort},
    },
};
use chrono::{Datelike as _, NaiveDate};
use domain::{
    facts::Facts,
    journey::{Holder, Station},
    language::Language,
};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use sea_orm::{ExprTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, sea_query::Expr};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Rows read at once.
const CHUNK: u64 = 200;
/// Columns, with their widths in characters.
const WIDTHS: [f64; COLUMNS] = [16.0, 22.0, 22.0, 30.0, 28.0, 14.0, 14.0, 24.0, 14.0, 24.0, 14.0, 14.0, 14.0, 14.0];
/// Number of columns.
const COLUMNS: usize = 14;

/// The words of the workbook in one language: texts live with the pages.
#[derive(Clone, Debug)]
pub struct ExportWords {
    /// The language of names of occupations.
    pub language: Language,
    /// The name of the sheet.
    pub sheet: &'static str,
    /// The heads of the columns: number, family name, given names, address, occupation, first working day, arrival,
    /// cohort, station, who acts, since, until, invited, opened.
    pub heads: [&'static str; COLUMNS],
    /// A word for each holder.
    pub holders: Vec<(Holder, &'static str)>,
    /// A word for each station.
    pub stations: Vec<(Station, &'static str)>,
}

/// A cell before it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Cell {
    Text(String),
    Day(Option<NaiveDate>),
}

impl Acting<Employer> {
    /// All of the own hires as an `.xlsx` file.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn export(&self, words: ExportWords) -> Result<Vec<u8>> {
        let cohorts = self.cohort_names_by_id().await?;
        let mut rows = Vec::new();
        let mut last: Option<case_scope::Model> = None;
        loop {
            let chunk = self.chunk(last.as_ref()).await?;
            let Some(end) = chunk.last().cloned() else { break };
            let ids: Vec<Uuid> = chunk.iter().map(|row| row.case_id).collect();
            let arrivals: BTreeMap<Uuid, NaiveDate> = chunk.iter().map(|row| (row.case_id, row.arrival_day)).collect();
            for listed in self.listed(&ids).await? {
                let arrival = arrivals.get(&listed.case.id).copied().unwrap_or(FAR);
                rows.push(self.cells(&listed, arrival, &cohorts, &words)?);
            }
            last = Some(end);
        }
        let written = tokio::task::spawn_blocking(move || workbook(&words, &rows)).await;
        written.map_err(Error::inconsistent)?.map_err(Error::inconsistent)
    }

    async fn chunk(&self, last: Option<&case_scope::Model>) -> Result<Vec<case_scope::Model>> {
        let mut query = self.scope();
        if let Some(last) = last {
            let columns = [case_scope::Column::NameSort, case_scope::Column::CaseId].map(Expr::col);
            let behind = Expr::tuple([Expr::value(last.name_sort.clone()), Expr::value(last.case_id)]);
            query = query.filter(Expr::tuple(columns).gt(behind));
        }
        let query = query.order_by_asc(case_scope::Column::NameSort).order_by_asc(case_scope::Column::CaseId);
        Ok(query.limit(CHUNK).all(self.read()).await?)
    }

    async fn cohort_names_by_id(&self) -> Result<BTreeMap<Uuid, String>> {
        let query = self.cohort_scope().select_only().columns([cohort::Column::Id, cohort::Column::Name]);
        let rows: Vec<(Uuid, String)> = query.into_tuple().all(self.read()).await?;
        Ok(rows.into_iter().collect())
    }

    fn cells(
        &self,
        listed: &Listed,
        arrival: NaiveDate,
        cohorts: &BTreeMap<Uuid, String>,
        words: &ExportWords,
    ) -> Result<[Cell; COLUMNS]> {
        let case = &listed.case;
        let facts: Facts =
            serde_json::from_str(&case.facts).map_err(|_| Error::inconsistent(format!("facts of case {}", case.id)))?;
        let day = |at| self.inner.clock.day_of(at);
        let known = |day: NaiveDate| Cell::Day((day != FAR).then_some(day));
        let word = |found: Option<&'static str>| Cell::Text(found.unwrap_or_default().to_owned());
        let station = words.stations.iter().find(|(station, _)| station.to_string() == case.station);
        let holder = words.holders.iter().find(|(holder, _)| holder.to_string() == case.employer_holder);
        // Once the invitation is opened the address belongs to the person.
        let email = listed.person.email.clone().filter(|_| !is_hers(case));
        Ok([
            Cell::Text(case.number.clone()),
            Cell::Text(listed.person.family_name.clone()),
            Cell::Text(listed.person.given_names.clone()),
            Cell::Text(email.unwrap_or_default()),
            word(facts.occupation.map(|occupation| occupation.name(words.language))),
            known(case.work_start),
            known(arrival),
            Cell::Text(case.cohort_id.and_then(|id| cohorts.get(&id).cloned()).unwrap_or_default()),
            word(station.map(|(_, word)| *word)),
            word(holder.map(|(_, word)| *word)),
            Cell::Day(Some(day(case.employer_holder_since))),
            known(case.employer_due),
            Cell::Day(case.invited_at.map(day)),
            Cell::Day(case.opened_at.map(day)),
        ])
    }
}

fn workbook(words: &ExportWords, rows: &[[Cell; COLUMNS]]) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(words.sheet)?.set_freeze_panes(1, 0)?;
    if words.language == Language::Ar {
        sheet.set_right_to_left(true);
    }
    let head = Format::new().set_bold();
    for ((column, text), width) in (0..).zip(words.heads).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, text, &head)?;
    }
    let date = Format::new().set_num_format("dd.mm.yyyy");
    for (line, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            write(sheet, line, column, cell, &date)?;
        }
    }
    book.save_to_buffer()
}

/// Texts are written as texts, whatever they begin with.
fn write(
    sheet: &mut Worksheet,
    line: u32,
    column: u16,
    cell: &Cell,
    date: &Format,
) -> std::result::Result<(), XlsxError> {
    match cell {
        Cell::Text(text) if !text.is_empty() => sheet.write_string(line, column, text).map(|_| ()),
        Cell::Day(Some(day)) => {
            let parts = (u16::try_from(day.year()), u8::try_from(day.month()), u8::try_from(day.day()));
            let (Ok(year), Ok(month), Ok(day)) = parts else { return Ok(()) };
            sheet.write_datetime_with_format(line, column, ExcelDateTime::from_ymd(year, month, day)?, date).map(|_| ())
        }
        Cell::Text(_) | Cell::Day(None) => Ok(()),
    }
}
