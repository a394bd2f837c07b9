//! Every column that can hold a text or a day: what of it is looked for, or why there is nothing to look for. A new
//! column fails until somebody has decided.

use super::words::CANARIES;
use std::{collections::BTreeSet, fs, path::Path};

/// What a column holds.
enum Held {
    /// What somebody told: the word by which it is looked for.
    Told(&'static str),
    /// One of the program's own words or numbers: a state, a language, a version.
    Word,
    /// A hash, of which nothing can be read.
    Hash,
    /// What everybody may know of an institution or of the city.
    Open,
    /// Nothing to look for, with the reason.
    Not(&'static str),
}

use Held::{Hash, Not, Open, Told, Word};

const COMPUTED: Held = Not("computed from the days of the case, which are looked for");
const OFFICE_DAY: Held = Not("a day of the office's work, told by no person");
const MAIL: Held = Not("every mail is read word by word");

type Columns = &'static [(&'static str, Held)];

const TABLES: &[(&str, Columns)] = &[
    (
        "account",
        &[
            ("email", Told("zaunkoenig")),
            ("email_key", Told("zaunkoenig")),
            ("display_name", Told("zaunkoenig")),
            ("password_hash", Hash),
            ("language", Word),
        ],
    ),
    ("anchor_date", &[("anchor", Word), ("certainty", Word), ("day", Told("2027-08-18"))]),
    ("barrier", &[("text", Told("Drosselhindernis")), ("reply_to", Told("drosselpost@")), ("language", Word)]),
    (
        "case_file",
        &[
            ("number", Not("counts cases and says nothing of a person")),
            ("template_version", Word),
            ("source", Word),
            ("state", Word),
            ("facts", Told("Bhutan")),
            ("name_sort", Told("Zeisigrot")),
            ("work_start", Told("2027-08-18")),
            ("next_due", COMPUTED),
            ("next_step", Word),
            ("holder", Word),
            ("station", Word),
            ("employer_due", COMPUTED),
            ("employer_holder", Word),
            ("stale_on", COMPUTED),
            ("chain_head", Hash),
        ],
    ),
    (
        "case_scope",
        &[
            ("name_sort", Told("Zeisigrot")),
            ("work_start", Told("2027-08-18")),
            ("next_due", COMPUTED),
            ("holder", Word),
            ("station", Word),
            ("arrival_day", COMPUTED),
            ("claimed_since", COMPUTED),
        ],
    ),
    ("cohort", &[("name", Told("Elsterkurs")), ("name_sort", Told("Elsterkurs")), ("visit_day", OFFICE_DAY)]),
    ("consent_grant", &[("field_group", Word), ("purpose", Word), ("text_version", Word), ("language", Word)]),
    (
        "consultation",
        &[
            ("day", OFFICE_DAY),
            ("party", Word),
            ("topics", Word),
            ("language", Word),
            ("result", Word),
            ("remark", Told("Starbemerkung")),
        ],
    ),
    ("counter", &[("kind", Word), ("day", COMPUTED)]),
    (
        "domain_event",
        &[
            ("kind", Word),
            ("detail", Not("identifiers, codes and days; shown by its kind only")),
            ("previous_hash", Hash),
            ("hash", Hash),
        ],
    ),
    ("flash", &[("token_hash", Hash), ("form", Word), ("body", Told("Habichtwort"))]),
    (
        "import_draft",
        &[
            ("file_name", Told("Kiebitzliste")),
            ("file_kind", Word),
            ("original", Told("Rabenzeile")),
            ("sheets", Not("names of sheets: read in one go with the heads of columns, for the same page")),
            ("headers", Told("Reiherspalte")),
            ("columns", Word),
            ("fingerprint", Hash),
            ("cohort_name", Not("a line of the list: read in one go with the heads of columns, for the same page")),
            ("state", Word),
            ("tally", Word),
        ],
    ),
    ("import_mapping", &[("fingerprint", Hash), ("columns", Word)]),
    (
        "import_row",
        &[
            ("cells", Told("Rabenzeile")),
            ("edits", Told("Kranichzeile")),
            ("verdict", Word),
            ("judgement", Told("1986-06-17")),
        ],
    ),
    ("journey_template", &[("version", Word), ("body", Open)]),
    ("mail_link", &[("token_hash", Hash), ("purpose", Word), ("email", Told("amselpost@")), ("language", Word)]),
    ("membership", &[("role", Word), ("valid_from", OFFICE_DAY), ("valid_to", OFFICE_DAY)]),
    ("note", &[("text", Told("Meisennotiz"))]),
    (
        "notice",
        &[
            ("number", Not("counts announcements and says nothing of a person")),
            ("kind", Word),
            ("state", Word),
            ("language", Word),
            ("company", Told("Spatzengasthof")),
            ("sender_name", Told("Spatzenwirtin")),
            ("sender_email", Told("spatzenpost@")),
            ("facts", Told("Spatzenkoch")),
            ("token_hash", Hash),
            ("reason", Told("Falkengrund")),
        ],
    ),
    ("org_unit", &[("name", Open)]),
    (
        "organisation",
        &[
            ("kind", Word),
            ("class", Word),
            ("name", Told("Spatzengasthof")),
            ("sector", Open),
            ("phone", Open),
            ("hours", Open),
            ("contact_email", Open),
        ],
    ),
    (
        "outbox",
        &[
            ("recipient", MAIL),
            ("template", Word),
            ("language", Word),
            ("subject", MAIL),
            ("plain", MAIL),
            ("html", MAIL),
            ("last_error", Not("what a mail server said; shown to nobody")),
        ],
    ),
    (
        "person",
        &[
            ("family_name", Told("Zeisigrot")),
            ("given_names", Told("Girlitzgelb")),
            ("birth_date", Told("1987-08-19")),
            ("nationality", Told("Bhutan")),
            ("email", Told("stieglitz@")),
            ("phone", Told("5550199")),
            ("last_address", Told("Finkenweg")),
            ("language", Word),
            ("relation", Word),
        ],
    ),
    ("plan_access", &[("way", Word), ("reason", Word)]),
    (
        "question",
        &[
            ("step", Word),
            ("text", Told("Gimpelfrage")),
            ("language", Word),
            ("answer_by", OFFICE_DAY),
            ("answer", Told("Gimpelantwort")),
        ],
    ),
    (
        "referral",
        &[
            ("topic", Word),
            ("request", Told("Ammerbitte")),
            ("state", Word),
            ("acknowledge_by", OFFICE_DAY),
            ("reply", Told("Pirolgrund")),
        ],
    ),
    ("running_number", &[("name", Word)]),
    ("search_form", &[("form", Told("Zeisigrot"))]),
    ("session", &[("token_hash", Hash), ("device", Word)]),
    ("setting", &[("name", Word), ("value", Word)]),
    ("sheet", &[("code_hash", Hash), ("language", Word)]),
    (
        "step_record",
        &[
            ("step", Word),
            ("state", Word),
            ("since", OFFICE_DAY),
            ("done_on", Told("2026-10-07")),
            ("reason", Word),
            ("remark", Told("Lerchengrund")),
        ],
    ),
    ("submission", &[("form", Hash)]),
];

