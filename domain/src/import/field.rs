//! What a column can mean, and the headers it goes by.

use crate::fold;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $key:literal $headers:literal;)+) => {
        /// What a column of a list of hires means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Field {
            $($(#[$doc])* $name,)+
        }

        impl Field {
            /// Every field, as menus list them.
            pub const ALL: [Self; [$($key),+].len()] = [$(Self::$name),+];

            /// The key of its label in the locale files and in forms.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)+
                }
            }

            /// The headers by which columns of this kind go, with `|` between them.
            const fn headers(self) -> &'static str {
                match self {
                    $(Self::$name => $headers,)+
                }
            }
        }
    };
}

fields! {
    /// Family name; alone in a list without given names a header `Name` means [`Field::FullName`].
    FamilyName "family_name" "Nachname|Familienname|Name|Zuname|Last name|Surname|Family name|Nachname(n)|Familienname(n)|Nom|Soyadı";
    /// All given names.
    GivenNames "given_names" "Vorname|Vornamen|Vorname(n)|Rufname|First name|Given name|Given names|Forename|Prénom|Adı";
    /// Both names in one column: `Mzoughi, Rim` or `Rim Mzoughi`.
    FullName "full_name" "Vor- und Nachname|Nach- und Vorname|Name, Vorname|Nachname, Vorname|Vorname Nachname|Vorname, Nachname|Vollständiger Name|Full name|Mitarbeiter|Mitarbeiter/in|Mitarbeitende|Teilnehmer|Teilnehmer/in|Auszubildende|Auszubildende/r|Azubi|Bewerber|Bewerber/in|Kandidat|Kandidat/in|Candidate|Employee|Person";
    /// Day of birth.
    BirthDate "birth_date" "Geburtsdatum|Geburtstag|geb.|geb. am|geboren|geboren am|Geb.-Datum|Geb.datum|GebDat|Geburtsdat.|Date of birth|Birth date|Birthday|Born|DOB|D.O.B.";
    /// Nationality.
    Nationality "nationality" "Staatsangehörigkeit|Staatsangeh.|Staatsbürgerschaft|Nationalität|Nat.|Nation|Land|Herkunft|Herkunftsland|Heimatland|Nationality|Citizenship|Country|Country of origin";
    /// Country in which the occupation was learnt.
    TrainingCountry "training_country" "Abschluss aus|Abschlussland|Land des Abschlusses|Ausbildungsland|Land der Ausbildung|Studienland|Qualifikation aus|Country of training|Country of qualification|Country of degree|Degree from|Qualification from";
    /// Mail address.
    Email "email" "E-Mail|Email|Mail|E-Mail-Adresse|Mailadresse|Mail-Adresse|Email address|E-Mail privat|Private E-Mail|Kontakt E-Mail";
    /// Telephone number.
    Phone "phone" "Telefon|Telefonnummer|Tel.|Tel.-Nr.|Telefonnr.|Handy|Handynummer|Mobil|Mobilnummer|Mobiltelefon|Rufnummer|WhatsApp|Phone|Phone number|Mobile|Mobile number|Telephone|Cell";
    /// What the person is hired for.
    Occupation "occupation" "Beruf|Berufsbezeichnung|Tätigkeit|Stelle|Position|Funktion|Job|Jobtitel|Stellenbezeichnung|Einsatz als|Beschäftigung als|Occupation|Profession|Job title|Role";
    /// What the person is going to learn here.
    TrainingOccupation "training_occupation" "Ausbildungsberuf|Ausbildung|Ausbildung zum/zur|Ausbildung zur/zum|Ausbildung als|Ausbildungsgang|Apprenticeship|Traineeship|Vocational training|Training occupation";
    /// First working day or beginning of the training.
    FirstWorkingDay "first_working_day" "Beginn|Arbeitsbeginn|Start|Startdatum|Eintritt|Eintrittsdatum|Eintrittstermin|Erster Arbeitstag|1. Arbeitstag|Arbeitsantritt|Dienstbeginn|Dienstantritt|Vertragsbeginn|Ausbildungsbeginn|Kursbeginn|Beschäftigungsbeginn|Tätig ab|Ab wann|Start date|Starting date|Work start|First day|First working day|Date of entry|Entry date";
    /// Day or month of arrival.
    Arrival "arrival" "Ankunft|Ankunft (geplant)|Ankunftsdatum|Geplante Ankunft|Ankunft geplant|Ankunft am|Ankunftsmonat|Anreise|Anreisedatum|Einreise|Einreisedatum|Einreise (geplant)|Geplante Einreise|Arrival|Arrival date|Arrival (planned)|Planned arrival|Date of arrival|Arrival month";
    /// Level of German.
    German "german" "Deutsch|Deutschniveau|Deutschkenntnisse|Sprachniveau|Sprachstand|Sprachlevel|Sprachkenntnisse|Sprachkenntnisse Deutsch|Deutsch-Niveau|Niveau|Sprachzertifikat|Deutschzertifikat|GER|German|German level|Language level|Level of German|CEFR";
    /// How many children come along.
    Children "children" "Kinder|Anzahl Kinder|Kinderzahl|Zahl der Kinder|Mitreisende Kinder|Kind(er)|Children|Kids|Number of children";
    /// Whether husband, wife or partner comes along.
    Partner "partner" "Partner|Partner/in|Partnerin|Ehepartner|Ehepartner/in|Ehegatte|Ehegatten|Ehefrau/-mann|Mitreisender Partner|Partner kommt mit|Partner/in kommt mit|Familie kommt mit|Spouse|Partner comes along";
    /// Whether the person has a flat or a place in a dormitory.
    Housing "housing" "Wohnung|Wohnung vorhanden|Wohnung vorhanden?|Unterkunft|Unterkunft vorhanden|Unterbringung|Wohnsituation|Wohnraum|Wohnraum vorhanden|Wohnheim|Housing|Accommodation|Flat|Has flat|Lodging";
    /// Whether the person still looks for a flat: the other way round than [`Field::Housing`].
    HousingWanted "housing_wanted" "Wohnungssuche|Wohnung gesucht|Wohnung benötigt|Wohnung nötig|Unterkunft benötigt|Unterkunft gesucht|Wohnbedarf|Wohnraumbedarf|Braucht Wohnung|Needs housing|Needs accommodation|Accommodation needed|Housing needed|Looking for flat";
    /// Address, in Germany or abroad.
    Address "address" "Adresse|Anschrift|Wohnort|Wohnanschrift|Postanschrift|Straße|Address|Home address|Postal address";
    /// Yearly pay before deductions.
    SalaryYear "salary_year" "Gehalt|Jahresgehalt|Jahresgehalt brutto|Bruttojahresgehalt|Brutto Jahresgehalt|Jahresbrutto|Brutto/Jahr|Bruttogehalt|Gehalt brutto|Brutto|Vergütung|Lohn|Entgelt|Salary|Gross salary|Annual salary|Yearly salary|Gross annual salary|Salary per year";
    /// Monthly pay before deductions.
    SalaryMonth "salary_month" "Monatsgehalt|Monatsgehalt brutto|Bruttomonatsgehalt|Monatsbrutto|Brutto/Monat|Gehalt monatlich|Gehalt pro Monat|Monatslohn|Ausbildungsvergütung|Monthly salary|Gross monthly salary|Salary per month";
    /// The employer's own number for the person.
    PersonnelNumber "personnel_number" "Personalnummer|Personalnr.|Personal-Nr.|Pers.-Nr.|PersNr|Mitarbeiternummer|MA-Nr.|Bewerbernummer|Employee number|Employee ID|Staff number|Personnel number";
    /// Which facility of the employer the person works in.
    Facility "facility" "Einrichtung|Standort|Haus|Station|Abteilung|Einsatzort|Arbeitsort|Betrieb|Filiale|Facility|Site|Location|Department|Ward";
    /// A running number, read by nobody.
    RowNumber "row_number" "Nr.|Nr|Lfd. Nr.|Lfd.-Nr.|laufende Nummer|#|No.|No|Zeile|Pos.|ID";
    /// A remark, kept as it is.
    Remark "remark" "Bemerkung|Bemerkungen|Anmerkung|Anmerkungen|Notiz|Notizen|Hinweis|Hinweise|Kommentar|Sonstiges|Remark|Remarks|Note|Notes|Comment|Comments";
}

