// Where everybody's work begins, on a cheap phone with a slow network: when the largest thing is painted, how long the
// page cannot answer, and when it is live. Usage: node bench/starts.mjs DATABASE
import { slowPhone } from "../end2end/support/slow_phone.mjs";
import { figure } from "./figure.mjs";
import { signIn } from "./load.mjs";
import { serve } from "./office.mjs";

const RUNS = 3;
const STARTS = [
  { name: "public", path: "/de" },
  { name: "newcomer", path: "/vi/plan", person: "newcomer" },
  { name: "employer", path: "/de/hires", person: "caretaker" },
  { name: "desk", path: "/de/desk", person: "companion" },
  { name: "advisor", path: "/de/desk", person: "recognition" },
  { name: "partner", path: "/de/desk", person: "clerk" },
  { name: "admin", path: "/de/notices", person: "admin" },
  { name: "lead", path: "/de/numbers", person: "lead" },
];

const middle = (runs, of) => runs.map((run) => run[of]).sort((one, other) => one - other)[Math.floor(runs.length / 2)];

const office = await serve(process.argv[2]);
const phone = await slowPhone();
try {
  for (const { name, path, person } of STARTS) {
    const cookie = person && (await signIn(office, person));
    const runs = [];
    for (let tries = 0; runs.length < RUNS; tries += 1) {
      try {
        runs.push(await phone.look(`http://localhost:${office.port}${path}`, cookie));
      } catch (error) {
        // Told, and tried again a few times: Lighthouse may end before a slow page does.
        console.error(error.message);
        if (tries > 2 * RUNS) throw error;
      }
    }
    figure(`start_${name}_lcp_s`, middle(runs, "largestPaint"), "s", 1.4);
    figure(`start_${name}_blocking_ms`, middle(runs, "blocking"), "ms", 150);
    figure(`start_${name}_usable_s`, middle(runs, "usable"), "s", 3.0);
  }
} finally {
  await phone.close();
  await office.stop();
}
