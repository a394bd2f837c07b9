//! The institutions behind the Welcome Office: there from the first start, in service as in demo.

use crate::{
    Backend,
    error::Result,
    session::OFFICE_KIND,
    store::{
        Write,
        entity::{org_unit, organisation, setting},
    },
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _, sea_query::OnConflict,
};
use uuid::Uuid;

/// The setting that remembers which list was put in; a longer list gets a later day.
const SETTING: &str = "institutions";
const LIST: &str = "2026-11-22";

/// One institution; those of class `core` founded the office, `network` work with it (needs 001-27 to 001-33).
struct Institution {
    kind: &'static str,
    class: &'static str,
    name: &'static str,
    units: &'static [&'static str],
}

const fn institution(kind: &'static str, class: &'static str, name: &'static str) -> Institution {
    Institution { kind, class, name, units: &[] }
}

/// Bochum's. Names are public; phones and hours stay empty until the institutions themselves give them.
const BOCHUM: [Institution; 11] = [
    Institution {
        kind: "city",
        class: "core",
        name: "Stadt Bochum",
        units: &["Bürgerbüro", "Ausländerbüro", "Familienbüro", "Schulverwaltungsamt", "Gesundheitsamt"],
    },
    institution("chamber", "core", "IHK Mittleres Ruhrgebiet"),
    institution("employment-agency", "core", "Agentur für Arbeit Bochum"),
    institution("crafts-chamber", "core", "Handwerkskammer Dortmund"),
    institution("integration", "core", "Kommunales Integrationsmanagement (KIM)"),
    institution("university", "network", "Ruhr-Universität Bochum"),
    institution("university", "network", "Bochumer Hochschulen"),
    institution("education", "network", "bz Bildungszentrum des Handels"),
    institution("volunteering", "network", "Bochumer Ehrenamtsagentur"),
    institution("sports", "network", "Stadtsportbund Bochum"),
    institution("housing", "network", "Wohnungsbaugesellschaften"),
];

impl Backend {
    /// Puts in the Welcome Office and, in Bochum, the institutions that work with it. What is there
    /// stays as it is, also where somebody has renamed or closed it since.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn ensure_institutions(&self) -> Result<()> {
        #[expect(clippy::disallowed_methods, reason = "settings belong to the installation, not to a scope")]
        let done = setting::Entity::find_by_id(SETTING).one(self.0.store.read()).await?;
        if done.is_some_and(|row| row.value == LIST) {
            return Ok(());
        }
        let write = self.0.write().await?;
        // The row of the running number makes a second starting process wait here.
        write.next_number(SETTING, 1).await?;
        let office = &self.0.office;
        let own = format!("Welcome Office {}", office.city);
        if crate::case::office(&*write).await?.is_none() {
            let id = insert(&write, &institution(OFFICE_KIND, "core", ""), &own).await?;
            organisation::Entity::update_many()
                .col_expr(organisation::Column::Phone, office.phone.clone().into())
                .col_expr(organisation::Column::ContactEmail, office.email.clone().into())
                .filter(organisation::Column::Id.eq(id))
                .exec(&*write)
                .await?;
        }
        if office.city == "Bochum" {
            for institution in &BOCHUM {
                insert_if_missing(&write, institution).await?;
            }
        }
        setting::Entity::insert(setting::ActiveModel { name: Set(SETTING.into()), value: Set(LIST.into()) })
            .on_conflict(OnConflict::column(setting::Column::Name).update_column(setting::Column::Value).to_owned())
            .exec_without_returning(&*write)
            .await?;
        write.commit().await
    }
}

async fn insert_if_missing(write: &Write<'_>, institution: &Institution) -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "institutions belong to the installation")]
    let there = organisation::Entity::find()
        .filter(organisation::Column::Kind.eq(institution.kind))
        .filter(organisation::Column::Name.eq(institution.name))
        .one(&**write)
        .await?;
    if there.is_none() {
        insert(write, institution, institution.name).await?;
    }
    Ok(())
}

async fn insert(write: &Write<'_>, institution: &Institution, name: &str) -> Result<Uuid> {
    let id = write.new_id();
    organisation::ActiveModel {
        id: Set(id),
        kind: Set(institution.kind.to_owned()),
        class: Set(institution.class.to_owned()),
        name: Set(name.to_owned()),
        sector: Set(String::new()),
        phone: Set(String::new()),
        hours: Set(String::new()),
        contact_email: Set(String::new()),
        created_at: Set(write.at()),
        closed_at: Set(None),
    }
    .insert(&**write)
    .await?;
    for unit in institution.units {
        org_unit::ActiveModel { id: Set(write.new_id()), organisation_id: Set(id), name: Set((*unit).to_owned()) }
            .insert(&**write)
            .await?;
    }
    Ok(id)
}
