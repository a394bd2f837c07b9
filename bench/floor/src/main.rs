//! What a page of fifty cases costs with nothing between the question and SQLite: the questions of
//! `casework/lists.rs` and `casework/rows.rs` in the words in which they reach the database, prepared once, their
//! answers read whole. Usage: floor DATABASE ORGANISATION PAGES
//!
//! Prints milliseconds of processor time a page, how many open cases there are, and the numbers of the first fifty.

use rusqlite::{Connection, Result, Row, params, params_from_iter};
use std::{collections::BTreeMap, error::Error};

type Bytes = Vec<u8>;

/// A row of the first question but one: the case, and what it is listed by.
struct Listed {
    case: Bytes,
    _keys: (Bytes, Bytes, String, String, String, String, Option<Bytes>, String, bool),
}

struct Seen {
    number: String,
    _texts: [Option<String>; 8],
    _flags: [bool; 2],
}

fn main() -> std::result::Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().collect();
    let [_, file, organisation, pages] = words.as_slice() else {
        return Err("floor DATABASE ORGANISATION PAGES".into());
    };
    let organisation = bytes(organisation).ok_or("the organisation is no identifier")?;
    let pages: u32 = pages.parse()?;
    let database = Connection::open(file)?;
    let (total, cases) = page(&database, &organisation)?;
    let begin = used_ms()?;
    for _ in 0..pages {
        assert_eq!(page(&database, &organisation)?.1.len(), cases.len());
    }
    println!("{}", (used_ms()? - begin) / f64::from(pages));
    println!("{total}");
    for case in cases {
        println!("{}", case.number);
    }
    Ok(())
}

/// How many open cases there are, and the first fifty.
fn page(database: &Connection, organisation: &[u8]) -> Result<(i64, Vec<Seen>)> {
    database.execute_batch("BEGIN")?;
    let mut count = database.prepare_cached(
        r#"SELECT "counter"."kind", CAST(SUM("counter"."count") AS bigint) AS "total" FROM "counter"
           WHERE "counter"."organisation_id" = ? AND "counter"."kind" IN (?) GROUP BY "counter"."kind""#,
    )?;
    let total = count.query_row(params![organisation, "cases"], |row| row.get(1))?;
    let mut list = database.prepare_cached(
        r#"SELECT "organisation_id", "case_id", "name_sort", "work_start", "next_due", "holder", "station",
           "cohort_id", "arrival_day", "is_open" FROM "case_scope" WHERE "organisation_id" = ? AND "is_open" = ?
           ORDER BY "next_due" ASC, "case_id" ASC LIMIT ?"#,
    )?;
    // One more than a page: whether there is a next one.
    let mut listed: Vec<Listed> =
        list.query_map(params![organisation, true, 51], read_listed)?.collect::<Result<_>>()?;
    listed.truncate(50);
    let marks = vec!["?"; listed.len()].join(", ");
    let mut rows = database.prepare_cached(&format!(
        r#"SELECT "case_file"."id", "number", "state", "template_version", "next_step", "holder_since", "at_risk",
           "has_overdue", "ended_at", "person"."family_name", "person"."given_names", "organisation"."name" AS "employer"
           FROM "case_file" INNER JOIN "person" ON "case_file"."person_id" = "person"."id"
           LEFT JOIN "organisation" ON "case_file"."employer_id" = "organisation"."id"
           WHERE "case_file"."id" IN ({marks})"#
    ))?;
    let ids = params_from_iter(listed.iter().map(|row| &row.case));
    let mut seen: BTreeMap<Bytes, Seen> = rows.query_map(ids, read_seen)?.collect::<Result<_>>()?;
    database.execute_batch("ROLLBACK")?;
    Ok((total, listed.iter().filter_map(|row| seen.remove(&row.case)).collect()))
}

fn read_listed(row: &Row<'_>) -> Result<Listed> {
    let keys = (
        row.get(0)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
        row.get(6)?,
        row.get(7)?,
        row.get(8)?,
        row.get(9)?,
    );
    Ok(Listed { case: row.get(1)?, _keys: keys })
}

fn read_seen(row: &Row<'_>) -> Result<(Bytes, Seen)> {
    let text = |place| row.get(place);
    let texts = [text(2)?, text(3)?, text(4)?, text(5)?, text(8)?, text(9)?, text(10)?, text(11)?];
    Ok((row.get(0)?, Seen { number: row.get(1)?, _texts: texts, _flags: [row.get(6)?, row.get(7)?] }))
}

/// The bytes of an identifier as the database keeps them.
fn bytes(identifier: &str) -> Option<Bytes> {
    let digits = identifier.replace('-', "");
    let byte = |place| u8::from_str_radix(digits.get(place..place + 2)?, 16).ok();
    (0..digits.len()).step_by(2).map(byte).collect()
}

/// Milliseconds of processor time so far. The kernel's clock ticks a hundred times a second.
fn used_ms() -> std::result::Result<f64, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = stat.rsplit_once(") ").ok_or("no times of this process")?;
    let fields: Vec<&str> = fields.split(' ').collect();
    Ok(f64::from((fields[11].parse::<u32>()? + fields[12].parse::<u32>()?) * 10))
}
