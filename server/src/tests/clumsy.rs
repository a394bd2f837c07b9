//! What hurried, curious and hostile people send: double clicks, long texts, names that are programs.

use super::world::{Answer, Who, World};
use crate::cookies::encode;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

const TALK: &str = "form[party]=newcomer&form[work]=on&form[language]=de&form[minutes]=10&form[result]=answered";

/// How often a text stands on a page, beside the data the page carries in scripts.
fn shown(page: &str, text: &str) -> usize {
    let parts = page.split("<script").map(|part| part.split_once("</script>").map_or(part, |(_, shown)| shown));
    parts.map(|part| part.matches(text).count()).sum()
}

/// The page a plain post leads to.
async fn follow(world: &World, who: Who, answer: &Answer) -> String {
    let mut request = Request::get(answer.location.as_deref().unwrap())
        .header(header::HOST, "localhost:3000")
        .header(header::ACCEPT, "text/html");
    let flash = answer.cookies.iter().filter(|cookie| cookie.starts_with("wo-flash="));
    let flash = flash.map(|cookie| cookie.split(';').next().unwrap().to_owned());
    let cookies: Vec<String> = flash.chain(world.cookie(who).await).collect();
    request = request.header(header::COOKIE, cookies.join("; "));
    let page = world.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(page.status, StatusCode::OK);
    page.body
}

