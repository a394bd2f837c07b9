// The story the product stands on, told without the words of any driver: an employer drops a list of
// forty, invites them by mail, one of them opens it on a phone in her language, and somebody at the
// desk watches it happen. What it asks of a window: visit, evaluate, click, type, upload.
import { resolve } from "node:path";
import { setTimeout as later } from "node:timers/promises";

const COURSE = resolve(import.meta.dirname, "../cases/nursing_course_april_2027.xlsx");
const TRAINEES = 40;
const NEWCOMER = { email: "hire4000@example.org", given: "Rim", family: "Mzoughi" };
const PASSWORD = "welcome-to-bochum";
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };
/** How long to wait for what somebody else did to appear on an open page; how long it takes, benches measure. */
const SOON = 15_000;

/** Asks until the answer is yes. What a page cannot answer while it changes, it is asked again. */
async function until(what, asked, within = 30_000) {
  const patience = Date.now() + within;
  for (;;) {
    let answer, obstacle;
    try {
      answer = await asked();
    } catch (error) {
      obstacle = error;
    }
    if (answer) return answer;
    if (Date.now() > patience) throw new Error(`not within ${within / 1000} s: ${what}${obstacle ? ` (${obstacle.message})` : ""}`);
    await later(100);
  }
}

function expect(holds, what) {
  if (!holds) throw new Error(what);
}

const quoted = JSON.stringify;
const count = (window, selector) => window.evaluate(`document.querySelectorAll(${quoted(selector)}).length`);
const path = (window) => window.evaluate("location.pathname");
const text = (window, selector) => window.evaluate(`document.querySelector(${quoted(selector)})?.innerText.trim() ?? ""`);
const there = (window, selector, within) => until(`${selector} is there`, () => count(window, selector), within);
const at = (window, pattern) => until(`the address is like ${pattern}`, async () => pattern.test(await path(window)));

/**
 * A page that runs: it says since when it hears of changes, and offers no link to make it anew. Everything it
 * needs has come: what is still on its way when a page is left, some browsers tell as an error.
 */
const live = (window) =>
  until("the page hears of changes", () =>
    window.evaluate(`!!document.querySelector(".wo-live") && !document.querySelector(".wo-live a, .wo-live--stale")
      && document.readyState === "complete" && document.fonts.status === "loaded"`));

/** Says whether this is still the very page that was marked. */
const mark = (window) => window.evaluate("void (window.neverLeft = true)");
const isSame = (window) => window.evaluate("window.neverLeft === true");

async function fits(window) {
  const over = await window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  expect(over <= 0, `${await path(window)} is ${over} px wider than the screen`);
}

async function signIn(window, office, person) {
  await window.visit(`${office.url}/en/sign-in`);
  await window.type('input[name="form[email]"]', `${person}@demo.example`);
  await window.type('input[name="form[password]"]', PASSWORD);
  await window.click('main form[action="/api/account/sign-in"] button');
  await until("the sign-in page is left", async () => !(await path(window)).endsWith("/sign-in"));
  await live(window);
}

async function mailsTo(office, address) {
  return (await fetch(`${office.url}/dev/mail.json?to=${address}`)).json();
}

/** "Open cases: 98" of the desk. */
const casesOnDesk = async (desk) => Number((await text(desk, 'section[aria-labelledby="holders"] > .wo-muted')).match(/\d+/)?.[0]);
const confirming = (step) => `form[action="/api/cases/confirm-step"]:has(input[value="${step}"])`;

