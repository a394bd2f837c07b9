// What a page costs with a thousand and with a hundred thousand cases. One JSON object a line.
// Usage: node bench/pages.mjs SMALL.db LARGE.db
import { serve } from "./office.mjs";
import { figure } from "./figure.mjs";
import { load, look, signIn } from "./load.mjs";

const [small, large] = process.argv.slice(2);
const FACTOR = 100;

const rows = (html) => html.match(/<tr\b/g)?.length ?? 0;

/** The pages that count, and what has to be on them before their cost does. */
const PAGES = [
  { name: "case_list", target: 1.7, path: async () => "/de/cases", shows: (html) => rows(html) === 51 || `${rows(html)} rows instead of 50 and their head` },
  {
    name: "case_page", target: 2.0,
    path: async (office, cookie) => (await look(office, "/de/cases?q=nguyen", cookie)).match(/\/de\/cases\/[0-9a-f-]{36}/)[0],
    shows: (html) => (html.includes("Nguyễn") && html.includes("wo-identity")) || "no person",
  },
  { name: "desk", target: 1.5, path: async () => "/de/desk", shows: (html) => (html.includes("wo-bar__row") && html.includes('id="turns"')) || "no holders or turns" },
];

async function measured(database) {
  const office = await serve(database);
  const idle = await office.idleMb();
  const cookie = await signIn(office, "companion");
  const costs = {};
  for (const { name, path, shows } of PAGES) {
    const address = await path(office, cookie);
    const seen = shows(await look(office, address, cookie));
    if (seen !== true) throw new Error(`${name}: ${seen}`);
    await load(office, address, cookie, { seconds: 2 });
    const runs = [];
    for (let run = 0; run < 3; run += 1) runs.push(await load(office, address, cookie, { seconds: 5 }));
    runs.sort((one, other) => one.cpuMs - other.cpuMs);
    costs[name] = { ...runs[1], packedMs: (await load(office, address, cookie, { encoding: "br" })).cpuMs };
  }
  const loaded = await office.peakMb();
  const { startMs } = office;
  await office.stop();
  return { costs, idle, loaded, startMs };
}

const few = await measured(small);
const many = await measured(large);
for (const { name, target } of PAGES) {
  const cost = many.costs[name];
  figure(`${name}_cpu_ms`, cost.cpuMs, "ms", target);
  figure(`${name}_cpu_small_ms`, few.costs[name].cpuMs, "ms");
  figure(`${name}_brotli_cpu_ms`, cost.packedMs, "ms");
  figure(`${name}_p50_ms`, cost.p50, "ms");
  figure(`${name}_p99_ms`, cost.p99, "ms");
  figure(`${name}_per_s`, cost.perSecond, "1/s");
}
const growth = Math.max(...PAGES.map(({ name }) => Math.log(many.costs[name].cpuMs / few.costs[name].cpuMs) / Math.log(FACTOR)));
figure("case_list_growth", growth, "exponent", 0.05);
figure("rss_idle_mb", many.idle, "MB", 60);
figure("rss_loaded_mb", many.loaded, "MB", 250);
figure("cold_start_ms", many.startMs, "ms", 500);
