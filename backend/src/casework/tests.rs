//! What institutions see and do, on the database the tests run on. The people are invented.

pub(crate) mod asked;
mod companion;
mod indexes;
mod lists;
mod numbers;
mod partner;
mod steps;

use crate::{
    Acting, Error,
    actor::{
        Accompany, AdmitEmployers, Answer, Capability, ConfirmSteps, Consult, Permit, ReadCases, ReadNumbers, Refer,
        Staff,
    },
    store::entity::question,
    testing::{self, TestOffice},
};
use domain::{
    form,
    id::{CaseId, OrganisationId, QuestionId},
    language::Language,
    role::MembershipRole,
    view::case::CasePage,
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set};

pub(crate) const COMPANION: &str = "companion@example.org";
pub(crate) const CHAMBER: &str = "chamber@example.org";
pub(crate) const CRAFTS: &str = "crafts@example.org";
pub(crate) const AGENCY: &str = "agency@example.org";
pub(crate) const HOUSING: &str = "housing@example.org";
pub(crate) const LEAD: &str = "lead@example.org";

/// The Welcome Office, institutions with one member each, an employer with two hires.
pub(crate) struct Town {
    pub(crate) office: TestOffice,
    pub(crate) welcome: OrganisationId,
    pub(crate) chamber: OrganisationId,
    pub(crate) crafts: OrganisationId,
    pub(crate) housing: OrganisationId,
    pub(crate) employer: OrganisationId,
    pub(crate) mai: CaseId,
    pub(crate) lan: CaseId,
}

impl Town {
    pub(crate) async fn new() -> Self {
        let office = testing::backend().await;
        let welcome = office.welcome_office().await;
        let chamber = office.organisation("chamber", "Chamber of Commerce").await;
        let crafts = office.organisation("crafts-chamber", "Chamber of Crafts").await;
        let agency = office.organisation("employment-agency", "Employment Agency").await;
        let housing = office.organisation("housing", "Homes").await;
        let employer = office.organisation("employer", "Nursing School").await;
        office.member(welcome, MembershipRole::Companion, COMPANION).await;
        office.member(welcome, MembershipRole::ProgrammeLead, LEAD).await;
        office.member(chamber, MembershipRole::Advisor, CHAMBER).await;
        office.member(crafts, MembershipRole::Advisor, CRAFTS).await;
        office.member(agency, MembershipRole::Advisor, AGENCY).await;
        office.member(housing, MembershipRole::PartnerDesk, HOUSING).await;
        let mai = office.hire(employer, "Zaubernuss", "Mai").await;
        let lan = office.hire(employer, "Rotdorn", "Lan").await;
        Self { office, welcome, chamber, crafts, housing, employer, mai, lan }
    }

    pub(crate) async fn staff(&self, email: &str) -> Acting<Staff> {
        self.office.acting(email).await
    }

    pub(crate) async fn page(&self, email: &str, case: CaseId) -> crate::Result<CasePage> {
        let staff = self.staff(email).await;
        let permit = staff.permit::<ReadCases>()?;
        staff.case_page(Language::En, case, "", true, permit).await
    }

    pub(crate) async fn refer(&self, from: &str, case: CaseId, to: OrganisationId) -> crate::Result<String> {
        let staff = self.staff(from).await;
        let permit = staff.permit::<Refer>()?;
        let form = form::SendReferral {
            organisation: to.to_string(),
            topic: "recognition".into(),
            request: "Please advise her.".into(),
        };
        Ok(staff.refer(case, &form, permit).await?.to_string())
    }

    pub(crate) async fn ask(&self, case: CaseId, whom: OrganisationId) -> QuestionId {
        let id = self.office.clock().new_id();
        let asked_by = self.office.account_for_case(case, &format!("{id}@example.org")).await;
        let write = self.office.backend.0.write().await.unwrap();
        question::ActiveModel {
            id: Set(id),
            case_id: Set(case.0),
            organisation_id: Set(whom.0),
            step: Set("visa_decision".into()),
            text: Set("May I bring my sister?".into()),
            language: Set("en".into()),
            asked_by: Set(asked_by.0),
            asked_at: Set(write.at()),
            answer_by: Set(write.today()),
            answer: Set(None),
            answered_by: Set(None),
            answered_at: Set(None),
            read_at: Set(None),
        }
        .insert(&*write)
        .await
        .unwrap();
        write.commit().await.unwrap();
        QuestionId(id)
    }
}

