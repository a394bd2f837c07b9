//! The programme lead's page and its file, as a browser without scripts gets them.

use super::world::{Who, World};
use axum::http::{StatusCode, header};
use backend::{
    AskedMonths, BookCell, BookSheet,
    actor::{ReadNumbers, Staff},
};
use domain::language::Language;

async fn talk(world: &World, who: Who, times: usize) {
    let form = "form[party]=newcomer&form[housing]=yes&form[language]=ar&form[minutes]=15&form[result]=answered";
    for _ in 0..times {
        let answer = world.call(who, "/api/consultations/log", form).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }
}

#[tokio::test]
async fn the_page_says_its_numbers_without_a_script_and_names_nobody() {
    let world = World::new().await;
    talk(&world, Who::Companion, 7).await;
    let page = world.get(Who::Lead, "/de/numbers").await.body;
    let main = page.split("<main").nth(1).unwrap();
    for expected in [
        "In den letzten zwölf Monaten:",
        "7 Beratungen",
        "weniger als 5 Ankündigungen",
        "Keine Frage wartet länger als zwei Arbeitstage",
        "Stand: 22. November 2026",
        "So wird gezählt",
        "/files/numbers.xlsx?language=de&amp;from=2025-12&amp;to=2026-11",
    ] {
        assert!(main.contains(expected), "{expected} is missing: {main}");
    }
    assert!(main.matches("role=\"img\"").count() >= 2, "charts: {main}");
    for canary in ["Nguy", "Kowalska", "Hotel am Stadtpark", "Nord", "WO-2026"] {
        assert!(!main.contains(canary), "{canary}");
    }
}

#[tokio::test]
async fn an_office_without_numbers_says_what_to_do_and_a_wrong_period_what_was_wrong() {
    let world = World::new().await;
    let page = world.get(Who::Lead, "/de/numbers?from=2020-01&to=2020-03").await;
    assert!(page.body.contains("Januar 2020 bis März 2020:"), "{}", page.body);
    assert!(page.body.contains("Die Stellen erfassen sie auf ihrer Seite „Beratungen“."));
    let wrong = world.get(Who::Lead, "/de/numbers?from=2026-12&to=2026-11").await;
    assert_eq!(wrong.status, StatusCode::OK);
    assert!(wrong.body.contains("Der erste Monat liegt nach dem letzten."));
    assert!(wrong.body.contains("In den letzten zwölf Monaten:"));
}

#[tokio::test]
async fn the_file_is_for_the_programme_lead_alone() {
    let world = World::new().await;
    for who in Who::ALL {
        let file = world.get(who, "/files/numbers.xlsx?language=ar&from=2026-01&to=2026-11").await;
        let expected = match who {
            Who::Nobody => StatusCode::UNAUTHORIZED,
            Who::Lead => StatusCode::OK,
            _ => StatusCode::FORBIDDEN,
        };
        assert_eq!(file.status, expected, "{who:?}");
        if who == Who::Lead {
            let kind = file.headers.get(header::CONTENT_TYPE).unwrap();
            assert_eq!(kind, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
            assert!(file.body.starts_with("PK"));
        }
    }
}

async fn sheets(world: &World, language: Language) -> Vec<BookSheet> {
    let lead = world.office.acting::<Staff>("lead@example.org").await;
    let permit = lead.permit::<ReadNumbers>().unwrap();
    let numbers = lead.numbers(language, &AskedMonths::default(), permit).await.unwrap();
    app::api::numbers::sheets(language, "Bochum", &numbers)
}

#[tokio::test]
async fn every_sheet_has_its_period_its_day_and_its_definition_in_every_language() {
    let world = World::new().await;
    talk(&world, Who::Companion, 7).await;
    for language in Language::ALL {
        let sheets = sheets(&world, language).await;
        assert_eq!(sheets.len(), 7);
        for sheet in &sheets {
            // Period, day, four parts of the definition, the advice.
            assert_eq!(sheet.remarks.len(), 7, "{language} {}", sheet.name);
            assert!(sheet.remarks.iter().all(|remark| !remark.is_empty() && !remark.contains("{{")));
            assert!(sheet.remarks.get(1).is_some_and(|day| day.contains("2026")), "{:?}", sheet.remarks);
            let table = sheet.tables.first().unwrap();
            assert!(table.rows.iter().all(|row| row.len() == table.heads.len()), "{language} {}", sheet.name);
        }
    }
}

#[tokio::test]
async fn what_is_hidden_on_the_page_is_a_word_in_the_file() {
    let world = World::new().await;
    talk(&world, Who::Companion, 7).await;
    talk(&world, Who::Advisor, 3).await;
    let sheets = sheets(&world, Language::De).await;
    let row = |tab: &str, name: &str| {
        let sheet = sheets.iter().find(|sheet| sheet.name == tab).unwrap();
        let name = BookCell::Text(name.into());
        sheet.tables.first().unwrap().rows.iter().find(|row| row.first() == Some(&name)).unwrap()[1..].to_vec()
    };
    let hidden = || BookCell::Text("verborgen".into());
    // Three at the chamber stand together with the seven of the office: alone they could be subtracted.
    assert_eq!(row("Monate", "November 2026"), [BookCell::Number(10)]);
    assert_eq!(row("Ankündigungen", "Zusammen"), [hidden(), BookCell::Text(String::new())]);
    assert_eq!(row("Warten", "Zusammen"), [hidden(), hidden(), hidden(), hidden()]);
}
