//! The log of conversations (`001-17`, `002-24`): private to the institution that held them.

use crate::{
    acting::Acting,
    actor::{Consult, Permit, Staff},
    case,
    casework::{
        lists::Counted,
        scope::{account_names, both, tied},
    },
    error::{Error, Result},
    say,
    store::{
        NewEvent, Write,
        entity::{case_file, consultation},
    },
};
use chrono::{Datelike as _, NaiveDate};
use domain::{
    consultation::Topic,
    facts::Word as _,
    form::{self, Consultation, Problems, Rule},
    id::CaseId,
    language::Language,
    view::casework::{ConsultationPage, ConsultationRow},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ExprTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

#[cfg(test)]
mod tests;

/// Rows of one page.
const PAGE: usize = 50;

/// Who held a conversation, when, and about which case.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held {
    /// The institution whose log it stands in.
    pub(crate) organisation: Uuid,
    /// The member who held it.
    pub(crate) account: Uuid,
    /// The office day.
    pub(crate) day: NaiveDate,
    /// The case it was about.
    pub(crate) case: Option<Uuid>,
}

/// Writes a conversation down and counts it: by month, and by month and topic.
pub(crate) async fn log(write: &mut Write<'_>, held: Held, consultation: &Consultation) -> Result<Uuid> {
    let id = write.new_id();
    let topics: Vec<&str> = consultation.topics.iter().map(|topic| topic.word()).collect();
    consultation::ActiveModel {
        id: Set(id),
        organisation_id: Set(held.organisation),
        account_id: Set(held.account),
        case_id: Set(held.case),
        day: Set(held.day),
        party: Set(consultation.party.to_string()),
        topics: Set(topics.join(" ")),
        language: Set(consultation.language.to_string()),
        minutes: Set(i32::from(consultation.minutes)),
        result: Set(consultation.result.to_string()),
        remark: Set(consultation.remark.clone()),
        logged_at: Set(write.at()),
    }
    .insert(&**write)
    .await?;
    let month = first_of_month(held.day);
    write.count(held.organisation, "consultation", month, 1);
    for topic in &topics {
        write.count(held.organisation, &format!("consultation:{topic}"), month, 1);
    }
    write.record(NewEvent {
        kind: "consultation.logged",
        actor: Some(held.account),
        organisation: Some(held.organisation),
        case: held.case,
        detail: json!({ "consultation": id, "topics": topics, "day": held.day }),
    });
    write.tell_organisation(held.organisation);
    Ok(id)
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

impl Acting<Staff> {
    /// Logs a conversation of today.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an answer that is not offered, or the number of a case the own
    /// institution does not see.
    pub async fn log_consultation(&self, form: &form::LogConsultation, _permit: Permit<Consult>) -> Result<()> {
        let consultation = form.check()?;
        let mut write = self.write().await?;
        let case = match &consultation.number {
            Some(number) => {
                let case = self.numbered(&write, number).await?;
                case::hold(&write, &[case]).await?;
                // As it is now: it may be of others by the time it is held.
                Some(self.numbered(&write, number).await?)
            }
            None => None,
        };
        let held = Held { organisation: self.own(), account: self.account(), day: write.today(), case };
        log(&mut write, held, &consultation).await?;
        write.commit().await
    }

    async fn numbered(&self, write: &Write<'_>, number: &str) -> Result<Uuid> {
        let own = both(case_file::Column::Number.eq(number), self.sees_case(case_file::Column::Id));
        let case = tied::<case_file::Entity>(own).one(&**write).await?;
        Ok(case.ok_or_else(|| Error::from(Problems::one("number", Rule::NotOffered)))?.id)
    }

    /// A page of the own institution's log, the newest first, with this month's numbers.
    ///
    /// # Errors
    /// The database cannot be read. What is no place of a page begins at the newest.
    pub async fn consultations(
        &self,
        language: Language,
        after: &str,
        _permit: Permit<Consult>,
    ) -> Result<ConsultationPage> {
        use consultation::Column;
        let mut select = tied::<consultation::Entity>(Column::OrganisationId.eq(self.own()));
        if let Some((day, id)) = read_place(after) {
            let row = Expr::tuple([Column::Day.into_expr(), Column::Id.into_expr()]);
            select = select.filter(row.lt(Expr::tuple([Expr::value(day), Expr::value(id)])));
        }
        let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
        let mut rows =
            select.order_by_desc(Column::Day).order_by_desc(Column::Id).limit(limit).all(self.read()).await?;
        let is_cut = rows.len() > PAGE;
        rows.truncate(PAGE);
        let next = rows.last().filter(|_| is_cut).map(|row| format!("{}.{}", row.day, row.id));
        let month = first_of_month(self.today());
        let (count, topics) = self.month(month).await?;
        Ok(ConsultationPage {
            rows: self.consultation_rows(language, rows).await?,
            next,
            month: say::month(language, month),
            count,
            topics,
        })
    }

    async fn month(&self, month: NaiveDate) -> Result<(u32, Vec<(Topic, u32)>)> {
        let kind = |topic: &Topic| format!("consultation:{topic}");
        let mut kinds: Vec<String> = Topic::ALL.iter().map(kind).collect();
        kinds.push("consultation".to_owned());
        let counts = self.counts(self.read(), [Counted::all(kinds).from(month).until(month)]).await?;
        let of = |kind: &str| counts.iter().find(|(counted, _)| counted == kind).map_or(0, |(_, count)| *count);
        let mut topics: Vec<_> = Topic::ALL.iter().map(|topic| (*topic, of(&kind(topic)))).collect();
        topics.retain(|(_, count)| *count > 0);
        topics.sort_by_key(|(topic, count)| (std::cmp::Reverse(*count), topic.place()));
        Ok((of("consultation"), topics))
    }

    async fn consultation_rows(
        &self,
        language: Language,
        consultations: Vec<consultation::Model>,
    ) -> Result<Vec<ConsultationRow>> {
        let cases: Vec<Uuid> = consultations.iter().filter_map(|row| row.case_id).collect();
        let asked = case_file::Column::Id.is_in(cases);
        let seen = tied::<case_file::Entity>(asked).filter(self.sees_case(case_file::Column::Id));
        let cases = seen.all(self.read()).await?;
        let names = account_names(self.read(), consultations.iter().map(|row| row.account_id)).await?;
        let rows = consultations.into_iter().map(|row| {
            let broken = || Error::inconsistent(format!("consultation {}", row.id));
            let topics = row.topics.split(' ').map(str::parse).collect::<std::result::Result<_, _>>();
            Ok(ConsultationRow {
                day: say::when(language, row.day),
                party: row.party.parse().map_err(|_| broken())?,
                topics: topics.map_err(|_| broken())?,
                language: row.language.parse().map_err(|_| broken())?,
                minutes: u16::try_from(row.minutes).map_err(|_| broken())?,
                result: row.result.parse().map_err(|_| broken())?,
                case: cases
                    .iter()
                    .find(|case| Some(case.id) == row.case_id)
                    .map(|case| (CaseId(case.id), case.number.clone())),
                by: names.get(&row.account_id).cloned().unwrap_or_default(),
                remark: row.remark,
            })
        });
        rows.collect()
    }
}

fn read_place(text: &str) -> Option<(NaiveDate, Uuid)> {
    let (day, id) = text.split_once('.')?;
    Some((day.parse().ok()?, id.parse().ok()?))
}
