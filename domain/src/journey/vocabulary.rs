//! The words in which steps are described.

use crate::facts::word::words;

words! {
    /// A part of the journey, as plans are listed.
    Phase, "phase" {
        /// Before the arrival.
        BeforeArrival = "before_arrival",
        /// The week of the arrival.
        ArrivalWeek = "arrival_week",
        /// The first ninety days.
        FirstNinetyDays = "first_ninety_days",
        /// Settling and staying.
        Staying = "staying",
    }

    /// Who must act, as the sources tell it apart.
    Actor, "actor" {
        /// The newcomer.
        Newcomer = "newcomer",
        /// The employer.
        Employer = "employer",
        /// The Welcome Office.
        Staff = "staff",
        /// A body outside: what it does is only reported.
        Authority = "authority",
        /// A partner of the office.
        Partner = "partner",
        /// A housing company or landlord.
        HousingCompany = "housing_company",
    }

    /// Who must act next, exactly enough to be called.
    Holder, "holder" {
        /// The newcomer.
        Newcomer = "newcomer",
        /// The employer.
        Employer = "employer",
        /// The Welcome Office.
        WelcomeOffice = "welcome_office",
        /// The chamber's advisor on recognition.
        RecognitionAdvisor = "recognition_advisor",
        /// The body that decides on recognition or the licence.
        RecognitionBody = "recognition_body",
        /// The Federal Employment Agency.
        EmploymentAgency = "employment_agency",
        /// The city's foreigners office (Ausländerbüro).
        ForeignersOffice = "foreigners_office",
        /// Zentralstelle Fachkräfteeinwanderung NRW.
        CentralImmigrationAuthority = "central_immigration_authority",
        /// The German mission abroad.
        Mission = "mission",
        /// The city's registry (Bürgerbüro).
        RegistryOffice = "registry_office",
        /// Another office of the city: school, childcare, health, driving licences.
        CityOffice = "city_office",
        /// A housing company or landlord.
        HousingCompany = "housing_company",
        /// A statutory health fund.
        HealthInsurer = "health_insurer",
        /// The tax administration.
        TaxOffice = "tax_office",
        /// The pension insurance.
        PensionInsurance = "pension_insurance",
        /// A bank.
        Bank = "bank",
        /// Another partner: courses, clubs, volunteering, advice.
        Partner = "partner",
        /// Nobody: there is nothing anybody could do now.
        Nobody = "nobody",
    }

    /// A station of the one line that runs through every screen.
    Station, "station" {
        /// Announced.
        Announced = "announced",
        /// Papers.
        Papers = "papers",
        /// Visa.
        Visa = "visa",
        /// Arrival.
        Arrival = "arrival",
        /// The Wednesday of the one-stop visit.
        Wednesday = "wednesday",
        /// The first working day.
        FirstDay = "first_day",
        /// Staying.
        Staying = "staying",
    }

    /// One of the two measures of progress.
    Progress, "measure of progress" {
        /// On the way to work.
        Work = "work",
        /// On the way into the city.
        City = "city",
    }

    /// How often a case has a step.
    Per, "number of times" {
        /// Once.
        Case = "case",
        /// Once for each child who comes along.
        Child = "child",
        /// Once for the husband, wife or partner who comes along.
        Spouse = "spouse",
        /// Once for everybody who comes along.
        Member = "member",
    }

    /// What employers see of a step.
    Sensitivity, "sensitivity" {
        /// Its name and state.
        Normal = "normal",
        /// Health and conduct: only whether the personal papers are complete.
        PersonalPapers = "personal_papers",
        /// Nothing: family, private life and what the newcomer decides alone.
        Private = "private",
    }

    /// What kind of date a due date is (facts 2.5).
    DueClass, "class of a date" {
        /// A legal duty of whoever holds the step.
        StatDuty = "stat_duty",
        /// The clock of an authority.
        StatAuth = "stat_auth",
        /// Silence counts as yes, or the old right goes on.
        Fiction = "fiction",
        /// A thing must be valid on the day.
        Validity = "validity",
        /// Open only between two dates.
        Window = "window",
        /// The earliest date of a right.
        Entitlement = "entitlement",
        /// Good advice.
        Recommendation = "recommendation",
        /// A date others hang on.
        Anchor = "anchor",
    }

    /// How well something is known.
    Mark, "mark" {
        /// Read in a source.
        Verified = "V",
        /// Partly.
        Partly = "P",
        /// Not verified.
        Unverified = "U",
    }
}

impl DueClass {
    /// Whether missing the day may be shown in red: only what the law attaches something to.
    #[must_use]
    pub const fn may_be_red(self) -> bool {
        matches!(self, Self::StatDuty | Self::StatAuth | Self::Fiction | Self::Validity)
    }

    /// Whether the step cannot be done before its first day. Advice may always be followed early.
    #[must_use]
    pub const fn opens_strictly(self) -> bool {
        !matches!(self, Self::Recommendation)
    }
}
