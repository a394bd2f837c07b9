//! Offers that nobody has to take: a yes brings the steps onto the plan, a no takes them off.

use crate::{
    acting::Acting,
    actor::Newcomer,
    case::{self, CaseFile},
    error::{Error, Result},
    store::{NewEvent, entity::case_file},
};
use domain::{
    facts::{Facts, Interest, Word as _, WordSet},
    step::StepRef,
    view::plan::WishAnswer,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};
use serde_json::json;

/// The steps that only exist for who wants them.
const OFFERS: [(&str, Interest); 4] = [
    ("volunteering_match", Interest::Volunteering),
    ("sports_match", Interest::Sports),
    ("spouse_career", Interest::SpouseCareer),
    ("naturalisation", Interest::Naturalisation),
];

fn offer_of(step: StepRef) -> Option<Interest> {
    OFFERS.iter().find(|(key, _)| *key == step.key.as_str()).map(|(_, interest)| *interest)
}

/// What the newcomer said to the offer behind a step, if there is one.
pub(super) fn of(case: &CaseFile, step: StepRef) -> Option<WishAnswer> {
    let interest = offer_of(step)?;
    Some(match case.facts.known().wants(interest) {
        None => WishAnswer::Open,
        Some(true) => WishAnswer::Yes,
        Some(false) => WishAnswer::No,
    })
}

impl Acting<Newcomer> {
    /// Says yes or no to the offer behind a step.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a step that is no offer, or without an answer.
    pub async fn wish(&self, step: StepRef, answer: WishAnswer) -> Result<()> {
        let interest = offer_of(step).ok_or(Error::NotFound)?;
        if answer == WishAnswer::Open {
            return Err(Error::NotFound);
        }
        let (mut write, case) = self.change_case().await?;
        if of(&case, step) == Some(answer) {
            return Ok(());
        }
        let broken = || Error::inconsistent(format!("facts of case {}", case.row.id));
        let mut facts: Facts = serde_json::from_str(&case.row.facts).map_err(|_| broken())?;
        let wants = answer == WishAnswer::Yes;
        facts.wants = without(facts.wants, interest);
        facts.declines = without(facts.declines, interest);
        let said = if wants { &mut facts.wants } else { &mut facts.declines };
        *said = said.with(interest);
        case_file::Entity::update_many()
            .col_expr(
                case_file::Column::Facts,
                Expr::value(serde_json::to_string(&facts).map_err(Error::inconsistent)?),
            )
            .filter(case_file::Column::Id.eq(case.row.id))
            .exec(&*write)
            .await?;
        write.record(NewEvent {
            kind: "facts.told",
            actor: Some(self.role.account.0),
            organisation: None,
            case: Some(case.row.id),
            detail: json!({ "facts": [domain::facts::FactKey::Interests.word()] }),
        });
        case::settle(&mut write, &self.inner.templates, case.row.id).await?;
        write.commit().await
    }
}

fn without(set: WordSet<Interest>, interest: Interest) -> WordSet<Interest> {
    set.iter().filter(|other| *other != interest).collect()
}
