//! What the institutions of the demo do with each other: referrals, questions, consents, notes.

use super::{
    Seeding,
    life::{Lived, record},
    row::shifted,
};
use crate::{
    case,
    error::{Error, Result},
    store::entity::{consent_grant, note, question, referral},
};
use domain::calendar::{Direction, Land, WorkingCalendar};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set};
use serde_json::json;

/// The wording a newcomer of the demo agreed to.
const CONSENT_TEXT: &str = "2026-11-22";

/// Line of the sixty, receiver, topic, state, days since it was sent, request, reply.
const REFERRALS: [(usize, &str, &str, &str, i64, &str, &str); 15] = [
    (2, "chamber", "recognition", "accepted", 40, "Anerkennung als Zahnärztin: Weg und Unterlagen klären.", ""),
    (17, "chamber", "recognition", "sent", 1, "Koch aus der Türkei: Erstberatung zur Anerkennung.", ""),
    (19, "chamber", "recognition", "sent", 8, "Elektroniker: Welche Unterlagen fehlen noch?", ""),
    (23, "chamber", "recognition", "acknowledged", 5, "Anlagenmechaniker: Zeugnisse liegen vor.", ""),
    (25, "chamber", "recognition", "acknowledged", 3, "Ablehnung liegt vor: Welcher Weg bleibt?", ""),
    (3, "employment-agency", "work", "accepted", 10, "Absolvent sucht Stelle als Softwareentwickler.", ""),
    (34, "employment-agency", "work", "sent", 2, "Zustimmung nach § 19c Abs. 2: Stand erfragen.", ""),
    (52, "employment-agency", "work", "declined", 15, "Partner sucht Arbeit.", "Kein Wohnsitz im Bezirk."),
    (47, "integration", "children", "sent", 3, "Familie mit zwei Schulkindern braucht mehr Begleitung.", ""),
    (44, "integration", "children", "closed", 25, "Schulplatz für die Tochter.", "Schulplatz gefunden."),
    (44, "city", "residence", "sent", 2, "Antrag auf Aufenthaltstitel: Termin gesucht.", ""),
    (46, "city", "residence", "acknowledged", 4, "Anmeldung der Familie: Unterlagen liegen vor.", ""),
    (48, "city", "residence", "accepted", 9, "Karte abholen: zusammen mit der Anmeldung möglich?", ""),
    (26, "housing", "housing", "sent", 5, "Drei Zimmer für eine Familie, ab nächstem Quartal.", ""),
    (38, "housing", "housing", "accepted", 9, "Zwei Zimmer, Kind im Kindergartenalter.", ""),
];

/// Line of the sixty (0: the cohort's first), step, language, days since, question, answer.
const QUESTIONS: [(usize, &str, &str, i64, &str, &str); 16] = [
    (
        0,
        "visa_decision",
        "en",
        9,
        "My application is at the embassy. Do I have to do anything until they call me?",
        "No. They decide within about three weeks in the fast-track procedure and then write to you.",
    ),
    (0, "measles_proof", "en", 1, "I have a vaccination card in Vietnamese. Is that enough for the school?", ""),
    (2, "recognition_decision", "en", 3, "Münster wants the curriculum again. May I send a copy without a seal?", ""),
    (18, "documents_translate", "en", 1, "Can a translator in Johannesburg certify my diploma?", ""),
    (21, "recognition_decision", "en", 12, "How long does the chamber take?", "Three months from the complete file."),
    (24, "salary_check", "en", 0, "My contract says 48,000 euros. Is that enough for the Blue Card?", ""),
    (32, "visa_decision", "en", 6, "May my employer ask the embassy?", "Yes, with your power of attorney."),
    (22, "recognition_receipt", "ar", 4, "لم يصلني تأكيد الاستلام بعد. ماذا أفعل؟", ""),
    (44, "school_enrolment", "de", 2, "Welche Schule ist in der Nähe der Alleestraße?", ""),
    (
        48,
        "tax_id",
        "en",
        5,
        "My employer asks for a tax number. When does it come?",
        "By post, two to four weeks after you registered.",
    ),
    (
        39,
        "arrival_plan",
        "en",
        17,
        "Does somebody meet me at the station?",
        "Yes, your companion does. Call if the train is late.",
    ),
    (
        43,
        "one_stop_visit",
        "en",
        8,
        "How long does the Wednesday take?",
        "About three hours. You can bring your children.",
    ),
    (
        46,
        "bank_account",
        "en",
        22,
        "Which papers does the bank want?",
        "Your passport and the confirmation of the registration.",
    ),
    (54, "", "de", 48, "Wo finde ich einen Chor?", "Wir schicken Ihnen drei Adressen; zwei proben am Abend."),
    (56, "", "en", 75, "Is there a German course in the evening?", "Yes, from September. We have put your name down."),
    (3, "graduate_transition", "en", 1, "May I work full-time while I am looking for a job in my field?", ""),
];

