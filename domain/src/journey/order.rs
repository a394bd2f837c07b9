//! Orders in which everything comes after what it hangs on; where there is none, there is a cycle.

/// The most steps a template may have.
pub(super) const MOST_STEPS: usize = 128;

/// A set of steps by their places in the template.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct StepSet(u128);

impl StepSet {
    pub(crate) const EMPTY: Self = Self(0);

    pub(crate) fn only(place: u16) -> Self {
        Self(1_u128.checked_shl(u32::from(place)).unwrap_or(0))
    }

    pub(crate) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(crate) fn contains(self, place: u16) -> bool {
        self.0 & Self::only(place).0 != 0
    }

    /// The places in ascending order.
    pub(crate) fn iter(self) -> impl Iterator<Item = u16> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let place = u16::try_from(rest.trailing_zeros()).ok().filter(|_| rest != 0)?;
            rest &= rest - 1;
            Some(place)
        })
    }
}

/// A question about a step that rules of other steps may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Whether it applies.
    Applies(u16),
    /// When it is due.
    Due(u16),
}

impl Answer {
    /// The question's number among the two for each step.
    pub(super) const fn number(self) -> u16 {
        match self {
            Self::Applies(place) => place * 2,
            Self::Due(place) => place * 2 + 1,
        }
    }

    /// The question with a number.
    pub(super) const fn from_number(number: u16) -> Self {
        if number.is_multiple_of(2) { Self::Applies(number / 2) } else { Self::Due(number / 2) }
    }
}

/// The nodes `0..needs.len()` so that each stands after the nodes it needs, or a cycle.
///
/// # Errors
/// The nodes of one cycle, in its order.
pub(super) fn sort(needs: &[Vec<u16>]) -> Result<Vec<u16>, Vec<u16>> {
    let mut sorted = Vec::with_capacity(needs.len());
    let mut marks = vec![Mark::New; needs.len()];
    let mut way = Vec::new();
    for node in 0..u16::try_from(needs.len()).unwrap_or(u16::MAX) {
        visit(node, needs, &mut marks, &mut way, &mut sorted)?;
    }
    Ok(sorted)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    OnTheWay,
    Sorted,
}

fn visit(
    node: u16,
    needs: &[Vec<u16>],
    marks: &mut [Mark],
    way: &mut Vec<u16>,
    sorted: &mut Vec<u16>,
) -> Result<(), Vec<u16>> {
    let place = usize::from(node);
    match marks.get(place) {
        Some(Mark::New) => {}
        Some(Mark::OnTheWay) => {
            let start = way.iter().position(|on_way| *on_way == node).unwrap_or(0);
            return Err(way.split_off(start));
        }
        Some(Mark::Sorted) | None => return Ok(()),
    }
    set(marks, place, Mark::OnTheWay);
    way.push(node);
    for need in needs.get(place).into_iter().flatten() {
        visit(*need, needs, marks, way, sorted)?;
    }
    way.pop();
    set(marks, place, Mark::Sorted);
    sorted.push(node);
    Ok(())
}

fn set(marks: &mut [Mark], place: usize, mark: Mark) {
    if let Some(slot) = marks.get_mut(place) {
        *slot = mark;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_stands_after_what_it_needs() {
        assert_eq!(sort(&[vec![2], vec![0, 2], vec![], vec![1]]), Ok(vec![2, 0, 1, 3]));
    }

    #[test]
    fn a_cycle_is_named_by_its_nodes_alone() {
        assert_eq!(sort(&[vec![1], vec![2], vec![3], vec![1]]), Err(vec![1, 2, 3]));
        assert_eq!(sort(&[vec![0]]), Err(vec![0]));
    }

    #[test]
    fn a_set_lists_its_places_in_order() {
        let set = [127, 3, 64].into_iter().map(StepSet::only).fold(StepSet::EMPTY, StepSet::union);
        assert_eq!(set.iter().collect::<Vec<_>>(), [3, 64, 127]);
        assert!(set.contains(64) && !set.contains(63) && !set.contains(200));
    }
}
