//! The way of somebody of whom only a sentence is known: computed like every plan, stored nowhere.

use crate::{acting::Acting, actor::Public, content::StepTexts, error::Result, say};
use domain::{
    country::Country,
    facts::Word as _,
    form::{AskWay, Who},
    journey::{Holder, Station, Template},
    language::Language,
    occupation::Occupation,
    plan::{Applicability, Plan, PlanStep, plan},
    view::way::{AskedWay, OpenSteps, Understood, WayStation, WayStep},
};

/// What could have been meant, at most.
const PERHAPS: usize = 4;
/// First steps shown.
const FIRST: usize = 3;

impl Acting<Public> {
    /// The way that follows from a sentence, in the reader's words.
    ///
    /// # Errors
    /// The template cannot be read.
    pub async fn way(&self, typed: AskWay, language: Language) -> Result<AskedWay> {
        let templates = &self.inner.templates;
        let template = templates.version(&self.inner.store.read().clone(), &templates.current()).await?;
        let asked = typed.read();
        let plan = plan(&template, &asked.facts(), &[], &templates.calendar, self.today());
        let words = Words { template: &template, texts: &self.inner.texts, language, own: own(asked.who) };
        let applying: Vec<&PlanStep> = applying(&plan).collect();
        let own = applying.iter().filter(|step| words.is_own(step)).count();
        let mut first: Vec<_> =
            applying.iter().filter(|step| words.is_own(step) && step.blocked_by.is_empty()).collect();
        first.sort_by_key(|step| (step.due.map_or(domain::calendar::Day::MAX, |due| due.day), step.order));
        let understood = |name: Option<&str>, perhaps: Vec<&str>| Understood {
            name: name.map(str::to_owned),
            perhaps: if name.is_some() { Vec::new() } else { perhaps.into_iter().map(str::to_owned).collect() },
        };
        let occupations = Occupation::suggest(&typed.occupation, PERHAPS);
        let countries = Country::suggest(&typed.country, language, PERHAPS);
        Ok(AskedWay {
            who: asked.who,
            occupation: understood(
                asked.occupation.map(|known| known.name(language)),
                occupations.iter().map(|known| known.name(language)).collect(),
            ),
            country: understood(
                asked.country.map(|known| known.name(language)),
                countries.iter().map(|known| known.name(language)).collect(),
            ),
            country_code: asked.country.map(|country| country.code().to_owned()),
            start: asked.start.map(|day| say::when(language, day)),
            stations: words.stations(&applying),
            own,
            others: applying.len().saturating_sub(own),
            first: first.into_iter().take(FIRST).map(|step| words.step(step)).collect(),
            not_needed: words.not_needed(&plan),
            open: words.open(&plan),
            typed,
        })
    }
}

fn own(who: Who) -> Holder {
    match who {
        Who::Hiring => Holder::Employer,
        Who::Coming | Who::Here => Holder::Newcomer,
    }
}

fn applying(plan: &Plan) -> impl Iterator<Item = &PlanStep> {
    plan.steps.iter().filter(|step| step.applicability == Applicability::Applies)
}

/// Turns steps into words.
struct Words<'a> {
    template: &'a Template,
    texts: &'a StepTexts,
    language: Language,
    own: Holder,
}

