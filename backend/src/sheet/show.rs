//! The page on which sheets that were just made are seen, once.

use super::{Maker, code_of, find};
use crate::{
    acting::Acting,
    actor::SignedIn,
    case::{self, CaseFile},
    error::{Error, Result},
    flash,
    store::entity::organisation,
};
use domain::{calendar::Day, id::CaseId, language::Language};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Sheets as they are printed.
#[derive(Clone, Debug, Default)]
pub struct Sheets {
    /// One for each person, by name.
    pub sheets: Vec<Sheet>,
    /// For whom none could be made.
    pub left_out: Vec<LeftOut>,
    /// Whether an employer made them, or staff.
    pub by_employer: bool,
}

/// One sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The case.
    pub case: CaseId,
    /// Whom it is for.
    pub name: String,
    /// Her language, as far as anybody knows.
    pub language: Language,
    /// Who announced her.
    pub employer: Option<String>,
    /// The code in groups.
    pub code: String,
    /// The address in the QR code.
    pub address: String,
    /// The address to type, without the scheme.
    pub typed: String,
    /// The last day on which it opens the plan.
    pub until: Day,
}

/// Somebody for whom no sheet could be made.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// The case.
    pub case: CaseId,
    /// Her name.
    pub name: String,
    /// Why.
    pub why: WhyLeftOut,
}

/// Why no sheet could be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhyLeftOut {
    /// The plan is open already.
    Opened,
    /// The way has ended.
    Ended,
    /// The birth date is missing, which the sheet asks for.
    NoBirthDate,
}

/// What waits to be shown: whose, and of which cases; never a code.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Shown {
    account: Uuid,
    organisation: Uuid,
    pub(super) sheets: Vec<Uuid>,
    pub(super) left_out: Vec<(Uuid, WhyLeftOut)>,
}

impl Shown {
    pub(super) fn by(maker: Maker) -> Self {
        Self { account: maker.account, organisation: maker.organisation, sheets: Vec::new(), left_out: Vec::new() }
    }
}

impl Acting<SignedIn> {
    /// The sheets this account has just made in this browser; nothing if they were seen already.
    ///
    /// # Errors
    /// The database cannot be read or written.
    pub async fn sheets(&self, secret: &str) -> Result<Option<Sheets>> {
        let principal = &self.role.principal;
        let write = self.write().await?;
        let Some(body) = flash::take(&write, secret).await? else { return Ok(None) };
        let shown: Shown = serde_json::from_str(&body).map_err(Error::inconsistent)?;
        let is_own = principal.account.0 == shown.account
            && principal.organisation().is_some_and(|organisation| organisation.0 == shown.organisation);
        if !is_own {
            // Somebody else signed in meanwhile: nobody sees them now.
            write.commit().await?;
            return Ok(None);
        }
        let why: BTreeMap<Uuid, WhyLeftOut> = shown.left_out.iter().copied().collect();
        let mut sheets = Vec::with_capacity(shown.sheets.len());
        let mut cases = case::load_many(&*write, &self.inner.templates, &shown.sheets).await?;
        by_name(&mut cases);
        let employers = self.employers(&cases).await?;
        for case in &cases {
            let code = code_of(secret, case.row.id);
            let Some(row) = find(&*write, &code).await?.filter(|row| row.revoked_at.is_none()) else { continue };
            let language: Language = row.language.parse().unwrap_or_default();
            let site = &self.inner.office.public_url;
            let typed = format!("{site}/{language}/code");
            sheets.push(Sheet {
                case: CaseId(case.row.id),
                name: name(case),
                language,
                employer: case.row.employer_id.and_then(|id| employers.get(&id).cloned()),
                address: format!("{typed}/{}", code.as_str()),
                code: code.in_groups(),
                typed: typed.split_once("://").map_or(typed.clone(), |(_, rest)| rest.to_owned()),
                until: self.inner.clock.day_of(row.expires_at),
            });
        }
        let ids: Vec<Uuid> = why.keys().copied().collect();
        let mut others = case::load_many(&*write, &self.inner.templates, &ids).await?;
        by_name(&mut others);
        let left_out = others.iter().filter_map(|case| {
            Some(LeftOut { case: CaseId(case.row.id), name: name(case), why: *why.get(&case.row.id)? })
        });
        let sheets = Sheets { sheets, left_out: left_out.collect(), by_employer: principal.is_employer() };
        write.commit().await?;
        Ok(Some(sheets))
    }

    async fn employers(&self, cases: &[CaseFile]) -> Result<BTreeMap<Uuid, String>> {
        #[expect(clippy::disallowed_methods, reason = "the employers of cases whose sheets the reader made")]
        let rows = organisation::Entity::find()
            .filter(organisation::Column::Id.is_in(cases.iter().filter_map(|case| case.row.employer_id)))
            .all(self.read())
            .await?;
        Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
    }
}

fn by_name(cases: &mut [CaseFile]) {
    cases.sort_by(|one, other| one.row.name_sort.cmp(&other.row.name_sort));
}

fn name(case: &CaseFile) -> String {
    format!("{} {}", case.person.given_names, case.person.family_name).trim().to_owned()
}
