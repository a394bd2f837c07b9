//! What a logged conversation is about, with whom it was held and what came of it.

use crate::facts::word::words;

words! {
    /// With whom somebody of an institution talked (`002-24`).
    Party, "party" {
        /// Somebody who comes, or came.
        Newcomer = "newcomer",
        /// Somebody who hires.
        Employer = "employer",
        /// Another institution or a partner.
        Partner = "partner",
    }

    /// What a conversation or a referral is about.
    Topic, "topic" {
        /// Recognition of a qualification.
        Recognition = "recognition",
        /// Visa and right of residence.
        Residence = "residence",
        /// Work and training.
        Work = "work",
        /// Housing.
        Housing = "housing",
        /// Childcare and school.
        Children = "children",
        /// Learning German.
        German = "german",
        /// Health insurance and tax.
        Insurance = "insurance",
        /// The first days in the city.
        Arrival = "arrival",
        /// Anything else.
        Other = "other",
    }

    /// The language a conversation was held in.
    SpokenLanguage, "spoken language" {
        /// German.
        German = "de",
        /// English.
        English = "en",
        /// Arabic.
        Arabic = "ar",
        /// Spanish.
        Spanish = "es",
        /// French.
        French = "fr",
        /// Polish.
        Polish = "pl",
        /// Russian.
        Russian = "ru",
        /// Turkish.
        Turkish = "tr",
        /// Ukrainian.
        Ukrainian = "uk",
        /// Vietnamese.
        Vietnamese = "vi",
        /// Another one, or with an interpreter.
        Other = "other",
    }

    /// What came of a conversation.
    ConsultationResult, "result of a conversation" {
        /// The question was answered.
        Answered = "answered",
        /// Somebody of the own institution will do something.
        FollowUp = "follow_up",
        /// Another institution was named.
        PointedOn = "pointed_on",
        /// A case was opened or taken further.
        CaseWork = "case_work",
        /// Nobody could help yet.
        Unsolved = "unsolved",
    }
}

/// How long a conversation took, in minutes, as the form offers it.
pub const MINUTES: [u16; 6] = [5, 10, 15, 30, 45, 60];