/// Kinds of columns in which nobody can be told of: identifiers, instants, numbers, yes or no.
const MUTE: [&str; 5] = ["Uuid", "DateTimeUtc", "i32", "i64", "bool"];

/// The columns of each table that can hold a text or a day, as the program maps them.
fn schema() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../backend/src/store/entity");
    let mut found = BTreeSet::new();
    for file in fs::read_dir(folder).unwrap() {
        let source = fs::read_to_string(file.unwrap().path()).unwrap();
        let Some((_, rest)) = source.split_once("table_name = \"") else { continue };
        let (table, rest) = rest.split_once('"').unwrap();
        let model = rest.split_once("struct Model {").unwrap().1.split_once("\n}").unwrap().0;
        let columns = model.lines().filter_map(|line| line.trim().strip_prefix("pub(crate) ")?.split_once(": "));
        let of_kind = |(_, kind): &(&str, &str)| {
            let kind = kind.trim_end_matches(',');
            let kind = kind.strip_prefix("Option<").and_then(|kind| kind.strip_suffix('>')).unwrap_or(kind);
            !MUTE.contains(&kind)
        };
        found.extend(columns.filter(of_kind).map(|(name, _)| format!("{table}.{name}")));
    }
    found
}

#[test]
fn every_column_is_looked_for_or_says_why_not() {
    let schema = schema();
    assert!(schema.len() > 100, "{} columns", schema.len());
    let held =
        || TABLES.iter().flat_map(|(table, columns)| columns.iter().map(move |(name, held)| (table, name, held)));
    let listed: BTreeSet<String> = held().map(|(table, name, _)| format!("{table}.{name}")).collect();
    let wrong: Vec<&String> = schema.symmetric_difference(&listed).collect();
    assert!(wrong.is_empty(), "not decided, or gone: {wrong:?}");
    for (table, name, held) in held() {
        match held {
            Told(word) => {
                assert!(CANARIES.iter().any(|canary| canary.word() == *word), "{table}.{name}: no canary {word}");
            }
            Not(why) => assert!(!why.is_empty(), "{table}.{name} says no reason"),
            Word | Hash | Open => {}
        }
    }
}
