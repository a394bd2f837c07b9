//! The bulk import over HTTP, without scripts: from the file to the cases.

use super::{
    columns::proposed,
    world::{Answer, Who, World},
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use backend::actor::SignedIn;
use domain::language::Language;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

const NURSING: &[u8] = include_bytes!("../../../end2end/cases/nursing_course_april_2027.xlsx");
const NINE: &[u8] = include_bytes!("../../../end2end/cases/nine_hires_windows1252.csv");

pub(super) fn form(name: &str, file_name: &str, content: &[u8]) -> Vec<u8> {
    let file = if file_name.is_empty() { String::new() } else { format!("; filename=\"{file_name}\"") };
    let mut body = b"--cut\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nde\r\n".to_vec();
    body.extend(format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").bytes());
    body.extend(content);
    body.extend(b"\r\n--cut--\r\n");
    body
}

impl World {
    async fn upload(&self, who: Who, body: Vec<u8>) -> Answer {
        let mut request = Request::post("/uploads/hires")
            .header(header::HOST, "localhost:3000")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut")
            .header("sec-fetch-site", "same-origin");
        if let Some(cookie) = self.cookie(who).await {
            request = request.header(header::COOKIE, cookie);
        }
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    async fn uploaded(&self, body: Vec<u8>) -> String {
        let answer = self.upload(Who::Employer, body).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        answer.location.unwrap()
    }

    /// Sends a form of a list's page without scripts; gives the page it leads to.
    async fn send_form(&self, page: &str, path: &str, fields: &str) -> Answer {
        let id = page.rsplit('/').next().unwrap();
        let answer = self.submit(Who::Employer, page, path, &format!("import={id}{fields}")).await;
        assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.body);
        self.get(Who::Employer, &answer.location.unwrap()).await
    }
}

#[tokio::test]
async fn forty_trainees_are_taken_over_without_a_script() {
    let world = World::new().await;
    let page = world.uploaded(form("file", "course.xlsx", NURSING)).await;
    let columns = world.get(Who::Employer, &page).await;
    assert_eq!(columns.status, StatusCode::OK);
    assert!(columns.body.contains("Staatsangehörigkeit"));
    let rows = world.send_form(&page, "/api/import/columns", &proposed(&columns.body)).await;
    assert!(rows.body.contains("Neu angelegt werden: 40 von 40."), "{}", rows.body);
    assert!(rows.body.contains("Pflegeausbildung – Kurs April 2027"));
    let result = world.send_form(&page, "/api/import/confirm", "&form[cohort]=Kurs+April").await;
    assert!(result.body.contains("Neu angelegt: 40."), "{}", result.body);
    assert!(result.body.contains("Zur Gruppe: Kurs April"));
    let undone = world.send_form(&page, "/api/import/undo", "").await;
    assert!(undone.body.contains("Entfernt: 40."), "{}", undone.body);
}

#[tokio::test]
async fn rows_with_problems_are_mended_without_a_script_and_marked_in_the_workbook() {
    let world = World::new().await;
    let page = world.uploaded(form("file", "nine.csv", NINE)).await;
    let columns = world.get(Who::Employer, &page).await;
    let rows = world.send_form(&page, "/api/import/columns", &proposed(&columns.body)).await;
    assert!(rows.body.contains("Bitte klären Sie noch: 3"), "{}", rows.body);
    assert!(!rows.body.contains("/api/import/confirm"));
    let id = page.rsplit('/').next().unwrap();
    let file = world.get(Who::Employer, &format!("/files/import/{id}.xlsx")).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.body.starts_with("PK"));
    let edited = world.get(Who::Employer, &format!("{page}?show=problem&edit=3")).await;
    assert!(edited.body.contains("value=\"Yıldırım\""), "the suggestion stands in the form");
    world.send_form(&page, "/api/import/act-on-row", "&form[mend]=3").await;
    world.send_form(&page, "/api/import/act-on-row", "&form[skip]=5").await;
    let rest = "&number=10&form[given_names]=%C3%87a%C4%9Fla&form[family_name]=%C3%96zt%C3%BCrk";
    let rows = world.send_form(&page, "/api/import/edit-row", rest).await;
    assert!(rows.body.contains("Neu angelegt werden: 8 von 9."), "{}", rows.body);
}

#[tokio::test]
async fn a_marked_workbook_speaks_the_language_of_the_page_or_else_of_the_account() {
    let world = World::new().await;
    let page = world.uploaded(form("file", "nine.csv", NINE)).await;
    let columns = world.get(Who::Employer, &page).await;
    world.send_form(&page, "/api/import/columns", &proposed(&columns.body)).await;
    let cookie = world.cookie(Who::Employer).await.unwrap();
    let principal = world.office.principal(cookie.split_once('=').unwrap().1).await.unwrap();
    let own = world.office.backend.acting::<SignedIn>(principal.as_ref()).unwrap();
    own.set_language(Language::Ar).await.unwrap();
    let id = page.rsplit('/').next().unwrap();
    let asked_on = async |page: Option<&str>| {
        let mut request = Request::get(format!("/files/import/{id}.xlsx")).header(header::COOKIE, &cookie);
        if let Some(page) = page {
            request = request.header(header::REFERER, format!("http://localhost:3000{page}"));
        }
        let answer = world.send(request.body(Body::empty()).unwrap()).await;
        let mut book = ZipArchive::new(Cursor::new(answer.bytes)).unwrap();
        let mut words = String::new();
        book.by_name("xl/sharedStrings.xml").unwrap().read_to_string(&mut words).unwrap();
        words
    };
    let own = asked_on(None).await;
    assert_eq!(own, asked_on(Some("/ar/hires/import")).await);
    assert_ne!(own, asked_on(Some("/de/hires/import")).await);
}

#[tokio::test]
async fn a_list_that_cannot_be_kept_leads_back_and_says_so() {
    let world = World::new().await;
    world.office.refuse("INSERT", "import_draft").await;
    let answer = world.upload(Who::Employer, form("file", "nine.csv", NINE)).await;
    assert_eq!((answer.status, answer.location.as_deref()), (StatusCode::SEE_OTHER, Some("/de/hires/import")));
    let flash = answer.cookies[0].split(';').next().unwrap();
    let cookies = format!("{}; {flash}", world.cookie(Who::Employer).await.unwrap());
    let back = Request::get("/de/hires/import").header(header::ACCEPT, "text/html").header(header::COOKIE, cookies);
    let page = world.send(back.body(Body::empty()).unwrap()).await;
    assert!(page.body.contains("wo-notice--danger"), "{}", page.body);
}

#[tokio::test]
async fn every_problem_of_a_row_can_be_seen_and_mended() {
    let world = World::new().await;
    let table = "Name\tVorname\tGeburtsdatum\tNationalität\tStart\n\
                 Tazi\tRim\t31.02.1990\tMarokko\t01.04.2027\n\
                 Osei\t\t01.03.1999\tNirgendwo\tgestern\n\
                 Silva\tAna\t01.03.1999\tBrasilien\t01.04.2027\n";
    let page = world.uploaded(form("table", "", table.as_bytes())).await;
    let columns = world.get(Who::Employer, &page).await;
    let rows = world.send_form(&page, "/api/import/columns", &proposed(&columns.body)).await;
    assert_eq!(rows.status, StatusCode::OK);
    assert!(rows.body.contains("31.02.1990") && rows.body.contains("Nirgendwo"), "{}", rows.body);
    assert!(rows.body.contains("Bitte klären Sie noch: 2"), "{}", rows.body);
}

#[tokio::test]
async fn a_table_from_the_clipboard_is_a_list_too() {
    let world = World::new().await;
    let page = world.uploaded(form("table", "", "Name\tVorname\nTazi\tRim\n".as_bytes())).await;
    let columns = world.get(Who::Employer, &page).await;
    assert!(columns.body.contains("Eingefügte Tabelle"));
}

#[tokio::test]
async fn a_wrong_file_comes_back_to_the_page_with_what_to_do() {
    let world = World::new().await;
    for (body, text) in [
        (form("file", "photo.png", b"\x89PNG\r\n\0\0\0"), "Diese Datei lässt sich nicht lesen."),
        (form("file", "list.csv", b"Milk;2\nBread;1\n"), "In der Datei wurden keine Namen gefunden."),
        (form("file", "big.csv", &vec![b'x'; 10 * 1024 * 1024 + 1]), "Die Datei ist zu groß."),
        (form("file", "huge.csv", &vec![b'x'; 11 * 1024 * 1024]), "Die Datei ist zu groß."),
        (form("table", "", b" "), "Bitte ausfüllen."),
    ] {
        let answer = world.upload(Who::Employer, body).await;
        assert_eq!((answer.status, answer.location.as_deref()), (StatusCode::SEE_OTHER, Some("/de/hires/import")));
        let flash = answer.cookies.iter().find(|cookie| cookie.starts_with("wo-flash=")).expect("a flash");
        let session = world.cookie(Who::Employer).await.unwrap();
        let request = Request::get("/de/hires/import")
            .header(header::COOKIE, format!("{session}; {}", flash.split(';').next().unwrap()))
            .header(header::ACCEPT, "text/html")
            .body(Body::empty())
            .unwrap();
        let page = world.send(request).await;
        assert!(page.body.contains("wo-error-summary"), "no summary");
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
}

#[tokio::test]
async fn only_employers_upload_and_only_their_own_lists_exist_for_them() {
    let world = World::new().await;
    let page = world.uploaded(form("file", "course.xlsx", NURSING)).await;
    let id = page.rsplit('/').next().unwrap();
    for who in Who::ALL.into_iter().filter(|who| *who != Who::Employer) {
        let answer = world.upload(who, form("file", "course.xlsx", NURSING)).await;
        let expected = if who == Who::Nobody { StatusCode::SEE_OTHER } else { StatusCode::FORBIDDEN };
        assert_eq!(answer.status, expected, "{who:?}");
        let file = world.get(who, &format!("/files/import/{id}.xlsx")).await;
        let expected = if who == Who::Nobody { StatusCode::UNAUTHORIZED } else { StatusCode::FORBIDDEN };
        assert_eq!(file.status, expected, "{who:?}");
    }
    let nobody = "00000000-0000-7000-8000-000000000000";
    for path in [format!("/de/hires/import/{nobody}"), format!("/files/import/{nobody}.xlsx")] {
        assert_eq!(world.get(Who::Employer, &path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
