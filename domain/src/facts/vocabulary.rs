//! The words in which facts about a case are told.

use super::{Word, word::words};
use crate::{country::NationalityGroup, german::GermanLevel, occupation::Sector};

words! {
    /// The way into work, by the paragraph of the `AufenthG` that carries it (facts 2.2).
    Route, "route" {
        /// A German citizen needs no title.
        Citizen = "citizen",
        /// Free movement of EU, EEA and Swiss citizens.
        FreeMovement = "eu_free_movement",
        /// § 16a: vocational training.
        Training = "16a",
        /// § 16d(1): measure for recognition.
        RecognitionMeasure = "16d1",
        /// § 16d(3): recognition partnership.
        RecognitionPartnership = "16d3",
        /// § 16f: language course.
        LanguageCourse = "16f",
        /// § 17: search for a training place.
        TrainingSearch = "17",
        /// § 18a: skilled worker with vocational training.
        SkilledTraining = "18a",
        /// § 18b: skilled worker with a degree.
        SkilledDegree = "18b",
        /// § 18c(3): settlement permit for highly qualified people.
        HighlyQualified = "18c3",
        /// § 18d: researcher.
        Research = "18d",
        /// § 18g: EU Blue Card.
        BlueCard = "18g",
        /// § 19c(2): work experience.
        Experience = "19c2",
        /// § 20: looking for work after study, training or recognition.
        JobSearch = "20",
        /// § 20a: opportunity card.
        OpportunityCard = "20a",
    }

    /// Who opened the case.
    Source, "source" {
        /// An employer announced a hire.
        Employer = "employer",
        /// The newcomer came alone.
        Newcomer = "self",
        /// A university sent a graduate or researcher.
        University = "university",
        /// Placed from abroad by the Federal Agency (ZAV, § 299 SGB III).
        Zav = "zav",
        /// Somebody stood at the counter.
        WalkIn = "walk_in",
    }

    /// Where the person lives when the case begins.
    Residence, "residence" {
        /// Outside Germany.
        Abroad = "abroad",
        /// Elsewhere in Germany.
        Germany = "germany",
        /// In the office's city.
        City = "city",
    }

    /// How the person works, or will.
    Employment, "employment" {
        /// Under an employment contract.
        Employee = "employee",
        /// Under a training contract.
        Trainee = "trainee",
        /// Self-employed.
        SelfEmployed = "self_employed",
        /// Still looking.
        Seeking = "seeking",
    }

    /// How the person is housed on arrival.
    Housing, "housing" {
        /// Nothing yet.
        Needed = "needed",
        /// A flat is found.
        Arranged = "arranged",
        /// A place in a hostel or dormitory.
        Dormitory = "dormitory",
    }

    /// What the recognition body decided.
    RecognitionResult, "recognition result" {
        /// Fully equivalent.
        Full = "full",
        /// Partly equivalent; a compensation measure closes the gap.
        Partial = "partial",
        /// Refused.
        Refused = "refused",
    }

    /// The driving licence the person holds.
    DrivingLicence, "driving licence" {
        /// None, or the person does not drive.
        Without = "none",
        /// From Germany, the EU or the EEA: need not be exchanged.
        European = "european",
        /// From elsewhere: valid for six months (§§ 29, 31 `FeV`).
        Foreign = "foreign",
    }

    /// An offer a person says yes or no to.
    Interest, "interest" {
        /// Volunteering.
        Volunteering = "volunteering",
        /// A sports club.
        Sports = "sports",
        /// Advice for the accompanying partner's own work.
        SpouseCareer = "spouse_career",
        /// Becoming a German citizen.
        Naturalisation = "naturalisation",
    }
}

impl Word for NationalityGroup {
    const WHAT: &'static str = "nationality group";
    const ALL: &'static [Self] = &[Self::German, Self::FreeMovement, Self::VisaFreeEntry, Self::VisaRequired];

    fn word(self) -> &'static str {
        self.key()
    }

    fn place(self) -> u8 {
        self as u8
    }
}

impl Word for Sector {
    const WHAT: &'static str = "sector";
    const ALL: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        self.key()
    }

    fn place(self) -> u8 {
        self as u8
    }
}

impl Word for GermanLevel {
    const WHAT: &'static str = "level from A1 to C2";
    const ALL: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        self.key()
    }

    fn place(self) -> u8 {
        self as u8
    }
}
