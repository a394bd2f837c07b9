//! A valid body for every form of the product, in an order in which each can be done.

use super::Twice;
use crate::tests::{
    canary::words::{ADMINISTRATOR, ADVISOR, BAKER, COMPANION, EMPLOYER, NEWCOMER, STRANGER},
    columns::proposed,
    import::form,
    visitors::{after, choice},
    world::Answer,
};
use std::collections::BTreeSet;

/// Functions that change nothing.
const READS: [&str; 27] = [
    "account/look-at-link",
    "account/own",
    "barriers/list",
    "cases/list",
    "cases/page",
    "cohorts/list",
    "cohorts/one",
    "consultations/list",
    "desk/show",
    "hires/list",
    "hires/one",
    "import/list",
    "import/look",
    "notices/list",
    "numbers/show",
    "plan/own",
    "plan/print",
    "plan/step",
    "public/legal",
    "public/load-announcement",
    "public/load-choices",
    "public/start-page",
    "public/way",
    "questions/list",
    "referrals/list",
    "sheets/look",
    "sheets/show",
];

pub(super) fn reads() -> BTreeSet<&'static str> {
    READS.into_iter().collect()
}

const PEOPLE: &str = "Name;Vorname;E-Mail;Geburtsdatum;Start\n\
                      Anders;Ada;ada@example.org;01.02.1990;01.04.2027\n\
                      Berger;Bo;;02.02.1990;01.04.2027\n\
                      Cohnert;Cem;cem@example.org;03.02.1990;01.04.2027\n\
                      Dornig;Dora;;04.02.1990;01.04.2027\n\
                      Ederer;Eva;eva@example.org;05.02.1990;01.04.2027\n\
                      Fuchsig;Fritz;;06.02.1990;01.04.2027\n";

const TALK: &str = "form[party]=newcomer&form[work]=on&form[language]=de&form[minutes]=10&form[result]=answered";
const NOTICE: &str = "form[company]=Gasthof&form[sender_name]=Wirtin&form[sender_email]=wirtin%40example.org\
                      &form[family_name]=Koch&form[given_names]=Jan&form[nationality]=PL&form[occupation]=Koch\
                      &form[work_start]=2027-03-01&form[arrival_month]=2027-02&form[partner]=no&form[children]=0\
                      &form[person_email]=";

/// Forms that stand on no page as it is here, and what they need: they are sent as the page would.
const ELSEWHERE: [(&str, &str); 5] = [
    ("account/switch", "somebody who acts for two organisations"),
    ("hires/claim", "many hires with the same task"),
    ("import/sheet", "a workbook of several sheets"),
    ("invitation/renew", "an invitation that is a month old"),
    ("plan/read-reset", "a newcomer who came back after a reset"),
];

pub(super) fn is_found_elsewhere(function: &str) -> bool {
    ELSEWHERE.iter().any(|(elsewhere, _)| *elsewhere == function)
}

pub(super) async fn everything(twice: &mut Twice) {
    lists(twice).await;
    hires(twice).await;
    cohorts(twice).await;
    invitations(twice).await;
    cases(twice).await;
    referrals(twice).await;
    newcomer(twice).await;
    desk(twice).await;
    public(twice).await;
    account(twice).await;
}

impl Twice {
    async fn read(&self, who: &str, page: &str) -> String {
        self.city.get(Some(who), page).await.body
    }

    /// The case of somebody with this name.
    async fn case_of(&self, name: &str) -> String {
        let list = self.read(COMPANION, &format!("/de/cases?q={name}")).await;
        after(&list, "href=\"/de/cases/").unwrap_or_else(|| panic!("no case of {name}"))
    }

    /// The secret of the newest link that was mailed to an address.
    async fn link_to(&self, address: &str) -> String {
        let mails = self.city.get(None, &format!("/dev/mail.json?to={address}")).await.body;
        after(&mails, "/link/").unwrap_or_else(|| panic!("no link to {address}"))
    }

    /// A page of a step of the own plan on which a form stands, and the step.
    async fn step_with(&self, action: &str) -> (String, String) {
        let plan = self.read(NEWCOMER, "/de/plan").await;
        let steps = plan.split("href=\"/de/plan/").skip(1).filter_map(|rest| rest.split('"').next());
        for step in steps.map(str::to_owned).collect::<Vec<_>>() {
            let page = format!("/de/plan/{step}");
            if self.read(NEWCOMER, &page).await.contains(&format!("action=\"/api/{action}\"")) {
                return (page, step);
            }
        }
        panic!("{action} stands on no step")
    }

