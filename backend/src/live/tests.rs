//! When listeners are a crowd, and what was missed.

use super::{Change, Live, RECENT};

#[test]
fn more_than_a_hundred_listeners_spread_over_three_tenths_of_a_second_and_fewer_not_at_all() {
    let live = Live::default();
    assert_eq!(live.spread(), 0);
    let mut listeners: Vec<_> = (0..100).map(|_| live.listen()).collect();
    assert_eq!(live.spread(), 0);
    let one_more = live.listen();
    assert_eq!(live.spread(), 300);
    drop(one_more);
    assert_eq!(live.spread(), 0);
    listeners.extend((0..900).map(|_| live.listen()));
    assert_eq!(live.spread(), 300);
}

fn changed(live: &Live, times: usize) {
    for _ in 0..times {
        live.publish(Change::default());
    }
}

#[test]
fn what_was_missed_since_a_mark_is_told_in_order_and_nothing_else() {
    let live = Live::default();
    changed(&live, 3);
    let mark = live.mark();
    assert!(live.since(&mark).1.unwrap().is_empty());
    changed(&live, 2);
    let missed: Vec<u64> = live.since(&mark).1.unwrap().iter().map(|change| change.number).collect();
    assert_eq!(missed, [4, 5]);
    assert_eq!(live.since(&live.mark_of(4)).1.unwrap().len(), 1);
}

#[test]
fn what_was_missed_since_another_start_or_too_long_ago_cannot_be_told() {
    let live = Live::default();
    let mark = live.mark();
    changed(&live, RECENT);
    assert_eq!(live.since(&mark).1.unwrap().len(), RECENT);
    changed(&live, 1);
    assert!(live.since(&mark).1.is_none());
    for word in [Live::default().mark().as_str(), "", ".", "nonsense", &live.mark_of(u64::MAX / 2)] {
        assert!(live.since(word).1.is_none(), "{word}");
    }
}
