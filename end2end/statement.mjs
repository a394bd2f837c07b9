// Is the accessibility statement what the audits of the last run measured? Usage: node statement.mjs [write]
import { readFile, writeFile } from "node:fs/promises";

const STATEMENT = new URL("../app/src/api/public/accessibility.json", import.meta.url);
const REPORT = new URL("results/report.json", import.meta.url);
const TOOLS = ["axe-core", "html-validate", "pa11y", "lighthouse"];

const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
const { suites, stats } = JSON.parse(await readFile(REPORT, "utf8"));
const notes = suites.flatMap(specs).flatMap(({ tests }) => tests)
  .flatMap(({ results }) => results.at(-1).annotations ?? [])
  .filter(({ type }) => type === "measured")
  .map(({ description }) => JSON.parse(description));
const checks = TOOLS.map((tool) => {
  const own = notes.filter((note) => note.tool === tool);
  const sum = (of) => own.reduce((sum, note) => sum + note[of], 0);
  return { tool, version: own[0]?.version ?? "not run", places: sum("places"), findings: sum("findings") };
});
const lines = checks.map((check) => `    ${JSON.stringify(check).replace(/([,:{])"/g, '$1 "').replace(/":(\d)/g, '": $1').replace("}", " }")}`);
if (process.argv[2] === "write") {
  const day = stats.startTime.slice(0, 10);
  await writeFile(STATEMENT, `{\n  "day": "${day}",\n  "checks": [\n${lines.join(",\n")}\n  ]\n}\n`);
  console.log(`The accessibility statement says what was measured on ${day}.`);
} else {
  const said = JSON.parse(await readFile(STATEMENT, "utf8"));
  if (JSON.stringify(said.checks) !== JSON.stringify(checks)) {
    console.error(`The accessibility statement does not say what was measured; \`make statement\` writes it anew:\n${lines.join("\n")}`);
    process.exit(1);
  }
}
