// What changed from one measurement to the next. Usage: node bench/compare.mjs [EARLIER LATER]; without them the last two.
import { existsSync, readdirSync, readFileSync } from "node:fs";

const folder = new URL("results/", import.meta.url);
const kept = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith(".jsonl")).sort().map((name) => new URL(name, folder));
const [earlier, later] = process.argv.length > 3 ? process.argv.slice(2) : kept.slice(-2);
if (!later) throw new Error("two measurements are needed: make bench");

function read(file) {
  const [head, ...figures] = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  return { head, figures: new Map(figures.map((figure) => [figure.name, figure])) };
}
const [before, after] = [earlier, later].map(read);
for (const { head } of [before, after]) console.log(`${head.commit}  ${head.at}  ${head.cores} cores, load ${head.load}`);
for (const [name, { value, unit, target, holds }] of after.figures) {
  const old = before.figures.get(name)?.value;
  const change = old === undefined ? "new" : old === 0 ? "" : `${value >= old ? "+" : ""}${(((value - old) / old) * 100).toFixed(1)} %`;
  const told = target === undefined ? "" : `${holds ? "holds" : "MISSES"} ${target}`;
  console.log(`  ${name.padEnd(28)} ${String(old ?? "").padStart(10)} ${String(value).padStart(10)} ${unit.padEnd(9)} ${change.padStart(9)}  ${told}`);
}
for (const name of before.figures.keys()) if (!after.figures.has(name)) console.log(`  ${name.padEnd(28)} is measured no more`);
