//! Taking an import back: cases that nobody has touched vanish, the others are named.

use super::{scope, upload::UNDO_LIFETIME};
use crate::{
    acting::Acting,
    actor::Employer,
    case,
    error::{Error, Result},
    say,
    store::{
        NewEvent, Write,
        entity::{account, case_file, cohort, domain_event, import_draft, import_row, person, step_record},
    },
};
use domain::{
    id::{CaseId, CohortId, ImportId},
    language::Language,
    view::import::{ImportState, KeptHire, Outcome, Undone},
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::Expr,
};
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Cases that one statement names.
const CHUNK: usize = 400;

/// What may have happened to a case that is still untouched: it was opened by the import, and invited perhaps.
fn leaves_untouched(kind: &str) -> bool {
    kind == "case.announced" || kind.starts_with("invitation.") || kind == "case.invited"
}

impl Acting<Employer> {
    /// Takes an import back within fourteen days: removes its untouched cases and revokes their invitations.
    /// Cases that somebody has used stay.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a foreign one, [`Error::Conflict`] if it was not confirmed, is undone already or is
    /// older than fourteen days.
    pub async fn undo_import(&self, id: ImportId) -> Result<()> {
        let mut write = self.write().await?;
        let claimed = import_draft::Entity::update_many()
            .col_expr(import_draft::Column::State, Expr::value(ImportState::Undone.code()))
            .col_expr(import_draft::Column::UndoneAt, Expr::value(write.at()))
            .filter(import_draft::Column::Id.eq(id.0))
            .filter(import_draft::Column::EmployerId.eq(self.role.organisation.0))
            .filter(import_draft::Column::State.eq(ImportState::Committed.code()))
            .filter(import_draft::Column::CommittedAt.gt(write.at() - UNDO_LIFETIME))
            .exec(&*write)
            .await?;
        let draft = scope::draft_of(&*write, &self.role, id).await?;
        if claimed.rows_affected == 0 {
            return Err(Error::Conflict);
        }
        let cases = cases_of(&*write, &draft).await?;
        // Who works on one of them now is waited for, and keeps it.
        case::hold(&write, &cases).await?;
        let used = used(&write, &cases).await?;
        let untouched: Vec<Uuid> = cases.into_iter().filter(|case| !used.contains(case)).collect();
        for chunk in untouched.chunks(CHUNK) {
            import_row::Entity::update_many()
                .col_expr(import_row::Column::CaseId, Expr::value(None::<Uuid>))
                .filter(import_row::Column::ImportId.eq(draft.id))
                .filter(import_row::Column::CaseId.is_in(chunk.to_vec()))
                .exec(&*write)
                .await?;
            case::remove(&mut write, chunk).await?;
        }
        remove_empty_cohort(&write, &draft).await?;
        write.record(NewEvent {
            kind: "import.undone",
            actor: Some(self.role.account.0),
            organisation: Some(self.role.organisation.0),
            case: None,
            detail: json!({ "import": id, "removed": untouched.len(), "kept": used.len() }),
        });
        write.tell_organisation(self.role.organisation.0);
        write.commit().await
    }

    /// What became of a confirmed list.
    pub(super) async fn outcome(&self, draft: &import_draft::Model, language: Language) -> Result<Outcome> {
        let clock = &self.inner.clock;
        let counts = draft.counts()?;
        let committed = draft.committed_at.ok_or_else(|| draft.broken("time"))?;
        let end = committed + UNDO_LIFETIME;
        let is_undone = draft.stage()? == ImportState::Undone;
        let can_undo = !is_undone && end > clock.now();
        let undone = match draft.undone_at.filter(|_| is_undone) {
            Some(at) => {
                let kept = self.kept_hires(draft).await?;
                let removed = counts.new.saturating_sub(u32::try_from(kept.len()).unwrap_or_default());
                Some(Undone { at: say::instant(language, clock, at), removed, kept })
            }
            None => None,
        };
        Ok(Outcome {
            at: say::instant(language, clock, committed),
            created: counts.new,
            left_out: counts.all() - counts.new,
            cohort: self.cohort(draft.cohort_id).await?,
            undo_until: can_undo.then(|| say::when(language, clock.day_of(end))),
            undone,
        })
    }

    async fn cohort(&self, id: Option<Uuid>) -> Result<Option<(CohortId, String)>> {
        let Some(id) = id else { return Ok(None) };
        #[expect(clippy::disallowed_methods, reason = "an own cohort")]
        let found = cohort::Entity::find_by_id(id)
            .filter(cohort::Column::EmployerId.eq(self.role.organisation.0))
            .one(self.read())
            .await?;
        Ok(found.map(|row| (CohortId(row.id), row.name)))
    }

