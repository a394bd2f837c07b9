//! Barriers: what somebody could not use, reported on the accessibility page and read by the office.
//!
//! A report is kept until it is dealt with, and no longer. Mails only say that there is one.

use crate::{
    account::Device,
    acting::Acting,
    actor::{Accompany, Permit, Public, Staff},
    error::{Error, Result},
    mail, say,
    store::{NewEvent, entity::barrier},
    throttle::Attempt,
};
use domain::{
    form::ReportBarrier,
    id::BarrierId,
    language::Language,
    view::public::{BarrierList, BarrierRow},
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, QueryOrder as _, QuerySelect as _};
use serde_json::json;

/// Reports shown at once, the oldest first.
const SHOWN: usize = 50;

impl Acting<Public> {
    /// Notes a report and tells the front desk that there is one.
    ///
    /// # Errors
    /// [`Error::Invalid`] if nothing is said; [`Error::Slow`] after too many.
    pub async fn report_barrier(&self, form: &ReportBarrier, language: Language, device: &Device) -> Result<()> {
        let report = form.check()?;
        let now = self.inner.clock.now();
        let office = &self.inner.office;
        self.inner.throttle.count(Attempt::Network(device.network.clone()), now)?;
        self.inner.throttle.count(Attempt::Mail(office.email.clone(), device.network.clone()), now)?;
        let mut write = self.write().await?;
        barrier::ActiveModel {
            id: Set(write.new_id()),
            text: Set(report.text),
            reply_to: Set(report.reply_to.map(|address| address.to_string())),
            language: Set(language.tag().to_owned()),
            created_at: Set(write.at()),
        }
        .insert(&*write)
        .await?;
        let front_desk = office.email.parse().map_err(Error::inconsistent)?;
        mail::send(&mut write, office, &front_desk, Language::De, &mail::Template::Barrier, "barriers").await?;
        write.commit().await
    }
}

impl Acting<Staff> {
    /// The reports nobody has dealt with yet.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn barriers(&self, language: Language, _permit: Permit<Accompany>) -> Result<BarrierList> {
        #[expect(clippy::disallowed_methods, reason = "reports belong to the installation, not to a scope")]
        let mut rows = barrier::Entity::find()
            .order_by_asc(barrier::Column::CreatedAt)
            .limit(SHOWN as u64 + 1)
            .all(self.read())
            .await?;
        let has_more = rows.len() > SHOWN;
        rows.truncate(SHOWN);
        let rows = rows.into_iter().map(|row| BarrierRow {
            id: BarrierId(row.id),
            reported: say::when(language, self.clock().day_of(row.created_at)),
            text: row.text,
            reply_to: row.reply_to,
            language: row.language.parse().unwrap_or_default(),
        });
        Ok(BarrierList { rows: rows.collect(), has_more })
    }

    /// A report was dealt with: it is deleted, and only that it was is remembered.
    ///
    /// # Errors
    /// [`Error::Conflict`] if somebody else was faster.
    pub async fn close_barrier(&self, id: BarrierId, _permit: Permit<Accompany>) -> Result<()> {
        let mut write = self.write().await?;
        let gone = barrier::Entity::delete_by_id(id.0).exec(&*write).await?;
        if gone.rows_affected == 0 {
            return Err(Error::Conflict);
        }
        write.record(NewEvent {
            kind: "barrier.closed",
            actor: Some(self.account()),
            organisation: Some(self.own()),
            case: None,
            detail: json!({}),
        });
        write.commit().await
    }
}

#[cfg(test)]
mod tests;