    /// An uploaded list; its identifier.
    async fn uploaded(&self, list: &str) -> String {
        let taken = self.city.upload(Some(EMPLOYER), form("file", "list.csv", list.as_bytes())).await;
        taken.location.unwrap().rsplit('/').next().unwrap().to_owned()
    }

    async fn employer(&mut self, page: &str, function: &str, fields: &str) -> Answer {
        self.form(Some(EMPLOYER), page, function, fields).await
    }

    async fn staff(&mut self, page: &str, function: &str, fields: &str) -> Answer {
        self.form(Some(COMPANION), page, function, fields).await
    }

    async fn person(&mut self, page: &str, function: &str, fields: &str) -> Answer {
        self.form(Some(NEWCOMER), page, function, fields).await
    }
}

async fn lists(twice: &mut Twice) {
    let id = twice.uploaded(PEOPLE).await;
    let page = format!("/de/hires/import/{id}");
    twice.employer(&page, "import/sheet", &format!("import={id}&form[sheet]=0")).await;
    let columns = proposed(&twice.read(EMPLOYER, &page).await);
    twice.employer(&page, "import/columns", &format!("import={id}{columns}")).await;
    twice.employer(&page, "import/act-on-row", &format!("import={id}&form[skip]=2")).await;
    twice.employer(&page, "import/act-on-row", &format!("import={id}&form[keep]=2")).await;
    twice
        .employer(
            &format!("{page}?edit=2"),
            "import/edit-row",
            &format!("import={id}&number=2&form[given_names]=Adele"),
        )
        .await;
    twice.employer(&page, "import/confirm", &format!("import={id}&form[cohort]=Kurs")).await;

    let id = twice.uploaded("Name;Vorname\nGans;Gerd\n").await;
    let page = format!("/de/hires/import/{id}");
    let columns = proposed(&twice.read(EMPLOYER, &page).await);
    twice.city.does(Some(EMPLOYER), "/api/import/columns", &format!("import={id}{columns}")).await;
    twice.city.does(Some(EMPLOYER), "/api/import/confirm", &format!("import={id}&form[cohort]=")).await;
    twice.employer(&page, "import/undo", &format!("import={id}")).await;
    let id = twice.uploaded("Name;Vorname\nHuhn;Hans\n").await;
    twice.employer("/de/hires/import", "import/discard", &format!("import={id}")).await;
}

