//! Staff turn a confirmed announcement into an employer and a case with one click, or decline it.

use super::{ANNOUNCEMENT, NoticeState, advance, announcement, confirm::take_up, find, similar};
use crate::{
    account,
    acting::Acting,
    actor::{AdmitEmployers, Permit, Staff},
    error::{Error, Result},
    mail, say,
    session::EMPLOYER_KIND,
    store::{
        NewEvent, Write,
        entity::{account as account_table, membership, notice, organisation},
    },
};
use domain::{
    form::{AdmitNotice, DeclineNotice},
    id::{CaseId, NoticeId, OrganisationId},
    language::Language,
    occupation::Occupation,
    role::MembershipRole,
    text::Email,
    view::notice::{NoticeList, NoticeRow, SimilarEmployer},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

/// Announcements shown at once.
const SHOWN: u64 = 50;

impl Acting<Staff> {
    /// Confirmed announcements that wait, the oldest first, with employers they could belong to.
    ///
    /// # Errors
    /// [`Error::Forbidden`] outside the Welcome Office: nobody else may see employers of others.
    pub async fn notices(&self, _permit: &Permit<AdmitEmployers>, language: Language) -> Result<NoticeList> {
        self.require_office()?;
        #[expect(clippy::disallowed_methods, reason = "the office's own worklist")]
        let mut rows = notice::Entity::find()
            .filter(notice::Column::State.eq(NoticeState::Confirmed.code()))
            .filter(notice::Column::Kind.eq(ANNOUNCEMENT))
            .order_by_asc(notice::Column::SentAt)
            .order_by_asc(notice::Column::Id)
            .limit(SHOWN + 1)
            .all(self.read())
            .await?;
        let has_more = u64::try_from(rows.len()).is_ok_and(|count| count > SHOWN);
        rows.truncate(usize::try_from(SHOWN).unwrap_or_default());
        let employers = if rows.is_empty() { Vec::new() } else { employers(self.read()).await? };
        let rows = rows.iter().map(|row| self.notice_row(row, &employers, language)).collect::<Result<_>>()?;
        Ok(NoticeList { rows, has_more })
    }

    fn notice_row(&self, row: &notice::Model, employers: &[(Uuid, String)], language: Language) -> Result<NoticeRow> {
        let announcement = announcement(row)?;
        let mut similar: Vec<_> = employers
            .iter()
            .filter_map(|(id, name)| similar::likeness(&row.company, name).map(|likeness| (likeness, name, *id)))
            .collect();
        similar.sort();
        Ok(NoticeRow {
            id: NoticeId(row.id),
            number: row.number.clone(),
            company: row.company.clone(),
            sender_name: row.sender_name.clone(),
            sender_email: row.sender_email.clone(),
            confirmed: say::when(language, self.inner.clock.day_of(row.confirmed_at.unwrap_or(row.sent_at))),
            person: format!("{} {}", announcement.given_names, announcement.family_name),
            nationality: announcement.nationality.name(language).to_owned(),
            is_occupation_known: Occupation::find(&announcement.occupation).is_some(),
            occupation: announcement.occupation,
            work_start: say::when(language, announcement.work_start),
            arrival_month: announcement.arrival_month.map(|month| say::month(language, month)),
            partner: announcement.partner,
            children: announcement.children,
            similar: similar
                .into_iter()
                .map(|(likeness, name, id)| SimilarEmployer {
                    id: OrganisationId(id),
                    name: name.clone(),
                    is_same: likeness == similar::Likeness::Same,
                })
                .collect(),
        })
    }

    /// Admits an announcement: opens its case, and gives its sender access as administrator of a new
    /// employer, or as caretaker of the one chosen.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such announcement or employer, [`Error::Conflict`] if somebody
    /// decided already.
    pub async fn admit_notice(&self, _permit: &Permit<AdmitEmployers>, form: &AdmitNotice) -> Result<CaseId> {
        let (id, to) = form.check()?;
        self.require_office()?;
        let mut write = self.write().await?;
        let row = self.waiting(&write, id).await?;
        let (employer, role) = match to {
            Some(employer) => (require_employer(&write, employer).await?, MembershipRole::EmployerCaretaker),
            None => (create_employer(&write, &row).await?, MembershipRole::EmployerAdmin),
        };
        let case = take_up(&mut write, &self.inner, &row, employer, self.role.account.0).await?;
        let email: Email = row.sender_email.parse().map_err(|_| Error::inconsistent(format!("notice {id}")))?;
        let language: Language = row.language.parse().unwrap_or_default();
        let account = sender_account(&write, &row, &email).await?;
        join(&write, account, employer, role).await?;
        let page = format!("hires/{case}");
        mail::send(&mut write, &self.inner.office, &email, language, &mail::Template::EmployerReady, &page).await?;
        write.tell_organisation(self.role.organisation.0);
        write.commit().await?;
        Ok(case)
    }

    /// Declines an announcement; the reason stays in the office.
    ///
    /// # Errors
    /// [`Error::Invalid`] without a reason, [`Error::NotFound`] if there is no such announcement,
    /// [`Error::Conflict`] if somebody decided already.
    pub async fn decline_notice(&self, _permit: &Permit<AdmitEmployers>, form: &DeclineNotice) -> Result<()> {
        let (id, reason) = form.check()?;
        self.require_office()?;
        let mut write = self.write().await?;
        self.waiting(&write, id).await?;
        advance(&write, id, NoticeState::Confirmed, NoticeState::Declined).await?;
        notice::Entity::update_many()
            .col_expr(notice::Column::Reason, Expr::value(reason))
            .col_expr(notice::Column::DecidedBy, Expr::value(self.role.account.0))
            .col_expr(notice::Column::DecidedAt, Expr::value(write.at()))
            .filter(notice::Column::Id.eq(id.0))
            .exec(&*write)
            .await?;
        write.record(NewEvent {
            kind: "notice.declined",
            actor: Some(self.role.account.0),
            organisation: Some(self.role.organisation.0),
            case: None,
            detail: json!({ "notice": id }),
        });
        write.tell_organisation(self.role.organisation.0);
        write.commit().await
    }

    /// The office's own people and whoever runs the installation.
    fn require_office(&self) -> Result<()> {
        let may = self.role.is_office || self.role.role == MembershipRole::Administrator;
        if may { Ok(()) } else { Err(Error::Forbidden) }
    }

    async fn waiting(&self, write: &Write<'_>, id: NoticeId) -> Result<notice::Model> {
        let row = find(&**write, id.0).await?.filter(|row| row.kind == ANNOUNCEMENT).ok_or(Error::NotFound)?;
        if row.state == NoticeState::Draft.code() || row.state == NoticeState::Sent.code() {
            // Not confirmed yet: for staff it does not exist.
            return Err(Error::NotFound);
        }
        if row.state == NoticeState::Confirmed.code() { Ok(row) } else { Err(Error::Conflict) }
    }
}

async fn employers(db: &impl ConnectionTrait) -> Result<Vec<(Uuid, String)>> {
    #[expect(clippy::disallowed_methods, reason = "the office alone sees that two names could be one employer")]
    let employers = organisation::Entity::find()
        .select_only()
        .column(organisation::Column::Id)
        .column(organisation::Column::Name)
        .filter(organisation::Column::Kind.eq(EMPLOYER_KIND))
        .filter(organisation::Column::ClosedAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(employers)
}

async fn require_employer(write: &Write<'_>, id: OrganisationId) -> Result<OrganisationId> {
    #[expect(clippy::disallowed_methods, reason = "the employer that staff chose")]
    let found = organisation::Entity::find_by_id(id.0)
        .filter(organisation::Column::Kind.eq(EMPLOYER_KIND))
        .filter(organisation::Column::ClosedAt.is_null())
        .one(&**write)
        .await?;
    found.map(|row| OrganisationId(row.id)).ok_or(Error::NotFound)
}

async fn create_employer(write: &Write<'_>, row: &notice::Model) -> Result<OrganisationId> {
    let id = write.new_id();
    organisation::ActiveModel {
        id: Set(id),
        kind: Set(EMPLOYER_KIND.to_owned()),
        class: Set(EMPLOYER_KIND.to_owned()),
        name: Set(row.company.clone()),
        sector: Set(String::new()),
        phone: Set(String::new()),
        hours: Set(String::new()),
        contact_email: Set(row.sender_email.clone()),
        created_at: Set(write.at()),
        closed_at: Set(None),
    }
    .insert(&**write)
    .await?;
    Ok(OrganisationId(id))
}

/// The account of an announcement's sender, whose address the mailed link proved.
async fn sender_account(write: &Write<'_>, row: &notice::Model, email: &Email) -> Result<Uuid> {
    if let Some(account) = account::find_account(&**write, email).await? {
        return Ok(account.id);
    }
    let id = write.new_id();
    account_table::ActiveModel {
        id: Set(id),
        email: Set(email.to_string()),
        email_key: Set(email.key()),
        display_name: Set(row.sender_name.clone()),
        password_hash: Set(None),
        language: Set(row.language.clone()),
        person_id: Set(None),
        last_membership_id: Set(None),
        created_at: Set(write.at()),
        closed_at: Set(None),
    }
    .insert(&**write)
    .await?;
    Ok(id)
}

/// Makes an account a member of an employer, unless it is one already.
async fn join(write: &Write<'_>, account: Uuid, employer: OrganisationId, role: MembershipRole) -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "whether the sender is a member already")]
    let memberships = membership::Entity::find()
        .filter(membership::Column::AccountId.eq(account))
        .filter(membership::Column::OrganisationId.eq(employer.0))
        .all(&**write)
        .await?;
    let today = write.today();
    if memberships.iter().any(|row| row.valid_to.is_none_or(|to| to >= today)) {
        return Ok(());
    }
    if let Some(ended) = memberships.into_iter().find(|row| row.role == role.code()) {
        let mut again: membership::ActiveModel = ended.into();
        again.valid_to = Set(None);
        again.update(&**write).await?;
        return Ok(());
    }
    membership::ActiveModel {
        id: Set(write.new_id()),
        account_id: Set(account),
        organisation_id: Set(employer.0),
        role: Set(role.code().to_owned()),
        valid_from: Set(today),
        valid_to: Set(None),
    }
    .insert(&**write)
    .await?;
    Ok(())
}
