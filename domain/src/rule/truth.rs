//! Three values: yes, no with its reason, and unknown with what is missing.

use crate::facts::{Missing, word::words};

/// The answer to a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// Yes.
    True,
    /// No, because of this.
    False(Reason),
    /// Cannot be said before this is known.
    Unknown(Missing),
}

words! {
    /// Why something does not apply: a code for a sentence in the reader's language.
    Reason, "reason" {
        /// German citizens need no title.
        GermanCitizen = "german_citizen",
        /// Free movement: no visa, no permit, and none of the duties that hang on them.
        FreeMovement = "free_movement",
        /// Citizens of this country enter without a visa and apply here.
        VisaFreeEntry = "visa_free_entry",
        /// Only for citizens with free movement or other groups than this person's.
        ThirdCountry = "third_country",
        /// The training country makes it unnecessary.
        TrainingCountry = "training_country",
        /// Not part of this person's route.
        OtherRoute = "other_route",
        /// The occupation is not regulated.
        NotRegulated = "not_regulated",
        /// The occupation is regulated.
        Regulated = "regulated",
        /// No fast track was chosen.
        NoFastTrack = "no_fast_track",
        /// The fast track takes its place.
        FastTrack = "fast_track",
        /// The person comes alone, not in a cohort.
        NotInCohort = "not_in_cohort",
        /// The person comes in a cohort.
        InCohort = "in_cohort",
        /// The person lives here already.
        AlreadyHere = "already_here",
        /// The person still lives elsewhere.
        NotYetHere = "not_yet_here",
        /// No child comes along.
        NoChild = "no_child",
        /// A child comes along.
        WithChild = "with_child",
        /// No child of the age asked for.
        ChildAge = "child_age",
        /// No husband, wife or partner comes along.
        NoSpouse = "no_spouse",
        /// A husband, wife or partner comes along.
        WithSpouse = "with_spouse",
        /// Nobody comes along.
        NoFamily = "no_family",
        /// Somebody comes along.
        WithFamily = "with_family",
        /// Not at the person's age.
        Age = "age",
        /// Not in this field of work.
        OtherSector = "other_sector",
        /// The housing is settled.
        Housed = "housed",
        /// Not with this kind of employment.
        OtherEmployment = "other_employment",
        /// Not with this decision on recognition.
        OtherRecognition = "other_recognition",
        /// The licence need not be exchanged, or there is none.
        Licence = "licence",
        /// The person's German decides it.
        GermanLevel = "german_level",
        /// The person said no to the offer.
        Declined = "declined",
        /// The person said yes to the offer.
        Wanted = "wanted",
        /// The case was opened by somebody else.
        OtherSource = "other_source",
        /// It has not happened.
        NotReported = "not_reported",
        /// It has happened.
        Reported = "reported",
        /// The fact is known.
        FactKnown = "fact_known",
        /// The dates do not call for it.
        Dates = "dates",
        /// The step it belongs to applies.
        OtherStepNeeded = "other_step_needed",
        /// It never applies.
        Never = "never",
    }
}