impl Words<'_> {
    /// Who does a step, by the template: a plan of nobody waits for nobody yet.
    fn holder(&self, step: &PlanStep) -> Holder {
        self.template.step(step.step.key).map_or(Holder::Nobody, |definition| definition.holder)
    }

    fn is_own(&self, step: &PlanStep) -> bool {
        self.holder(step) == self.own
    }

    fn step(&self, step: &PlanStep) -> WayStep {
        let text = self.texts.of(self.language, step.step.key);
        let definition = self.template.step(step.step.key);
        let told = |text: &crate::content::StepText| match step.applicability {
            Applicability::NotNeeded(_) => text.not_needed.clone(),
            Applicability::Applies | Applicability::Unclear(_) => text.what.clone(),
        };
        WayStep {
            title: text.map_or_else(|| step.step.key.to_string(), |text| text.title.clone()),
            german: definition.map(|definition| definition.text.german_term.clone()).unwrap_or_default(),
            text: text.map(told).unwrap_or_default(),
            holder: self.holder(step),
            is_own: self.is_own(step),
            due: step.due.map(|due| say::when(self.language, due.day)),
        }
    }

    fn stations(&self, applying: &[&PlanStep]) -> Vec<WayStation> {
        let at = |station: &Station| -> Vec<WayStep> {
            applying.iter().filter(|step| step.station == *station).map(|step| self.step(step)).collect()
        };
        let stations = Station::ALL.iter().map(|station| WayStation { station: *station, steps: at(station) });
        stations.filter(|station| !station.steps.is_empty()).collect()
    }

    /// What is not needed. Steps of a family that was not spoken of say nothing here.
    fn not_needed(&self, plan: &Plan) -> Vec<WayStep> {
        let is_not_needed = |step: &&PlanStep| matches!(step.applicability, Applicability::NotNeeded(_));
        plan.steps.iter().filter(is_not_needed).map(|step| self.step(step)).collect()
    }

    fn open(&self, plan: &Plan) -> Vec<OpenSteps> {
        let mut groups: Vec<OpenSteps> = Vec::new();
        for step in &plan.steps {
            let Applicability::Unclear(missing) = step.applicability else { continue };
            let fact = missing.facts.iter().next();
            let shown = self.step(step);
            match groups.iter_mut().find(|group| group.fact == fact) {
                Some(group) => group.steps.push(shown),
                None => groups.push(OpenSteps { fact, steps: vec![shown] }),
            }
        }
        groups.sort_by_key(|group| (group.fact.is_none(), std::cmp::Reverse(group.steps.len())));
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    async fn way(who: &str, occupation: &str, country: &str) -> AskedWay {
        let office = testing::backend().await;
        let typed = AskWay {
            who: who.into(),
            occupation: occupation.into(),
            country: country.into(),
            start: "2027-04-01".into(),
        };
        let visitor = office.backend.acting::<Public>(None).unwrap();
        visitor.way(typed, Language::De).await.unwrap()
    }

    fn stations(way: &AskedWay) -> Vec<Station> {
        way.stations.iter().map(|station| station.station).collect()
    }

    #[tokio::test]
    async fn a_nurse_from_tunisia_passes_every_station() {
        let way = way("hiring", "Krankenschwester", "tunesisch").await;
        assert_eq!(stations(&way), Station::ALL);
        assert_eq!(way.country.name.as_deref(), Some("Tunesien"));
        assert!(way.own > 0 && way.others > way.own, "{} own, {} of others", way.own, way.others);
        assert!(way.first.iter().all(|step| step.holder == Holder::Employer), "{:?}", way.first);
    }

    #[tokio::test]
    async fn a_cook_from_poland_needs_no_visa_and_is_told_why() {
        let way = way("coming", "Koch", "Polska").await;
        assert!(!stations(&way).contains(&Station::Visa));
        let visa = way.not_needed.iter().find(|step| step.german == "Antrag nationales Visum").unwrap();
        assert!(!visa.text.is_empty());
    }

    #[tokio::test]
    async fn words_nobody_knows_lead_to_a_way_all_the_same() {
        let way = way("coming", "Krankenpf", "Tunisen").await;
        assert!(way.occupation.name.is_none() && !way.occupation.perhaps.is_empty());
        assert_eq!(way.country.perhaps, ["Tunesien"]);
        assert!(!way.stations.is_empty() && !way.open.is_empty());
    }

    #[tokio::test]
    async fn who_is_here_already_does_not_enter() {
        assert!(!stations(&way("here", "Informatik", "Indien").await).contains(&Station::Visa));
    }
}
