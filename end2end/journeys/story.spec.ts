// The story the product stands on: an employer drops a list of forty, invites them by mail, one
// opens it on a phone in her language, and somebody at another desk watches it happen.
import { resolve } from "node:path";
import { expect, test } from "../support/test.ts";
import { languageOf, signIn } from "../support/people.ts";

const COURSE = resolve(import.meta.dirname, "../cases/nursing_course_april_2027.xlsx");

test("forty trainees, from the spreadsheet to the first step", async ({ page, browser, office, mail, locale, javaScriptEnabled, axe }) => {
  test.setTimeout(240_000);
  const language = languageOf(page, locale);
  const scripted = javaScriptEnabled !== false;

  // The employer drops the list. Nothing is a case before it is confirmed.
  await signIn(page, "employer", language);
  await page.goto(`/${language}/hires/import`);
  await axe();
  await page.locator('input[type="file"]').setInputFiles(COURSE);
  await page.locator('form:has(input[type="file"]) button').click();
  await page.waitForURL(/hires\/import\/[0-9a-f-]{36}/);
  await axe();
  await page.locator('form[action="/api/import/columns"] button').first().click();
  await expect(page.locator("tbody tr")).toHaveCount(40);
  await axe();
  expect(mail.mails.some((sent) => sent.to.some((to) => to.startsWith("hire40")))).toBe(false);
  await page.locator('form[action="/api/import/confirm"] button').click();
  const cohort = page.locator('main a[href*="/cohorts/"]').first();
  await expect(cohort).toBeVisible();
  await axe();

  // Inviting is a click of its own.
  const before = Date.now();
  await cohort.click();
  await page.locator('form[action="/api/cohorts/invite"] button').click();
  await expect(page.locator(".wo-notice--success")).toBeVisible();
  const invitation = await mail.lastTo("hire4031@example.org", { after: before });
  expect(invitation.text).not.toContain("Nguyễn");
  await expect.poll(() => mail.mails.filter((sent) => sent.arrived >= before && sent.to.some((to) => to.startsWith("hire40"))).length, { timeout: 60_000 }).toBe(40);

  // A companion has the questions open on another screen.
  const desk = await browser.newContext({ baseURL: office.url, locale, javaScriptEnabled });
  const other = await desk.newPage();
  await signIn(other, "companion", language);
  await other.goto(`/${language}/cases?q=nguyen+ha`);

  // One of the forty opens her plan on a phone.
  const phone = await browser.newContext({ baseURL: office.url, locale, javaScriptEnabled, viewport: { width: 360, height: 740 } });
  const hers = await phone.newPage();
  await hers.goto(invitation.links[0]);
  await hers.locator('form[action="/api/account/use-link"] button').click();
  await hers.waitForURL(/\/plan/);
  await expect(hers.locator(".wo-now")).toBeVisible();
  const overflow = await hers.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);

  // She marks something as done; it can be taken back.
  await hers.locator(".wo-now a.wo-button").first().click();
  await hers.waitForURL(/\/plan\//);
  await hers.locator('form[action="/api/plan/claim"] button').first().click();
  await expect(hers.locator('form[action="/api/plan/take-back"] button')).toBeVisible();

  // She asks; the other screen knows without a reload.
  await other.goto(`/${language}/questions`);
  const question = `Where is the office? ${Date.now()}`;
  await hers.goto(`/${language}/plan`);
  await hers.locator('form[action="/api/plan/ask"] textarea').fill(question);
  await hers.locator('form[action="/api/plan/ask"] button').click();
  await expect(hers.getByText(question)).toBeVisible();
  if (scripted) {
    await expect(other.getByText(question)).toBeVisible({ timeout: 3_000 });
  } else {
    await other.reload();
    await expect(other.getByText(question)).toBeVisible();
  }
  await phone.close();
  await desk.close();
});
