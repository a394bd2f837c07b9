//! What an employer must not learn.

use super::{Hired, two};
use crate::case;
use domain::{
    form::FindHires,
    journey::{Holder, Sensitivity},
    language::Language,
    view::hires::Papers,
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set};

#[tokio::test]
async fn personal_papers_and_private_steps_never_reach_an_employer_by_name() {
    let two = two().await;
    let id = two.hire(Hired::at(two.clinic, "Nguyễn")).await;
    two.open_invitation(id).await;
    two.accept(id).await;
    let template = two.office.backend.0.templates.bundled_template();
    let hidden: Vec<_> = template.steps().iter().filter(|step| step.sensitivity != Sensitivity::Normal).collect();
    assert!(hidden.len() > 10);
    for language in Language::ALL {
        let hire = two.own.hire(id, language).await.unwrap();
        assert_eq!(hire.papers, Papers::Open, "a nurse needs proof about measles and conduct");
        assert!(!hire.phases.is_empty());
        let list = two.own.hires(&FindHires { sort: "name".into(), ..FindHires::default() }, language).await.unwrap();
        let sent = format!("{}{}", serde_json::to_string(&hire).unwrap(), serde_json::to_string(&list).unwrap());
        for step in &hidden {
            let title = two.own.step_title(step.key, language);
            let about = format!("{} ({title}) in {language}", step.key);
            assert!(!sent.contains(&format!("\"{}\"", step.key)), "{about}");
            assert!(!sent.contains(&format!("\"{title}\"")), "{about}");
        }
    }
}

#[tokio::test]
async fn until_the_person_accepts_the_plan_of_the_person_is_not_shown() {
    let two = two().await;
    let id = two.hire(Hired { email: Some("ha@example.org"), ..Hired::at(two.clinic, "Nguyễn") }).await;
    let hire = two.own.hire(id, Language::De).await.unwrap();
    assert!(hire.phases.is_empty() && !hire.tasks.is_empty());
    assert_eq!(hire.entered.family.and_then(|family| family.email).as_deref(), Some("ha@example.org"));
    two.open_invitation(id).await;
    let hire = two.own.hire(id, Language::De).await.unwrap();
    assert!(hire.phases.is_empty() && !hire.is_accepted, "opened is not accepted");
    assert_eq!(hire.papers, Papers::None);
    two.accept(id).await;
    let hire = two.own.hire(id, Language::De).await.unwrap();
    assert!(!hire.phases.is_empty());
    let others: Vec<_> = hire.phases.iter().flat_map(|phase| &phase.steps).collect();
    assert!(others.iter().any(|step| step.address == "entry"), "what she has to do");
    assert!(others.iter().any(|step| !step.after.is_empty()), "what comes before is named where it may be");
    let template = two.office.backend.0.templates.bundled_template();
    for phase in &hire.phases {
        for step in &phase.steps {
            let key = step.address.split('~').next().unwrap().parse().unwrap();
            assert_eq!(template.step(key).unwrap().phase, phase.phase, "{}", step.address);
        }
    }
    assert!(others.iter().all(|step| step.holder != Holder::Employer), "the own steps are tasks");
    assert_eq!(hire.entered.family, None, "family and address belong to the person now");
}

#[tokio::test]
async fn papers_are_complete_once_nothing_is_missing() {
    let two = two().await;
    two.office.spoil();
    let id = two.hire(Hired::at(two.clinic, "Nguyễn")).await;
    two.accept(id).await;
    let inner = &two.office.backend.0;
    let template = inner.templates.bundled_template();
    let write = inner.write().await.unwrap();
    for step in template.steps().iter().filter(|step| step.sensitivity == Sensitivity::PersonalPapers) {
        crate::store::entity::step_record::ActiveModel {
            case_id: Set(id.0),
            step: Set(step.key.to_string()),
            state: Set("done_confirmed".into()),
            since: Set(write.today()),
            done_on: Set(None),
            reason: Set(None),
            remark: Set(Some("Befund: geheim".into())),
            claimed_by: Set(None),
            confirmed_by: Set(None),
            version: Set(1),
        }
        .insert(&*write)
        .await
        .unwrap();
    }
    write.commit().await.unwrap();
    let hire = two.own.hire(id, Language::De).await.unwrap();
    assert_eq!(hire.papers, Papers::Complete);
    assert!(!serde_json::to_string(&hire).unwrap().contains("geheim"));
    let case = case::load(inner.store.read(), &inner.templates, id.0).await.unwrap().unwrap();
    assert!(!case.records.is_empty());
}
