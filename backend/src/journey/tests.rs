//! The newcomer's own way, on the database the tests run on. The people are invented.

mod entry;
mod plan;
mod question;
mod share;
mod steps;

use crate::{
    Acting,
    actor::Newcomer,
    case::{self, CaseFile, NewCase, NewPerson},
    store::entity::{case_scope, domain_event, step_record},
    testing::{self, TestOffice},
};
use domain::{
    facts::{Anchor, Certainty, Facts, Housing, Residence, Source, Spouse},
    form::plan::Claim,
    id::{CaseId, OrganisationId},
    language::Language,
    step::{StepRef, StepState},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _, QueryOrder as _,
};
use std::collections::BTreeSet;
use uuid::Uuid;

const PIOTR: &str = "piotr@example.org";
const HANNAH: &str = "hannah@example.org";

/// An office, two employers, and one cook of each: Piotr and Hannah.
struct Town {
    office: TestOffice,
    welcome: OrganisationId,
    piotr: CaseId,
    hannah: CaseId,
}

impl Town {
    async fn new() -> Self {
        let office = testing::backend().await;
        let welcome = office.welcome_office().await;
        let hotel = office.organisation("employer", "Hotel am Stadtpark").await;
        let other = office.organisation("employer", "Gasthaus zur Linde").await;
        let piotr = cook(&office, hotel, "Piotr", PIOTR).await;
        let hannah = cook(&office, other, "Hannah", HANNAH).await;
        Self { office, welcome, piotr, hannah }
    }

    async fn acting(&self, email: &str) -> Acting<Newcomer> {
        self.office.acting(email).await
    }

    async fn case(&self, case: CaseId) -> CaseFile {
        let inner = &self.office.backend.0;
        case::load(inner.store.read(), &inner.templates, case.0).await.unwrap().unwrap()
    }

    async fn state_of(&self, case: CaseId, step: &str) -> StepState {
        let case = self.case(case).await;
        let address = at(step);
        let plan = case.plan(self.office.clock().today());
        plan.steps.iter().find(|planned| planned.step == address).unwrap().state
    }

    /// Steps others did, confirmed.
    async fn confirmed(&self, case: CaseId, steps: &[&str]) {
        let inner = &self.office.backend.0;
        let mut write = inner.write().await.unwrap();
        for step in steps {
            step_record::ActiveModel {
                case_id: Set(case.0),
                step: Set((*step).to_owned()),
                state: Set(StepState::DoneConfirmed.to_string()),
                since: Set(write.today()),
                done_on: Set(None),
                reason: Set(None),
                remark: Set(None),
                claimed_by: Set(None),
                confirmed_by: Set(None),
                version: Set(1),
            }
            .insert(&*write)
            .await
            .unwrap();
        }
        case::settle(&mut write, &inner.templates, case.0).await.unwrap();
        write.commit().await.unwrap();
    }

    #[expect(clippy::disallowed_methods, reason = "a test looks at every row")]
    async fn who_sees(&self, case: CaseId) -> BTreeSet<Uuid> {
        let rows = case_scope::Entity::find().filter(case_scope::Column::CaseId.eq(case.0));
        let rows = rows.all(self.office.backend.0.store.read()).await.unwrap();
        rows.into_iter().map(|row| row.organisation_id).collect()
    }

    #[expect(clippy::disallowed_methods, reason = "a test looks at every row")]
    async fn events(&self, case: CaseId) -> Vec<domain_event::Model> {
        let rows = domain_event::Entity::find()
            .filter(domain_event::Column::CaseId.eq(case.0))
            .order_by_asc(domain_event::Column::Sequence);
        rows.all(self.office.backend.0.store.read()).await.unwrap()
    }

    async fn kinds(&self, case: CaseId) -> Vec<String> {
        self.events(case).await.into_iter().map(|event| event.kind).collect()
    }
}

/// A Polish cook who arrived two days ago and starts in January; no visa, no recognition, one kitchen.
async fn cook(office: &TestOffice, employer: OrganisationId, name: &str, email: &str) -> CaseId {
    let inner = &office.backend.0;
    let mut write = inner.write().await.unwrap();
    let mut facts = Facts {
        occupation: "cook".parse().ok(),
        residence: Some(Residence::Abroad),
        in_cohort: Some(false),
        housing: Some(Housing::Arranged),
        spouse: Some(Spouse::None),
        children: Some(Vec::new()),
        ..Facts::default()
    };
    facts.anchors.set(Anchor::WorkStart, "2027-01-04".parse().unwrap(), Certainty::Confirmed);
    facts.anchors.set(Anchor::ArrivalDate, "2026-11-20".parse().unwrap(), Certainty::Planned);
    let person = NewPerson {
        family_name: "Testowy".to_owned(),
        given_names: name.to_owned(),
        birth_date: "1990-05-01".parse().ok(),
        nationality: "PL".parse().ok(),
        email: email.parse().ok(),
        phone: None,
        language: Language::En,
    };
    let new = NewCase { person, employer: Some(employer), cohort: None, facts, source: Source::Employer, by: None };
    let id = case::open(&mut write, &inner.templates, new).await.unwrap();
    let person = case::require(&write, &inner.templates, id.0).await.unwrap().person.id;
    write.commit().await.unwrap();
    office.account(email, Some(person)).await;
    id
}

fn at(step: &str) -> StepRef {
    step.parse().unwrap()
}

fn undated() -> Claim {
    Claim::default()
}

fn on(day: &str) -> Claim {
    Claim { done_on: day.to_owned() }
}
