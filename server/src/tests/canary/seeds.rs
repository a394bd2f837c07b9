//! Tells everything once that is told in confidence.

use super::words::{
    ADMINISTRATOR, ADVISOR, BAKER, CARETAKER, COMPANION, EMPLOYER, NEIGHBOUR, NEWCOMER, PARTNER, PEOPLE, STRANGER,
};
use crate::tests::{
    columns::proposed,
    import::form,
    visitors::{Visitors, after, choice},
    world::World,
};
use domain::role::MembershipRole;

const LIST: &str = "Name;Vorname;E-Mail;Geburtsdatum;Staatsangehörigkeit;Reiherspalte\n\
                    Rabenzeile;Jan;rabenpost@example.org;17.06.1986;Gabun;x\n";
const CONFIRMED: &str = "Name;Vorname;Telefon\nWiedehopf;Ida;+49 234 5550199\n";

/// The city, with everybody who has a role in it.
pub(in crate::tests) async fn city() -> Visitors {
    let world = World::new().await;
    let office = &world.office;
    office.member(world.hotel, MembershipRole::EmployerCaretaker, CARETAKER).await;
    for (name, address) in [("Wohnen am Ring", PARTNER), ("Wohnen am Wall", NEIGHBOUR)] {
        let desk = office.organisation("housing", name).await;
        office.member(desk, MembershipRole::PartnerDesk, address).await;
    }
    Visitors::new(world, &PEOPLE).await
}

/// Writes everything; gives the addresses of what came to be by it.
pub(in crate::tests) async fn everything_is_written(city: &mut Visitors) -> Vec<String> {
    about_people(city).await;
    about_a_case(city).await;
    beside_cases(city).await;
    announced(city, "Spatzengasthof", "Spatzen").await;
    let declined = announced(city, "Falkenhof", "Falken").await;
    let reason = format!("form[notice]={declined}&form[reason]=Falkengrund");
    city.does(Some(ADMINISTRATOR), "/api/notices/decline", &reason).await;
    let list = list_is_begun(city, "Kiebitzliste.csv", LIST).await;
    let id = list.rsplit('/').next().unwrap();
    let edit = format!("import={id}&number=2&form[given_names]=Kranichzeile");
    city.does(Some(EMPLOYER), "/api/import/edit-row", &edit).await;
    let confirmed = list_is_begun(city, "hires.csv", CONFIRMED).await;
    let confirmed = confirmed.rsplit('/').next().unwrap();
    city.does(Some(EMPLOYER), "/api/import/confirm", &format!("import={confirmed}&form[cohort]=")).await;
    let cohorts = city.get(Some(EMPLOYER), "/de/cohorts").await.body;
    let cohort = after(&cohorts, "/de/cohorts/").unwrap();
    let found = city.get(Some(COMPANION), "/de/cases?q=Wiedehopf").await.body;
    let hire = after(&found, "href=\"/de/cases/").unwrap();
    vec![
        format!("/de/cases/{hire}"),
        format!("/de/hires/{hire}"),
        format!("/de/cohorts/{cohort}"),
        format!("/de/hires/import/{confirmed}"),
        format!("/files/import/{id}.xlsx"),
        format!("/files/import/{confirmed}.xlsx"),
        list,
    ]
}

async fn about_people(city: &Visitors) {
    city.does(
        Some(EMPLOYER),
        "/api/hires/change",
        "id={own}&form[work_start]=2027-08-18&form[arrival]=&form[housing]=&form[children]=&form[partner]=\
         &form[email]=stieglitz%40example.org&form[cohort]=&form[birth_date]=",
    )
    .await;
    let code = city.printed(EMPLOYER, "/api/hires/sheets", "cases[]={own}").await;
    let day = format!("code={code}&form[day]=3&form[month]=9&form[year]=2001");
    city.does(None, "/api/sheets/open", &day).await;
    city.does(
        Some(NEWCOMER),
        "/api/plan/correct",
        "form[given_names]=Girlitzgelb&form[family_name]=Zeisigrot&form[birth_date]=1987-08-19\
         &form[nationality]=Bhutan&form[last_address]=Finkenweg",
    )
    .await;
    city.does(Some(NEWCOMER), "/api/plan/accept", "").await;
    city.does(
        Some(STRANGER),
        "/api/plan/correct",
        "form[given_names]=Anna&form[family_name]=Kowalska&form[birth_date]=1988-05-16&form[nationality]=Lesotho\
         &form[last_address]=",
    )
    .await;
    // Refused: it comes back once, to the browser that sent it.
    let wrong = "form[given_names]=Habichtwort&form[birth_date]=2099-01-01&form[nationality]=Bhutan";
    let refused = city.submit(Some(NEWCOMER), "/de/plan", "/api/plan/correct", wrong).await;
    assert!(refused.cookies.iter().any(|cookie| cookie.starts_with("wo-flash=")), "{refused:?}");
    city.does(Some(BAKER), "/api/account/address", "form[email]=amselpost%40example.org").await;
}

