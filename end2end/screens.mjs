// Every main screen in every state a person may see it in, side by side: node end2end/screens.mjs FOLDER [part of a name...]
// Ends badly if a page is wider than its screen, hides text beyond an edge on a narrow one, covers more than half
// of a small one with what stays in place, does not answer with 200, or has an error in its console.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { chromium } from "@playwright/test";
import { start } from "./support/office.mjs";

const PASSWORD = "welcome-to-bochum";
const LIST = resolve(import.meta.dirname, "cases/nine_hires_windows1252.csv");

/** A screen: whose, and where. What has a number in its address is looked for once, by that person. */
const SCREENS = [
  { name: "Start page", path: "" },
  { name: "The way", path: "way?who=coming&occupation=Koch&country=Vietnam&start=2027-05-03" },
  { name: "Announce a person", path: "announce" },
  { name: "Code of a sheet", path: "code" },
  { name: "Accessibility", path: "accessibility" },
  { name: "Sign-in", path: "sign-in" },
  { name: "Import, columns", person: "employer", path: uploaded },
  { name: "Import, review", person: "employer", path: reviewed },
  { name: "Employer's portfolio", person: "caretaker", path: "hires" },
  { name: "One hire", person: "caretaker", path: (page) => linked(page, "hires", 'tbody a[href*="/hires/"]') },
  { name: "One cohort", person: "caretaker", path: (page) => linked(page, "cohorts", 'tbody a[href*="/cohorts/"]') },
  { name: "Newcomer's plan", person: "newcomer", path: "plan" },
  { name: "A step", person: "newcomer", path: (page) => linked(page, "plan", ".wo-now a.wo-button") },
  { name: "Plan on paper", person: "newcomer", path: "plan/print" },
  { name: "Staff desk", person: "companion", path: "desk" },
  { name: "Cases", person: "companion", path: "cases" },
  { name: "One case", person: "companion", path: (page) => linked(page, "cases?q=nguyen", 'tbody a[href*="/cases/"]') },
  { name: "Questions", person: "companion", path: "questions" },
  { name: "Referrals", person: "recognition", path: "referrals" },
  { name: "Consultations", person: "companion", path: "consultations" },
  { name: "Announcements", person: "admin", path: "notices" },
  { name: "Reported barriers", person: "companion", path: "barriers" },
  { name: "Programme lead", person: "lead", path: "numbers" },
];

const DESKTOP = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 640 };

/** A state: the browser's window, what the person has set there, and the language if it is not the longest one. */
const STATES = [
  { name: "Desktop, light", viewport: DESKTOP },
  { name: "Desktop, dark", viewport: DESKTOP, colorScheme: "dark" },
  { name: "320 px", viewport: NARROW },
  // 1280 × 1024 pixels, each four times as large: one sees little at a time, so the second picture is scrolled.
  { name: "400 % zoom", viewport: { width: 320, height: 256 }, deviceScaleFactor: 4, firstScreens: true },
  { name: "Forced colours", viewport: DESKTOP, forcedColors: "active" },
  { name: "Reduced motion", viewport: DESKTOP, reducedMotion: "reduce" },
  { name: "Right to left", viewport: DESKTOP, language: "ar" },
  { name: "Right to left, 320 px", viewport: NARROW, language: "ar" },
  { name: "Right to left, dark", viewport: DESKTOP, language: "ar", colorScheme: "dark" },
  { name: "No JavaScript", viewport: DESKTOP, javaScriptEnabled: false },
  // A4; the margins are those of the style sheet, where the picture has none.
  { name: "Print", viewport: { width: 794, height: 1123 }, media: "print", margin: 76 },
];

/** Beyond this many pixels a list only repeats itself. */
const LONGEST = 6_000;

async function linked(page, from, selector) {
  await page.goto(`/de/${from}`);
  return plain(await page.locator(selector).first().getAttribute("href"));
}

async function uploaded(page) {
  await page.goto("/de/hires/import");
  await page.locator('input[type="file"]').setInputFiles(LIST);
  await page.locator('form:has(input[type="file"]) button').click();
  await page.waitForURL(/hires\/import\/[0-9a-f-]{36}/);
  return plain(page.url());
}

async function reviewed(page) {
  const path = await uploaded(page);
  await page.locator('form[action="/api/import/columns"] button').first().click();
  await page.locator("tr.wo-import-row").first().waitFor();
  return path;
}

