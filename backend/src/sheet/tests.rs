//! From the sheet to the own plan, and to a reset; on the database the tests run on.

mod reset;

use super::{OpenedSheet, Sheet, Sheets, WhyLeftOut};
use crate::{
    Acting, Device, Error, Landing,
    actor::{Employer, Newcomer, Public, SignedIn},
    case,
    store::entity::{account, case_file, flash, outbox, person, sheet},
    testing::{self, TestOffice},
};
use chrono::{NaiveDate, TimeDelta};
use domain::{
    facts::{Anchor, Certainty, Facts, Residence, Source},
    form::{EditHire, NewCohort, OpenSheet, Problems, Rule},
    id::{CaseId, CohortId, OrganisationId},
    language::Language,
    role::MembershipRole,
    view::{
        account::{LinkState, OpeningWay},
        hires::{Invitation, PaperWay},
    },
};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _};

const CARETAKER: &str = "caretaker@example.org";
const COMPANION: &str = "companion@example.org";

struct Town {
    office: TestOffice,
    clinic: OrganisationId,
    employer: Acting<Employer>,
}

/// Somebody the clinic hires.
#[derive(Clone, Copy)]
struct Hired<'a> {
    family: &'a str,
    email: Option<&'a str>,
    born: Option<&'a str>,
    country: &'a str,
    cohort: Option<CohortId>,
}

impl Default for Hired<'_> {
    fn default() -> Self {
        Self { family: "Nguyễn", email: None, born: Some("2001-05-06"), country: "VN", cohort: None }
    }
}

impl Town {
    async fn new() -> Self {
        let office = testing::backend().await;
        let welcome = office.welcome_office().await;
        let clinic = office.organisation("employer", "Klinik Beispiel").await;
        office.member(clinic, MembershipRole::EmployerCaretaker, CARETAKER).await;
        office.member(welcome, MembershipRole::Companion, COMPANION).await;
        let employer = office.acting(CARETAKER).await;
        Self { office, clinic, employer }
    }

    async fn hire(&self, hired: Hired<'_>) -> CaseId {
        let inner = &self.office.backend.0;
        let mut write = inner.write().await.unwrap();
        let mut facts = Facts { residence: Some(Residence::Abroad), ..Facts::default() };
        facts.anchors.set(Anchor::WorkStart, write.today() + TimeDelta::days(90), Certainty::Planned);
        let person = case::NewPerson {
            family_name: hired.family.into(),
            given_names: "Hà".into(),
            birth_date: hired.born.map(|day| day.parse().unwrap()),
            nationality: hired.country.parse().ok(),
            email: hired.email.map(|email| email.parse().unwrap()),
            phone: None,
            language: Language::En,
        };
        let new = case::NewCase {
            person,
            employer: Some(self.clinic),
            cohort: hired.cohort,
            facts,
            source: Source::Employer,
            by: None,
        };
        let id = case::open(&mut write, &inner.templates, new).await.unwrap();
        write.commit().await.unwrap();
        id
    }

    /// Makes sheets and looks at them, as the page does.
    async fn printed(&self, ids: &[CaseId]) -> Sheets {
        let secret = self.employer.print_sheets(ids, None).await.unwrap();
        self.seen(&secret).await.unwrap()
    }

    async fn seen(&self, secret: &str) -> Option<Sheets> {
        self.office.acting::<SignedIn>(CARETAKER).await.sheets(secret).await.unwrap()
    }

    async fn sheet(&self, id: CaseId) -> Sheet {
        self.printed(&[id]).await.sheets.remove(0)
    }

    fn visitor(&self) -> Acting<Public> {
        self.office.backend.acting(None).unwrap()
    }

    async fn open(&self, code: &str, born: &str) -> crate::Result<OpenedSheet> {
        self.visitor().open_by_sheet(code, &date(born), &Device::default()).await
    }

    async fn stored(&self, id: CaseId) -> case::CaseFile {
        let inner = &self.office.backend.0;
        case::load(inner.store.read(), &inner.templates, id.0).await.unwrap().unwrap()
    }