impl Field {
    /// The field whose headers have exactly this one, however it is capitalised and punctuated.
    pub(super) fn by_header(header: &str) -> Option<Self> {
        if header.trim() == "#" {
            return Some(Self::RowNumber);
        }
        let asked = fold::plain(header);
        let same = |known: &str| fold::plain_is(known, &asked);
        let is_short = asked.is_empty() || asked.len() > 60;
        if is_short { None } else { Self::ALL.into_iter().find(|field| field.headers().split('|').any(same)) }
    }

    /// The field one of whose headers stands in a longer one: `Telefon (privat)`, `Deutsch (Zertifikat)`. The
    /// longest header decides.
    pub(super) fn within_header(header: &str) -> Option<Self> {
        let asked = fold::plain(header);
        if asked.len() > 60 {
            return None;
        }
        let words: Vec<String> = header
            .split(|letter: char| !letter.is_alphanumeric())
            .map(fold::plain)
            .filter(|word| !word.is_empty())
            .collect();
        let found = Self::ALL
            .into_iter()
            .flat_map(|field| field.headers().split('|').map(move |known| (fold::plain(known), field)));
        found
            .filter(|(known, _)| known.len() > 3)
            .filter(|(known, _)| words.contains(known) || (known.len() > 6 && asked.contains(known.as_str())))
            .max_by_key(|(known, _)| known.len())
            .map(|(_, field)| field)
    }