async fn about_a_case(city: &Visitors) {
    for (who, text) in [(NEWCOMER, "Gimpelfrage"), (STRANGER, "Uhufrage")] {
        city.does(Some(who), "/api/plan/ask", &format!("form[question]={text}")).await;
    }
    answered(city, "Gimpelfrage", "Gimpelantwort").await;
    let page = city.get(Some(COMPANION), "/de/cases/{own}").await.body;
    let receivers = [
        ("IHK zum", "recognition", "Ammerbitte"),
        ("Wohnen am Ring", "housing", "Bachstelzbitte"),
        ("Wohnen am Wall", "housing", "Pieperbitte"),
    ];
    for (name, topic, request) in receivers {
        let receiver = choice(&page, name).unwrap();
        let body = format!("case={{own}}&form[organisation]={receiver}&form[topic]={topic}&form[request]={request}");
        city.does(Some(COMPANION), "/api/cases/refer", &body).await;
    }
    let referral = city.get(Some(NEIGHBOUR), "/de/referrals").await.body;
    let referral = after(&referral, "referrals?referral=").unwrap();
    let reply = format!("form[referral]={referral}&form[reply]=Pirolgrund");
    city.does(Some(NEIGHBOUR), "/api/referrals/decline", &reply).await;
    for (who, word) in [(COMPANION, "Meisennotiz"), (ADVISOR, "Kleibernotiz"), (PARTNER, "Schwalbennotiz")] {
        city.does(Some(who), "/api/cases/write-note", &format!("case={{own}}&form[note]={word}")).await;
    }
    city.does(
        Some(COMPANION),
        "/api/cases/waive-step",
        "case={own}&form[step]=visa_apply&form[reason]=other&form[remark]=Lerchengrund",
    )
    .await;
    // Who has arrived can prove it.
    city.does(Some(COMPANION), "/api/cases/confirm-step", "case={own}&form[step]=entry").await;
    city.does(Some(NEWCOMER), "/api/plan/claim", "step=measles_proof&form[done_on]=2026-10-07").await;
}

/// Answers the question with this text.
async fn answered(city: &Visitors, text: &str, answer: &str) {
    let page = city.get(Some(COMPANION), "/de/questions").await.body;
    let article = page.split("<article").find(|article| article.contains(text)).unwrap();
    let question = after(article, "name=\"form[question]\" value=\"").or_else(|| after(article, "question=")).unwrap();
    let body = format!("form[question]={question}&form[answer]={answer}");
    city.does(Some(COMPANION), "/api/questions/answer", &body).await;
}

async fn beside_cases(city: &Visitors) {
    for (who, word) in [(COMPANION, "Starbemerkung"), (ADVISOR, "Dohlenbemerkung")] {
        let talk = "form[party]=newcomer&form[work]=on&form[language]=de&form[minutes]=10&form[result]=answered";
        city.does(Some(who), "/api/consultations/log", &format!("{talk}&form[remark]={word}")).await;
    }
    city.does(
        None,
        "/api/public/report-barrier",
        "form[barrier]=Drosselhindernis&form[reply_to]=drosselpost%40example.org",
    )
    .await;
    for (who, name) in [(EMPLOYER, "Elsterkurs"), (BAKER, "Kauzkurs")] {
        city.does(Some(who), "/api/cohorts/create", &format!("form[name]={name}")).await;
    }
}

/// Somebody unknown announces a cook and says so again by the link that was mailed; gives the announcement.
async fn announced(city: &mut Visitors, company: &str, word: &str) -> String {
    let address = format!("{}post", word.to_lowercase());
    let draft = city
        .does(
            None,
            "/api/public/draft-notice",
            &format!(
                "form[company]={company}&form[sender_name]={word}wirtin&form[sender_email]={address}%40example.org\
                 &form[family_name]={word}koch&form[given_names]=Jan&form[nationality]=PL&form[occupation]=Koch\
                 &form[work_start]=2027-03-01&form[arrival_month]=2027-02&form[partner]=no&form[children]=0\
                 &form[person_email]="
            ),
        )
        .await;
    let id = after(draft.location.as_deref().unwrap(), "draft=").unwrap();
    city.keep("announcer", &draft.cookies[0]);
    city.does(Some("announcer"), "/api/public/send-notice", &format!("draft={id}")).await;
    let mails = city.get(None, &format!("/dev/mail.json?to={address}")).await.body;
    let token = after(&mails, "/link/").unwrap();
    city.does(None, "/api/account/use-link", &format!("token={token}")).await;
    id
}

/// A list of hires whose columns are known; gives its page.
async fn list_is_begun(city: &Visitors, name: &str, list: &str) -> String {
    let page = city.upload(Some(EMPLOYER), form("file", name, list.as_bytes())).await.location.unwrap();
    let columns = proposed(&city.get(Some(EMPLOYER), &page).await.body);
    let id = page.rsplit('/').next().unwrap();
    city.does(Some(EMPLOYER), "/api/import/columns", &format!("import={id}{columns}")).await;
    page
}
