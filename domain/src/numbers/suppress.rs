//! Tables in which small counts are hidden, also from whoever subtracts.
//!
//! Every row of a table adds up to its total, and so does every column. Such a table is a net: rows and columns are its
//! knots, each count is a string between a row and a column, and so is each total. One more in a count has to be made
//! up for by other counts of its row and its column, those by others of theirs, and so on, until the way comes back: a
//! round trip through the net. A hidden count can be computed from what is shown if, and only if, no round trip leads
//! through it that uses hidden counts alone. So for every small count the cheapest round trip is looked for, and
//! all of it is hidden. Counts and totals that lie on it are safe with it, and nothing that is hidden later takes
//! that away: one pass is enough.

use super::{Cell, LEAST, is_small};
use serde::{Deserialize, Serialize};

/// Counts and their total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// The counts.
    pub cells: Vec<Cell>,
    /// Their sum.
    pub total: Cell,
}

/// Counts in rows and columns, with the totals of both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The counts, row by row.
    pub rows: Vec<List>,
    /// The total of each column, and that of all.
    pub totals: List,
}

impl List {
    /// The counts that may be shown, with their total.
    #[must_use]
    pub fn of(counts: &[u32]) -> Self {
        let item = |count: &u32| Strand::count(0, 1, *count);
        let mut net = Net { strands: counts.iter().map(item).collect(), knots: 2 };
        net.strands.push(Strand::total(0, 1, sum(counts)));
        net.hide();
        let mut cells = net.cells();
        let total = cells.pop().unwrap_or(Cell::Hidden);
        Self { cells, total }
    }
}

impl Table {
    /// The counts that may be shown, with the totals of rows and columns. Rows are of one length; what is missing
    /// in a shorter one counts as nobody.
    #[must_use]
    pub fn of(counts: &[Vec<u32>]) -> Self {
        let columns = counts.iter().map(Vec::len).max().unwrap_or_default();
        let rows = counts.len();
        // Knots: the rows, the row of totals, the columns, the column of totals.
        let (row_of_totals, first_column) = (rows, rows + 1);
        let column_of_totals = first_column + columns;
        let mut net = Net { strands: Vec::new(), knots: column_of_totals + 1 };
        let mut totals = vec![0_u32; columns];
        for (row, counts) in counts.iter().enumerate() {
            for (column, total) in totals.iter_mut().enumerate() {
                let count = counts.get(column).copied().unwrap_or_default();
                *total = total.saturating_add(count);
                net.strands.push(Strand::count(row, first_column + column, count));
            }
            net.strands.push(Strand::total(row, column_of_totals, sum(counts)));
        }
        for (column, total) in totals.iter().enumerate() {
            net.strands.push(Strand::total(row_of_totals, first_column + column, *total));
        }
        net.strands.push(Strand::grand_total(row_of_totals, column_of_totals, sum(&totals)));
        net.hide();
        let cells = net.cells();
        let mut lines = cells.chunks(columns + 1).map(|line| {
            let (total, cells) = line.split_last().unwrap_or((&Cell::Hidden, &[]));
            List { cells: cells.to_vec(), total: *total }
        });
        let rows: Vec<List> = lines.by_ref().take(rows).collect();
        Self { rows, totals: lines.next().unwrap_or_else(|| List::of(&[])) }
    }
}

fn sum(counts: &[u32]) -> u32 {
    counts.iter().fold(0, |sum, count| sum.saturating_add(*count))
}

/// A count or a total, between the knots of its row and its column.
struct Strand {
    knots: (usize, usize),
    count: u32,
    /// A total stands on the other side of the sum: one more there makes up for one more here.
    is_total: bool,
    /// What hiding it would cost the reader.
    worth: u64,
    is_hidden: bool,
}

impl Strand {
    fn count(row: usize, column: usize, count: u32) -> Self {
        // Nobody is a count like others here: hiding it tells little less than hiding a small one.
        let worth = u64::from(count.max(LEAST));
        Self { knots: (row, column), count, is_total: false, worth, is_hidden: is_small(count) }
    }

