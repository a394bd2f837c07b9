//! Two employers, and what each of them sees and does.

mod indexes;
mod pages;
mod privacy;
mod work;

use crate::{
    Acting,
    actor::Employer,
    case,
    store::entity::case_file,
    testing::{self, TestOffice},
};
use chrono::{Days, NaiveDate};
use domain::{
    facts::{Anchor, Certainty, Facts, Housing, Residence, Source},
    id::{CaseId, CohortId, OrganisationId},
    language::Language,
    role::MembershipRole,
};

/// An office with two employers: a caretaker at one, an admin at the other.
struct Two {
    office: TestOffice,
    clinic: OrganisationId,
    kitchen: OrganisationId,
    own: Acting<Employer>,
    other: Acting<Employer>,
}

async fn two() -> Two {
    let office = testing::backend().await;
    office.organisation(crate::session::OFFICE_KIND, "Welcome Office Bochum").await;
    let clinic = office.organisation("employer", "Klinik Beispiel").await;
    let kitchen = office.organisation("employer", "Gasthaus Muster").await;
    office.member(clinic, MembershipRole::EmployerCaretaker, "caretaker@example.org").await;
    office.member(kitchen, MembershipRole::EmployerAdmin, "owner@example.org").await;
    let own = office.acting("caretaker@example.org").await;
    let other = office.acting("owner@example.org").await;
    Two { office, clinic, kitchen, own, other }
}

/// A nurse from Vietnam who comes in this many days.
#[derive(Clone, Copy)]
struct Hired<'a> {
    employer: OrganisationId,
    family: &'a str,
    given: &'a str,
    email: Option<&'a str>,
    cohort: Option<CohortId>,
    in_days: u64,
}

impl<'a> Hired<'a> {
    fn at(employer: OrganisationId, family: &'a str) -> Self {
        Self { employer, family, given: "Hà", email: None, cohort: None, in_days: 120 }
    }
}

impl Two {
    fn day(&self, in_days: u64) -> NaiveDate {
        self.own.today() + Days::new(in_days)
    }

    async fn hire(&self, hired: Hired<'_>) -> CaseId {
        let inner = &self.office.backend.0;
        let mut write = inner.write().await.unwrap();
        let mut facts = Facts {
            occupation: "nurse".parse().ok(),
            residence: Some(Residence::Abroad),
            housing: Some(Housing::Needed),
            ..Facts::default()
        };
        facts.anchors.set(Anchor::WorkStart, self.day(hired.in_days), Certainty::Planned);
        let new = case::NewCase {
            person: case::NewPerson {
                family_name: hired.family.to_owned(),
                given_names: hired.given.to_owned(),
                birth_date: "1990-05-06".parse().ok(),
                nationality: "VN".parse().ok(),
                email: hired.email.map(|email| email.parse().unwrap()),
                phone: None,
                language: Language::En,
            },
            employer: Some(hired.employer),
            cohort: hired.cohort,
            facts,
            source: Source::Employer,
            by: None,
        };
        let id = case::open(&mut write, &inner.templates, new).await.unwrap();
        write.commit().await.unwrap();
        id
    }

    /// The person of a hire opens the invitation.
    async fn open_invitation(&self, id: CaseId) {
        self.stamp(id, case_file::Column::OpenedAt).await;
    }

    /// The person of a hire agrees to what was entered.
    async fn accept(&self, id: CaseId) {
        self.stamp(id, case_file::Column::AcceptedAt).await;
    }

    async fn stamp(&self, id: CaseId, column: case_file::Column) {
        use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};
        let write = self.office.backend.0.write().await.unwrap();
        case_file::Entity::update_many()
            .col_expr(column, Expr::value(write.at()))
            .filter(case_file::Column::Id.eq(id.0))
            .exec(&*write)
            .await
            .unwrap();
        write.commit().await.unwrap();
    }
}