    async fn kept_hires(&self, draft: &import_draft::Model) -> Result<Vec<KeptHire>> {
        let cases = cases_of(self.read(), draft).await?;
        #[expect(clippy::disallowed_methods, reason = "cases of an own import")]
        let rows: Vec<(Uuid, Uuid)> = case_file::Entity::find()
            .select_only()
            .columns([case_file::Column::Id, case_file::Column::PersonId])
            .filter(case_file::Column::Id.is_in(cases))
            .order_by_asc(case_file::Column::NameSort)
            .limit(u64::from(u16::MAX))
            .into_tuple()
            .all(self.read())
            .await?;
        #[expect(clippy::disallowed_methods, reason = "the people of these cases")]
        let people = person::Entity::find()
            .filter(person::Column::Id.is_in(rows.iter().map(|(_, id)| *id)))
            .all(self.read())
            .await?;
        let name = |id: Uuid| {
            let person = people.iter().find(|person| person.id == id)?;
            Some(format!("{} {}", person.given_names, person.family_name).trim().to_owned())
        };
        Ok(rows
            .into_iter()
            .map(|(case, person)| KeptHire { case: CaseId(case), name: name(person).unwrap_or_default() })
            .collect())
    }
}

/// The cases that a list became and that still exist.
async fn cases_of(db: &impl ConnectionTrait, draft: &import_draft::Model) -> Result<Vec<Uuid>> {
    Ok(scope::rows_of(draft)
        .select_only()
        .column(import_row::Column::CaseId)
        .filter(import_row::Column::CaseId.is_not_null())
        .order_by_asc(import_row::Column::Number)
        .into_tuple()
        .all(db)
        .await?)
}

/// The cases among these that somebody has opened, worked on, or that a rule of the house keeps.
#[expect(clippy::disallowed_methods, reason = "cases of an own import; returns identifiers only")]
async fn used(write: &Write<'_>, cases: &[Uuid]) -> Result<BTreeSet<Uuid>> {
    let mut used = BTreeSet::new();
    for chunk in cases.chunks(CHUNK) {
        let opened: Vec<Uuid> = case_file::Entity::find()
            .select_only()
            .column(case_file::Column::Id)
            .filter(case_file::Column::Id.is_in(chunk.to_vec()))
            .filter(
                Condition::any()
                    .add(case_file::Column::OpenedAt.is_not_null())
                    .add(case_file::Column::AcceptedAt.is_not_null())
                    .add(case_file::Column::CompanionId.is_not_null()),
            )
            .into_tuple()
            .all(&**write)
            .await?;
        let worked_on: Vec<Uuid> = step_record::Entity::find()
            .select_only()
            .column(step_record::Column::CaseId)
            .filter(step_record::Column::CaseId.is_in(chunk.to_vec()))
            // Opening the case did this one.
            .filter(step_record::Column::Step.ne(case::ANNOUNCED))
            .into_tuple()
            .all(&**write)
            .await?;
        let events: Vec<(Uuid, String)> = domain_event::Entity::find()
            .select_only()
            .columns([domain_event::Column::CaseId, domain_event::Column::Kind])
            .filter(domain_event::Column::CaseId.is_in(chunk.to_vec()))
            .into_tuple()
            .all(&**write)
            .await?;
        let touched = events.into_iter().filter(|(_, kind)| !leaves_untouched(kind)).map(|(case, _)| case);
        used.extend(opened.into_iter().chain(worked_on).chain(touched));
        used.extend(with_account(write, chunk).await?);
    }
    Ok(used)
}

/// Cases whose person can already sign in.
#[expect(clippy::disallowed_methods, reason = "cases of an own import; returns identifiers only")]
async fn with_account(write: &Write<'_>, cases: &[Uuid]) -> Result<Vec<Uuid>> {
    let people: Vec<(Uuid, Uuid)> = case_file::Entity::find()
        .select_only()
        .columns([case_file::Column::Id, case_file::Column::PersonId])
        .filter(case_file::Column::Id.is_in(cases.to_vec()))
        .into_tuple()
        .all(&**write)
        .await?;
    let signed_in: Vec<Option<Uuid>> = account::Entity::find()
        .select_only()
        .column(account::Column::PersonId)
        .filter(account::Column::PersonId.is_in(people.iter().map(|(_, person)| *person)))
        .into_tuple()
        .all(&**write)
        .await?;
    Ok(people.into_iter().filter(|(_, person)| signed_in.contains(&Some(*person))).map(|(case, _)| case).collect())
}

/// A cohort that nobody belongs to any more goes, too.
async fn remove_empty_cohort(write: &Write<'_>, draft: &import_draft::Model) -> Result<()> {
    let Some(cohort) = draft.cohort_id else { return Ok(()) };
    #[expect(clippy::disallowed_methods, reason = "whether an own cohort is empty")]
    let member: Option<Uuid> = case_file::Entity::find()
        .select_only()
        .column(case_file::Column::Id)
        .filter(case_file::Column::CohortId.eq(cohort))
        .limit(1)
        .into_tuple()
        .one(&**write)
        .await?;
    if member.is_some() {
        return Ok(());
    }
    import_draft::Entity::update_many()
        .col_expr(import_draft::Column::CohortId, Expr::value(None::<Uuid>))
        .filter(import_draft::Column::CohortId.eq(cohort))
        .exec(&**write)
        .await?;
    cohort::Entity::delete_by_id(cohort).exec(&**write).await?;
    Ok(())
}
