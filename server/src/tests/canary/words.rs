//! What is told in confidence, by a word that occurs nowhere else, and who may come across it.

pub(in crate::tests) const NEWCOMER: &str = "newcomer@example.org";
pub(in crate::tests) const STRANGER: &str = "stranger@example.org";
pub(in crate::tests) const EMPLOYER: &str = "employer@example.org";
/// Looks after people at the same employer.
pub(in crate::tests) const CARETAKER: &str = "zilpzalp@example.org";
pub(in crate::tests) const BAKER: &str = "baker@example.org";
pub(in crate::tests) const COMPANION: &str = "companion@example.org";
pub(in crate::tests) const ADVISOR: &str = "advisor@example.org";
/// A desk that a case was referred to.
pub(in crate::tests) const PARTNER: &str = "zaunkoenig@example.org";
/// A desk that declined the same case.
pub(in crate::tests) const NEIGHBOUR: &str = "goldammer@example.org";
pub(in crate::tests) const LEAD: &str = "lead@example.org";
pub(in crate::tests) const ADMINISTRATOR: &str = "administrator@example.org";

pub(in crate::tests) const PEOPLE: [&str; 11] =
    [NEWCOMER, STRANGER, EMPLOYER, CARETAKER, BAKER, COMPANION, ADVISOR, PARTNER, NEIGHBOUR, LEAD, ADMINISTRATOR];

/// A word in the forms it is written in, what it stands for, and who may come across it.
pub(super) struct Canary {
    pub(super) forms: &'static [&'static str],
    pub(super) of: &'static str,
    pub(super) readers: &'static [&'static str],
}

impl Canary {
    /// What it is known by.
    pub(super) const fn word(&self) -> &'static str {
        match self.forms {
            [word, ..] => word,
            [] => "",
        }
    }
}

const fn canary(forms: &'static [&'static str], of: &'static str, readers: &'static [&'static str]) -> Canary {
    Canary { forms, of, readers }
}

/// Who sees a case: the person, the employer, the Welcome Office, and those it was referred to.
const ITS_CASE: &[&str] = &[NEWCOMER, EMPLOYER, CARETAKER, COMPANION, ADVISOR, PARTNER];
/// Who sees more than the part that a partner's desk does.
const ITS_WHOLE_CASE: &[&str] = &[NEWCOMER, EMPLOYER, CARETAKER, COMPANION, ADVISOR];
const ITS_EMPLOYER: &[&str] = &[EMPLOYER, CARETAKER];
const ADMITTING: &[&str] = &[COMPANION, ADMINISTRATOR];

/// Countries stand in the lists of these pages, too.
pub(super) const OFFERS_COUNTRIES: [&str; 4] = ["/de", "/de/way", "/de/announce", "/de/start"];
/// Nationalities; nobody else has them.
pub(super) const COUNTRIES: [&str; 3] = ["Bhutan", "Lesotho", "Gabun"];

/// A day in a page, in its data, in a table, in a workbook.
macro_rules! day {
    ($iso:literal, $long:literal, $short:literal, $serial:literal) => {
        &[$iso, $long, $short, concat!(">", $serial, "<")]
    };
}

pub(super) const CANARIES: &[Canary] = &[
    canary(&["Zeisigrot"], "family name of one's own hire", ITS_CASE),
    canary(&["Girlitzgelb"], "given name of one's own hire", ITS_CASE),
    // The plan was accepted: from then on it is hers alone.
    canary(day!("1987-08-19", "19. August 1987", "19.08.1987", "32008"), "birth date", &[NEWCOMER]),
    canary(&["Bhutan"], "nationality", ITS_WHOLE_CASE),
    canary(&["Finkenweg"], "last address", &[NEWCOMER]),
    canary(&["stieglitz@"], "mail address of a newcomer", &[NEWCOMER, COMPANION]),
    canary(day!("2027-08-18", "18. August 2027", "18.08.2027", "46617"), "first working day", ITS_WHOLE_CASE),
    canary(&["2026-10-07", " 7. Oktober", ">7. Oktober", "07.10.2026"], "day of a paper about health", &[NEWCOMER]),
    canary(&["Gimpelfrage"], "question to the Welcome Office", &[NEWCOMER, COMPANION]),
    canary(&["Gimpelantwort"], "its answer", &[NEWCOMER, COMPANION]),
    canary(&["Meisennotiz"], "note of the Welcome Office", &[COMPANION]),
    canary(&["Kleibernotiz"], "note of the chamber", &[ADVISOR]),
    canary(&["Schwalbennotiz"], "note of the partner", &[PARTNER]),
    canary(&["Ammerbitte"], "request of a referral", &[COMPANION, ADVISOR]),
    canary(&["Bachstelzbitte"], "request of another referral", &[COMPANION, PARTNER]),
    canary(&["Pieperbitte"], "request of a referral that was declined", &[COMPANION, NEIGHBOUR]),
    canary(&["Pirolgrund"], "why it was declined", &[COMPANION, NEIGHBOUR]),
    canary(&["Lerchengrund"], "why a step was waived", &[COMPANION, ADVISOR]),
    canary(&["Starbemerkung"], "conversation of the Welcome Office", &[COMPANION]),
    canary(&["Dohlenbemerkung"], "conversation of the chamber", &[ADVISOR]),
    canary(&["Drosselhindernis"], "barrier somebody reported", &[COMPANION]),
    canary(&["drosselpost@"], "who reported it", &[COMPANION]),
    canary(&["Spatzengasthof"], "employer who is not admitted yet", ADMITTING),
    canary(&["Spatzenwirtin"], "who announced", ADMITTING),
    canary(&["spatzenpost@"], "the announcer's address", ADMITTING),
    canary(&["Spatzenkoch"], "who was announced", ADMITTING),
    canary(&["Falkengrund"], "why an announcement was declined", &[]),
    canary(&["Elsterkurs"], "name of a cohort", ITS_EMPLOYER),
    canary(&["Kiebitzliste"], "name of a list that is not taken over", ITS_EMPLOYER),
    canary(&["Reiherspalte"], "head of its columns", ITS_EMPLOYER),
    canary(&["Rabenzeile"], "a row of it", ITS_EMPLOYER),
    canary(&["Kranichzeile"], "what was put right in it", ITS_EMPLOYER),
    canary(&["rabenpost@"], "mail address in such a row", ITS_EMPLOYER),
    canary(day!("1986-06-17", "17. Juni 1986", "17.06.1986", "31580"), "birth date in such a row", ITS_EMPLOYER),
    canary(&["Gabun"], "nationality in such a row", ITS_EMPLOYER),
    canary(&["Wiedehopf"], "family name from a list", &[EMPLOYER, CARETAKER, COMPANION]),
    canary(&["5550199"], "telephone number from a list", &[EMPLOYER, CARETAKER, COMPANION]),
    canary(&["Habichtwort"], "what came back to be put right", &[]),
    canary(&["amselpost@"], "address that is not confirmed yet", &[]),
    canary(&["zaunkoenig"], "name and address of a partner's account", &[PARTNER]),
    canary(&["Kowalska"], "somebody else's hire", &[STRANGER, BAKER, COMPANION]),
    canary(day!("1988-05-16", "16. Mai 1988", "16.05.1988", "32279"), "somebody else's birth date", &[STRANGER, BAKER]),
    canary(&["Lesotho"], "somebody else's nationality", &[STRANGER, BAKER, COMPANION]),
    canary(&["Uhufrage"], "somebody else's question", &[STRANGER, COMPANION]),
    canary(&["Kauzkurs"], "somebody else's cohort", &[BAKER]),
];