/// Line of the sixty (0: the cohort's first), organisation, author, days since, text.
const NOTES: [(usize, &str, &str, i64, &str); 5] = [
    (0, "office", "companion@demo.example", 12, "Spricht gut Englisch, Deutsch B1. Ruft lieber abends an."),
    (
        2,
        "chamber",
        "recognition@demo.example",
        30,
        "Kenntnisprüfung wahrscheinlich; Fachsprachprüfung zuerst anmelden.",
    ),
    (2, "office", "companion@demo.example", 20, "Ehemann ist Ingenieur und sucht später selbst Arbeit."),
    (44, "office", "companion@demo.example", 1, "Termin im Bürgerbüro war überfüllt; neuer Versuch am Mittwoch."),
    (47, "office", "colleague@demo.example", 3, "Kinder 8 und 14: internationale Klasse anfragen."),
];

pub(super) async fn insert(seeding: &mut Seeding<'_>, sixty: &[Lived], cohort: &[Lived]) -> Result<()> {
    let of = |line: usize| {
        let found = if line == 0 { cohort.first() } else { sixty.get(line - 1) };
        found.cloned().ok_or_else(|| Error::inconsistent(format!("seed: no line {line}")))
    };
    for (line, purpose, institution) in [(2, "recognition", "chamber"), (3, "work", "employment-agency")] {
        consent(seeding, &of(line)?, purpose, institution).await?;
    }
    for referral in REFERRALS {
        refer(seeding, &of(referral.0)?, referral).await?;
    }
    for question in QUESTIONS {
        ask(seeding, &of(question.0)?, question).await?;
    }
    for (line, organisation, author, days, text) in NOTES {
        let lived = of(line)?;
        let author = seeding.account(author)?;
        seeding.turn_to(shifted(seeding.today, -days), 14, 10);
        let id = seeding.write.new_id();
        note::ActiveModel {
            id: Set(id),
            case_id: Set(lived.case),
            organisation_id: Set(seeding.organisation(organisation)?),
            author_id: Set(author),
            text: Set(text.to_owned()),
            written_at: Set(seeding.write.at()),
        }
        .insert(&*seeding.write)
        .await?;
        record(seeding, lived.case, "note.written", Some(author), json!({ "note": id }));
    }
    for line in [2, 3, 17, 19, 23, 25, 26, 34, 38, 44, 46, 47, 48, 52] {
        case::settle(&mut seeding.write, &seeding.inner.templates, of(line)?.case).await?;
    }
    Ok(())
}

async fn consent(seeding: &mut Seeding<'_>, lived: &Lived, purpose: &str, institution: &str) -> Result<()> {
    seeding.turn_to(shifted(seeding.today, -41), 20, 15);
    consent_grant::ActiveModel {
        id: Set(seeding.write.new_id()),
        person_id: Set(lived.person),
        case_id: Set(lived.case),
        organisation_id: Set(seeding.organisation(institution)?),
        field_group: Set(purpose.to_owned()),
        purpose: Set(purpose.to_owned()),
        text_version: Set(CONSENT_TEXT.to_owned()),
        language: Set("en".to_owned()),
        given_at: Set(seeding.write.at()),
        ends_at: Set(None),
        revoked_at: Set(None),
    }
    .insert(&*seeding.write)
    .await?;
    let detail = json!({ "purpose": purpose, "text": CONSENT_TEXT });
    record(seeding, lived.case, "consent.given", lived.account, detail);
    Ok(())
}

