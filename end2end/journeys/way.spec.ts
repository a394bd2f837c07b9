// The sentence of the start page: who somebody is, what for, from where, from when. It is answered without an
// account, in words people really use, and its answers go on into the form.
import { expect, test } from "../support/test.ts";
import { languageOf } from "../support/people.ts";

async function complete(page: import("@playwright/test").Page, who: string, occupation: string, country: string): Promise<void> {
  const sentence = page.locator("form.wo-sentence").last();
  await sentence.locator('select[name="who"]').selectOption(who);
  await sentence.locator('input[name="occupation"]').fill(occupation);
  await sentence.locator('input[name="country"]').fill(country);
  await sentence.locator('input[name="start"]').fill("2027-04-01");
  await sentence.locator("button").click();
  await page.waitForURL(/\/way\?/);
}

test("an employer reads the way of a nurse from Tunisia and takes the answers along", async ({ page, locale, axe }) => {
  const language = languageOf(page, locale);
  await page.goto(`/${language}`);
  await axe();
  await complete(page, "hiring", "Krankenschwester", "Tunisie");
  await expect(page.locator(".wo-line__station")).toHaveCount(7);
  await expect(page.locator(".wo-figures strong")).toHaveCount(3);
  await axe();
  await page.locator('a.wo-button--primary[href*="/announce?"]').click();
  await page.waitForURL(/\/announce/);
  await expect(page.locator('select[name="form[nationality]"]')).toHaveValue("TN");
  await expect(page.locator('input[name="form[occupation]"]')).not.toHaveValue("");
  await expect(page.locator('input[name="form[work_start]"]')).toHaveValue("2027-04-01");
});

test("a cook from Poland is told that no visa is needed, and begins", async ({ page, locale }) => {
  const language = languageOf(page, locale);
  await page.goto(`/${language}`);
  await complete(page, "coming", "Koch", "Polska");
  await expect(page.locator(".wo-line__station")).toHaveCount(6);
  await expect(page.locator("#not-needed")).toBeVisible();
  await page.locator('a.wo-button--primary[href*="/start?"]').click();
  await page.waitForURL(/\/start\?/);
  await expect(page.locator('select[name="form[nationality]"]')).toHaveValue("PL");
  await expect(page.locator('input[name="form[residence]"][value="abroad"]')).toBeChecked();
});

test("a word nobody knows leads to what could be meant, and to a way all the same", async ({ page, locale, axe }) => {
  const language = languageOf(page, locale);
  await page.goto(`/${language}/way`);
  await complete(page, "coming", "Krankenpf", "Tunesien");
  await expect(page.locator(".wo-inset a").first()).toBeVisible();
  await expect(page.locator(".wo-line__station").first()).toBeVisible();
  await axe();
  await page.locator(".wo-inset a").first().click();
  await expect(page.locator(".wo-inset")).toHaveCount(0);
});

test("in Vietnamese a trainee reads the way; pages for work are read in English", async ({ page }) => {
  await page.goto("/vi");
  await expect(page.locator("html")).toHaveAttribute("lang", "vi");
  await expect(page.locator('select[name="who"]')).toHaveValue("coming");
  await complete(page, "coming", "Học nghề: Điều dưỡng", "Việt Nam");
  await expect(page.locator("h1")).toContainText("Bochum");
  await expect(page.locator(".wo-line__station")).toHaveCount(7);
  await page.goto("/vi/hires");
  await expect(page).toHaveURL(/\/en\/sign-in/);
});