    async fn newcomer(&self, session: &str) -> Acting<Newcomer> {
        let principal = self.office.principal(session).await.unwrap();
        self.office.backend.acting(principal.as_ref()).unwrap()
    }

    async fn used_on(&self, code: &str) -> Option<NaiveDate> {
        let door = self.visitor().look_at_sheet(code, Language::De).await.unwrap();
        door.used.map(|when| when.day)
    }
}

fn date(born: &str) -> OpenSheet {
    let mut parts = born.split('-').map(str::to_owned);
    let mut next = || parts.next().unwrap();
    OpenSheet { year: next(), month: next(), day: next() }
}

fn session(opened: crate::Result<OpenedSheet>) -> String {
    match opened {
        Ok(OpenedSheet::Session(session)) => {
            assert_eq!(session.landing, Landing::Plan);
            session.secret
        }
        other => panic!("not opened: {other:?}"),
    }
}

fn problems(refused: crate::Result<OpenedSheet>) -> Problems {
    match refused {
        Err(Error::Invalid(problems)) => problems,
        other => panic!("not refused: {other:?}"),
    }
}

/// The letters of a code, and another one that nobody made.
const UNKNOWN: &str = "0000000000000000000000000000";

#[tokio::test]
async fn a_sheet_opens_the_plan_without_an_address() {
    let town = Town::new().await;
    let id = town.hire(Hired::default()).await;
    let sheet = town.sheet(id).await;
    assert_eq!((sheet.name.as_str(), sheet.employer.as_deref()), ("Hà Nguyễn", Some("Klinik Beispiel")));
    assert!(sheet.address.ends_with(&format!("/vi/code/{}", sheet.code.replace(' ', ""))));
    let invited = town.stored(id).await.row;
    assert_eq!((invited.state.as_str(), invited.invited_at.is_some()), ("invited", true));
    let session = session(town.open(&sheet.code, "2001-05-06").await);
    let plan = town.newcomer(&session).await.plan(Language::De).await.unwrap();
    let way = plan.way.unwrap();
    assert_eq!((plan.name.as_str(), way.has_address, way.reset), ("Hà", false, None));
    let principal = town.office.principal(&session).await.unwrap();
    let account: Acting<SignedIn> = town.office.backend.acting(principal.as_ref()).unwrap();
    let account = account.account(Language::De).await.unwrap();
    let opening = account.opening.unwrap();
    assert_eq!((account.email.as_str(), opening.way, opening.day.day), ("", OpeningWay::Sheet, town.employer.today()));
    assert_eq!(town.stored(id).await.row.state, "active_abroad");
    assert_eq!(testing::faults(&town.office).await, Vec::new());
}

#[tokio::test]
async fn a_sheet_is_void_once_used() {
    let town = Town::new().await;
    let id = town.hire(Hired { email: Some("ha@example.org"), ..Hired::default() }).await;
    town.employer.invite_hire(id).await.unwrap();
    let mailed = town.office.mailbox(1).await.unwrap().remove(0).plain;
    let mailed: String = mailed.split_once("/link/").unwrap().1.chars().take(64).collect();
    let sheet = town.sheet(id).await;
    assert_eq!(town.used_on(&sheet.code).await, None);
    session(town.open(&sheet.code, "2001-05-06").await);
    assert!(matches!(town.open(&sheet.code, "2001-05-06").await, Ok(OpenedSheet::Used)));
    assert_eq!(town.used_on(&sheet.code).await, Some(town.employer.today()));
    // The mailed invitation that was not used says so, too.
    let link = town.visitor().look_at_link(&mailed, Language::De).await.unwrap();
    assert_eq!((link.state, link.used.map(|when| when.day)), (LinkState::Used, Some(town.employer.today())));
    assert!(matches!(town.visitor().use_link(&mailed, &Device::default()).await, Err(Error::Conflict)));
    assert!(matches!(town.employer.print_sheets(&[id], None).await, Err(Error::Conflict)));
}

