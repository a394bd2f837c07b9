// What a run of Playwright came to: "passed failed", then a line for each journey that failed, with its error.
// Usage: node end2end/count.mjs REPORT STATUS STATEMENT (1 where the accessibility statement is out of date)
import { readFileSync } from "node:fs";

const [report, status, statement] = process.argv.slice(2);
const { stats, suites } = JSON.parse(readFileSync(report, "utf8"));
const failed = [];

function collect({ specs = [], suites = [], file }) {
  for (const { title, tests } of specs) {
    for (const { projectName, status, results } of tests) {
      if (status === "expected" || status === "skipped") continue;
      failed.push(`${projectName}, ${file}: ${title}`);
      const told = results.flatMap(({ errors }) => errors).map(({ message }) => message).join("\n").replace(/\x1b\[[0-9;]*m/g, "");
      failed.push(...told.split("\n").filter((line) => line.trim()).slice(0, 12).map((line) => `  ${line.slice(0, 300)}`));
    }
  }
  suites.forEach(collect);
}
suites.forEach(collect);
if (statement === "1") failed.push("the accessibility statement says something else than the audits measured: make statement");
const bad = stats.unexpected + stats.flaky + Number(statement) || Number(status !== "0");
console.log([`${stats.expected} ${bad}`, ...failed].join("\n"));
