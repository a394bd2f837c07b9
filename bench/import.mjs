// A list of five thousand people, from the paste to the preview of every row. Usage: node bench/import.mjs DATABASE
import { figure } from "./figure.mjs";
import { look, post, signIn } from "./load.mjs";
import { serve } from "./office.mjs";

const ROWS = 5_000;
const SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu"];
const word = (number) => {
  const name = [...String(number).padStart(4, "0")].map((digit) => SYLLABLES[+digit]).join("");
  return name[0].toUpperCase() + name.slice(1);
};
const list = ["Name\tVorname\tGeburtsdatum\tNationalität\tBeruf\tArbeitsbeginn\tE-Mail"];
for (let row = 0; row < ROWS; row += 1) {
  const day = String(1 + (row % 28)).padStart(2, "0");
  list.push(`${word(row)}\t${word(ROWS - row)}\t${day}.0${1 + (row % 9)}.19${70 + (row % 30)}\tIndien\tPflegefachfrau\t01.09.2027\tp${row}@example.org`);
}

/** What the page of columns proposes, as its form would send it. */
function proposed(page) {
  const fields = {};
  for (const [, select] of page.matchAll(/<select([\s\S]*?)<\/select>/g)) {
    const name = select.match(/name="(form\[c\d+\])"/)?.[1];
    const chosen = select.match(/<option(?=[^>]* selected)[^>]*value="([^"]*)"/)?.[1];
    if (name && chosen) fields[name] = chosen;
  }
  return fields;
}

const office = await serve(process.argv[2]);
const cookie = await signIn(office, "employer");
const idle = await office.residentMb();
const begin = performance.now();
const form = new FormData();
form.set("language", "de");
form.set("table", list.join("\n"));
const uploaded = await post(office, "/uploads/hires", cookie, form);
const path = new URL(uploaded.headers.get("location"), office.url).pathname;
const columns = proposed(await look(office, path, cookie));
await post(office, "/api/import/columns", cookie, { import: path.split("/").pop(), ...columns });
const preview = await look(office, path, cookie);
const took = (performance.now() - begin) / 1000;
if (!preview.includes(word(0)) || !/5[.\u202f\u00a0]?000/.test(preview)) throw new Error("the preview does not show 5,000 rows");
figure("import_5000_s", took, "s", 3);
figure("import_5000_rss_mb", (await office.peakMb()) - idle, "MB");
await office.stop();