#[tokio::test]
async fn a_sheet_is_void_once_the_plan_was_opened_by_mail() {
    let town = Town::new().await;
    let id = town.hire(Hired { email: Some("ha@example.org"), ..Hired::default() }).await;
    town.employer.invite_hire(id).await.unwrap();
    let code = town.sheet(id).await.code;
    let mailed = town.office.mailbox(1).await.unwrap().remove(0).plain;
    let mailed: String = mailed.split_once("/link/").unwrap().1.chars().take(64).collect();
    town.visitor().use_link(&mailed, &Device::default()).await.unwrap();
    assert!(matches!(town.open(&code, "2001-05-06").await, Ok(OpenedSheet::Used)));
}

#[tokio::test]
async fn a_wrong_birth_date_that_is_sent_twice_counts_once() {
    let town = Town::new().await;
    let code = town.sheet(town.hire(Hired::default()).await).await.code;
    for form in [1, 2, 3, 4, 4] {
        let wrong = town.visitor().by_form(Some([form; 32]));
        let wrong = wrong.open_by_sheet(&code, &date("2001-06-05"), &Device::default()).await;
        assert_eq!(problems(wrong), Problems::one("birth_date", Rule::NotThisDate));
    }
    town.office.clock.advance(TimeDelta::minutes(16));
    session(town.open(&code, "2001-05-06").await);
}

#[tokio::test]
async fn a_new_sheet_voids_the_older_one_and_time_voids_the_new_one() {
    let town = Town::new().await;
    let id = town.hire(Hired::default()).await;
    let (old, new) = (town.sheet(id).await, town.sheet(id).await);
    assert_eq!(problems(town.open(&old.code, "2001-05-06").await), Problems::one("code", Rule::Lapsed));
    assert_eq!(town.used_on(&old.code).await, None);
    town.office.clock.advance(TimeDelta::days(31));
    assert_eq!(problems(town.open(&new.code, "2001-05-06").await), Problems::one("code", Rule::Lapsed));
    assert!(town.stored(id).await.row.opened_at.is_none());
}

#[tokio::test]
async fn a_wrong_birth_date_tells_nothing() {
    let town = Town::new().await;
    let id = town.hire(Hired::default()).await;
    let code = town.sheet(id).await.code;
    let nothing = Problems::one("birth_date", Rule::NotThisDate);
    for _ in 0..super::TRIES {
        for code in [code.as_str(), UNKNOWN, "no code"] {
            assert_eq!(problems(town.open(code, "2001-06-05").await), nothing, "{code}");
            assert_eq!(town.used_on(code).await, None, "{code}");
        }
    }
    for code in [code.as_str(), UNKNOWN, "no code"] {
        assert!(matches!(town.open(code, "2001-05-06").await, Err(Error::Slow { .. })), "{code}");
    }
    town.office.clock.advance(TimeDelta::minutes(16));
    // Void for good, which only whoever knows the date is told.
    assert_eq!(problems(town.open(&code, "2001-06-05").await), nothing);
    assert_eq!(problems(town.open(&code, "2001-05-06").await), Problems::one("code", Rule::Lapsed));
    assert_eq!(problems(town.open(UNKNOWN, "2001-05-06").await), nothing);
    assert_eq!(town.office.events("case.sheet_void").await, 1, "the office is told once");
    session(town.open(&town.sheet(id).await.code, "2001-05-06").await);
}

#[tokio::test]
async fn two_who_use_one_sheet_at_once_get_one_session() {
    let town = Town::new().await;
    let code = town.sheet(town.hire(Hired::default()).await).await.code;
    let (one, two) = tokio::join!(town.open(&code, "2001-05-06"), town.open(&code, "2001-05-06"));
    let opened = [one, two].into_iter().filter(|opened| matches!(opened, Ok(OpenedSheet::Session(_)))).count();
    assert_eq!(opened, 1);
}

