//! What the employer itself has to do, over all of its hires.

use crate::{acting::Acting, actor::Employer, case, error::Result, say, store::entity::case_scope};
use domain::{calendar::Day, id::CaseId, journey::Holder, language::Language, step::StepKey, view::hires::TaskGroup};
use sea_orm::{QueryOrder as _, QuerySelect as _};
use uuid::Uuid;

/// Hires looked at, those due first: a page must not read a whole city of them.
const LOOKED_AT: u64 = 300;
/// Cases loaded at once.
const CHUNK: usize = 100;
/// Rows shown.
const SHOWN: usize = 5;

/// A step the employer has to do, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OpenTask {
    pub(super) step: StepKey,
    pub(super) german: String,
    pub(super) order: u16,
    pub(super) due: Option<Day>,
    pub(super) is_overdue: bool,
    pub(super) cases: Vec<Uuid>,
}

impl Acting<Employer> {
    /// Everything the employer has to do now, most urgent first.
    pub(super) async fn open_tasks(&self) -> Result<Vec<OpenTask>> {
        let ids: Vec<Uuid> = self
            .scope()
            .select_only()
            .column(case_scope::Column::CaseId)
            .order_by_asc(case_scope::Column::NextDue)
            .order_by_asc(case_scope::Column::CaseId)
            .limit(LOOKED_AT)
            .into_tuple()
            .all(self.read())
            .await?;
        let mut tasks: Vec<OpenTask> = Vec::new();
        for chunk in ids.chunks(CHUNK) {
            for case in case::load_many(self.read(), &self.inner.templates, chunk).await? {
                if case.row.ended_at.is_none() {
                    add_tasks(&case, self.today(), &mut tasks);
                }
            }
        }
        tasks.sort_by_key(|task| (!task.is_overdue, task.due.unwrap_or(Day::MAX), task.order));
        Ok(tasks)
    }

    /// The first of them as rows.
    pub(super) fn task_groups(&self, tasks: &[OpenTask], language: Language) -> Vec<TaskGroup> {
        let shown = tasks.iter().take(SHOWN);
        shown
            .map(|task| TaskGroup {
                step: task.step,
                title: self.step_title(task.step, language),
                german: task.german.clone(),
                people: u32::try_from(task.cases.len()).unwrap_or(u32::MAX),
                text: String::new(),
                due: task.due.map(|day| say::when(language, day)),
                is_overdue: task.is_overdue,
                only: match task.cases.as_slice() {
                    [only] => Some(CaseId(*only)),
                    _ => None,
                },
            })
            .collect()
    }

    /// A step's name.
    pub(super) fn step_title(&self, step: StepKey, language: Language) -> String {
        self.inner.texts.of(language, step).map_or_else(|| step.to_string(), |text| text.title.clone())
    }
}

fn add_tasks(case: &case::CaseFile, today: Day, tasks: &mut Vec<OpenTask>) {
    let plan = case.plan(today);
    let steps = plan.for_employer().steps;
    for step in steps.into_iter().filter(|step| step.is_actionable() && step.holder == Holder::Employer) {
        let due = step.due.map(|due| due.day);
        if let Some(task) = tasks.iter_mut().find(|task| task.step == step.step.key) {
            task.due = [task.due, due].into_iter().flatten().min();
            task.is_overdue |= step.is_overdue();
            if task.cases.last() != Some(&case.row.id) {
                task.cases.push(case.row.id);
            }
            continue;
        }
        let german = case.template.step(step.step.key).map(|definition| definition.text.german_term.clone());
        tasks.push(OpenTask {
            step: step.step.key,
            german: german.unwrap_or_default(),
            order: step.order,
            due,
            is_overdue: step.is_overdue(),
            cases: vec![case.row.id],
        });
    }
}
