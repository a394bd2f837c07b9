//! What holds for every plan, tried on generated cases.

use super::{
    scenarios::{CALENDAR, TEMPLATE, day},
    *,
};
use crate::{
    calendar::Period,
    country::Country,
    facts::{
        Anchor, Certainty, Child, DrivingLicence, Employment, GermanProof, Housing, RecognitionResult, Residence,
        Route, Source, Spouse, Word, WordSet,
    },
    german::GermanLevel,
    language::Language,
    occupation::Occupation,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

fn a_day() -> impl Strategy<Value = Day> {
    (0_u16..2000).prop_map(|offset| Period::days(offset).after(day("2025-01-01")))
}

fn a_birthday() -> impl Strategy<Value = Day> {
    (0_u16..20_000).prop_map(|offset| Period::days(offset).after(day("1968-01-01")))
}

fn word<W: Word + std::fmt::Debug>() -> impl Strategy<Value = Option<W>> {
    option::of(select(W::ALL))
}

fn person() -> impl Strategy<Value = Facts> {
    let countries = || option::of(select(Country::all(Language::En)));
    let occupations = option::of(select(Occupation::all().collect::<Vec<_>>()));
    let child = option::of(a_birthday()).prop_map(|born| Child { person: None, born });
    let german = select(vec![GermanProof::None, GermanProof::Level(GermanLevel::B1)]);
    (
        (countries(), countries(), occupations, option::of(a_birthday()), word::<Route>(), any::<Option<bool>>()),
        (word::<Source>(), word::<Residence>(), any::<Option<bool>>(), word::<Employment>(), word::<Housing>()),
        (option::of(Just(Spouse::Comes(None))), option::of(vec(child, 0..3)), option::of(german)),
        (word::<RecognitionResult>(), word::<DrivingLicence>()),
        vec((select(Anchor::ALL), a_day()), 0..10),
    )
        .prop_map(|(who, how, family, what, days)| {
            let mut facts = Facts {
                nationality: who.0,
                training_country: who.1,
                occupation: who.2,
                birth_date: who.3,
                route: who.4,
                fast_track: who.5,
                source: how.0,
                residence: how.1,
                in_cohort: how.2,
                employment: how.3,
                housing: how.4,
                spouse: family.0,
                children: family.1,
                german: family.2,
                gross_year_cents: None,
                recognition: what.0,
                licence: what.1,
                wants: WordSet::EMPTY,
                declines: WordSet::EMPTY,
                ..Facts::default()
            };
            for (anchor, day) in days {
                facts.anchors.set(anchor, day, Certainty::Planned);
            }
            facts
        })
}

fn records() -> impl Strategy<Value = Vec<RecordedStep>> {
    let keys: Vec<_> = TEMPLATE.steps().iter().map(|step| step.key).collect();
    let states: Vec<_> = StepState::ALL.iter().copied().filter(|state| state.is_recorded()).collect();
    vec((select(keys), select(states), a_day()), 0..20).prop_map(|records| {
        let mut recorded: Vec<RecordedStep> = Vec::new();
        for (key, state, since) in records {
            if recorded.iter().all(|other| other.step.key != key) {
                recorded.push(RecordedStep { step: key.into(), state, since, done_on: None });
            }
        }
        recorded
    })
}

fn all(facts: &Facts, recorded: &[RecordedStep], today: Day) -> Plan {
    plan(&TEMPLATE, facts, recorded, &CALENDAR, today)
}

proptest! {
    #[test]
    fn planning_twice_is_the_same(facts in person(), recorded in records(), today in a_day()) {
        prop_assert_eq!(all(&facts, &recorded, today), all(&facts, &recorded, today));
    }

    #[test]
    fn what_is_done_never_changes(
        facts in person(), other in person(), recorded in records(), today in a_day(), later in a_day()
    ) {
        let done = |plan: Plan| -> Vec<PlanStep> {
            plan.steps.into_iter().filter(|step| step.state.is_done() && step.step.instance.is_none()).collect()
        };
        prop_assert_eq!(done(all(&facts, &recorded, today)), done(all(&other, &recorded, later)));
    }

    #[test]
    fn every_record_of_something_done_is_in_the_plan(facts in person(), recorded in records(), today in a_day()) {
        let plan = all(&facts, &recorded, today);
        for record in recorded.iter().filter(|record| record.state.is_finished()) {
            let found = plan.steps.iter().find(|step| step.step == record.step);
            prop_assert_eq!(found.map(|step| step.state), Some(record.state));
        }
    }

    #[test]
    fn a_moved_end_is_a_working_day(facts in person(), recorded in records(), today in a_day()) {
        let plan = all(&facts, &recorded, today);
        for due in plan.steps.iter().filter_map(|step| step.due).filter(|due| due.rolled) {
            prop_assert!(CALENDAR.is_working_day(due.day), "{}", due.day);
        }
    }

    #[test]
    fn nothing_waits_for_what_does_not_apply_or_is_done_and_nothing_waits_for_itself(
        facts in person(), recorded in records(), today in a_day()
    ) {
        let plan = all(&facts, &recorded, today);
        for step in &plan.steps {
            let locked = step.state == StepState::Locked && step.applicability == Applicability::Applies;
            prop_assert_eq!(locked, !step.blocked_by.is_empty() || (locked && step.opens_on.is_some()));
            for blocker in &step.blocked_by {
                let other = plan.steps.iter().find(|other| other.step == *blocker).unwrap();
                prop_assert!(!matches!(other.applicability, Applicability::NotNeeded(_)), "{blocker}");
                prop_assert!(!other.state.is_done(), "{blocker}");
                prop_assert!(!reaches(&plan, *blocker, step.step), "{} waits for itself", step.step);
            }
        }
    }

    #[test]
    fn only_the_law_is_ever_red_and_never_for_who_cannot_act(
        facts in person(), recorded in records(), today in a_day()
    ) {
        for step in all(&facts, &recorded, today).steps.iter().filter(|step| step.is_overdue()) {
            let due = step.due.unwrap();
            prop_assert!(due.class.may_be_red() && due.day < today && step.is_actionable(), "{}", step.step);
        }
    }

    #[test]
    fn an_open_case_has_a_holder_or_nothing_anybody_can_do(
        facts in person(), recorded in records(), today in a_day()
    ) {
        let plan = all(&facts, &recorded, today);
        let can_act = plan.steps.iter().any(PlanStep::is_actionable);
        prop_assert_eq!(plan.summary.next_step.is_some(), can_act);
        prop_assert_eq!(plan.summary.holder == Holder::Nobody, !can_act);
        let (work, city) = (plan.summary.work, plan.summary.city);
        prop_assert_eq!(work.total + city.total, plan.summary.open + plan.summary.done);
    }

    #[test]
    fn forgetting_a_fact_never_turns_unknown_into_known(
        facts in person(), recorded in records(), today in a_day(), forget in 0_usize..10
    ) {
        let mut less = facts.clone();
        match forget {
            0 => less.nationality = None,
            1 => less.training_country = None,
            2 => less.occupation = None,
            3 => less.birth_date = None,
            4 => less.route = None,
            5 => less.fast_track = None,
            6 => less.residence = None,
            7 => less.children = None,
            8 => less.spouse = None,
            _ => less.housing = None,
        }
        // Contradicting facts, such as a Pole on a trainee's visa, tell another story when one of them is forgotten.
        let agree = {
            let (all, less) = (facts.known(), less.known());
            (less.route.is_none() || less.route == all.route)
                && (less.employment.is_none() || less.employment == all.employment)
                && (less.regulated.is_none() || less.regulated == all.regulated)
        };
        prop_assume!(agree);
        let known = all(&facts, &recorded, today);
        for step in all(&less, &recorded, today).steps {
            let before = known.steps.iter().find(|other| other.step == step.step);
            if let Some(Applicability::Unclear(_)) = before.map(|before| before.applicability) {
                prop_assert!(matches!(step.applicability, Applicability::Unclear(_)), "{}", step.step);
            }
        }
    }

    #[test]
    fn until_its_day_a_plan_does_not_change_by_itself(facts in person(), recorded in records(), today in a_day()) {
        let plan = all(&facts, &recorded, today);
        let until = plan.summary.stale_on.map_or(day("2035-01-01"), |stale| stale.pred_opt().unwrap());
        let mut later = all(&facts, &recorded, until);
        later.summary.stale_on = plan.summary.stale_on;
        prop_assert_eq!(plan, later);
    }
}

/// Whether one step waits for another, directly or through others.
fn reaches(plan: &Plan, from: StepRef, to: StepRef) -> bool {
    from == to
        || plan
            .steps
            .iter()
            .filter(|step| step.step == from)
            .flat_map(|step| &step.blocked_by)
            .any(|blocker| reaches(plan, *blocker, to))
}
