//! What a page of fifty cases costs with nothing between the question and SQLite: the questions of
//! `casework/lists.rs` and `casework/rows.rs` in the words in which they reach the database (a test of the backend
//! compares them), prepared once, their answers read whole. Usage: floor DATABASE ORGANISATION PAGES
//!
//! Prints milliseconds of processor time a page, how many open cases there are, and the numbers of the first fifty.

use rusqlite::{Connection, Result, Row, params};
use std::error::Error;

type Bytes = Vec<u8>;

struct Listed {
    number: String,
    _case: Bytes,
    _name_sort: Bytes,
    _is_overdue: bool,
    _texts: [Option<String>; 12],
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
fn page(database: &Connection, organisation: &[u8]) -> Result<(i64, Vec<Listed>)> {
    database.execute_batch("BEGIN")?;
    let mut count = database.prepare_cached(include_str!("count.sql"))?;
    let total = count.query_row(params![organisation, "cases"], |row| row.get(1))?;
    let mut list = database.prepare_cached(include_str!("list.sql"))?;
    // One more than a page: whether there is a next one.
    let mut listed: Vec<Listed> = list.query_map(params![organisation, true, 51], read)?.collect::<Result<_>>()?;
    listed.truncate(50);
    database.execute_batch("ROLLBACK")?;
    Ok((total, listed))
}

fn read(row: &Row<'_>) -> Result<Listed> {
    let text = |name| row.get(name);
    Ok(Listed {
        number: row.get("number")?,
        _case: row.get("case_id")?,
        _name_sort: row.get("name_sort")?,
        _is_overdue: row.get("has_overdue")?,
        _texts: [
            text("work_start")?,
            text("next_due")?,
            text("holder")?,
            text("station")?,
            text("state")?,
            text("template_version")?,
            text("next_step")?,
            text("holder_since")?,
            text("ended_at")?,
            text("family_name")?,
            text("given_names")?,
            text("employer")?,
        ],
    })
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