/** The part of an address that is the same in every language. */
const plain = (address) => new URL(address, "http://localhost").pathname.split("/").slice(2).join("/");
const fileName = (...names) => names.join(" ").toLowerCase().replace(/[^a-z0-9]+/g, "-");

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) throw new Error("into which folder?");
const screens = SCREENS.filter(({ name }) => !wanted.length || wanted.some((part) => name.toLowerCase().includes(part.toLowerCase())));
if (!screens.length) throw new Error(`no screen is called like that; there are: ${SCREENS.map(({ name }) => name).join(", ")}`);

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const begin = Date.now();
const findings = [], shots = new Map();
const office = await start();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
try {
  const people = await signIn();
  for (const state of STATES) await takeAll(state, people);
  await writeFile(resolve(folder, "index.html"), contactSheet());
} finally {
  await browser.close();
  await office.stop();
}
for (const { screen, state, what } of findings) console.log(`  FINDING  ${screen}, ${state}: ${what}`);
const failed = new Set(findings.map(({ screen, state }) => `${screen}, ${state}`)).size;
console.log(`Screens: ${screens.length * STATES.length - failed} in order, ${failed} with findings (${Math.round((Date.now() - begin) / 1000)} s)`);
if (process.env.COUNT) await writeFile(process.env.COUNT, `${screens.length * STATES.length - failed} ${failed}\n`);
process.exitCode = failed ? 1 : 0;

async function opened(options) {
  const context = await browser.newContext({ baseURL: office.url, timezoneId: "Europe/Berlin", ...options });
  context.setDefaultTimeout(90_000);
  return context;
}

/** Signs everybody in once, finds the screens whose address has a number, and says who has which cookies. */
async function signIn() {
  const people = new Map([[undefined, undefined]]);
  for (const person of new Set(screens.map(({ person }) => person).filter(Boolean))) {
    const context = await opened({});
    const page = await context.newPage();
    await page.goto("/de/sign-in");
    await page.locator('input[name="form[email]"]').fill(`${person}@demo.example`);
    await page.locator('input[name="form[password]"]').fill(PASSWORD);
    await page.locator('main form[action="/api/account/sign-in"] button').click();
    await page.waitForURL((url) => !url.pathname.endsWith("/sign-in"));
    people.set(person, await context.storageState());
    for (const screen of screens.filter((screen) => screen.person === person)) {
      if (typeof screen.path === "function") screen.path = await screen.path(page);
    }
    await context.close();
  }
  return people;
}

async function takeAll({ name, language = "de", media, margin = 0, firstScreens, ...options }, people) {
  const narrow = options.viewport.width <= 320;
  const since = Date.now();
  for (const [person, storageState] of people) {
    const context = await opened({ ...options, storageState, locale: language });
    for (const screen of screens.filter((screen) => screen.person === person)) {
      const page = await context.newPage();
      if (media) await page.emulateMedia({ media });
      const finding = (what) => findings.push({ screen: screen.name, state: name, what });
      page.on("console", (message) => { if (message.type() === "error") finding(`console: ${message.text()}`); });
      page.on("pageerror", (error) => finding(`page: ${error.message}`));
      try {
        await take({ page, screen, state: name, language, media, margin, narrow, firstScreens, finding, scripted: options.javaScriptEnabled !== false });
      } catch (error) {
        finding(`no picture: ${error.message.split("\n")[0]}`);
      }
      await page.close();
    }
    await context.close();
  }
  console.log(`  ${name} (${Math.round((Date.now() - since) / 1000)} s)`);
}

async function take({ page, screen, state, language, media, margin, narrow, firstScreens, finding, scripted }) {
  const answer = await page.goto(`/${language}/${screen.path}`.replace(/\/$/, ""));
  if (answer?.status() !== 200) finding(`the answer is ${answer?.status()}`);
  // What scripts change has changed: signed in, a page says so itself.
  if (scripted && screen.person) await page.waitForFunction(() => !document.querySelector(".wo-live a"));
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  const { over, wide } = await page.evaluate(overflow, margin);
  if (over > 0) finding(`${over} px wider than the ${media === "print" ? "paper" : "screen"}${wide.length ? `: ${wide.join(", ")}` : ""}`);
  if (narrow) for (const { text, by } of await page.evaluate(hidden)) finding(`"${text}" reaches ${by} px beyond what can be seen`);

  const file = fileName(screen.name, state);
  const files = [`${file}.png`];
  if (firstScreens) {
    await page.screenshot({ path: resolve(folder, files[0]) });
    files.push(`${file}-scrolled.png`);
    await page.evaluate(() => scrollTo(0, 600));
    await page.screenshot({ path: resolve(folder, files[1]) });
    const covered = await page.evaluate(staying);
    if (covered > 0.5) finding(`what stays in place covers ${Math.round(100 * covered)} % of the screen`);
  } else {
    const size = await page.evaluate(() => ({ width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight }));
    await page.screenshot({ path: resolve(folder, files[0]), fullPage: true, clip: { x: 0, y: 0, width: size.width, height: Math.min(size.height, LONGEST) } });
  }
  if (media === "print") {
    files.push(`${file}.pdf`);
    await page.pdf({ path: resolve(folder, files[1]), format: "A4", preferCSSPageSize: true });
  }
  shots.set(`${screen.name}\n${state}`, files);
}

