//! Every form somebody is shown, and whether it carries the word of chance by which a second one is known.

use super::{forms, functions};
use crate::tests::{
    access::PAGES,
    canary::{
        seeds,
        words::{BAKER, COMPANION, EMPLOYER, PARTNER, PEOPLE},
    },
    columns::proposed,
    import::form,
    visitors::{Visitors, after},
};
use domain::role::MembershipRole;
use std::collections::{BTreeMap, BTreeSet};

/// Forms without a word of chance, and why sending them twice is harmless.
const WORDLESS: [(&str, &str); 5] = [
    ("account/sign-in", "signs in again on a page somebody went back to; its mails are counted by time"),
    ("account/sign-out", "whoever is signed out stays so"),
    ("account/sign-out-everywhere", "whoever is signed out stays so"),
    ("account/switch", "acts for the same organisation again"),
    ("dev", "moves the demo, of which nothing is kept"),
];

/// Forms that no page shows here, and why.
const UNSHOWN: [(&str, &str); 6] = [
    ("hires/claim", "needs many hires with the same task"),
    ("import/sheet", "needs a workbook of several sheets"),
    ("invitation/renew", "needs an invitation that is a month old"),
    ("plan/read-reset", "needs a newcomer who came back after a reset"),
    ("plan/stop-sharing", "needs a newcomer who shares"),
    ("referrals/close", "needs a referral that was accepted"),
];

/// Pages looked at for each reader; more would be the same again.
const MOST: usize = 250;

const PAPER: &str = "Name;Vorname;E-Mail;Geburtsdatum
\
                     Otter;Olga;olga@example.org;05.02.1990
\
                     Ralle;Rosa;rosa@example.org;07.02.1990
\
                     Pelikan;Pia;;06.02.1990
";
const NOTICE: &str = "form[company]=Gasthof&form[sender_name]=Wirtin&form[sender_email]=wirtin%40example.org\
                      &form[family_name]=Koch&form[given_names]=Jan&form[nationality]=PL&form[occupation]=Koch\
                      &form[work_start]=2027-03-01&form[arrival_month]=2027-02&form[partner]=no&form[children]=0\
                      &form[person_email]=";

/// The addresses that forms of a page are sent to, with whether they carry a word of chance.
pub(super) fn forms_of(page: &str) -> impl Iterator<Item = (String, bool)> {
    page.split("<form").skip(1).filter_map(|form| {
        let form = form.split("</form>").next()?;
        let tag = form.split('>').next()?;
        let attribute = |name: &str| Some(tag.split_once(&format!(" {name}=\""))?.1.split('"').next()?.to_owned());
        (attribute("method")?.eq_ignore_ascii_case("post"))
            .then(|| (attribute("action").unwrap_or_default(), form.contains("name=\"once\"")))
    })
}

/// Pages of this site that a page leads to.
fn links_of(page: &str) -> impl Iterator<Item = String> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next());
    let own = links.filter(|link| *link == "/de" || link.starts_with("/de/") || link.starts_with("/de?"));
    own.map(|link| link.replace("&amp;", "&"))
}

/// Brings about what some forms need; gives the addresses of pages that nothing leads to.
async fn more_pages(city: &mut Visitors) -> Vec<String> {
    city.sign_in("second browser", BAKER).await;
    let hotel = city.world.hotel;
    city.world.office.add_membership(PARTNER, hotel, MembershipRole::EmployerCaretaker).await;
    let list = city.upload(Some(EMPLOYER), form("file", "paper.csv", PAPER.as_bytes())).await.location.unwrap();
    let columns = proposed(&city.get(Some(EMPLOYER), &list).await.body);
    let id = list.rsplit('/').next().unwrap();
    city.does(Some(EMPLOYER), "/api/import/columns", &format!("import={id}{columns}")).await;
    city.does(Some(EMPLOYER), "/api/import/confirm", &format!("import={id}&form[cohort]=Kurs")).await;
    let found = city.get(Some(COMPANION), "/de/cases?q=Otter").await.body;
    let case = after(&found, "href=\"/de/cases/").unwrap();
    city.does(Some(EMPLOYER), "/api/hires/invite", &format!("id={case}")).await;
    let mails = city.get(None, "/dev/mail.json?to=olga").await.body;
    let link = after(&mails, "/link/").unwrap();
    let draft = city.does(None, "/api/public/draft-notice", NOTICE).await;
    city.keep("announcer", &draft.cookies[0]);
    vec![format!("/de/link/{link}"), draft.location.unwrap()]
}

/// Every form somebody is shown, by the function it is sent to, with whether all of them carry a word of chance.
async fn shown(city: &Visitors, readers: &[Option<&str>], first: &[String]) -> BTreeMap<String, bool> {
    let mut forms = BTreeMap::new();
    for reader in readers {
        let mut waiting = first.to_vec();
        let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
        for _ in 0..MOST {
            let Some(path) = waiting.pop() else { break };
            let page = city.get(*reader, &path).await.body;
            for (action, has_word) in forms_of(&page) {
                let function = if action.starts_with("/dev/") { "dev" } else { action.trim_start_matches("/api/") };
                forms.entry(function.to_owned()).and_modify(|all| *all &= has_word).or_insert(has_word);
            }
            waiting.extend(links_of(&page).filter(|link| known.insert(link.clone())));
        }
    }
    forms
}

#[tokio::test]
async fn every_form_of_every_page_carries_a_word_of_chance() {
    let mut city = seeds::city().await;
    let mut first = seeds::everything_is_written(&mut city).await;
    first.retain(|path| path.starts_with("/de/"));
    first.extend(more_pages(&mut city).await);
    first.extend(PAGES.iter().map(|page| city.world.fill(page.path())));
    let readers: Vec<Option<&str>> = [None, Some("announcer")].into_iter().chain(PEOPLE.map(Some)).collect();
    let forms = shown(&city, &readers, &first).await;

    let unshown: BTreeSet<&str> =
        functions().difference(&forms::reads()).copied().filter(|form| !forms.contains_key(*form)).collect();
    assert_eq!(unshown, UNSHOWN.iter().map(|(form, _)| *form).collect(), "forms that no page shows");
    let wordless: BTreeSet<&str> =
        forms.iter().filter(|(_, has_word)| !**has_word).map(|(form, _)| form.as_str()).collect();
    let exempt: BTreeSet<&str> = WORDLESS.iter().map(|(form, _)| *form).collect();
    let unnamed: Vec<&&str> = wordless.difference(&exempt).collect();
    assert!(unnamed.is_empty(), "without a word: {unnamed:?}");
    let gone: Vec<&&str> = exempt.difference(&wordless).collect();
    assert!(gone.is_empty(), "carry a word after all: {gone:?}");
    assert!(WORDLESS.iter().chain(&UNSHOWN).all(|(_, why)| !why.is_empty()));
}