pub(crate) fn permit<C: Capability<Staff>>(staff: &Acting<Staff>) -> Permit<C> {
    staff.permit::<C>().unwrap()
}

async fn note(town: &Town, by: &str, text: &str) -> crate::Result<()> {
    let staff = town.staff(by).await;
    staff.write_note(town.mai, &form::WriteNote { note: text.into() }, permit::<Answer>(&staff)).await
}

#[tokio::test]
async fn a_note_is_read_only_by_its_own_institution() {
    let town = Town::new().await;
    town.refer(COMPANION, town.mai, town.chamber).await.unwrap();
    note(&town, COMPANION, "calls in the evening").await.unwrap();
    note(&town, CHAMBER, "exam first").await.unwrap();
    let texts = |page: CasePage| page.notes.into_iter().map(|note| note.text).collect::<Vec<_>>();
    assert_eq!(texts(town.page(COMPANION, town.mai).await.unwrap()), ["calls in the evening"]);
    assert_eq!(texts(town.page(CHAMBER, town.mai).await.unwrap()), ["exam first"]);
    let office = serde_json::to_string(&town.page(COMPANION, town.mai).await.unwrap()).unwrap();
    assert!(!office.contains("exam first") && office.matches("note.written").count() == 1, "{office}");
}

#[tokio::test]
async fn a_case_that_is_not_ones_own_looks_like_none_whatever_one_tries() {
    let town = Town::new().await;
    let staff = town.staff(CHAMBER).await;
    let confirm = form::ConfirmStep { step: "move_in".into(), ..form::ConfirmStep::default() };
    let date = form::SetDate { anchor: "arrival_date".into(), day: "2027-03-01".into() };
    let facts = form::TellFacts { fast_track: "yes".into(), ..form::TellFacts::default() };
    for outcome in [
        town.page(CHAMBER, town.mai).await.map(|_| ()),
        note(&town, CHAMBER, "x").await,
        staff.confirm_step(town.mai, &confirm, permit::<ConfirmSteps>(&staff)).await,
        staff.reopen_step(town.mai, "move_in", permit::<ConfirmSteps>(&staff)).await,
        staff.set_date(town.mai, &date, permit::<ConfirmSteps>(&staff)).await,
        staff.tell_facts(town.mai, &facts, permit::<ConfirmSteps>(&staff)).await,
        town.refer(CHAMBER, town.mai, town.crafts).await.map(|_| ()),
    ] {
        assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
    }
    assert!(town.page(COMPANION, CaseId(uuid::Uuid::nil())).await.is_err());
}

#[tokio::test]
async fn a_question_is_answered_once_and_only_by_whom_it_was_put_to() {
    let town = Town::new().await;
    let question = town.ask(town.mai, town.welcome).await;
    town.refer(COMPANION, town.mai, town.chamber).await.unwrap();
    let answer = |by: &'static str| {
        let form = form::AnswerQuestion { question: question.to_string(), answer: "Yes, with a visa.".into() };
        let town = &town;
        async move {
            let staff = town.staff(by).await;
            staff.answer_question(&form, permit::<Answer>(&staff)).await
        }
    };
    assert!(matches!(answer(CHAMBER).await, Err(Error::NotFound)));
    answer(COMPANION).await.unwrap();
    assert!(matches!(answer(COMPANION).await, Err(Error::Conflict)));
    let staff = town.staff(COMPANION).await;
    let page = staff.questions(Language::En, permit::<ReadCases>(&staff)).await.unwrap();
    assert_eq!((page.open.len(), page.answered.len()), (0, 1));
    let mails = town.office.due_mails(10).await.unwrap();
    let mail = mails.last().unwrap();
    assert!(mail.recipient.starts_with(&question.to_string()) && !mail.plain.contains("visa"), "{}", mail.plain);
    town.ask(town.lan, town.welcome).await;
    let page = staff.questions(Language::En, permit::<ReadCases>(&staff)).await.unwrap();
    assert_eq!((page.open.len(), page.answered.len()), (1, 1));
    assert_eq!(town.page(COMPANION, town.mai).await.unwrap().questions.len(), 1, "what others asked is theirs");
}

