//! What a row tells about the hire, as the plan asks for it.

use super::ParsedRow;
use crate::facts::{Anchor, Certainty, Child, Employment, Facts, Source, Spouse};

impl ParsedRow {
    /// The facts of the case that this row becomes; what the row does not say stays unknown.
    ///
    /// Whether the person belongs to a cohort is said when the list is confirmed, not in a row.
    #[must_use]
    pub fn facts(&self) -> Facts {
        let mut facts = Facts {
            nationality: self.nationality,
            birth_date: self.birth_date,
            occupation: self.occupation,
            training_country: self.training_country,
            source: Some(Source::Employer),
            employment: self.in_training.then_some(Employment::Trainee),
            housing: self.housing,
            spouse: self.partner.map(|comes| if comes { Spouse::Comes(None) } else { Spouse::None }),
            children: self.children.map(|count| vec![Child::default(); usize::from(count)]),
            german: self.german,
            gross_year_cents: self.gross_year_cents,
            ..Facts::default()
        };
        for (anchor, day) in [(Anchor::WorkStart, self.first_working_day), (Anchor::ArrivalDate, self.arrival)] {
            if let Some(day) = day {
                facts.anchors.set(anchor, day, Certainty::Planned);
            }
        }
        facts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Housing;
    use chrono::NaiveDate;

    #[test]
    fn columns_reach_the_plan_as_facts() {
        let start = NaiveDate::from_ymd_opt(2027, 4, 1);
        let row = ParsedRow {
            in_training: true,
            housing: Some(Housing::Dormitory),
            children: Some(2),
            partner: Some(true),
            first_working_day: start,
            ..ParsedRow::default()
        };
        let facts = row.facts();
        assert_eq!(facts.employment, Some(Employment::Trainee));
        assert_eq!(facts.housing, Some(Housing::Dormitory));
        assert_eq!(facts.children.map(|children| children.len()), Some(2));
        assert_eq!(facts.spouse, Some(Spouse::Comes(None)));
        assert_eq!(facts.anchors.get(Anchor::WorkStart).map(|date| date.day), start);
        assert_eq!(facts.anchors.get(Anchor::ArrivalDate), None);
    }

    #[test]
    fn what_a_row_does_not_say_stays_unknown() {
        let facts = ParsedRow::default().facts();
        assert_eq!(facts, Facts { source: Some(Source::Employer), ..Facts::default() });
        assert_eq!(ParsedRow { children: Some(0), ..ParsedRow::default() }.facts().children, Some(Vec::new()));
    }
}
