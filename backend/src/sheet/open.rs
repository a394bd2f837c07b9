//! A newcomer has a sheet: what its address shows, and how code and birth date open her plan.

use super::{TRIES, find};
use crate::{
    account::{self, Device, SignedInSession},
    acting::Acting,
    actor::Public,
    case,
    error::{Error, Result},
    invitation::{self, With},
    say,
    session::token_hash,
    store::{
        NewEvent, Write,
        entity::{case_file, sheet},
    },
    submission,
    throttle::Attempt,
};
use domain::{
    code::Code,
    form::{OpenSheet, Problems, Rule, TypeCode},
    language::Language,
    view::account::{OpeningWay, SheetDoor},
};
use sea_orm::{ColumnTrait as _, EntityTrait, ExprTrait as _, QueryFilter as _, sea_query::Expr};
use serde_json::json;
use tokio::time::Sleep;
use uuid::Uuid;

/// What opening a sheet did.
#[derive(Clone, Debug)]
pub enum OpenedSheet {
    /// The plan is open, and its owner signed in.
    Session(SignedInSession),
    /// The plan was opened before; the sheet's page says when.
    Used,
}

impl Acting<Public> {
    /// The code somebody typed, as it stands in an address. Nobody is asked whether it exists.
    ///
    /// # Errors
    /// [`Error::Invalid`] if a letter is wrong.
    pub fn read_code(&self, form: &TypeCode) -> Result<String> {
        Ok(form.check()?.as_str().to_owned())
    }

    /// What the address on a sheet shows. Looking changes nothing, and a code that is not known looks the
    /// same as one that is.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn look_at_sheet(&self, code: &str, language: Language) -> Result<SheetDoor> {
        let Ok(code) = code.parse::<Code>() else { return Ok(SheetDoor::default()) };
        let Some(row) = find(self.read(), &code).await? else { return Ok(SheetDoor::default()) };
        #[expect(clippy::disallowed_methods, reason = "the case the sheet leads to")]
        let case = case_file::Entity::find_by_id(row.case_id).one(self.read()).await?;
        let used = case.and_then(|case| case.opened_at).or(row.used_at);
        Ok(SheetDoor { used: used.map(|at| say::when(language, self.inner.clock.day_of(at))) })
    }

    /// Opens the way of the person a sheet was made for.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `birth_date` with one answer for every wrong code and every wrong date, and at
    /// `code` if the date is right and the sheet void; [`Error::Slow`] after too many tries.
    pub async fn open_by_sheet(&self, code: &str, form: &OpenSheet, device: &Device) -> Result<OpenedSheet> {
        let birth_date = form.check(self.today())?;
        let now = self.inner.clock.now();
        self.inner.throttle.count(Attempt::Network(device.network.clone()), now)?;
        let parsed = code.parse::<Code>();
        // Counted for codes that do not exist, too: whoever is slowed down learns nothing from it.
        let counted = parsed.as_ref().map_or(code, |code| code.as_str());
        self.inner.throttle.count(Attempt::Sheet(token_hash(counted)), now)?;
        // Sent twice: a wrong date counts once, and a right one finds the sheet used.
        let (mut write, is_repeated) = match self.write().await {
            Err(Error::Repeated) => (self.write().await?, true),
            write => (write?, false),
        };
        // How long it takes does not tell whether there is such a code.
        let answer = tokio::time::sleep(account::ANSWER_AFTER);
        let found = match &parsed {
            Ok(code) => find(&*write, code).await?,
            Err(_) => None,
        };
        let Some(row) = found else {
            return Err(refuse(write, None, is_repeated, answer).await);
        };
        case::hold(&write, &[row.case_id]).await?;
        let case = case::require(&write, &self.inner.templates, row.case_id).await?;
        if row.used_at.is_some() || case.row.opened_at.is_some() {
            return Ok(OpenedSheet::Used);
        }
        if case.person.birth_date != Some(birth_date) {
            return Err(refuse(write, Some(&row), is_repeated, answer).await);
        }
        spend(&write, &row).await?;
        let language: Language = row.language.parse().unwrap_or_default();
        let account =
            invitation::open_way(&mut write, &self.inner, &case, With::Nothing, language, OpeningWay::Sheet).await;
        let account = match account {
            Err(Error::Conflict) => return Err(lapsed()),
            account => account?,
        };
        let session = account::open_session(&mut write, &account, device).await?;
        write.commit().await?;
        Ok(OpenedSheet::Session(session))
    }
}

/// Counts a wrong date on a sheet, and answers after the same work and the same time where there is no such sheet.
async fn refuse(mut write: Write<'_>, row: Option<&sheet::Model>, is_repeated: bool, answer: Sleep) -> Error {
    let written = async {
        match row {
            _ if is_repeated => {}
            Some(row) => count_try(&mut write, row).await?,
            None => submission::leave_blank(&write).await?,
        }
        write.commit().await
    };
    let written = written.await;
    answer.await;
    written.err().unwrap_or_else(not_this_date)
}

fn not_this_date() -> Error {
    Problems::one("birth_date", Rule::NotThisDate).into()
}

fn lapsed() -> Error {
    Problems::one("code", Rule::Lapsed).into()
}

/// Marks a sheet as used; of two who use it at once, one is told that it is void.
async fn spend(write: &Write<'_>, row: &sheet::Model) -> Result<()> {
    let spent = sheet::Entity::update_many()
        .col_expr(sheet::Column::UsedAt, Expr::value(write.at()))
        .filter(sheet::Column::Id.eq(row.id))
        .filter(sheet::Column::UsedAt.is_null())
        .filter(sheet::Column::RevokedAt.is_null())
        .filter(sheet::Column::ExpiresAt.gt(write.at()))
        .exec(&**write)
        .await?;
    if spent.rows_affected == 1 { Ok(()) } else { Err(lapsed()) }
}

/// Notes a wrong birth date; after a few the sheet is void.
async fn count_try(write: &mut Write<'_>, row: &sheet::Model) -> Result<()> {
    sheet::Entity::update_many()
        .col_expr(sheet::Column::Tries, Expr::col(sheet::Column::Tries).add(1))
        .filter(sheet::Column::Id.eq(row.id))
        .exec(&**write)
        .await?;
    let voided = sheet::Entity::update_many()
        .col_expr(sheet::Column::RevokedAt, Expr::value(write.at()))
        .filter(sheet::Column::Id.eq(row.id))
        .filter(sheet::Column::Tries.gte(TRIES))
        .filter(sheet::Column::RevokedAt.is_null())
        .exec(&**write)
        .await?;
    if voided.rows_affected == 1 {
        write.record(NewEvent {
            kind: "case.sheet_void",
            actor: None,
            organisation: None,
            case: Some(row.case_id),
            detail: json!({}),
        });
    }
    Ok(())
}

/// Takes back every sheet of a case that was not used.
pub(crate) async fn revoke(write: &Write<'_>, case: Uuid) -> Result<()> {
    sheet::Entity::update_many()
        .col_expr(sheet::Column::RevokedAt, Expr::value(write.at()))
        .filter(sheet::Column::CaseId.eq(case))
        .filter(sheet::Column::UsedAt.is_null())
        .filter(sheet::Column::RevokedAt.is_null())
        .exec(&**write)
        .await?;
    Ok(())
}

/// Sheets of a case that is erased never were.
pub(crate) async fn forget(write: &Write<'_>, case: Uuid) -> Result<()> {
    sheet::Entity::delete_many().filter(sheet::Column::CaseId.eq(case)).exec(&**write).await?;
    Ok(())
}