#[tokio::test]
async fn an_answer_is_told_to_whoever_asked() {
    for answered in [0, 1] {
        let town = Town::new().await;
        let staff = town.staff(COMPANION).await;
        let asked = [town.ask(town.mai, town.welcome).await, town.ask(town.lan, town.welcome).await];
        let question = asked[answered];
        let form = form::AnswerQuestion { question: question.to_string(), answer: "Yes.".into() };
        staff.answer_question(&form, permit::<Answer>(&staff)).await.unwrap();
        let told: Vec<_> = town.office.due_mails(10).await.unwrap().into_iter().map(|mail| mail.recipient).collect();
        assert_eq!(told, [format!("{question}@example.org")]);
    }
}

#[tokio::test]
async fn a_question_about_a_case_that_is_not_seen_any_more_is_neither_read_nor_answered() {
    let town = Town::new().await;
    town.refer(COMPANION, town.mai, town.chamber).await.unwrap();
    let question = town.ask(town.lan, town.chamber).await;
    let chamber = town.staff(CHAMBER).await;
    let page = chamber.questions(Language::En, permit::<ReadCases>(&chamber)).await.unwrap();
    assert!(page.open.is_empty(), "{:?}", page.open);
    let form = form::AnswerQuestion { question: question.to_string(), answer: "Yes.".into() };
    let answered = chamber.answer_question(&form, permit::<Answer>(&chamber)).await;
    assert!(matches!(answered, Err(Error::NotFound)), "{answered:?}");
}

#[tokio::test]
async fn only_a_member_of_the_own_office_becomes_the_companion() {
    let town = Town::new().await;
    let staff = town.staff(COMPANION).await;
    let stranger = town.staff(CHAMBER).await.account().to_string();
    let assign = |companion: String| form::AssignCompanion { companion };
    let refused = staff.assign_companion(town.mai, &assign(stranger), permit::<Accompany>(&staff)).await;
    assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    staff.assign_companion(town.mai, &assign(staff.account().to_string()), permit::<Accompany>(&staff)).await.unwrap();
    let page = town.page(COMPANION, town.mai).await.unwrap();
    assert_eq!(page.companion.as_deref(), Some("companion"));
    assert!(town.page(CHAMBER, town.lan).await.is_err());
}

#[tokio::test]
async fn every_role_has_its_own_capabilities_and_no_others() {
    let town = Town::new().await;
    for (role, expected) in [
        (MembershipRole::Companion, "read confirm accompany answer refer consult admit"),
        (MembershipRole::Advisor, "read confirm answer refer consult"),
        (MembershipRole::PartnerDesk, "read answer"),
        (MembershipRole::ProgrammeLead, "numbers"),
        (MembershipRole::Administrator, "admit"),
    ] {
        let email = format!("only-{role}@example.org");
        town.office.member(town.welcome, role, &email).await;
        let staff = town.staff(&email).await;
        let held = [
            ("read", staff.permit::<ReadCases>().is_ok()),
            ("confirm", staff.permit::<ConfirmSteps>().is_ok()),
            ("accompany", staff.permit::<Accompany>().is_ok()),
            ("answer", staff.permit::<Answer>().is_ok()),
            ("refer", staff.permit::<Refer>().is_ok()),
            ("consult", staff.permit::<Consult>().is_ok()),
            ("admit", staff.permit::<AdmitEmployers>().is_ok()),
            ("numbers", staff.permit::<ReadNumbers>().is_ok()),
        ];
        let held: Vec<_> = held.into_iter().filter(|(_, is_held)| *is_held).map(|(name, _)| name).collect();
        assert_eq!(held.join(" "), expected, "{role}");
    }
}
