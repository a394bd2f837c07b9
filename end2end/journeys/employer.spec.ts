// An employer with one hire, and one with forty: list, hire, cohort, workbook.
import { readFile } from "node:fs/promises";
import { expect, test } from "../support/test.ts";
import { languageOf, signIn } from "../support/people.ts";

test("who waits for one cook lands on the cook, and reads that almost nothing is needed", async ({ page, locale, axe }) => {
  const language = languageOf(page, locale);
  await signIn(page, "owner", language);
  await page.waitForURL(/\/hires\/[0-9a-f-]{36}/);
  await expect(page.locator("h1")).toContainText("Wiśniewski");
  await axe();
  // The browser's way back does not catch anybody on an empty list.
  await page.locator("a.wo-back").click();
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await expect(page.locator("tbody")).toContainText("Wiśniewski");
});

test("a caretaker filters and sorts, opens one hire, says that a step is done and takes it back", async ({ page, locale, axe }) => {
  test.setTimeout(120_000);
  const language = languageOf(page, locale);
  await signIn(page, "caretaker", language);
  await page.goto(`/${language}/hires`);
  // The heads sort; where the rows are cards they have no heads, and the address alone says the order.
  const byName = page.locator('thead a[href*="sort=name"]');
  if (await byName.isVisible()) await byName.click();
  else await page.goto((await byName.getAttribute("href")) ?? "");
  await page.waitForURL(/sort=name/);
  await expect(page.locator('thead th[aria-sort="ascending"] a[href*="sort=name"]')).toHaveCount(1);
  const everybody = await page.locator("tbody tr").count();
  expect(everybody).toBeGreaterThan(20);

  // What is shown stands in the address: it survives a reload and can be sent to a colleague.
  const search = page.locator("main form[role=search]");
  await search.locator('select[name="holder"]').selectOption("employer");
  await search.locator("button").click();
  await page.waitForURL(/holder=employer/);
  const rows = page.locator("tbody tr");
  await expect(search.locator('select[name="holder"]')).toHaveValue("employer");
  await expect(rows).not.toHaveCount(everybody);
  const some = await rows.count();
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(everybody);
  await page.reload();
  await expect(search.locator('select[name="holder"]')).toHaveValue("employer");
  await expect(rows).toHaveCount(some);
  await axe();

  await rows.first().locator('a[href*="/hires/"]').click();
  await page.waitForURL(/\/hires\/[0-9a-f-]{36}/);
  const claim = page.locator('button[name="claim"]').first();
  const step = (await claim.getAttribute("value")) ?? "";
  await claim.click();
  await expect(page.locator(".wo-notice--success")).toBeVisible();
  await expect(page.locator(`button[name="claim"][value="${step}"]`)).toHaveCount(0);
  await axe();
  const takeBack = page.locator(`button[name="take_back"][value="${step}"]`);
  await expect(takeBack).toHaveCount(1);
  await page.locator("section[aria-labelledby=tasks] form > details", { has: takeBack }).locator("> summary").click();
  await takeBack.click();
  await expect(page.locator(`button[name="claim"][value="${step}"]`)).toBeVisible();
  await expect(takeBack).toHaveCount(0);

  // Back is the list as it was.
  await page.goto(`/${language}/hires?holder=employer`);
  await expect(rows).toHaveCount(some);
});

test("one fact is set for everybody of a cohort", async ({ page, locale, axe }) => {
  test.setTimeout(120_000);
  const language = languageOf(page, locale);
  await signIn(page, "caretaker", language);
  await page.goto(`/${language}/cohorts`);
  await page.locator("tbody a", { hasText: "Pflegeausbildung" }).first().click();
  await page.waitForURL(/\/cohorts\/[0-9a-f-]{36}/);
  const boxes = page.locator('tbody input[name="cases[]"]');
  await expect(boxes.first()).toBeVisible();
  const people = await boxes.count();
  expect(people).toBeGreaterThan(20);
  for (let index = 0; index < people; index += 1) await boxes.nth(index).check();
  const form = page.locator('form[action="/api/cohorts/set"]');
  await form.locator('input[name="form[work_start]"]').fill("2027-04-06");
  await form.locator("button:not([formaction])").click();
  await expect(page.locator(".wo-notice--success")).toBeVisible();
  const firstDays = () => page.locator("tbody tr td:nth-of-type(2) time").evaluateAll((days) => days.map((day) => day.getAttribute("datetime")));
  await expect.poll(firstDays).toEqual(Array.from({ length: people }, () => "2027-04-06"));
  await axe();
});

test("the people can be taken along as a workbook", async ({ page, locale }) => {
  const language = languageOf(page, locale);
  await signIn(page, "caretaker", language);
  await page.goto(`/${language}/hires?sort=due`);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator('main a[href^="/files/hires.xlsx"]').click()]);
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(0, 4)).toEqual(Buffer.from("PK\x03\x04", "latin1"));
  expect(bytes.includes("xl/workbook.xml")).toBe(true);
  expect(bytes.includes("xl/worksheets/sheet1.xml")).toBe(true);
});
