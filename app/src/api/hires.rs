//! An employer's hires: the portfolio, one hire, and what can be done about it.

#[cfg(feature = "ssr")]
use crate::gate::{self, Done};
use crate::{AppError, form::Said, packed::Packed};
use domain::{
    form,
    id::CaseId,
    step::StepRef,
    view::hires::{Hire, Hires},
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
mod said {
    //! Sentences with numbers, said on the server: plurals need tables that no browser should have to load.

    use crate::{
        gate,
        i18n::Locale,
        language::{locale_of, words},
    };
    use domain::view::hires::{Counts, Fact, Hires, TaskGroup};

    /// A number that counting stopped at says "more than".
    fn up_to(locale: Locale, number: u32) -> String {
        if number > Counts::MOST {
            words!(locale, employer.more_than, number = Counts::MOST)
        } else {
            number.to_string()
        }
    }

    /// The sentences of the portfolio.
    pub(super) fn hires(mut hires: Hires) -> Hires {
        let locale = locale_of(gate::language());
        let Counts { people, tasks, at_risk } = hires.counts;
        hires.facts = vec![
            Fact { number: people.to_string(), text: words!(locale, employer.fact_people, count = people) },
            Fact { number: tasks.to_string(), text: words!(locale, employer.fact_tasks, count = tasks) },
            Fact { number: up_to(locale, at_risk), text: words!(locale, employer.fact_at_risk, count = at_risk) },
        ];
        for task in &mut hires.tasks {
            task.text = task_text(locale, task);
        }
        hires.total = hires.total_count.map(|total| words!(locale, employer.total, count = total));
        hires
    }

    fn task_text(locale: Locale, task: &TaskGroup) -> String {
        let people = task.people;
        words!(locale, employer.for_people, count = people)
    }
}

/// The portfolio, as far as the address asks for it.
#[server(prefix = "/api", endpoint = "hires/list")]
pub async fn own_hires(find: form::FindHires) -> Result<Packed<Hires>, AppError> {
    gate::read::<backend::actor::Employer, _, _, _>(|employer| async move {
        employer.hires(&find, gate::language()).await.map(said::hires)
    })
    .await
}

/// One of the own hires.
#[server(prefix = "/api", endpoint = "hires/one")]
pub async fn own_hire(id: CaseId) -> Result<Packed<Hire>, AppError> {
    gate::read::<backend::actor::Employer, _, _, _>(|employer| async move { employer.hire(id, gate::language()).await })
        .await
}

/// Puts right what was entered.
#[server(prefix = "/api", endpoint = "hires/change")]
pub async fn change_hire(id: CaseId, form: form::EditHire) -> Result<Said, AppError> {
    gate::form::<backend::actor::Employer, _, _>("change", &form, |employer| {
        let form = form.clone();
        async move {
            employer.change_hire(id, &form).await?;
            Ok(Done::stay(Said::Saved))
        }
    })
    .await
}

/// Invites a hire by mail, again if need be.
#[server(prefix = "/api", endpoint = "hires/invite")]
pub async fn invite_hire(id: CaseId) -> Result<Said, AppError> {
    gate::form::<backend::actor::Employer, _, _>("invite", &(), |employer| async move {
        employer.invite_hire(id).await?;
        Ok(Done::stay(Said::Invited))
    })
    .await
}

/// Says that an own step is done for the hires selected.
#[server(prefix = "/api", endpoint = "hires/claim")]
pub async fn claim_own_step(#[server(default)] cases: Vec<CaseId>, step: StepRef) -> Result<Said, AppError> {
    gate::form::<backend::actor::Employer, _, _>("claim", &(), |employer| async move {
        employer.claim_step(&cases, step).await?;
        Ok(Done::stay(Said::Claimed))
    })
    .await
}

/// Says that one of the own steps of a hire is done, or takes it back: the button that was pressed says which.
#[server(prefix = "/api", endpoint = "hires/step")]
pub async fn act_on_own_step(
    id: CaseId,
    #[server(default)] claim: Option<StepRef>,
    #[server(default)] take_back: Option<StepRef>,
) -> Result<Said, AppError> {
    gate::form::<backend::actor::Employer, _, _>("own-step", &(), |employer| async move {
        if let Some(step) = claim {
            employer.claim_step(&[id], step).await?;
            return Ok(Done::stay(Said::Claimed));
        }
        let step = take_back.ok_or(backend::Error::NotFound)?;
        employer.take_back_step(id, step).await?;
        Ok(Done::stay(Said::TakenBack))
    })
    .await
}

/// Ends a hire.
#[server(prefix = "/api", endpoint = "hires/withdraw")]
pub async fn withdraw_hire(id: CaseId, form: form::WithdrawHire) -> Result<Said, AppError> {
    gate::form::<backend::actor::Employer, _, _>("withdraw", &form, |employer| {
        let form = form.clone();
        async move {
            match employer.withdraw_hire(id, &form).await {
                // The page that asked is gone by now.
                Err(backend::Error::Repeated) => Ok(Done::go("hires", Said::DoneBefore)),
                done => done.map(|()| Done::go("hires", Said::Saved)),
            }
        }
    })
    .await
}

/// Ends a hire and opens one for somebody else.
#[server(prefix = "/api", endpoint = "hires/replace")]
pub async fn replace_hire(id: CaseId, form: form::ReplaceHire) -> Result<Said, AppError> {
    gate::form::<backend::actor::Employer, _, _>("replace", &form, |employer| {
        let form = form.clone();
        async move {
            match employer.replace_hire(id, &form).await {
                // The page that asked is gone by now.
                Err(backend::Error::Repeated) => Ok(Done::go("hires", Said::DoneBefore)),
                done => done.map(|new| Done::go(&format!("hires/{new}"), Said::Replaced)),
            }
        }
    })
    .await
}

/// The words of the exported workbook; texts live here, the workbook is written by the backend.
#[cfg(feature = "ssr")]
#[must_use]
pub fn export_words(language: domain::language::Language) -> backend::ExportWords {
    use crate::{
        language::{locale_of, words},
        terms,
    };
    use domain::{
        facts::Word as _,
        journey::{Holder, Station},
    };
    let locale = locale_of(language);
    backend::ExportWords {
        language,
        sheet: words!(locale, employer.export_sheet),
        heads: [
            words!(locale, employer.export_number),
            words!(locale, fields.family_name),
            words!(locale, fields.given_names),
            words!(locale, fields.email),
            words!(locale, fields.occupation),
            words!(locale, fields.work_start),
            words!(locale, fields.arrival),
            words!(locale, fields.cohort),
            words!(locale, employer.head_station),
            words!(locale, employer.head_holder),
            words!(locale, employer.export_since),
            words!(locale, employer.head_due),
            words!(locale, employer.head_invited),
            words!(locale, employer.head_opened),
        ],
        holders: Holder::ALL.iter().map(|holder| (*holder, terms::holder(locale, *holder))).collect(),
        stations: Station::ALL.iter().map(|station| (*station, terms::station(locale, *station))).collect(),
    }
}