async fn refer(
    seeding: &mut Seeding<'_>,
    lived: &Lived,
    (_, to, topic, state, days, request, reply): (usize, &str, &str, &str, i64, &str, &str),
) -> Result<()> {
    let by = seeding.account("companion@demo.example")?;
    let (from, receiver) = (seeding.organisation("office")?, seeding.organisation(to)?);
    let sent = shifted(seeding.today, -days);
    let receiver_account = seeding.account(match to {
        "city" => "clerk@demo.example",
        "chamber" => "recognition@demo.example",
        "employment-agency" => "labour.advice@example.org",
        "integration" => "case.management@example.org",
        _ => "housing.desk@example.org",
    })?;
    let id = seeding.write.new_id();
    seeding.turn_to(sent, 11, 25);
    let sent_at = seeding.write.at();
    record(seeding, lived.case, "referral.sent", Some(by), json!({ "referral": id, "to": receiver, "topic": topic }));
    seeding.turn_to(shifted(sent, 1), 9, 50);
    let seen_at = (state != "sent").then(|| seeding.write.at());
    let closed_at = matches!(state, "declined" | "closed").then(|| seeding.instant(shifted(sent, 9), 16, 0));
    referral::ActiveModel {
        id: Set(id),
        case_id: Set(lived.case),
        from_organisation_id: Set(from),
        to_organisation_id: Set(receiver),
        topic: Set(topic.to_owned()),
        request: Set(request.to_owned()),
        state: Set(state.to_owned()),
        sent_by: Set(by),
        sent_at: Set(sent_at),
        acknowledge_by: Set(two_working_days(sent)),
        acknowledged_by: Set(seen_at.map(|_| receiver_account)),
        acknowledged_at: Set(seen_at),
        reply: Set((!reply.is_empty()).then(|| reply.to_owned())),
        closed_at: Set(closed_at),
    }
    .insert(&*seeding.write)
    .await?;
    if seen_at.is_some() {
        record(seeding, lived.case, "referral.acknowledged", Some(receiver_account), json!({ "referral": id }));
    }
    let kind = match state {
        "accepted" => "referral.accepted",
        "declined" => "referral.declined",
        "closed" => "referral.closed",
        _ => return Ok(()),
    };
    seeding.turn_to(shifted(sent, if state == "accepted" { 1 } else { 9 }), 16, 0);
    record(seeding, lived.case, kind, Some(receiver_account), json!({ "referral": id }));
    Ok(())
}

/// The house rule for answers and acknowledgements.
fn two_working_days(from: chrono::NaiveDate) -> chrono::NaiveDate {
    WorkingCalendar::new(Land::NorthRhineWestphalia).add_working_days(from, Direction::Later, 2)
}

async fn ask(
    seeding: &mut Seeding<'_>,
    lived: &Lived,
    (line, step, language, days, text, answer): (usize, &str, &str, i64, &str, &str),
) -> Result<()> {
    let Some(account) = lived.account else {
        return Err(Error::inconsistent(format!("seed: line {line} cannot ask")));
    };
    let by = seeding.account("companion@demo.example")?;
    let office = seeding.organisation("office")?;
    let asked = shifted(seeding.today, -days);
    let id = seeding.write.new_id();
    seeding.turn_to(asked, 7, 45);
    let asked_at = seeding.write.at();
    record(seeding, lived.case, "question.asked", Some(account), json!({ "question": id }));
    let is_answered = !answer.is_empty();
    if is_answered {
        // Most on the next day, some later.
        seeding.turn_to(shifted(asked, 1 + days % 4), 10, 30);
        record(seeding, lived.case, "question.answered", Some(by), json!({ "question": id }));
    }
    let answered_at = is_answered.then(|| seeding.write.at());
    question::ActiveModel {
        id: Set(id),
        case_id: Set(lived.case),
        organisation_id: Set(office),
        step: Set(step.to_owned()),
        text: Set(text.to_owned()),
        language: Set(language.to_owned()),
        asked_by: Set(account),
        asked_at: Set(asked_at),
        answer_by: Set(two_working_days(asked)),
        answer: Set(is_answered.then(|| answer.to_owned())),
        answered_by: Set(answered_at.map(|_| by)),
        answered_at: Set(answered_at),
        read_at: Set(None),
    }
    .insert(&*seeding.write)
    .await?;
    Ok(())
}
