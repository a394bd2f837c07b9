//! Questions of newcomers to the own institution, and their answers.

use crate::{
    acting::Acting,
    actor::{Answer, Permit, ReadCases, Staff},
    case::{self, CaseFile},
    casework::scope::{account_names, both, tied},
    error::{Error, Result},
    mail, say,
    store::{
        NewEvent,
        entity::{account, case_file, person, question},
    },
};
use domain::{
    form,
    id::{CaseId, QuestionId},
    language::Language,
    step::StepRef,
    text::Email,
    view::casework::{AnswerRow, QuestionPage, QuestionRow},
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
    sea_query::{Expr, ExprTrait as _, IntoCondition as _},
};
use serde_json::json;
use uuid::Uuid;

/// Questions shown that wait.
const OPEN: u64 = 50;
/// Questions shown that are answered.
const ANSWERED: u64 = 20;

impl Acting<Staff> {
    /// The questions to the own institution about cases of its scope.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn questions(&self, language: Language, _permit: Permit<ReadCases>) -> Result<QuestionPage> {
        use question::Column;
        let own = || {
            let own = both(Column::OrganisationId.eq(self.own()), self.sees_case(Column::CaseId));
            tied::<question::Entity>(own)
        };
        let mut open = own()
            .filter(Column::AnsweredAt.is_null())
            .order_by_asc(Column::AskedAt)
            .order_by_asc(Column::Id)
            .limit(OPEN + 1)
            .all(self.read())
            .await?;
        let is_cut = open.len() > usize::try_from(OPEN).unwrap_or(usize::MAX);
        open.truncate(usize::try_from(OPEN).unwrap_or(usize::MAX));
        let answered = own()
            .filter(Column::AnsweredAt.is_not_null())
            .order_by_desc(Column::AnsweredAt)
            .order_by_desc(Column::Id)
            .limit(ANSWERED)
            .all(self.read())
            .await?;
        Ok(QuestionPage {
            open: self.question_rows(self.read(), language, open).await?,
            is_cut,
            answered: self.question_rows(self.read(), language, answered).await?,
        })
    }

    /// The questions about one case of the own scope, the oldest first.
    pub(crate) async fn questions_of(
        &self,
        db: &impl ConnectionTrait,
        language: Language,
        case: &CaseFile,
    ) -> Result<Vec<QuestionRow>> {
        use question::Column;
        let rows =
            tied::<question::Entity>(both(Column::CaseId.eq(case.row.id), Column::OrganisationId.eq(self.own())))
                .order_by_asc(Column::AskedAt)
                .limit(OPEN)
                .all(db)
                .await?;
        self.question_rows(db, language, rows).await
    }

    async fn question_rows(
        &self,
        db: &impl ConnectionTrait,
        language: Language,
        questions: Vec<question::Model>,
    ) -> Result<Vec<QuestionRow>> {
        let ids: Vec<Uuid> = questions.iter().map(|row| row.case_id).collect();
        let seen = self.seen(db, &ids).await?;
        let names = account_names(db, questions.iter().filter_map(|row| row.answered_by)).await?;
        let mut rows = Vec::with_capacity(questions.len());
        for row in questions {
            let case = seen.get(row.case_id)?;
            let step = match row.step.parse::<StepRef>() {
                Ok(step) => self.title(db, language, &case.template_version, step).await?,
                Err(_) => None,
            };
            let answer = row.answer.zip(row.answered_at).map(|(text, at)| AnswerRow {
                text,
                by: row.answered_by.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
                at: say::instant(language, self.clock(), at),
            });
            rows.push(QuestionRow {
                id: QuestionId(row.id),
                case: CaseId(row.case_id),
                name: case.spoken_name(),
                step,
                text: row.text,
                language: row.language,
                asked: say::instant(language, self.clock(), row.asked_at),
                answer_by: say::when(language, row.answer_by),
                is_late: answer.is_none() && row.answer_by < self.today(),
                answer,
            });
        }
        Ok(rows)
    }

    /// Answers a question to the own institution; the newcomer gets a mail without its content.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a question to others or about a case the own institution no longer sees,
    /// [`Error::Conflict`] once it is answered, [`Error::Invalid`] without a text.
    pub async fn answer_question(&self, form: &form::AnswerQuestion, _permit: Permit<Answer>) -> Result<()> {
        use question::Column;
        let (id, text) = form.check()?;
        let mut write = self.write().await?;
        let asker = self.asker(&*write, id).await?;
        case::hold(&write, &[asker.case_id]).await?;
        let answered = question::Entity::update_many()
            .col_expr(Column::Answer, Expr::value(text))
            .col_expr(Column::AnsweredBy, Expr::value(self.account()))
            .col_expr(Column::AnsweredAt, Expr::value(write.at()))
            .filter(Column::Id.eq(id.0))
            .filter(Column::AnsweredAt.is_null())
            .exec(&*write)
            .await?;
        if answered.rows_affected == 0 {
            return Err(Error::Conflict);
        }
        write.record(NewEvent {
            kind: "question.answered",
            actor: Some(self.account()),
            organisation: Some(self.own()),
            case: Some(asker.case_id),
            detail: json!({ "question": id.0 }),
        });
        if let Some(to) = asker.address() {
            let language = asker.language.parse().unwrap_or(Language::De);
            mail::send(&mut write, &self.inner.office, &to, language, &mail::Template::Answered, "plan").await?;
        }
        write.commit().await
    }

    /// Who asked a question to the own institution about a case of its scope.
    async fn asker(&self, db: &impl ConnectionTrait, id: QuestionId) -> Result<Asker> {
        use question::Column;
        let case = question::Entity::belongs_to(case_file::Entity).from(Column::CaseId).to(case_file::Column::Id);
        let person =
            case_file::Entity::belongs_to(person::Entity).from(case_file::Column::PersonId).to(person::Column::Id);
        let account = person::Entity::belongs_to(account::Entity)
            .from(person::Column::Id)
            .to(account::Column::PersonId)
            .on_condition(|_, own| Expr::col((own, account::Column::ClosedAt)).is_null().into_condition());
        tied::<question::Entity>(both(Column::Id.eq(id.0), Column::OrganisationId.eq(self.own())))
            .filter(self.sees_case(Column::CaseId))
            .join(JoinType::InnerJoin, case.into())
            .join(JoinType::InnerJoin, person.into())
            .join(JoinType::LeftJoin, account.into())
            .select_only()
            .column(Column::CaseId)
            .columns([person::Column::Language, person::Column::Email])
            .column_as(account::Column::Email, "account")
            .into_model::<Asker>()
            .one(db)
            .await?
            .ok_or(Error::NotFound)
    }
}

/// Whom an answer is for.
#[derive(Debug, FromQueryResult)]
struct Asker {
    case_id: Uuid,
    language: String,
    /// The address that was entered with the person.
    email: Option<String>,
    /// The address of the own account.
    account: Option<String>,
}

impl Asker {
    /// Where mails go: the address of the own account, else the one entered.
    fn address(&self) -> Option<Email> {
        self.account.as_ref().or(self.email.as_ref())?.parse().ok()
    }
}
