// Every page of the product, by who sees it. Journeys and audits share the list; an audit fails when a
// route of the program is not on it.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { PostOffice } from "./mail.ts";
import { signInByPost, type Person } from "./people.ts";

export type Role = Person | "nobody";

/** A page: its path behind the language, or how to find the addresses that nobody knows beforehand. */
type Place = string | ((page: Page, language: string, mail: PostOffice) => Promise<string[]>);

const ID = "[0-9a-f]{8}-[0-9a-f-]{27}";

/** What the first link on another page leads to. */
const linked = (on: Place, to: string): Place => async (page, language, mail) => {
  const [address] = await addressesOf(on, page, language, mail);
  const html = await (await page.request.get(address)).text();
  const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, link]) => link.replaceAll("&amp;", "&"));
  const found = links.find((link) => new RegExp(`${to}$`).test(link));
  if (!found) throw new Error(`${address} has no link to ${to}`);
  return [found];
};

const A_CASE = linked("cases", `/cases/${ID}`);

/** Pages that no other journey comes by, or in another state. */
export const PAGES: Record<Role, Place[]> = {
  nobody: ["", "announce", "start", "sign-in", "reset", "imprint", "privacy", "accessibility", "code"],
  newcomer: ["plan", "plan/residence_registration", "plan/print", "account"],
  graduate: ["plan"],
  caretaker: ["hires", "cohorts", "hires/import"],
  employer: ["hires?sort=name", "hires?holder=newcomer", "hires?q=nguyen", "hires?q=nobody-has-this-name"],
  owner: ["hires", "cohorts"],
  companion: ["desk", "cases", "cases?q=nguyen", linked(A_CASE, "\\?step=[a-z_]+"), "questions", "referrals", "consultations", "notices"],
  recognition: ["desk", "cases", "questions", "referrals", linked("referrals", "\\?referral=.+"), "consultations"],
  lead: ["numbers", "numbers?from=2025-03&to=2025-08", "desk"],
  admin: ["notices"],
};

/** Addresses that lead nowhere have a page, too. */
export const NOT_FOUND = ["no-such-page", "link/no-such-link"];

/** Pages of the demonstration, in English only. */
const DEMO: Place = async () => ["/dev/components", "/dev/mail", "/dev/clock"];

/** All others: what links lead to, and what comes into being while somebody works. Journeys look at them on their way. */
const FURTHER: Partial<Record<Role, Place[]>> = {
  nobody: ["way", "way?who=coming&occupation=Koch&country=Vietnam&start=2027-05-03", "way?who=hiring&occupation=Zauberer&country=Atlantis", "start?step=sent", "code/0123456789ABCDEFGHJKMNPQRST4", ...NOT_FOUND, announcements, usableLink, DEMO],
  newcomer: [linked("plan", "/plan/[a-z_]+")],
  graduate: [linked("plan", "/plan/[a-z_]+")],
  caretaker: [linked("hires", `/hires/${ID}`), linked("cohorts", `/cohorts/${ID}`), "account"],
  employer: ["hires?station=announced", importedLists, linked("cohorts", `/cohorts/${ID}`)],
  owner: ["hires?sort=due", "sheets"],
  companion: ["barriers", "cases?q=nobody-has-this-name", A_CASE, linked("questions", "\\?question=.+"), linked("notices", "\\?decline=.+")],
  recognition: [A_CASE],
};

export const ROLES = Object.keys(PAGES) as Role[];

export async function addressesOf(place: Place, page: Page, language: string, mail: PostOffice): Promise<string[]> {
  return typeof place === "string" ? [`/${language}/${place}`.replace(/\/$/, "")] : place(page, language, mail);
}

/** The addresses of all pages, one role after the other; meanwhile `page` is signed in as that role. */
export async function* everyPage(page: Page, language: string, mail: PostOffice): AsyncGenerator<{ role: Role; addresses: string[] }> {
  for (const role of ROLES) {
    await page.context().clearCookies();
    if (role !== "nobody") await signInByPost(page, role);
    const addresses: string[] = [];
    for (const place of [...PAGES[role], ...(FURTHER[role] ?? [])]) addresses.push(...(await addressesOf(place, page, language, mail)));
    yield { role, addresses: [...new Set(addresses)] };
  }
}

