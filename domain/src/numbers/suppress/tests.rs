//! Nothing small is shown, and nothing hidden can be computed.

use super::*;
use proptest::prelude::*;

fn text(list: &List) -> String {
    let cell = |cell: &Cell| cell.shown().map_or("-".to_owned(), |count| count.to_string());
    let cells: Vec<String> = list.cells.iter().map(cell).collect();
    format!("{} = {}", cells.join(" "), cell(&list.total))
}

fn lines(counts: &[Vec<u32>]) -> Vec<String> {
    let table = Table::of(counts);
    table.rows.iter().chain([&table.totals]).map(text).collect()
}

#[test]
fn without_small_counts_everything_is_shown() {
    assert_eq!(text(&List::of(&[7, 0, 12])), "7 0 12 = 19");
    assert_eq!(text(&List::of(&[])), " = 0");
    assert_eq!(lines(&[vec![7, 0], vec![5, 30]]), ["7 0 = 7", "5 30 = 35", "12 30 = 42"]);
}

#[test]
fn a_small_count_takes_the_smallest_other_one_along() {
    assert_eq!(text(&List::of(&[3, 20, 8])), "- 20 - = 31");
    assert_eq!(text(&List::of(&[3, 20, 2])), "- 20 - = 25");
}

#[test]
fn nobody_is_hidden_where_it_would_reveal_somebody() {
    assert_eq!(text(&List::of(&[3, 20, 0])), "- 20 - = 23");
    assert_eq!(text(&List::of(&[2, 0, 3, 20])), "- 0 - 20 = 25");
}

#[test]
fn a_small_total_is_hidden_like_a_small_count() {
    assert_eq!(text(&List::of(&[3])), "- = -");
    assert_eq!(text(&List::of(&[2, 1])), "- - = -");
    assert_eq!(text(&List::of(&[4, 0])), "- 0 = -");
}

#[test]
fn in_a_table_rows_and_columns_are_closed() {
    // The 3 alone needs a rectangle of four; nobody's row and column stay as they are where they can.
    assert_eq!(
        lines(&[vec![3, 20, 40], vec![30, 9, 50], vec![60, 70, 80]]),
        ["- - 40 = 63", "- - 50 = 89", "60 70 80 = 210", "93 99 170 = 362"],
    );
    // One alone in its row takes its total along, and another total with that; the rest stays.
    assert_eq!(lines(&[vec![0, 1], vec![20, 6]]), ["0 - = -", "20 - = -", "20 7 = 27"]);
    // Two in one row already close the row, but not their columns.
    assert_eq!(lines(&[vec![3, 2], vec![30, 40]]), ["- - = 5", "- - = 70", "33 42 = 75"]);
}

#[test]
fn a_table_of_one_column_hides_the_same_count_in_both_places() {
    assert_eq!(lines(&[vec![3], vec![20], vec![9]]), ["- = -", "20 = 20", "- = -", "32 = 32"]);
}

/// A list or a table before and after hiding: the counts, and which are hidden; totals last in each line.
struct Looked {
    truth: Vec<Vec<u32>>,
    shown: Vec<Vec<Cell>>,
}

impl Looked {
    fn table(counts: &[Vec<u32>]) -> Self {
        let table = Table::of(counts);
        let cells = |list: &List| list.cells.iter().copied().chain([list.total]).collect();
        Self { truth: with_totals(counts), shown: table.rows.iter().chain([&table.totals]).map(cells).collect() }
    }

    fn list(counts: &[u32]) -> Self {
        let list = List::of(counts);
        Self {
            truth: vec![counts.iter().copied().chain([counts.iter().sum()]).collect()],
            shown: vec![list.cells.into_iter().chain([list.total]).collect()],
        }
    }

    fn both(&self) -> impl Iterator<Item = (u32, Cell)> {
        self.truth.iter().flatten().copied().zip(self.shown.iter().flatten().copied())
    }

