//! Questions to a responsible person, and their answers in the same place.

use super::{contact, scope};
use crate::{
    acting::Acting,
    actor::Newcomer,
    case::{self, CaseFile},
    error::{Error, Result},
    mail, say,
    store::{
        NewEvent, Write,
        entity::{account, membership, question},
    },
};
use domain::{
    calendar::{Direction, WorkingCalendar},
    form::plan::AskQuestion,
    id::QuestionId,
    language::Language,
    role::MembershipRole,
    step::StepRef,
    text::Email,
    view::plan::QuestionRow,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait, QueryFilter as _,
    QuerySelect as _, sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

/// Working days within which an answer is promised.
const ANSWER_WITHIN: u16 = 2;
/// Open questions one case may have: enough for anybody, too few to flood the desk.
const OPEN_AT_MOST: usize = 20;
/// People told of one question at most.
const TOLD_AT_MOST: u64 = 20;

impl Acting<Newcomer> {
    /// Asks the companion, else the office; about a step or about anything. Asking the same again while it is
    /// open changes nothing.
    ///
    /// # Errors
    /// [`Error::Invalid`] without words, [`Error::NotFound`] for a step that is not on the own plan,
    /// [`Error::Slow`] with twenty questions still open.
    pub async fn ask(&self, step: Option<StepRef>, form: &AskQuestion, language: Language) -> Result<()> {
        let text = form.check()?;
        let (mut write, case) = self.change_case().await?;
        let plan = case.plan(write.today());
        let planned = match step {
            Some(step) => Some(plan.steps.iter().find(|planned| planned.step == step).ok_or(Error::NotFound)?),
            None => None,
        };
        let step = step.map(|step| step.to_string()).unwrap_or_default();
        let open: Vec<_> = scope::questions(&*write, case.row.id).await?;
        let open: Vec<_> = open.iter().filter(|row| row.answered_at.is_none()).collect();
        if open.iter().any(|row| row.text == text && row.step == step) {
            return Ok(());
        }
        if open.len() >= OPEN_AT_MOST {
            return Err(Error::Slow { seconds: 3_600 });
        }
        let organisation = contact::responsible(&*write, case.row.id)
            .await?
            .ok_or_else(|| Error::inconsistent("no welcome office among the organisations"))?;
        let calendar = WorkingCalendar::new(self.inner.office.holidays);
        let id = write.new_id();
        question::ActiveModel {
            id: Set(id),
            case_id: Set(case.row.id),
            organisation_id: Set(organisation),
            step: Set(step),
            text: Set(text),
            language: Set(language.tag().to_owned()),
            asked_by: Set(self.role.account.0),
            asked_at: Set(write.at()),
            answer_by: Set(calendar.add_working_days(write.today(), Direction::Later, ANSWER_WITHIN)),
            answer: Set(None),
            answered_by: Set(None),
            answered_at: Set(None),
            read_at: Set(None),
        }
        .insert(&*write)
        .await?;
        self.tell(&mut write, &case, organisation).await?;
        let mut detail = planned.map_or_else(|| json!({}), |planned| case::step_detail(planned, None));
        if let Some(fields) = detail.as_object_mut() {
            fields.insert("question".to_owned(), json!(id));
        }
        write.record(NewEvent {
            kind: "question.asked",
            actor: Some(self.role.account.0),
            organisation: Some(organisation),
            case: Some(case.row.id),
            detail,
        });
        case::settle(&mut write, &self.inner.templates, case.row.id).await?;
        write.commit().await
    }

    /// Mails that there is a question, not what it says.
    async fn tell(&self, write: &mut Write<'_>, case: &CaseFile, organisation: Uuid) -> Result<()> {
        let people = match scope::companion_of(&**write, case.row.id).await? {
            Some((_, account)) => vec![account],
            None => companions(write, organisation).await?,
        };
        for person in people {
            let Ok(email) = person.email.parse::<Email>() else { continue };
            let language = person.language.parse().unwrap_or(Language::De);
            mail::send(write, &self.inner.office, &email, language, &mail::Template::Asked, "questions").await?;
        }
        Ok(())
    }

    /// Notes that answers were shown.
    pub(super) async fn mark_read(&self, rows: &[question::Model]) {
        let ids: Vec<Uuid> = rows.iter().filter(|row| is_new(row)).map(|row| row.id).collect();
        if !ids.is_empty()
            && let Err(error) = self.note_reading(ids).await
        {
            // No reason to refuse a page: while the disk is full, everybody can still read.
            tracing::warn!(?error, "that an answer was read is not noted");
        }
    }

    async fn note_reading(&self, ids: Vec<Uuid>) -> Result<()> {
        let write = self.write().await?;
        question::Entity::update_many()
            .col_expr(question::Column::ReadAt, Expr::value(write.at()))
            .filter(question::Column::Id.is_in(ids))
            .filter(question::Column::ReadAt.is_null())
            .exec(&*write)
            .await?;
        write.commit().await
    }
}

/// The companions of an organisation, whoever of them is there today.
async fn companions(write: &Write<'_>, organisation: Uuid) -> Result<Vec<account::Model>> {
    let today = write.today();
    #[expect(clippy::disallowed_methods, reason = "the members a question is mailed to")]
    let members: Vec<Uuid> = membership::Entity::find()
        .select_only()
        .column(membership::Column::AccountId)
        .filter(membership::Column::OrganisationId.eq(organisation))
        .filter(membership::Column::Role.eq(MembershipRole::Companion.code()))
        .filter(membership::Column::ValidFrom.lte(today))
        .filter(Condition::any().add(membership::Column::ValidTo.is_null()).add(membership::Column::ValidTo.gte(today)))
        .limit(TOLD_AT_MOST)
        .into_tuple()
        .all(&**write)
        .await?;
    #[expect(clippy::disallowed_methods, reason = "the accounts of these members")]
    let accounts = account::Entity::find()
        .filter(account::Column::Id.is_in(members))
        .filter(account::Column::ClosedAt.is_null())
        .all(&**write)
        .await?;
    Ok(accounts)
}

fn is_new(row: &question::Model) -> bool {
    row.answered_at.is_some() && row.read_at.is_none()
}

/// Questions as pages show them.
pub(super) async fn rows(
    acting: &Acting<Newcomer>,
    language: Language,
    questions: &[question::Model],
) -> Result<Vec<QuestionRow>> {
    let names = scope::organisations(acting.read(), questions.iter().map(|row| row.organisation_id)).await?;
    let title = |step: &str| {
        let step: StepRef = step.parse().ok()?;
        acting.inner.texts.of(language, step.key).map(|text| text.title.clone())
    };
    Ok(questions
        .iter()
        .map(|row| QuestionRow {
            id: QuestionId(row.id),
            about: title(&row.step),
            text: row.text.clone(),
            asked: say::instant(language, &acting.inner.clock, row.asked_at),
            answer_by: say::when(language, row.answer_by),
            organisation: names.get(&row.organisation_id).map(|row| row.name.clone()).unwrap_or_default(),
            answer: row.answer.clone(),
            is_new: is_new(row),
        })
        .collect())
}