#[tokio::test]
async fn a_form_that_is_sent_twice_is_done_once() {
    let world = World::new().await;
    let send = async |once: &str, remark: &str| {
        let body = format!("once={once}&{TALK}&form[remark]={remark}");
        let answer = world.call(Who::Companion, "/api/consultations/log", &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        answer.body
    };
    // Two at once, then again later, then without a script.
    let (one, other) = tokio::join!(send("a", "Eulentalk"), send("a", "Eulentalk"));
    let mut said = [one, other];
    said.sort();
    assert_eq!(said, [r#""done-before""#, r#""logged""#]);
    assert_eq!(send("a", "Eulentalk").await, r#""done-before""#);
    let body = format!("once=a&{TALK}&form[remark]=Eulentalk");
    let answer = world.submit(Who::Companion, "/de/consultations", "/api/consultations/log", &body).await;
    assert_eq!((answer.status, answer.location.as_deref()), (StatusCode::FOUND, Some("/de/consultations")));
    let page = follow(&world, Who::Companion, &answer).await;
    assert_eq!(shown(&page, "Eulentalk"), 1);
    assert_eq!(shown(&page, "wo-notice--success"), 1);
    // An old page that comes back with another text is another form; so is the same text from a new page.
    send("a", "Eulentalk+zwei").await;
    send("b", "Eulentalk").await;
    let page = world.get(Who::Companion, "/de/consultations").await;
    assert_eq!(shown(&page.body, "Eulentalk"), 3);
}

#[tokio::test]
async fn a_form_with_a_mistake_can_be_sent_again() {
    let world = World::new().await;
    let wrong = "once=a&form[party]=nobody";
    for _ in 0..2 {
        let answer = world.call(Who::Companion, "/api/consultations/log", wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let body = format!("once=a&{TALK}&form[remark]=");
    assert_eq!(world.call(Who::Companion, "/api/consultations/log", &body).await.body, r#""logged""#);
}

#[tokio::test]
async fn every_form_carries_a_word_of_its_own() {
    let world = World::new().await;
    let page = world.get(Who::Companion, "/de/cases/{own}").await.body;
    let mut words: Vec<&str> =
        page.split("name=\"once\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let forms = page.matches("name=\"once\"").count();
    words.sort_unstable();
    words.dedup();
    assert!(words.len() > 3 && words.len() == forms, "{} words in {forms} forms", words.len());
    assert!(words.iter().all(|word| word.len() >= 20));
}

#[tokio::test]
async fn a_hundred_kilobytes_in_a_field_are_refused_with_a_word_and_stay_there() {
    let world = World::new().await;
    // Each letter travels as six characters.
    let question = "%D9%84".repeat(50_000);
    let body = format!("once=a&form[question]={question}");
    let answer = world.call(Who::Newcomer, "/api/plan/ask", &body).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    assert!(answer.body.contains("question"), "{}", answer.body);
    let answer = world.submit(Who::Newcomer, "/de/plan", "/api/plan/ask", &body).await;
    let page = follow(&world, Who::Newcomer, &answer).await;
    assert!(page.contains("wo-error-summary"), "no error summary");
    assert!(page.contains(&"ل".repeat(50_000)), "what was typed is gone");
    let more = format!("form[question]={}", "x".repeat(1_000_000));
    let answer = world.call(Who::Newcomer, "/api/plan/ask", &more).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("kürzen Sie den Text"), "{}", answer.body);
}

#[tokio::test]
async fn a_name_that_is_a_program_is_a_name() {
    let world = World::new().await;
    let names = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</script><script>alert(1)//",
        "</title><script>alert(1)//",
    ];
    for name in names {
        let encoded = encode(name);
        for (who, path, field) in [
            (Who::Newcomer, "/api/plan/ask", "question"),
            (Who::Companion, "/api/cases/write-note", "note"),
            (Who::Newcomer, "/api/plan/correct", "given_names"),
            (Who::Employer, "/api/cohorts/create", "name"),
        ] {
            let body = format!("case={{own}}&form[{field}]={encoded}");
            let answer = world.call(who, path, &body).await;
            assert!(
                matches!(answer.status, StatusCode::OK | StatusCode::UNPROCESSABLE_ENTITY),
                "{path}: {}",
                answer.body
            );
        }
    }
    for (who, path) in [
        (Who::Newcomer, "/de/plan"),
        (Who::Employer, "/de/hires/{own}"),
        (Who::Employer, "/de/cohorts"),
        (Who::Companion, "/de/cases/{own}"),
        (Who::Companion, "/de/cases"),
        (Who::Companion, "/de/questions"),
    ] {
        let page = world.get(who, path).await.body;
        for program in ["<script>alert", "<img src=x"] {
            let around = page.find(program).map(|at| page.get(at.saturating_sub(200)..at + 100));
            assert!(around.is_none(), "{path}: {around:?}");
        }
    }
}

#[tokio::test]
async fn names_of_every_script_are_kept_as_they_are_up_to_120_letters() {
    let world = World::new().await;
    let long = "Ağ".repeat(60);
    let names = [
        "Nguyễn Thị Hà",
        "محمد عبد الله",
        "Владимир",
        "Ελένη",
        "אברהם",
        "山田 太郎",
        "김민수",
        "प्रिया",
        "ปรียา",
        "ნინო",
        "Արամ",
        "ທອງ",
        "O’Neill-d’Àvila",
        "María José",
        "Æthelþryð",
        long.as_str(),
    ];
    for name in names {
        let encoded = encode(name);
        let body = format!(
            "form[given_names]={encoded}&form[family_name]=&form[birth_date]=1999-02-03&form[nationality]=VN&form[last_address]="
        );
        let answer = world.call(Who::Newcomer, "/api/plan/correct", &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{name}: {}", answer.body);
        let page = world.get(Who::Companion, "/de/cases/{own}").await.body;
        assert!(shown(&page, name) > 0, "{name} is not shown");
    }
    let body = format!("form[given_names]={}&form[birth_date]=1999-02-03&form[nationality]=VN", "a".repeat(121));
    assert_eq!(world.call(Who::Newcomer, "/api/plan/correct", &body).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn of_two_who_end_one_step_the_second_is_told_and_keeps_what_was_typed() {
    let world = World::new().await;
    let waive =
        |remark: &str| format!("case={{own}}&form[step]=sv_registration&form[reason]=other&form[remark]={remark}");
    // At once: one of them.
    let send = async |remark: &str| world.call(Who::Companion, "/api/cases/waive-step", &waive(remark)).await.status;
    let (one, two, three) = tokio::join!(send("Amselgrund"), send("Drosselgrund"), send("Meisengrund"));
    let mut told = [one, two, three];
    told.sort();
    assert_eq!(told, [StatusCode::OK, StatusCode::CONFLICT, StatusCode::CONFLICT]);
    // Later, from a page that is old, without a script.
    let page = world.fill("/de/cases/{own}?step=sv_registration");
    let answer = world.submit(Who::Companion, &page, "/api/cases/waive-step", &waive("Finkengrund")).await;
    let page = follow(&world, Who::Companion, &answer).await;
    assert!(page.contains("Finkengrund"), "what was typed is gone");
    let kept = ["Amselgrund", "Drosselgrund", "Meisengrund"].into_iter().filter(|remark| page.contains(remark));
    assert_eq!(kept.count(), 1, "the first remark stays");
    assert!(page.contains("wo-notice--danger") || page.contains("wo-error-summary"), "nobody says why");
}