    /// What somebody who reads the page can find out by trying: for every hidden count, whether it has another value
    /// in some table that shows the same. Tries every table whose counts are at most one away from the truth.
    fn can_differ(&self, counts: &[Vec<u32>], totals: fn(&[Vec<u32>]) -> Vec<Vec<u32>>) -> Vec<bool> {
        let hidden: Vec<(usize, usize)> = (0..counts.len())
            .flat_map(|row| (0..counts[row].len()).map(move |column| (row, column)))
            .filter(|(row, column)| self.shown[*row][*column] == Cell::Hidden)
            .collect();
        let mut differs = vec![false; self.truth.iter().flatten().count()];
        for tried in 0..3_u32.pow(u32::try_from(hidden.len()).unwrap()) {
            let mut other = counts.to_vec();
            let is_possible = hidden.iter().enumerate().all(|(digit, (row, column))| {
                let step = tried / 3_u32.pow(u32::try_from(digit).unwrap()) % 3;
                (other[*row][*column] + step).checked_sub(1).map(|count| other[*row][*column] = count).is_some()
            });
            let other: Vec<u32> = totals(&other).into_iter().flatten().collect();
            let looks_the_same =
                || other.iter().zip(self.both()).all(|(other, (truth, cell))| cell == Cell::Hidden || *other == truth);
            if is_possible && looks_the_same() {
                for ((differs, other), (truth, _)) in differs.iter_mut().zip(&other).zip(self.both()) {
                    *differs |= *other != truth;
                }
            }
        }
        differs
    }
}

fn with_totals(counts: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let mut lines: Vec<Vec<u32>> =
        counts.iter().map(|row| row.iter().copied().chain([row.iter().sum()]).collect()).collect();
    let width = lines.first().map_or(1, Vec::len);
    lines.push((0..width).map(|column| lines.iter().map(|line| line[column]).sum()).collect());
    lines
}

fn with_total(counts: &[Vec<u32>]) -> Vec<Vec<u32>> {
    counts.iter().map(|row| row.iter().copied().chain([row.iter().sum()]).collect()).collect()
}

/// Counts as they are where few people come: many of nobody, many small ones.
fn count() -> impl Strategy<Value = u32> {
    prop_oneof![2 => Just(0_u32), 3 => 1_u32..5, 3 => 5_u32..40]
}

fn tables() -> impl Strategy<Value = Vec<Vec<u32>>> {
    (1_usize..=4, 1_usize..=4)
        .prop_filter("few enough to try all", |(rows, columns)| rows * columns <= 9)
        .prop_flat_map(|(rows, columns)| prop::collection::vec(prop::collection::vec(count(), columns), rows))
}

proptest! {
    #[test]
    fn what_is_shown_is_true_and_never_small(counts in prop::collection::vec(prop::collection::vec(count(), 5), 1..12)) {
        for (truth, cell) in Looked::table(&counts).both() {
            prop_assert!(cell.shown().is_none_or(|count| count == truth));
            prop_assert!(!(1..LEAST).contains(&truth) || cell == Cell::Hidden, "{truth} is shown");
        }
    }

    #[test]
    fn every_hidden_count_of_a_table_has_another_possible_value(counts in tables()) {
        let looked = Looked::table(&counts);
        for ((truth, cell), differs) in looked.both().zip(looked.can_differ(&counts, with_totals)) {
            prop_assert!(cell != Cell::Hidden || differs, "{truth} can only be {truth}: {:?}", looked.shown);
        }
    }

    #[test]
    fn every_hidden_count_of_a_list_has_another_possible_value(counts in prop::collection::vec(count(), 0..=9)) {
        let looked = Looked::list(&counts);
        let rows = [counts.clone()];
        for ((truth, cell), differs) in looked.both().zip(looked.can_differ(&rows, with_total)) {
            prop_assert!(cell != Cell::Hidden || differs, "{truth} can only be {truth}: {:?}", looked.shown);
        }
    }

    #[test]
    fn where_nothing_is_small_nothing_is_hidden(counts in prop::collection::vec(prop::collection::vec(prop_oneof![Just(0_u32), 5_u32..90], 3), 0..6)) {
        prop_assert!(Looked::table(&counts).both().all(|(_, cell)| cell != Cell::Hidden));
    }
}