/** The routes of the program that none of these addresses leads to. */
export async function routesWithout(addresses: string[]): Promise<string[]> {
  const source = await readFile(resolve(import.meta.dirname, "../../app/src/routes.rs"), "utf8");
  const routes = [...source.matchAll(/<Route path=path!\("([^"*]*)"\)/g)].map(([, route]) => route);
  expect(routes.length, "routes in app/src/routes.rs").toBeGreaterThan(20);
  const paths = addresses.map((address) => address.split("?")[0].split("/").slice(2).join("/"));
  return routes.filter((route) => {
    const shape = new RegExp(`^${route.replace(":id", ID).replace(/:\w+/, "[^/]+")}$`);
    return !paths.some((path) => shape.test(path));
  });
}

/** One announcement that waits to be sent, and one whose sender has confirmed it. */
async function announcements(page: Page, language: string, mail: PostOffice): Promise<string[]> {
  const announce = async (sender: string) => {
    await page.goto(`/${language}/announce`);
    const field = (name: string) => page.locator(`[name="form[${name}]"]`);
    const texts = { company: "Backhaus Birkenau", sender_name: "Bärbel Birk", sender_email: sender, given_names: "Yasmine", family_name: "Trabelsi", occupation: "Bäcker", work_start: "2027-05-03" };
    for (const [name, text] of Object.entries(texts)) await field(name).fill(text);
    await field("nationality").selectOption("TN");
    await page.locator('input[name="form[partner]"][value="no"]').check();
    await page.locator('form[action="/api/public/draft-notice"] button').click();
    await page.waitForURL(/step=check/);
    return pathOf(page);
  };
  const checked = await announce("waiting@bakery.example.org");
  await announce(`${language}@bakery.example.org`);
  const before = Date.now();
  await page.locator('form[action="/api/public/send-notice"] button').click();
  await page.waitForURL(/step=sent/);
  const sent = pathOf(page);
  await page.goto((await mail.lastTo(`${language}@bakery.example.org`, { after: before })).links[0]);
  await page.locator('form[action="/api/account/use-link"] button').click();
  await expect(page.locator("main .wo-lede strong")).toBeVisible();
  return [checked, sent, pathOf(page)];
}

/** A mailed link that was not used yet. */
async function usableLink(page: Page, language: string, mail: PostOffice): Promise<string[]> {
  const before = Date.now();
  await page.goto(`/${language}/sign-in`);
  await page.locator('input[name="form[email]"]').fill("owner@demo.example");
  await page.locator("main form button").first().click();
  return [new URL((await mail.lastTo("owner@demo.example", { after: before })).links[0]).pathname];
}

/** A list with mistakes on its way, one that was taken over, and the link in the mail to somebody on it. */
async function importedLists(page: Page, language: string, mail: PostOffice): Promise<string[]> {
  const send = async (form: string, fill: () => Promise<void>) => {
    await page.goto(`/${language}/hires/import`);
    await fill();
    await page.locator(`form:has(${form}) button`).click();
    await page.waitForURL(new RegExp(`/hires/import/${ID}`));
    const draft = pathOf(page);
    await page.locator('form[action="/api/import/columns"] button').first().click();
    await page.locator('tbody tr[class*="wo-import-row"]').first().waitFor();
    return draft;
  };
  const file = resolve(import.meta.dirname, "../cases/nine_hires_windows1252.csv");
  const mistaken = await send('input[type="file"]', () => page.locator('input[type="file"]').setInputFiles(file));
  const mend = (await page.locator('tr.wo-import-row--error a[href*="edit="]').first().getAttribute("href")) ?? "";

  // Somebody new each time: who is known already leaves nothing to confirm.
  const own = Date.now().toString(36).replace(/\d/g, (digit) => "abcdefghij"[Number(digit)]);
  const address = `${own}@example.org`;
  const table = `Name\tVorname\tGeburtsdatum\tNationalität\tBeruf\tArbeitsbeginn\tE-Mail\nFernández ${own}\tLucía\t12.05.1990\tSpanien\tPflegefachfrau\t01.03.2027\t${address}\n`;
  const taken = await send("textarea", () => page.locator('textarea[name="table"]').fill(table));
  await page.locator('form[action="/api/import/confirm"] input[name="form[cohort]"]').fill(`Pasted ${own}`);
  await page.locator('form[action="/api/import/confirm"] button').click();
  await page.locator('form[action="/api/import/undo"] button').waitFor();
  const before = Date.now();
  await page.locator('main a[href*="/cohorts/"]').first().click();
  await page.locator('form[action="/api/cohorts/invite"] button').click();
  const invitation = new URL((await mail.lastTo(address, { after: before })).links[0]).pathname;
  return [mistaken, `${mistaken}?step=columns`, mend.split("#")[0], taken, invitation];
}

function pathOf(page: Page): string {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}
