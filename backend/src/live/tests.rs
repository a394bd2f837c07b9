//! When listeners are a crowd.

use super::Live;

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
