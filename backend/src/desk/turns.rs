//! What waits for the own institution: questions, referrals, claims, and cases whose move is its own.

use crate::{
    acting::Acting,
    actor::{Permit, ReadCases, Staff},
    case::{self, CaseFile},
    casework::{
        rows::Seen,
        scope::{both, organisation_names, tied},
    },
    error::Result,
    say,
    store::{
        FAR,
        entity::{case_file, case_scope, question, referral, step_record},
    },
};
use chrono::NaiveDate;
use domain::{
    id::{CaseId, ReferralId},
    journey::Holder,
    language::Language,
    plan::PlanStep,
    referral::ReferralState,
    step::{StepRef, StepState},
    view::desk::{Task, Turn},
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

/// Rows shown.
const SHOWN: usize = 20;
/// Rows read of each kind.
const READ: u64 = 21;

/// Something to do, before it is put into words.
pub(super) struct Waiting {
    task: Task,
    case: Uuid,
    /// What the task names; for [`Task::Act`] it is the case's next step.
    step: Option<StepRef>,
    due: Option<NaiveDate>,
    is_overdue: bool,
}

impl Waiting {
    pub(super) const fn case(&self) -> Uuid {
        self.case
    }
}

impl Acting<Staff> {
    /// What waits for the own institution.
    pub(super) async fn all_waiting(
        &self,
        db: &impl ConnectionTrait,
        _permit: Permit<ReadCases>,
    ) -> Result<Vec<Waiting>> {
        let mut waiting = self.waiting_questions(db).await?;
        waiting.extend(self.waiting_referrals(db).await?);
        waiting.extend(self.waiting_moves(db, case::holders(&self.role.kind)).await?);
        waiting.extend(self.waiting_claims(db).await?);
        Ok(waiting)
    }

    /// The same in words, by consequence: red first, then what puts a first working day at risk, then by day. Institutions
    /// beside the Welcome Office see new referrals before all else.
    pub(super) async fn turns(
        &self,
        db: &impl ConnectionTrait,
        language: Language,
        seen: &Seen,
        waiting: Vec<Waiting>,
    ) -> Result<(Vec<Turn>, bool)> {
        let is_cut = waiting.len() > SHOWN;
        let mut turns = Vec::with_capacity(waiting.len());
        for waiting in waiting {
            turns.push(self.turn(db, language, seen, waiting).await?);
        }
        let is_office = self.role.is_office;
        turns.sort_by_key(|(turn, due)| {
            let is_referral = matches!(turn.task, Task::Acknowledge { .. });
            (is_office || !is_referral, !turn.is_overdue, !turn.is_at_risk, due.unwrap_or(FAR), turn.case)
        });
        Ok((turns.into_iter().map(|(turn, _)| turn).take(SHOWN).collect(), is_cut))
    }

    async fn turn(
        &self,
        db: &impl ConnectionTrait,
        language: Language,
        seen: &Seen,
        waiting: Waiting,
    ) -> Result<(Turn, Option<NaiveDate>)> {
        let case = seen.get(waiting.case)?;
        let step = if waiting.task == Task::Act { case.next_step.parse().ok() } else { waiting.step };
        let step = match step {
            Some(step) => self.title(db, language, &case.template_version, step).await?,
            None => None,
        };
        // Not everything that was due is red.
        let is_overdue = waiting.is_overdue && (waiting.task != Task::Act || case.has_overdue);
        let turn = Turn {
            task: waiting.task,
            case: CaseId(case.id),
            name: case.spoken_name(),
            step,
            due: waiting.due.map(|due| say::when(language, due)),
            is_overdue,
            is_at_risk: case.at_risk && !self.role.sees_own_part(),
        };
        Ok((turn, waiting.due))
    }

    async fn waiting_questions(&self, db: &impl ConnectionTrait) -> Result<Vec<Waiting>> {
        use question::Column;
        let own = both(Column::OrganisationId.eq(self.own()), self.sees_case(Column::CaseId));
        let rows = tied::<question::Entity>(own)
            .filter(Column::AnsweredAt.is_null())
            .order_by_asc(Column::AskedAt)
            .order_by_asc(Column::Id)
            .limit(READ)
            .select_only()
            .columns([Column::Id, Column::CaseId, Column::Step, Column::AnswerBy])
            .into_tuple::<(Uuid, Uuid, String, NaiveDate)>()
            .all(db)
            .await?;
        let rows = rows.into_iter().map(|(id, case, step, due)| Waiting {
            task: Task::Answer { question: id.to_string() },
            case,
            step: step.parse().ok(),
            due: Some(due),
            is_overdue: due < self.today(),
        });
        Ok(rows.collect())
    }

    async fn waiting_referrals(&self, db: &impl ConnectionTrait) -> Result<Vec<Waiting>> {
        use referral::Column;
        let own = both(Column::ToOrganisationId.eq(self.own()), Column::State.eq(ReferralState::Sent.to_string()));
        let rows = tied::<referral::Entity>(own)
            .order_by_asc(Column::SentAt)
            .order_by_asc(Column::Id)
            .limit(READ)
            .select_only()
            .columns([Column::Id, Column::FromOrganisationId, Column::CaseId, Column::AcknowledgeBy])
            .into_tuple::<(Uuid, Uuid, Uuid, NaiveDate)>()
            .all(db)
            .await?;
        let names = organisation_names(db, rows.iter().map(|(_, from, ..)| *from)).await?;
        let rows = rows.into_iter().map(|(id, from, case, due)| Waiting {
            task: Task::Acknowledge { referral: ReferralId(id), from: names.get(&from).cloned().unwrap_or_default() },
            case,
            step: None,
            due: Some(due),
            is_overdue: due < self.today(),
        });
        Ok(rows.collect())
    }

    /// Cases whose next step is the own institution's.
    async fn waiting_moves(&self, db: &impl ConnectionTrait, holders: &[Holder]) -> Result<Vec<Waiting>> {
        use case_scope::Column;
        let mut waiting = Vec::new();
        for holder in holders {
            let rows = self
                .scope()
                .filter(Column::Holder.eq(holder.to_string()))
                .order_by_asc(Column::NextDue)
                .order_by_asc(Column::CaseId)
                .limit(READ)
                .select_only()
                .columns([Column::CaseId, Column::NextDue])
                .into_tuple::<(Uuid, NaiveDate)>()
                .all(db)
                .await?;
            waiting.extend(rows.into_iter().map(|(case, due)| Waiting {
                task: Task::Act,
                case,
                step: None,
                due: (due != FAR).then_some(due),
                is_overdue: due < self.today(),
            }));
        }
        let has_own_days = self.role.sees_own_part() && !waiting.is_empty();
        if has_own_days { self.own_days(db, waiting).await } else { Ok(waiting) }
    }

    /// The same with the days of the steps themselves: what the rows of lists say is due may be for others.
    async fn own_days(&self, db: &impl ConnectionTrait, waiting: Vec<Waiting>) -> Result<Vec<Waiting>> {
        let ids: Vec<Uuid> = waiting.iter().map(Waiting::case).collect();
        let cases = case::load_many(db, &self.inner.templates, &ids).await?;
        let own_day = |case: &CaseFile| {
            let plan = case.plan(self.today());
            let next = plan.steps.iter().find(|step| Some(step.step) == plan.summary.next_step);
            let own = next.filter(|step| self.sees_step(case, step.step));
            let due = own.and_then(|step| step.due);
            Waiting {
                task: Task::Act,
                case: case.row.id,
                step: None,
                due: due.map(|due| due.day),
                is_overdue: own.is_some_and(PlanStep::is_overdue),
            }
        };
        Ok(cases.iter().map(own_day).collect())
    }

    /// Steps that people say are done and the own institution confirms, those of the case that has waited longest first.
    async fn waiting_claims(&self, db: &impl ConnectionTrait) -> Result<Vec<Waiting>> {
        use step_record::Column;
        let cases: Vec<Uuid> = self
            .scope()
            .filter(case_scope::Column::ClaimedSince.lt(FAR))
            .order_by_asc(case_scope::Column::ClaimedSince)
            .order_by_asc(case_scope::Column::CaseId)
            .limit(READ)
            .select_only()
            .column(case_scope::Column::CaseId)
            .into_tuple()
            .all(db)
            .await?;
        if cases.is_empty() {
            return Ok(Vec::new());
        }
        let file = step_record::Entity::belongs_to(case_file::Entity).from(Column::CaseId).to(case_file::Column::Id);
        let own = both(Column::CaseId.is_in(cases.clone()), Column::State.eq(StepState::DoneClaimed.to_string()));
        let mut claims: Vec<(Uuid, String, String)> = tied::<step_record::Entity>(own)
            .join(JoinType::InnerJoin, file.into())
            .select_only()
            .columns([Column::CaseId, Column::Step])
            .column(case_file::Column::TemplateVersion)
            .into_tuple()
            .all(db)
            .await?;
        let place = |case: &Uuid| cases.iter().position(|id| id == case);
        claims.sort_by(|(one, step, _), (other, next, _)| (place(one), step).cmp(&(place(other), next)));
        let mut waiting = Vec::new();
        for (case, text, version) in claims {
            let step: Option<StepRef> = text.parse().ok();
            let template = self.inner.templates.version(db, &version).await?;
            if case::confirms(&self.role.kind, step.and_then(|step| template.step(step.key))) {
                waiting.push(Waiting { task: Task::Confirm { step: text }, case, step, due: None, is_overdue: false });
            }
        }
        Ok(waiting)
    }
}
