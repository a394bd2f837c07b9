//! Invented employers of the demo city, the people who sign in for them, and the office's own members.

use super::Seeding;
use crate::{
    admin::{insert_account, insert_membership},
    error::{Error, Result},
    session::{EMPLOYER_KIND, OFFICE_KIND},
    store::{Write, entity::organisation},
};
use domain::role::MembershipRole;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _};
use uuid::Uuid;

/// Key, name, sector. Whoever has such a name in real life is not meant.
const EMPLOYERS: [(&str, &str, &str); 12] = [
    ("diakonie", "Diakoniewerk Lindental", "care"),
    ("restaurant", "Gasthaus Zur alten Esche", "food"),
    ("practice", "Zahnarztpraxis am Quellenhof", "health"),
    ("clinic", "Klinik am Wiesengrund", "health"),
    ("software", "Nordlicht Softwarehaus GmbH", "it"),
    ("electric", "Elektro Brandheide GmbH", "craft"),
    ("builder", "Baugesellschaft Rothkamp mbH", "construction"),
    ("factory", "Falkenried Präzisionstechnik GmbH", "industry"),
    ("haulage", "Spedition Ostermoor KG", "logistics"),
    ("hotel", "Hotel Weidenpark", "hospitality"),
    ("engineers", "Ingenieurbüro Tannwald", "engineering"),
    ("kita", "Kita-Verbund Sonnenwiese e. V.", "education"),
];

/// Address, name, organisation, role. Those of `demo.example` are told on the console and have a password.
const MEMBERS: [(&str, &str, &str, MembershipRole); 22] = [
    ("companion@demo.example", "Mira Sommer", "office", MembershipRole::Companion),
    ("colleague@demo.example", "Jonas Keller", "office", MembershipRole::Companion),
    ("lead@demo.example", "Dr. Ulrike Brandt", "office", MembershipRole::ProgrammeLead),
    ("admin@demo.example", "Timo Reuter", "office", MembershipRole::Administrator),
    ("recognition@demo.example", "Claudia Winter", "chamber", MembershipRole::Advisor),
    ("clerk@demo.example", "Kathrin Busch", "city", MembershipRole::Advisor),
    ("labour.advice@example.org", "Stefan Ebert", "employment-agency", MembershipRole::Advisor),
    ("case.management@example.org", "Hülya Tekin", "integration", MembershipRole::Advisor),
    ("housing.desk@example.org", "Rolf Hagemann", "housing", MembershipRole::PartnerDesk),
    ("caretaker@demo.example", "Thuy Le Hoffmann", "diakonie", MembershipRole::EmployerCaretaker),
    ("employer@demo.example", "Martin Grothe", "diakonie", MembershipRole::EmployerAdmin),
    ("owner@demo.example", "Renate Kowalski", "restaurant", MembershipRole::EmployerAdmin),
    ("practice@example.org", "Dr. Birgit Sander", "practice", MembershipRole::EmployerAdmin),
    ("people@clinic.example.org", "Frank Albers", "clinic", MembershipRole::EmployerAdmin),
    ("people@software.example.org", "Lena Voss", "software", MembershipRole::EmployerAdmin),
    ("office@electric.example.org", "Dirk Brandheide", "electric", MembershipRole::EmployerAdmin),
    ("office@builder.example.org", "Petra Rothkamp", "builder", MembershipRole::EmployerAdmin),
    ("people@factory.example.org", "Andreas Falk", "factory", MembershipRole::EmployerAdmin),
    ("office@haulage.example.org", "Silke Ostermoor", "haulage", MembershipRole::EmployerAdmin),
    ("front.desk@hotel.example.org", "Marc Weidner", "hotel", MembershipRole::EmployerAdmin),
    ("office@engineers.example.org", "Ina Tann", "engineers", MembershipRole::EmployerAdmin),
    ("office@kita.example.org", "Heike Sonntag", "kita", MembershipRole::EmployerAdmin),
];

pub(super) async fn insert(seeding: &mut Seeding<'_>) -> Result<()> {
    for (key, name, sector) in EMPLOYERS {
        let id = insert_employer(&seeding.write, name, sector).await?;
        seeding.organisations.insert(key, id);
    }
    for (key, kind) in [("office", OFFICE_KIND)].into_iter().chain(KINDS.map(|kind| (kind, kind))) {
        // Cities other than Bochum begin with the office alone.
        if let Some(id) = find_kind(&seeding.write, kind).await? {
            seeding.organisations.insert(key, id);
        }
    }
    for (email, name, organisation, role) in MEMBERS {
        let Some(organisation) = seeding.organisations.get(organisation).copied() else { continue };
        let address = email.parse().map_err(|_| Error::inconsistent(email))?;
        let password = email.ends_with("@demo.example").then(|| seeding.password.clone());
        let account = insert_account(&seeding.write, &address, name, password.as_deref()).await?;
        insert_membership(&mut seeding.write, account, organisation, role).await?;
        seeding.accounts.insert(email, account);
    }
    Ok(())
}

/// Institutions that take part in the demo's story.
const KINDS: [&str; 5] = ["city", "chamber", "employment-agency", "integration", "housing"];

pub(super) async fn insert_employer(write: &Write<'_>, name: &str, sector: &str) -> Result<Uuid> {
    let id = write.new_id();
    organisation::ActiveModel {
        id: Set(id),
        kind: Set(EMPLOYER_KIND.to_owned()),
        class: Set(EMPLOYER_KIND.to_owned()),
        name: Set(name.to_owned()),
        sector: Set(sector.to_owned()),
        phone: Set(String::new()),
        hours: Set(String::new()),
        contact_email: Set(String::new()),
        created_at: Set(write.at()),
        closed_at: Set(None),
    }
    .insert(&**write)
    .await?;
    Ok(id)
}

async fn find_kind(write: &Write<'_>, kind: &str) -> Result<Option<Uuid>> {
    #[expect(clippy::disallowed_methods, reason = "institutions belong to the installation")]
    let found = organisation::Entity::find().filter(organisation::Column::Kind.eq(kind)).one(&**write).await?;
    Ok(found.map(|row| row.id))
}