/** How far the page reaches beyond its screen or paper, and what in it does; what scrolls by itself may. */
function overflow(margin) {
  const page = document.documentElement;
  if (margin) page.style.marginInline = `${margin}px`;
  const room = page.clientWidth - margin;
  const scrolls = (element) => element && element !== document.body && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
  const beyond = ({ left, right, width }) => (width > 1 ? Math.max(right - room, margin - left) : 0);
  // On paper nobody sees how far an empty box reaches into the margin.
  const shows = (element) => !margin || /^(img|svg|input)$/i.test(element.tagName) || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const wide = [...document.body.querySelectorAll("*")].filter((element) => beyond(element.getBoundingClientRect()) > 1 && shows(element) && !scrolls(element.parentElement));
  const named = (element) => element.tagName.toLowerCase() + [...element.classList].map((name) => `.${name}`).join("");
  // The innermost ones say what it is.
  const innermost = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
  const furthest = margin ? Math.max(0, ...wide.map((element) => Math.ceil(beyond(element.getBoundingClientRect())))) : 0;
  return { over: Math.max(page.scrollWidth - page.clientWidth, furthest), wide: [...new Set(innermost.map(named))].slice(0, 4) };
}

/** Text beyond the edge of a box that scrolls or cuts off: on a narrow screen nobody scrolls to both sides. */
function hidden() {
  const found = new Map();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    let box = text.parentElement;
    while (box && getComputedStyle(box).overflowX === "visible") box = box.parentElement;
    // What only screen readers get is in a box of one pixel; a control scrolls its own text, and so may a table of numbers.
    if (box?.matches(".wo-count-region")) continue;
    if (!text.data.trim() || !box || box === document.documentElement || box.clientWidth <= 1 || /^(select|option|textarea)$/i.test(box.tagName)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const edges = box.getBoundingClientRect();
    const by = Math.max(...[...range.getClientRects()].map(({ left, right }) => Math.ceil(Math.max(right - edges.right, edges.left - left))));
    if (by > 1 && by > (found.get(box)?.by ?? 0)) found.set(box, { by, text: text.data.trim().slice(0, 40) });
  }
  return [...found.values()];
}

/** The part of the screen that what stays in place takes away, after scrolling. */
function staying() {
  const stuck = [...document.body.querySelectorAll("*")].filter((element) => {
    const { position, top } = getComputedStyle(element);
    return /sticky|fixed/.test(position) && Math.abs(element.getBoundingClientRect().top - parseFloat(top)) < 1;
  });
  return Math.max(0, ...stuck.map((element) => element.getBoundingClientRect().bottom)) / innerHeight;
}

function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}

function contactSheet() {
  const cell = (screen, state) => {
    const [picture, ...more] = shots.get(`${screen}\n${state}`) ?? [];
    const what = findings.filter((finding) => finding.screen === screen && finding.state === state);
    const links = more.map((file) => `<a href="${file}">${file.endsWith(".pdf") ? "PDF" : "scrolled"}</a>`).join(" ");
    const image = picture ? `<a href="${picture}"><img src="${picture}" alt="${escaped(`${screen}, ${state}`)}" loading="lazy"></a>` : "no picture";
    return `<td${what.length ? ' class="bad"' : ""}>${image}<br>${links}${what.map((finding) => `<p>${escaped(finding.what)}</p>`).join("")}</td>`;
  };
  const rows = screens.map(({ name, path }) => `<tr><th scope="row">${escaped(name)}<br><small>/${escaped(path)}</small></th>${STATES.map((state) => cell(name, state.name)).join("")}</tr>`);
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Screens of the Welcome Office</title><style>
  body { font: 14px sans-serif; margin: 1em } table { border-collapse: collapse } th, td { border: 1px solid #bbb; padding: 6px; vertical-align: top; text-align: start; min-width: 200px }
  thead th { position: sticky; top: 0; background: #fff } tbody th { position: sticky; left: 0; background: #fff; min-width: 120px; overflow-wrap: anywhere; max-width: 140px }
  img { width: 200px; max-height: 320px; object-fit: cover; object-position: top; border: 1px solid #ddd } .bad { background: #fdd } .bad p { max-width: 200px }
  </style></head><body><h1>Screens of the Welcome Office</h1><p>${screens.length} screens in ${STATES.length} states, ${findings.length} findings.</p>
  <table><thead><tr><th>Screen</th>${STATES.map(({ name }) => `<th scope="col">${escaped(name)}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></body></html>\n`;
}
