//! The answers to every rule of a template for one case, each found once.

use super::RecordedStep;
use crate::{
    calendar::{Day, WorkingCalendar},
    facts::{Child, Known, Missing},
    journey::{Answer, DueClass, StepDefinition, Template},
    rule::{Dated, DueDays, Elsewhere, Reason, Situation, Truth},
    step::StepKey,
};

/// What the rules say for a case on a day.
pub(super) struct Answers<'a> {
    pub(super) template: &'a Template,
    pub(super) known: &'a Known<'a>,
    pub(super) calendar: WorkingCalendar,
    pub(super) today: Day,
    applies: Vec<Truth>,
    due: Vec<DueDays>,
    /// What was recorded, by the place of the step.
    records: Vec<Vec<&'a RecordedStep>>,
}

impl<'a> Answers<'a> {
    /// Asks every rule, in an order in which each finds what it hangs on answered.
    pub(super) fn find(
        template: &'a Template,
        known: &'a Known<'a>,
        recorded: &'a [RecordedStep],
        calendar: WorkingCalendar,
        today: Day,
    ) -> Self {
        let steps = template.steps();
        let mut records = vec![Vec::new(); steps.len()];
        for record in recorded.iter().filter(|record| record.state.is_recorded()) {
            let place = template.place(record.step.key).map(usize::from);
            if let Some(slot) = place.and_then(|place| records.get_mut(place)) {
                slot.push(record);
            }
        }
        let mut answers = Self {
            template,
            known,
            calendar,
            today,
            applies: vec![Truth::False(Reason::Never); steps.len()],
            due: vec![DueDays::NONE; steps.len()],
            records,
        };
        for answer in template.answers() {
            answers.find_one(*answer, steps);
        }
        answers
    }

    fn find_one(&mut self, answer: Answer, steps: &[StepDefinition]) {
        match answer {
            Answer::Applies(place) => {
                let Some(step) = steps.get(usize::from(place)) else { return };
                let truth = step.applies_rule.evaluate(&self.situation(None));
                if let Some(slot) = self.applies.get_mut(usize::from(place)) {
                    *slot = truth;
                }
            }
            Answer::Due(place) => {
                let Some(step) = steps.get(usize::from(place)) else { return };
                if self.applies(place) == Truth::True {
                    let days = self.due_days(step, None);
                    if let Some(slot) = self.due.get_mut(usize::from(place)) {
                        *slot = days;
                    }
                }
            }
        }
    }

    pub(super) fn situation(&self, child: Option<&'a Child>) -> Situation<'_> {
        Situation { known: self.known, child, elsewhere: self, calendar: self.calendar, today: self.today }
    }

    /// What was recorded about a step, in all its rounds and for everybody.
    pub(super) fn records(&self, place: u16) -> &[&'a RecordedStep] {
        self.records.get(usize::from(place)).map_or(&[], Vec::as_slice)
    }

    /// Whether a step applies to the case, or to any child where it is about children.
    pub(super) fn applies(&self, place: u16) -> Truth {
        self.applies.get(usize::from(place)).copied().unwrap_or(Truth::False(Reason::Never))
    }

    /// The days of a step; what is recommended stays so in every date that hangs on it.
    pub(super) fn due_days(&self, step: &StepDefinition, child: Option<&'a Child>) -> DueDays {
        let mut days = step.due_rule.evaluate(&self.situation(child));
        if step.class == DueClass::Recommendation {
            for dated in [&mut days.opens, &mut days.until].into_iter().flatten() {
                dated.advised = true;
            }
        }
        days
    }

    /// The days of a step of the whole case, found before.
    pub(super) fn case_due_days(&self, place: u16) -> DueDays {
        self.due.get(usize::from(place)).copied().unwrap_or(DueDays::NONE)
    }
}

impl Elsewhere for Answers<'_> {
    fn applies(&self, step: StepKey) -> Truth {
        self.template.place(step).map_or(Truth::False(Reason::Never), |place| Answers::applies(self, place))
    }

    fn done_on(&self, step: StepKey) -> Option<Day> {
        let place = self.template.place(step)?;
        self.records(place).iter().filter_map(|record| record.done_day()).max()
    }

    fn due(&self, step: StepKey) -> Result<Dated, Missing> {
        let place = self.template.place(step).ok_or(Missing::NOTHING)?;
        match Answers::applies(self, place) {
            Truth::True => {
                let days = self.case_due_days(place);
                days.until.ok_or(days.missing)
            }
            Truth::False(_) => Err(Missing::NOTHING),
            Truth::Unknown(missing) => Err(missing),
        }
    }
}