    fn total(row: usize, column: usize, count: u32) -> Self {
        Self { is_total: true, worth: u64::from(count) + (1 << 40), ..Self::count(row, column, count) }
    }

    /// The total of all is a total of totals: it stands on the side of the counts again.
    fn grand_total(row: usize, column: usize, count: u32) -> Self {
        Self { worth: u64::from(count) + (1 << 50), ..Self::count(row, column, count) }
    }

    /// Whether the count could also be one more, or one less, as far as it alone goes; and the way that leads.
    fn way(&self, step: Step) -> Option<(usize, usize)> {
        let (row, column) = self.knots;
        let is_more = matches!(step, Step::More);
        if !is_more && self.count == 0 {
            return None;
        }
        Some(if is_more == self.is_total { (column, row) } else { (row, column) })
    }

    fn price(&self) -> u64 {
        if self.is_hidden { 0 } else { self.worth }
    }
}

#[derive(Clone, Copy)]
enum Step {
    More,
    Less,
}

struct Net {
    strands: Vec<Strand>,
    knots: usize,
}

impl Net {
    /// Hides around every small count what it could be computed from.
    fn hide(&mut self) {
        let small = self.strands.iter().enumerate().filter(|(_, strand)| is_small(strand.count));
        let mut small: Vec<(u64, usize)> = small.map(|(place, strand)| (strand.worth, place)).collect();
        // A total needs another total on its trip; the counts then travel by what is hidden already.
        small.sort_by_key(|(worth, place)| (std::cmp::Reverse(*worth), *place));
        for (_, place) in small {
            for other in self.round_trip(place) {
                if let Some(strand) = self.strands.get_mut(other) {
                    strand.is_hidden = true;
                }
            }
        }
    }

    /// The strands of the cheapest round trip through this one. There always is one: one more in every total.
    fn round_trip(&self, place: usize) -> Vec<usize> {
        let Some(strand) = self.strands.get(place) else { return Vec::new() };
        let trips = [Step::More, Step::Less].into_iter().filter_map(|step| {
            let (from, to) = strand.way(step)?;
            self.cheapest(to, from, place)
        });
        trips.min().map(|(_, strands)| strands).unwrap_or_default()
    }

    /// The cheapest way from knot to knot without one of the strands, the shortest of equally cheap ones.
    fn cheapest(&self, from: usize, to: usize, without: usize) -> Option<((u64, u32), Vec<usize>)> {
        let mut reached: Vec<Option<Reached>> = vec![None; self.knots];
        *reached.get_mut(from)? = Some(Reached { price: (0, 0), by: None });
        loop {
            let mut is_better = false;
            for (place, strand) in self.strands.iter().enumerate().filter(|(place, _)| *place != without) {
                for (start, end) in [Step::More, Step::Less].into_iter().filter_map(|step| strand.way(step)) {
                    let Some(Some(Reached { price: (price, steps), .. })) = reached.get(start).copied() else {
                        continue;
                    };
                    let price = (price + strand.price(), steps + 1);
                    let end = reached.get_mut(end)?;
                    if end.is_none_or(|end| price < end.price) {
                        *end = Some(Reached { price, by: Some((place, start)) });
                        is_better = true;
                    }
                }
            }
            if !is_better {
                break;
            }
        }
        let price = reached.get(to).copied()??.price;
        let mut strands = Vec::new();
        let mut knot = to;
        while let Some((place, before)) = reached.get(knot).copied()??.by {
            strands.push(place);
            knot = before;
        }
        Some((price, strands))
    }

    fn cells(&self) -> Vec<Cell> {
        self.strands
            .iter()
            .map(|strand| if strand.is_hidden { Cell::Hidden } else { Cell::Shown(strand.count) })
            .collect()
    }
}

/// The cheapest way found to a knot: its price, and the strand and knot it came by.
#[derive(Clone, Copy)]
struct Reached {
    price: (u64, u32),
    by: Option<(usize, usize)>,
}

#[cfg(test)]
mod tests;
