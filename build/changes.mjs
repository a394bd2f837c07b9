// Everything cargo-mutants would change, in one program: a function becomes a choice between its body and each changed
// body, and a variable says which is in force. Usage: node build/changes.mjs FOLDER LIST CHECK...
// LIST is what `cargo mutants --list --json` said; CHECK is the command that compiles FOLDER and prints Cargo's messages.
// Rewrites the sources in FOLDER, leaves out what does not compile (told on the other output), and prints a line for
// each change: number, place, what is changed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, list, ...check] = process.argv.slice(2);
const changes = JSON.parse(readFileSync(list, "utf8")).map((change, place) => ({ ...change, number: place + 1 }));

const sources = new Map();
for (const { file } of changes) if (!sources.has(file)) sources.set(file, readFileSync(join(folder, file), "utf8"));

/** The place in a text of a line and column, both counted from one. */
function place(text, { line, column }) {
  let begin = 0;
  for (let passed = 1; passed < line; passed += 1) begin = text.indexOf("\n", begin) + 1;
  return begin + column - 1;
}

/** From the bracket that opens the body of a function to behind the one that closes it. */
function body(text, { span }) {
  const begin = place(text, span.start);
  const end = place(text, span.end);
  // Before a body there is no such bracket, in attributes neither.
  const signature = text.slice(begin, end).search(/\bfn\b/) + begin;
  return [text.indexOf("{", signature), end];
}

/** Writes the sources with these changes and returns which lines belong to which. */
function write(kept) {
  const owners = new Map();
  for (const [file, text] of sources) {
    const functions = new Map();
    for (const change of kept.filter((change) => change.file === file)) {
      const [begin, end] = body(text, change.function);
      const found = functions.get(begin) ?? { begin, end, bodies: [] };
      const [from, to] = [place(text, change.span.start), place(text, change.span.end)];
      found.bodies.push([change, `${text.slice(begin, from)}${change.replacement || " "}${text.slice(to, end)}`]);
      functions.set(begin, found);
    }
    let out = "";
    let done = 0;
    const lines = [];
    for (const { begin, end, bodies } of [...functions.values()].sort((one, other) => one.begin - other.begin)) {
      if (begin < done) throw new Error(`${file}: a changed function stands in another`);
      // What is chosen when the program runs cannot be chosen when it is built.
      out += text.slice(done, begin).replace(/\bconst (?=(?:async )?fn [^{}]*$)/, "");
      // Each body of a type without a name has another one.
      const unnamed = bodies[0][0].function.return_type.match(/^-> impl (.*)$/)?.[1];
      const arm = (body) => (unnamed ? `Box::new(${body}),` : body);
      out += `{ ${unnamed ? `let chosen: Box<dyn ${unnamed} + '_> = ` : ""}match crate::mutant::number() {\n`;
      for (const [change, changed] of bodies) {
        const first = out.split("\n").length;
        out += `Some(${change.number}) => ${arm(changed)}\n`;
        lines.push([first, out.split("\n").length - 1, change.number]);
      }
      out += `_ => ${arm(text.slice(begin, end))} }${unnamed ? "; chosen" : ""} }`;
      done = end;
    }
    writeFileSync(join(folder, file), out + text.slice(done));
    owners.set(file, lines);
  }
  return owners;
}

for (const crate of new Set([...sources.keys()].map((file) => file.split("/")[0]))) {
  writeFileSync(
    join(folder, crate, "src/mutant.rs"),
    `//! Which change is in force.

pub(crate) fn number() -> Option<u32> {
    static NUMBER: std::sync::LazyLock<Option<u32>> =
        std::sync::LazyLock::new(|| std::env::var("MUTANT").ok().and_then(|number| number.parse().ok()));
    *NUMBER
}
`,
  );
  const root = ["src/lib.rs", "src/main.rs"].map((file) => join(folder, crate, file)).find((file) => existsSync(file));
  const text = readFileSync(root, "utf8");
  const head = text.match(/^(\/\/!.*\n)*/)[0];
  writeFileSync(root, `${head}\n#![allow(warnings, clippy::all)]\n${text.slice(head.length)}\nmod mutant;\n`);
}

let kept = changes;
for (;;) {
  const owners = write(kept);
  const run = spawnSync(check[0], check.slice(1), { cwd: folder, encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.error) throw run.error;
  if (run.status === 0) break;
  const wrong = new Map();
  for (const line of run.stdout.split("\n").filter((line) => line.startsWith("{"))) {
    const { message } = JSON.parse(line);
    if (message?.level !== "error") continue;
    for (const told of message.spans.filter(({ is_primary }) => is_primary)) {
      let span = told;
      // What stands in a macro of others is the fault of who called it.
      while (span.expansion && !sources.has(span.file_name)) span = span.expansion.span;
      const lines = owners.get([...owners.keys()].find((file) => span.file_name.endsWith(file)));
      const owner = lines?.find(([first, last]) => first <= span.line_start && span.line_start <= last);
      if (owner && !wrong.has(owner[2])) wrong.set(owner[2], message.message);
    }
  }
  if (!wrong.size) throw new Error(`does not compile, and no change is the cause:\n${run.stderr}\n${run.stdout.slice(-4000)}`);
  for (const { number, name } of kept) if (wrong.has(number)) console.error(`not possible: ${name}: ${wrong.get(number)}`);
  kept = kept.filter(({ number }) => !wrong.has(number));
}
for (const { number, name } of kept) console.log(`${number}\t${name.replace(/^[^:]*src\//, "")}`);