    /// Whether the field holds a name or a part of one.
    #[must_use]
    pub const fn is_name(self) -> bool {
        matches!(self, Self::FamilyName | Self::GivenNames | Self::FullName)
    }
}

/// The text is no field's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a field of the import")]
pub struct UnknownField;

impl FromStr for Field {
    type Err = UnknownField;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|field| field.key() == text).ok_or(UnknownField)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn headers_are_understood_as_people_write_them() {
        for (header, field) in [
            ("geb. am", Field::BirthDate),
            ("GEBURTSDATUM", Field::BirthDate),
            ("DOB", Field::BirthDate),
            ("Staatsangehoerigkeit", Field::Nationality),
            ("Ankunft (geplant)", Field::Arrival),
            ("Wohnung vorhanden?", Field::Housing),
            ("Wohnung gesucht?", Field::HousingWanted),
            ("e-mail", Field::Email),
            ("Partner/in", Field::Partner),
            ("Abschluss aus", Field::TrainingCountry),
            ("Nr.", Field::RowNumber),
            ("Jahresgehalt brutto", Field::SalaryYear),
            ("First Name", Field::GivenNames),
        ] {
            assert_eq!(Field::by_header(header), Some(field), "{header}");
        }
        assert_eq!(Field::within_header("Telefon (privat, mobil)"), Some(Field::Phone));
        assert_eq!(Field::within_header("Arbeitsbeginn laut Vertrag"), Some(Field::FirstWorkingDay));
        assert_eq!(Field::within_header("Schuhgröße"), None);
    }

    #[test]
    fn no_header_belongs_to_two_fields_and_every_key_reads_back() {
        let mut owner = BTreeMap::new();
        for field in Field::ALL {
            assert_eq!(field.key().parse(), Ok(field));
            assert_eq!(serde_json::to_string(&field).unwrap(), format!("\"{field}\""));
            for header in field.headers().split('|') {
                let other = owner.insert(fold::plain(header), field);
                assert!(other.is_none_or(|other| other == field), "{header}: {other:?} {field:?}");
            }
        }
    }
}