export async function story({ open, office, step }) {
  let employer, desk, hers, openCases, invitation, address, stepAddress;

  await step("an employer signs in", async () => {
    employer = await open("employer", DESKTOP);
    await signIn(employer, office, "employer");
    await employer.visit(`${office.url}/en/hires`);
    await live(employer);
  });

  await step("somebody at the Welcome Office has the desk open in another window", async () => {
    desk = await open("desk", DESKTOP);
    await signIn(desk, office, "companion");
    await desk.visit(`${office.url}/en/desk`);
    await live(desk);
    openCases = await casesOnDesk(desk);
    expect(openCases > 0, "the desk does not say how many cases are open");
    await mark(desk);
  });

  await step("the employer uploads a list of forty trainees and sees what its columns mean", async () => {
    await employer.visit(`${office.url}/en/hires/import`);
    await employer.upload('input[type="file"]', COURSE);
    await employer.click('form:has(input[type="file"]) button');
    await at(employer, /\/hires\/import\/[0-9a-f-]{36}$/);
    await there(employer, 'form[action="/api/import/columns"] select');
    await fits(employer);
  });

  await step("forty people are checked, and nobody is a case yet", async () => {
    await employer.click('form[action="/api/import/columns"] button');
    await there(employer, 'form[action="/api/import/confirm"] button');
    const rows = await count(employer, "tbody tr");
    expect(rows === TRAINEES, `${rows} rows instead of ${TRAINEES}`);
    expect((await casesOnDesk(desk)) === openCases, "the desk counts cases before the list is confirmed");
  });

  await step("confirming makes them cases; the desk counts forty more without a reload", async () => {
    await employer.click('form[action="/api/import/confirm"] button');
    await there(employer, 'main a[href*="/cohorts/"]');
    await until(`the desk counts ${openCases + TRAINEES} open cases`, async () => (await casesOnDesk(desk)) === openCases + TRAINEES, SOON);
    expect(await isSame(desk), "the desk was loaded again");
    expect((await mailsTo(office, "hire40")).length === 0, "somebody got a mail before being invited");
  });

  await step("inviting writes forty mails, without a name in them", async () => {
    await employer.click('main a[href*="/cohorts/"]');
    await employer.click('form[action="/api/cohorts/invite"] button');
    await there(employer, ".wo-notice--success");
    const mails = await until(`${TRAINEES} mails`, async () => {
      const mails = await mailsTo(office, "hire40");
      return mails.length === TRAINEES && mails;
    }, 60_000);
    const hers = mails.find((mail) => mail.to === NEWCOMER.email);
    expect(!hers.text.includes(NEWCOMER.family), "the mail names her");
    invitation = hers.text.match(/https?:\/\/[^\s<>"]+/)[0];
  });

  await step("one of the forty opens her invitation on a phone; opening alone changes nothing", async () => {
    hers = await open("newcomer", PHONE);
    await hers.visit(invitation);
    await there(hers, 'form[action="/api/account/use-link"] button');
    await fits(hers);
    await hers.visit(invitation);
    await hers.click('form[action="/api/account/use-link"] button');
    await at(hers, /\/plan$/);
    await live(hers);
    expect((await text(hers, "h1")).includes(NEWCOMER.given), "the plan does not greet her by her name");
    await fits(hers);
  });

  await step("she chooses Arabic and reads from right to left what to do now", async () => {
    await hers.click('.wo-languages a[hreflang="ar"]');
    await at(hers, /^\/ar\/plan$/);
    await live(hers);
    expect((await hers.evaluate("document.documentElement.lang + getComputedStyle(document.body).direction")) === "arrtl", "the page is not Arabic from right to left");
    expect(/\p{Script=Arabic}/u.test(await text(hers, ".wo-now__title")), "what to do now is not in Arabic");
    await fits(hers);
  });

  await step("the desk finds her case and sees nothing to confirm yet", async () => {
    stepAddress = (await hers.evaluate('document.querySelector(".wo-now a.wo-button").getAttribute("href")')).split("/").pop();
    await desk.visit(`${office.url}/en/cases?q=${encodeURIComponent(`${NEWCOMER.given} ${NEWCOMER.family}`)}`);
    await there(desk, "tbody tr");
    expect((await count(desk, "tbody tr")) === 1, "there is more than one case of her name");
    await desk.click('tbody a[href*="/cases/"]');
    await at(desk, /\/cases\/[0-9a-f-]{36}$/);
    await live(desk);
    expect((await count(desk, confirming(stepAddress))) === 0, "the step waits for confirmation before she did it");
    await mark(desk);
  });

  await step("she marks the step as done", async () => {
    await hers.click(".wo-now a.wo-button");
    await at(hers, new RegExp(`^/ar/plan/${stepAddress}$`));
    await fits(hers);
    await hers.click('form[action="/api/plan/claim"] button');
    await there(hers, 'form[action="/api/plan/take-back"] button');
  });

  await step("the desk can confirm it without a reload", async () => {
    await there(desk, confirming(stepAddress), SOON);
    expect(await isSame(desk), "the case was loaded again");
  });

  await step("the desk confirms; her phone knows without a reload", async () => {
    await mark(hers);
    await desk.click(`${confirming(stepAddress)} button`);
    await there(desk, ".wo-notice--success");
    await until("she cannot take it back any more", async () => (await count(hers, 'form[action="/api/plan/take-back"]')) === 0, SOON);
    expect(await isSame(hers), "her page was loaded again");
  });

  await step("she opens her plan again; it has something new to do now", async () => {
    await hers.click("a.wo-back");
    await at(hers, /^\/ar\/plan$/);
    await until("another step is to be done now", async () => {
      const href = await hers.evaluate('document.querySelector(".wo-now a.wo-button")?.getAttribute("href") ?? ""');
      return href && !href.endsWith(`/${stepAddress}`);
    });
  });
}
