//! Invitations and plans on paper, as browsers without scripts meet them.

use super::world::{Answer, Who, World};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

/// Goes on where an answer leads, with the cookies it set.
async fn follow(world: &World, who: Who, answer: &Answer) -> Answer {
    let cookies = answer.cookies.iter().filter_map(|cookie| cookie.split(';').next().map(str::to_owned));
    let cookies: Vec<String> = cookies.chain(world.cookie(who).await).collect();
    let to = answer.location.clone().unwrap_or_else(|| panic!("leads nowhere: {answer:?}"));
    let request = Request::get(to)
        .header(header::ACCEPT, "text/html")
        .header(header::HOST, "localhost:3000")
        .header(header::COOKIE, cookies.join("; "));
    world.send(request.body(Body::empty()).unwrap()).await
}

/// The sheet of the own case, as its employer sees it.
async fn printed(world: &World, more: &str) -> Answer {
    let page = format!("/de/hires/{}", world.own_case);
    let answer = world.submit(Who::Employer, &page, "/api/hires/sheets", &format!("cases[]={{own}}{more}")).await;
    assert_eq!((answer.status, answer.location.as_deref()), (StatusCode::FOUND, Some("/de/sheets")));
    follow(world, Who::Employer, &answer).await
}

/// The code in groups, from the page that shows it.
fn code_of(page: &str) -> String {
    let (_, rest) = page.split_once("wo-sheet__letters").expect("a code");
    rest.split_once('>').and_then(|(_, rest)| rest.split_once('<')).expect("its letters").0.to_owned()
}

#[tokio::test]
async fn a_sheet_is_printed_seen_once_and_opens_the_plan_with_the_birth_date() {
    let world = World::new().await;
    let sheet = printed(&world, "&language=ar").await;
    assert_eq!(sheet.status, StatusCode::OK);
    assert!(sheet.body.contains(r#"lang="ar" dir="rtl""#) && sheet.body.contains(r#"lang="de" dir="ltr""#));
    assert!(sheet.body.contains(r#"role="img""#) && sheet.body.contains("Thị Hà Nguyễn"), "{}", sheet.body);
    assert!(!sheet.body.contains(" style=\""), "an inline style");
    assert!(sheet.cookies.iter().any(|cookie| cookie.starts_with("wo-sheets=;")), "{:?}", sheet.cookies);
    assert!(world.get(Who::Employer, "/de/sheets").await.body.contains("nicht mehr zu sehen"));

    let code = code_of(&sheet.body);
    let typed = format!("form[code]={}", code.to_lowercase().replace(' ', "-"));
    let found = world.submit(Who::Nobody, "/ar/code", "/api/sheets/find", &typed).await;
    let page = found.location.clone().unwrap();
    assert_eq!(page, format!("/ar/code/{}", code.replace(' ', "")));
    let before = world.get(Who::Nobody, &page).await.body;
    assert!(before.contains("/api/sheets/open") && !before.contains("Nguy"), "{before}");

    let wrong = format!("code={code}&form[day]=4&form[month]=9&form[year]=2001");
    let refused = world.submit(Who::Nobody, &page, "/api/sheets/open", &wrong).await;
    let again = follow(&world, Who::Nobody, &refused).await;
    assert!(again.body.contains("wo-error-summary"), "{}", again.body);
    let unknown = world.submit(Who::Nobody, "/ar/code/0000", "/api/sheets/open", &wrong.replace(&code, "0000")).await;
    let told = |page: &str| page.split_once("wo-error-summary").unwrap().1.split_once("</div>").unwrap().0.to_owned();
    assert_eq!(told(&follow(&world, Who::Nobody, &unknown).await.body), told(&again.body));

    let right = wrong.replace("[day]=4", "[day]=3");
    // The world's newcomer has an account already: the same one opens.
    let opened = world.submit(Who::Nobody, &page, "/api/sheets/open", &right).await;
    assert_eq!(opened.location.as_deref(), Some("/ar/plan"), "{opened:?}");
    let plan = follow(&world, Who::Nobody, &opened).await;
    assert_eq!(plan.status, StatusCode::OK);
    let used = world.get(Who::Nobody, &page).await.body;
    assert!(!used.contains("/api/sheets/open") && used.contains("tel:"), "{used}");
}

#[tokio::test]
async fn a_letter_that_is_wrong_is_told_and_the_code_is_not_kept() {
    let world = World::new().await;
    let answer = world.submit(Who::Nobody, "/de/code", "/api/sheets/find", "form[code]=7KQ2").await;
    let page = follow(&world, Who::Nobody, &answer).await;
    assert!(page.body.contains("wo-error-summary") && !page.body.contains("7KQ2"), "{}", page.body);
}

#[tokio::test]
async fn staff_print_a_sheet_and_reset_an_access() {
    let world = World::new().await;
    let case = format!("/de/cases/{}", world.own_case);
    let answer = world.submit(Who::Companion, &case, "/api/cases/sheet", "case={own}").await;
    let sheet = follow(&world, Who::Companion, &answer).await;
    let code = code_of(&sheet.body);
    let right = format!("code={code}&form[day]=3&form[month]=9&form[year]=2001");
    world.submit(Who::Nobody, "/de/code/x", "/api/sheets/open", &right).await;
    let page = world.get(Who::Companion, &case).await;
    assert!(page.body.contains("/api/cases/reset-access") && page.body.contains("auf Papier"), "{}", page.body);
    let reset = "case={own}&form[reason]=somebody_else";
    let answer = world.submit(Who::Companion, &case, "/api/cases/reset-access", reset).await;
    let page = follow(&world, Who::Companion, &answer).await;
    assert!(page.body.contains("Der Zugang ist zurückgesetzt"), "{}", page.body);
    assert!(!page.body.contains("/api/cases/reset-access") && page.body.contains("/api/cases/sheet"));
}

#[tokio::test]
async fn the_plan_prints_with_its_way_back_in_every_language() {
    let world = World::new().await;
    for language in domain::language::Language::ALL {
        let page = world.get(Who::Newcomer, &format!("/{language}/plan/print")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains(&format!("localhost:3000/{language}/plan")), "{language}");
        assert!(page.body.matches("wo-qr").count() > 2, "{language}");
        assert!(page.body.contains("wo-tick") && page.body.contains("WO-2026-"), "{language}");
        assert!(!page.body.contains(" style=\""), "an inline style");
    }
}