#[expect(clippy::disallowed_methods, reason = "a test looks at everything")]
#[tokio::test]
async fn sheets_are_seen_once_by_whoever_made_them_and_no_code_is_stored() {
    let town = Town::new().await;
    let id = town.hire(Hired::default()).await;
    town.office.member(town.clinic, MembershipRole::EmployerAdmin, "admin@example.org").await;
    let secret = town.employer.print_sheets(&[id], None).await.unwrap();
    let stored = flash::Entity::find().one(town.office.backend.0.store.read()).await.unwrap().unwrap();
    let colleague = town.office.acting::<SignedIn>("admin@example.org").await;
    assert!(colleague.sheets(&secret).await.unwrap().is_none());
    let secret = town.employer.print_sheets(&[id], None).await.unwrap();
    let code = town.seen(&secret).await.unwrap().sheets.remove(0).code;
    assert!(town.seen(&secret).await.is_none(), "seen twice");
    assert!(!stored.body.contains(&secret) && !stored.body.contains(&code.replace(' ', "")), "{}", stored.body);
    let rows = sheet::Entity::find().all(town.office.backend.0.store.read()).await.unwrap();
    assert!(rows.iter().all(|row| row.code_hash.len() == 32));
    assert_eq!(rows.iter().filter(|row| row.revoked_at.is_none()).count(), 1);
}

#[tokio::test]
async fn without_a_birth_date_no_sheet_is_made_and_it_is_told_who_lacks_it() {
    let town = Town::new().await;
    let lacking = town.hire(Hired { family: "Trần", born: None, ..Hired::default() }).await;
    let refused = town.employer.print_sheets(&[lacking], None).await;
    assert!(
        matches!(refused, Err(Error::Invalid(problems)) if problems == Problems::one("birth_date", Rule::NeededOnPaper))
    );
    assert_eq!(town.employer.hire(lacking, Language::De).await.unwrap().invite.paper, PaperWay::NoBirthDate);
    let fine = town.hire(Hired::default()).await;
    let sheets = town.printed(&[lacking, fine]).await;
    assert_eq!(sheets.sheets.iter().map(|sheet| sheet.case).collect::<Vec<_>>(), [fine]);
    let left_out: Vec<_> = sheets.left_out.iter().map(|left| (left.case, left.why)).collect();
    assert_eq!(left_out, [(lacking, WhyLeftOut::NoBirthDate)]);
    let form = EditHire { birth_date: "6.5.2001".into(), ..EditHire::default() };
    town.employer.change_hire(lacking, &form).await.unwrap();
    session(town.open(&town.sheet(lacking).await.code, "2001-05-06").await);
}

#[tokio::test]
async fn people_who_share_an_address_get_sheets() {
    let town = Town::new().await;
    let cohort = town.employer.create_cohort(&NewCohort { name: "Kurs".into() }).await.unwrap();
    let member = |family, email| Hired { family, email, cohort: Some(cohort), ..Hired::default() };
    let alone = town.hire(member("Alone", Some("alone@example.org"))).await;
    let shared = town.hire(member("Shared", Some("agency@example.org"))).await;
    town.hire(member("Sharing", Some("Agency@Example.org"))).await;
    town.hire(member("Own", Some("CARETAKER@example.org"))).await;
    town.hire(Hired { born: None, ..member("Without", None) }).await;

    let page = town.employer.one_cohort(cohort, None, Language::De).await.unwrap();
    let counts = (page.on_paper.shared, page.on_paper.without, page.on_paper.no_birth_date);
    assert_eq!((page.can_invite, counts), (true, (3, 1, 1)));
    let flagged = page.people.iter().filter(|row| row.invitation == Invitation::SharedAddress).count();
    assert_eq!(flagged, 3);
    let ways = town.employer.hire(shared, Language::De).await.unwrap().invite;
    assert_eq!((ways.mail, ways.paper, ways.is_shared), (false, PaperWay::Yes, true));
    let refused = town.employer.invite_hire(shared).await;
    assert!(matches!(refused, Err(Error::Invalid(problems)) if problems == Problems::one("email", Rule::Shared)));

    let invited = town.employer.invite_cohort(cohort).await.unwrap();
    assert_eq!((invited.mailed, invited.on_paper), (1, 4));
    assert_eq!(mailed_to(&town).await, ["alone@example.org"]);
    let secret = town.employer.print_sheets_of_cohort(cohort).await.unwrap();
    let sheets = town.seen(&secret).await.unwrap();
    assert_eq!((sheets.sheets.len(), sheets.left_out.len()), (3, 1));
    assert!(sheets.sheets.iter().all(|sheet| sheet.case != alone));
    let page = town.employer.one_cohort(cohort, None, Language::De).await.unwrap();
    assert_eq!((page.can_invite, page.row.invited, page.on_paper.without), (false, 4, 1));
    session(town.open(&sheets.sheets[0].code, "2001-05-06").await);
    assert_eq!(town.employer.members_not_opened(cohort).await.unwrap().len(), 4);
    assert_eq!(mailed_to(&town).await.len(), 1, "nothing about sheets is mailed");
}

