// Takes away one condition of access at a time: what a query is narrowed to, who holds a capability, who sees a case.
// All of them are built into one program, and a variable says which is in force. Usage: node build/filters.mjs FOLDER
// rewrites the sources in FOLDER and prints a line for each: number, place, what is taken away.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const files = [
  "actor", "session", "account/link", "account/own", "account/sign_in",
  "case/visibility", "case/search", "casework/scope", "casework/note", "casework/page", "casework/companion",
  "casework/lists", "casework/timeline", "consultation", "desk/turns", "hires/scope", "import/scope", "journey/scope",
  "journey/access", "question", "referral", "referral/lists",
].map((file) => `backend/src/${file}.rs`);

const found = [];
const number = (file, text) => {
  found.push(`${file.replace("backend/src/", "")}: ${text.replace(/\s+/g, " ").trim()}`);
  return found.length;
};

/** The place behind the bracket that closes the one before `from`. */
function close(source, from) {
  let depth = 1;
  for (let place = from; place < source.length; place += 1) {
    if (source[place] === '"') {
      while (source[(place += 1)] !== '"') if (source[place] === "\\") place += 1;
    } else if ("([{".includes(source[place])) depth += 1;
    else if (")]}".includes(source[place])) {
      depth -= 1;
      if (depth === 0) return place;
    }
  }
  throw new Error("a bracket stays open");
}

/** Arguments of a call, at the commas that belong to it. */
function split(text) {
  const parts = [];
  let begin = 0;
  let depth = 0;
  [...text].forEach((letter, place) => {
    if ("([{".includes(letter)) depth += 1;
    if (")]}".includes(letter)) depth -= 1;
    if (letter === "," && depth === 0) {
      parts.push(text.slice(begin, place));
      begin = place + 1;
    }
  });
  if (text.slice(begin).trim()) parts.push(text.slice(begin));
  return parts;
}

function condition(file, text) {
  const said = text.trim().replace(/,$/, "");
  return `if crate::mutant::without(${number(file, said)}) { sea_orm::Condition::all() } else { sea_orm::Condition::all().add(${said}) }`;
}

/** What pages and texts need and nobody is kept from. */
const unrelated = /is_cut|is_narrowed|AccountId\.is_in\(ids\)|(organisation|person|case_file)::Column::Id\.is_in\((rows|ids\.|cases\.|employers)|person::Column::Id\.in_subquery|HouseholdId|EndedAt\.is_not_null|FAR|CaseId\.is_in\(ids\)|row\.(gt|lt)\(|is_papers|is_empty\(\)|way\.is_ok|is_missing|asks\(/;

function narrowed(file, text) {
  if (unrelated.test(text)) return text;
  const closure = text.match(/^\s*(\|[^|]*\|)([\s\S]*)$/);
  return closure ? `${closure[1]} crate::mutant::without(${number(file, text)}) || {${closure[2]}}` : condition(file, text);
}

const each = (file, text) => split(text).map((part) => condition(file, part)).join(", ");

function rewrite(file) {
  const path = join(folder, file);
  const source = readFileSync(path, "utf8");
  let out = "";
  let place = 0;
  const calls = /(?<!fn )(?:\.filter\(|\btied(?:::<[^>]*>)?\(|\bboth\()/g;
  for (let call; (call = calls.exec(source)); ) {
    if (call.index < place) continue;
    const from = call.index + call[0].length;
    const to = close(source, from);
    const text = source.slice(from, to);
    out += source.slice(place, from);
    place = to;
    if (call[0] === "both(") out += each(file, text);
    else if (/^both\(/.test(text)) out += `both(${each(file, text.slice(5, -1))})`;
    // A condition with a name was looked at where it is made.
    else if (call[0].startsWith("tied") && /^\w+$/.test(text)) out += text;
    else out += narrowed(file, text);
  }
  writeFileSync(path, out + source.slice(place));
}

function replace(file, from, to) {
  const path = join(folder, file);
  const source = readFileSync(path, "utf8");
  if (!source.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(path, source.replace(from, () => to));
}

files.forEach(rewrite);

// Who sees a case: each reason, taken away.
const seen = "backend/src/case/visibility.rs";
for (const who of ["companions", "referred", "granted"])
  replace(seen, `.chain(${who})`, `.chain(${who}.into_iter().filter(|_| !crate::mutant::without(${number(seen, who)})))`);
replace(seen, "employers.into_iter()", `employers.into_iter().filter(|_| !crate::mutant::without(${number(seen, "employers")}))`);
replace(seen, "all.extend(office(db).await?)", `all.extend(office(db).await?.filter(|_| !crate::mutant::without(${number(seen, "office")})))`);

// Each capability of staff, given to who lacks it and taken from who has it.
const roles = ["companion", "advisor", "partner-desk", "programme-lead", "administrator"];
const actor = readFileSync(join(folder, "backend/src/actor.rs"), "utf8");
const capabilities = [...actor.matchAll(/^ {4}(\w+) => [\w |]+;$/gm)].map(([, name]) => name);
const first = found.length + 1;
for (const capability of capabilities) for (const role of roles) number("backend/src/actor.rs", `${capability} of ${role}`);
const list = (words) => `&[${words.map((word) => `"${word}"`).join(", ")}]`;
replace(
  "backend/src/actor.rs",
  "matches!(staff.role, $(MembershipRole::$role)|+)",
  `crate::mutant::turned(${first}, ${list(capabilities)}, ${list(roles)}, stringify!($name), staff.role.code())
                    != matches!(staff.role, $(MembershipRole::$role)|+)`,
);

writeFileSync(
  join(folder, "backend/src/mutant.rs"),
  `//! Which condition is taken away.

fn number() -> Option<usize> {
    static NUMBER: std::sync::LazyLock<Option<usize>> =
        std::sync::LazyLock::new(|| std::env::var("MUTANT").ok().and_then(|number| number.parse().ok()));
    *NUMBER
}

pub(crate) fn without(mutant: usize) -> bool {
    number() == Some(mutant)
}

pub(crate) fn turned(first: usize, capabilities: &[&str], roles: &[&str], capability: &str, role: &str) -> bool {
    let place = |all: &[&str], one: &str| all.iter().position(|known| *known == one);
    match (place(capabilities, capability), place(roles, role)) {
        (Some(capability), Some(role)) => without(first + capability * roles.len() + role),
        _ => false,
    }
}
`,
);
replace("backend/src/lib.rs", "\nmod ", "\nmod mutant;\nmod ");
found.forEach((name, place) => console.log(`${place + 1}\t${name}`));