async fn hires(twice: &mut Twice) {
    let page = "/de/hires/{own}";
    twice
        .employer(
            page,
            "hires/change",
            "id={own}&form[work_start]=2027-04-01&form[arrival]=2027-03-17&form[housing]=needed&form[children]=\
             &form[partner]=&form[email]=ha%40example.org&form[cohort]=&form[birth_date]=",
        )
        .await;
    let confirmed = "case={own}&form[step]=health_insurance";
    twice.city.does(Some(COMPANION), "/api/cases/confirm-step", confirmed).await;
    let shown = twice.read(EMPLOYER, page).await;
    let step =
        shown.split("name=\"claim\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    twice.employer(page, "hires/step", &format!("id={{own}}&claim={step}")).await;
    twice.employer(page, "hires/step", &format!("id={{own}}&take_back={step}")).await;
    twice.employer(page, "hires/claim", &format!("cases[]={{own}}&step={step}")).await;
    twice.employer(page, "hires/sheets", "cases[]={own}").await;
    twice.employer(page, "hires/invite", "id={own}").await;
    let gone = twice.case_of("Anders").await;
    twice.employer(&format!("/de/hires/{gone}"), "hires/withdraw", &format!("id={gone}&form[reason]=not_coming")).await;
    let gone = twice.case_of("Berger").await;
    let body = format!(
        "id={gone}&form[reason]=not_coming&form[given_names]=Iris&form[family_name]=Igelmann&form[nationality]=Tunesien\
         &form[email]="
    );
    twice.employer(&format!("/de/hires/{gone}"), "hires/replace", &body).await;
}

async fn cohorts(twice: &mut Twice) {
    twice.employer("/de/cohorts", "cohorts/create", "form[name]=Zweiter+Kurs").await;
    let member = twice.case_of("Dornig").await;
    let cohorts = twice.read(EMPLOYER, "/de/cohorts").await;
    let ids: Vec<&str> =
        cohorts.split("href=\"/de/cohorts/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut own = None;
    for id in ids {
        if twice.read(EMPLOYER, &format!("/de/cohorts/{id}")).await.contains("Dornig") {
            own = Some(id.to_owned());
        }
    }
    let id = own.expect("the cohort of the list");
    let page = format!("/de/cohorts/{id}");
    let body =
        format!("id={id}&cases[]={member}&form[work_start]=2027-05-03&form[arrival]=&form[housing]=&form[occupation]=");
    twice.employer(&page, "cohorts/set", &body).await;
    twice.employer(&page, "cohorts/invite", &format!("id={id}")).await;
    twice.employer(&page, "cohorts/sheets", &format!("id={id}")).await;
}

async fn invitations(twice: &mut Twice) {
    let token = twice.link_to("eva").await;
    let page = format!("/de/link/{token}");
    twice.form(None, &page, "invitation/renew", &format!("token={token}")).await;
    let token = twice.link_to("eva").await;
    let page = format!("/de/link/{token}");
    twice.form(None, &page, "invitation/erase", &format!("token={token}")).await;
    let token = twice.link_to("cem").await;
    let page = format!("/de/link/{token}");
    twice.form(None, &page, "account/use-link", &format!("token={token}")).await;

    let case = twice.case_of("Fuchsig").await;
    let code = twice.city.printed(COMPANION, "/api/cases/sheet", &format!("case={case}")).await;
    twice.form(None, "/de/code", "sheets/find", &format!("form[code]={code}")).await;
    let page = format!("/de/code/{code}");
    let day = format!("code={code}&form[day]=6&form[month]=2&form[year]=1990");
    twice.form(None, &page, "sheets/open", &day).await;
    // Opened by a sheet: her access can be reset.
    let body = format!("case={case}&form[reason]=locked_out");
    twice.staff(&format!("/de/cases/{case}"), "cases/reset-access", &body).await;
}

async fn cases(twice: &mut Twice) {
    let page = "/de/cases/{own}";
    twice.staff(page, "cases/sheet", "case={own}").await;
    twice.staff(page, "cases/invite", "case={own}").await;
    let shown = twice.read(COMPANION, "/de/cases/{own}?assign=yes").await;
    let companion = shown.split("<select").find(|select| select.contains("form[companion]")).unwrap();
    let companion = companion.split("<option").find_map(|option| after(option, "value=\"").filter(|id| id.len() == 36));
    let body = format!("case={{own}}&form[companion]={}", companion.unwrap());
    twice.staff("/de/cases/{own}?assign=yes", "cases/assign-companion", &body).await;
    let chosen = "/de/cases/{own}?step=sv_registration";
    twice.staff(chosen, "cases/confirm-step", "case={own}&form[step]=sv_registration&form[done_on]=").await;
    twice.staff(chosen, "cases/reopen-step", "case={own}&step=sv_registration").await;
    let waive = "case={own}&form[step]=sv_registration&form[reason]=other&form[remark]=x";
    twice.staff(chosen, "cases/waive-step", waive).await;
    twice.staff(page, "cases/set-date", "case={own}&form[anchor]=arrival_date&form[day]=2027-03-18").await;
    twice.staff(page, "cases/tell-facts", "case={own}&form[german]=B1").await;
    twice.staff(page, "cases/write-note", "case={own}&form[note]=Notiz").await;
}

async fn referrals(twice: &mut Twice) {
    for _ in 0..2 {
        let page = twice.read(COMPANION, "/de/cases/{own}").await;
        let chamber = choice(&page, "IHK zum").unwrap();
        let body = format!("case={{own}}&form[organisation]={chamber}&form[topic]=recognition&form[request]=Bitte");
        twice.staff("/de/cases/{own}", "cases/refer", &body).await;
        let referrals = twice.read(ADVISOR, "/de/referrals").await;
        let id = after(&referrals, "referrals?referral=").unwrap();
        let (page, reply) = ("/de/referrals", format!("form[referral]={id}&form[reply]=Antwort"));
        let chosen = format!("/de/referrals?referral={id}");
        if twice.sent.contains("referrals/close") {
            twice.form(Some(ADVISOR), &chosen, "referrals/decline", &reply).await;
        } else {
            twice.form(Some(ADVISOR), page, "referrals/acknowledge", &format!("referral={id}")).await;
            twice.form(Some(ADVISOR), page, "referrals/accept", &format!("referral={id}")).await;
            twice.form(Some(ADVISOR), &chosen, "referrals/close", &reply).await;
        }
    }
}

async fn newcomer(twice: &mut Twice) {
    twice.person("/de/plan", "plan/answer-missing", "form[spouse]=yes&form[children_born]=0").await;
    let entry = "form[given_names]=Thi&form[family_name]=Ha&form[birth_date]=1999-02-03&form[nationality]=Vietnam\
                 &form[last_address]=Finkenweg+1";
    twice.person("/de/plan", "plan/correct", entry).await;
    twice.person("/de/plan", "plan/accept", "").await;
    let (page, step) = twice.step_with("plan/share").await;
    twice.person(&page, "plan/share", &format!("step={step}&answer=yes")).await;
    let plan = twice.read(NEWCOMER, "/de/plan").await;
    let hidden = |name: &str| after(&plan, &format!("name=\"{name}\" value=\"")).unwrap();
    let body = format!("organisation={}&purpose={}", hidden("organisation"), hidden("purpose"));
    twice.person("/de/plan", "plan/stop-sharing", &body).await;
    let (page, step) = twice.step_with("plan/wish").await;
    twice.person(&page, "plan/wish", &format!("step={step}&answer=yes")).await;
    twice.person("/de/plan", "plan/day", "anchor=arrival_date&form[day]=2027-03-19").await;
    twice.city.does(Some(COMPANION), "/api/cases/confirm-step", "case={own}&form[step]=entry").await;
    for function in ["plan/begin", "plan/hand-in", "plan/claim", "plan/take-back"] {
        let (page, step) = twice.step_with(function).await;
        twice.person(&page, function, &format!("step={step}")).await;
    }
    twice.person("/de/plan", "plan/ask", "form[question]=Frage").await;
    twice.person("/de/plan", "plan/read-reset", "").await;
}

async fn desk(twice: &mut Twice) {
    let question = twice.city.world.office.open_questions().await.pop().unwrap();
    let body = format!("form[question]={question}&form[answer]=Antwort");
    twice.staff("/de/questions", "questions/answer", &body).await;
    twice.staff("/de/consultations", "consultations/log", &format!("{TALK}&form[remark]=Gespräch")).await;
}

async fn public(twice: &mut Twice) {
    twice.form(None, "/de/accessibility", "public/report-barrier", "form[barrier]=Treppe&form[reply_to]=").await;
    let barriers = twice.read(COMPANION, "/de/barriers").await;
    let id = after(&barriers, "name=\"id\" value=\"").unwrap();
    twice.staff("/de/barriers", "barriers/close", &format!("id={id}")).await;

    for function in ["notices/admit", "notices/decline"] {
        // Whoever was admitted announces without waiting.
        let sender = if function == "notices/admit" { "wirtin" } else { "koechin" };
        let notice = NOTICE.replace("wirtin", sender);
        let draft = twice.form(None, "/de/announce", "public/draft-notice", &notice).await;
        let id = after(draft.location.as_deref().unwrap(), "draft=").unwrap();
        let own = draft.cookies.iter().find(|cookie| cookie.starts_with("wo-announcement")).unwrap();
        twice.city.keep("announcer", own);
        let page = format!("/de/announce?draft={id}&step=check");
        twice.form(Some("announcer"), &page, "public/send-notice", &format!("draft={id}")).await;
        let token = twice.link_to(sender).await;
        twice.city.does(None, "/api/account/use-link", &format!("token={token}")).await;
        let (page, body) = if function == "notices/admit" {
            ("/de/notices".to_owned(), format!("form[choice]={id}"))
        } else {
            (format!("/de/notices?decline={id}"), format!("form[notice]={id}&form[reason]=Grund"))
        };
        twice.form(Some(ADMINISTRATOR), &page, function, &body).await;
    }
    let alone = "form[given_names]=Olu&form[family_name]=Otter&form[email]=olu%40example.org&form[nationality]=NG\
                 &form[residence]=abroad&form[purpose]=job&form[occupation]=Koch&form[work_start]=2027-04-01";
    twice.form(None, "/de/start", "public/start-alone", alone).await;
}

async fn account(twice: &mut Twice) {
    let unknown = "form[email]=nobody%40example.org";
    twice.form(None, "/de/sign-in", "account/sign-in", "form[email]=lead%40example.org&form[password]=").await;
    twice.form(None, "/de/reset", "account/reset", "form[email]=baker%40example.org").await;
    twice.form(None, "/de/reset", "account/reset", unknown).await;
    let page = "/de/account";
    twice.employer(page, "account/password", "form[password]=welcome-to-bochum-2027").await;
    twice.employer(page, "account/address", "form[email]=other%40example.org").await;
    twice.city.sign_in("second browser", BAKER).await;
    let shown = twice.read(BAKER, page).await;
    let session = after(&shown, "name=\"session\" value=\"").unwrap();
    twice.form(Some(BAKER), page, "account/end-session", &format!("session={session}")).await;
    twice.form(Some(STRANGER), page, "account/switch", "").await;
    twice.city.sign_in("leaving", BAKER).await;
    twice.form(Some("leaving"), page, "account/sign-out", "").await;
    twice.form(Some(BAKER), page, "account/sign-out-everywhere", "").await;
    twice.form(Some(STRANGER), "/de/plan", "plan/erase", "form[sure]=yes").await;
}
