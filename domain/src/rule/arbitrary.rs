//! Any rule there can be, for property tests.

use super::{AgeRange, AppliesRule, Booking, DayRule, DueRule, Predicate};
use crate::{
    calendar::{Direction, Period, Span, Unit, Weekday},
    facts::{Word, WordSet},
    step::StepKey,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

fn word<W: Word + std::fmt::Debug>() -> impl Strategy<Value = W> {
    select(W::ALL)
}

fn set<W: Word + std::fmt::Debug>() -> impl Strategy<Value = WordSet<W>> {
    vec(word::<W>(), 1..4).prop_map(|words| words.into_iter().collect())
}

fn step() -> impl Strategy<Value = StepKey> {
    "[a-z][a-z0-9_]{0,30}".prop_map(|key| key.parse().unwrap())
}

fn ages() -> impl Strategy<Value = AgeRange> {
    (option::of(any::<u8>()), option::of(any::<u8>())).prop_map(|(from, under)| AgeRange { from, under })
}

fn span() -> impl Strategy<Value = Span> {
    let units = select(vec![Unit::Day, Unit::Week, Unit::Month, Unit::Year]);
    prop_oneof![
        (1_u16.., units).prop_map(|(count, unit)| Span::Calendar(Period { count, unit })),
        any::<u16>().prop_map(Span::WorkingDays),
    ]
}

/// Any expression for a day.
pub(super) fn day() -> impl Strategy<Value = DayRule> {
    let leaf = prop_oneof![
        word().prop_map(DayRule::Anchor),
        step().prop_map(DayRule::Done),
        step().prop_map(DayRule::Due),
        any::<u8>().prop_map(DayRule::Turns),
    ];
    leaf.prop_recursive(4, 16, 3, |inner| {
        let weekday = || select(vec![Weekday::Mon, Weekday::Wed, Weekday::Fri]);
        let direction = select(vec![Direction::Later, Direction::Earlier]);
        prop_oneof![
            (inner.clone(), direction, span()).prop_map(|(day, way, span)| DayRule::Shift(Box::new(day), way, span)),
            (weekday(), inner.clone()).prop_map(|(weekday, day)| DayRule::First(weekday, Box::new(day))),
            (weekday(), inner.clone()).prop_map(|(weekday, day)| DayRule::FirstAfter(weekday, Box::new(day))),
            inner.clone().prop_map(|day| DayRule::Rolled(Box::new(day))),
            inner.clone().prop_map(|day| DayRule::ValidOn(Box::new(day))),
            vec(inner.clone(), 1..4).prop_map(DayRule::Known),
            vec(inner.clone(), 1..4).prop_map(DayRule::Earliest),
            vec(inner, 1..4).prop_map(DayRule::Latest),
        ]
    })
}

fn predicate() -> impl Strategy<Value = Predicate> {
    let plain = vec![
        Predicate::Always,
        Predicate::Regulated,
        Predicate::FastTrack,
        Predicate::Cohort,
        Predicate::AlreadyHere,
        Predicate::Spouse,
        Predicate::Family,
    ];
    let member = prop_oneof![
        set().prop_map(Predicate::Nationality),
        set().prop_map(Predicate::Trained),
        set().prop_map(Predicate::Route),
        set().prop_map(Predicate::Source),
        set().prop_map(Predicate::Residence),
        set().prop_map(Predicate::Sector),
        set().prop_map(Predicate::Housing),
        set().prop_map(Predicate::Employment),
        set().prop_map(Predicate::Recognition),
        set().prop_map(Predicate::Licence),
    ];
    prop_oneof![
        select(plain),
        member,
        ages().prop_map(Predicate::Child),
        ages().prop_map(Predicate::Age),
        any::<u16>().prop_map(Predicate::BornFrom),
        word().prop_map(Predicate::GermanFrom),
        word().prop_map(Predicate::Opted),
        word().prop_map(Predicate::Reported),
        word().prop_map(Predicate::Unknown),
        step().prop_map(Predicate::Applies),
        (day(), day()).prop_map(|(earlier, later)| Predicate::Before(earlier, later)),
    ]
}

/// Any applies rule.
pub(super) fn applies() -> impl Strategy<Value = AppliesRule> {
    predicate().prop_map(AppliesRule::Is).prop_recursive(4, 16, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|rule| AppliesRule::Not(Box::new(rule))),
            vec(inner.clone(), 2..4).prop_map(AppliesRule::All),
            vec(inner, 2..4).prop_map(AppliesRule::Any),
        ]
    })
}

/// Any due rule.
pub(super) fn due() -> impl Strategy<Value = DueRule> {
    let booking = select(vec![Booking::Suffices, Booking::Irrelevant]);
    let leaf = prop_oneof![
        Just(DueRule::None),
        "[a-zA-Z0-9 §'().,äöü+-]{0,40}".prop_map(DueRule::Unparsed),
        (day(), booking).prop_map(|(day, booking)| DueRule::Until(day, booking)),
        (day(), option::of(day())).prop_map(|(opens, until)| DueRule::Window(opens, until)),
    ];
    leaf.prop_recursive(3, 6, 2, |inner| {
        (inner.clone(), applies(), inner)
            .prop_map(|(then, condition, otherwise)| DueRule::If(Box::new(then), condition, Box::new(otherwise)))
    })
}