async fn mailed_to(town: &Town) -> Vec<String> {
    #[expect(clippy::disallowed_methods, reason = "a test looks at every mail")]
    let rows = outbox::Entity::find().all(town.office.backend.0.store.read()).await.unwrap();
    rows.into_iter().map(|row| row.recipient).collect()
}

#[tokio::test]
async fn a_sheet_is_in_her_language_as_far_as_anybody_knows() {
    let town = Town::new().await;
    for (country, expected) in [("SY", Language::Ar), ("AT", Language::De), ("PH", Language::En)] {
        let id = town.hire(Hired { country, ..Hired::default() }).await;
        assert_eq!(town.sheet(id).await.language, expected, "{country}");
        let secret = town.employer.print_sheets(&[id], Some(Language::Ar)).await.unwrap();
        assert_eq!(town.seen(&secret).await.unwrap().sheets.remove(0).language, Language::Ar, "{country}");
    }
}

#[tokio::test]
async fn nobody_prints_sheets_for_hires_of_others() {
    let town = Town::new().await;
    let id = town.hire(Hired::default()).await;
    let cohort = town.employer.create_cohort(&NewCohort { name: "Kurs".into() }).await.unwrap();
    let kitchen = town.office.organisation("employer", "Gasthaus Muster").await;
    town.office.member(kitchen, MembershipRole::EmployerAdmin, "owner@example.org").await;
    let other = town.office.acting::<Employer>("owner@example.org").await;
    assert!(matches!(other.print_sheets(&[id], None).await, Err(Error::NotFound)));
    assert!(matches!(other.print_sheets_of_cohort(cohort).await, Err(Error::NotFound)));
    assert!(matches!(town.employer.print_sheets(&[], None).await, Err(Error::Invalid(_))));
}

#[expect(clippy::disallowed_methods, reason = "a test looks at everything")]
#[tokio::test]
async fn a_sheet_of_somebody_who_is_erased_never_was() {
    let town = Town::new().await;
    let id = town.hire(Hired::default()).await;
    let code = town.sheet(id).await.code;
    let inner = &town.office.backend.0;
    let person = case_file::Entity::find_by_id(id.0).one(inner.store.read()).await.unwrap().unwrap().person_id;
    let mut write = inner.write().await.unwrap();
    crate::invitation::erase(&mut write, inner, person, None).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(problems(town.open(&code, "2001-05-06").await), Problems::one("birth_date", Rule::NotThisDate));
    assert_eq!(sheet::Entity::find().all(inner.store.read()).await.unwrap(), []);
    let row = person::Entity::find_by_id(person).one(inner.store.read()).await.unwrap().unwrap();
    assert_eq!(row.birth_date, None);
    let accounts = account::Entity::find().filter(account::Column::PersonId.eq(person));
    assert!(accounts.one(inner.store.read()).await.unwrap().is_none());
}
