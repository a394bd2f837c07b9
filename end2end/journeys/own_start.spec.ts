// Somebody starts alone: a few answers, a link by mail, a plan that fits.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { followLink, languageOf } from "../support/people.ts";
import type { PostOffice } from "../support/mail.ts";

type Start = { email: string; given: string; nationality: string; residence: string; purpose: string };

async function start(page: Page, mail: PostOffice, language: string, { email, given, nationality, residence, purpose }: Start): Promise<void> {
  await page.goto(`/${language}/start`);
  const form = page.locator('form[action="/api/public/start-alone"]');
  await form.locator('input[name="form[given_names]"]').fill(given);
  await form.locator('input[name="form[family_name]"]').fill("Okoye");
  await form.locator('input[name="form[email]"]').fill(email);
  await form.locator('select[name="form[nationality]"]').selectOption(nationality);
  await form.locator(`input[name="form[residence]"][value="${residence}"]`).check();
  await form.locator(`input[name="form[purpose]"][value="${purpose}"]`).check();
  const before = Date.now();
  await form.locator("button").click();
  await page.waitForURL(/step=sent/);
  await followLink(page, mail, email, before);
  await page.waitForURL(/\/plan/);
  await expect(page.locator("h1")).toContainText(given);
}

test("who starts alone from abroad confirms by mail and gets a plan that begins with the entry", async ({ page, mail, locale, axe, expectError }) => {
  const language = languageOf(page, locale);
  expectError(/422/);
  await page.goto(`/${language}/start`);
  await page.locator('form[action="/api/public/start-alone"] button').click();
  await expect(page.locator(".wo-error-summary")).toBeVisible();
  await axe();
  await start(page, mail, language, { email: "ngozi@example.org", given: "Ngozi", nationality: "NG", residence: "abroad", purpose: "job" });
  await expect(page.locator(".wo-now")).toBeVisible();
  await expect(page.locator("#all-visa_apply")).toHaveCount(1);
  await expect(page.locator("#all-visa_apply .wo-badge--not-needed")).toHaveCount(0);
  await axe();
});

test("who is here already gets no entry steps, and reads why", async ({ page, mail, locale, axe }) => {
  const language = languageOf(page, locale);
  await start(page, mail, language, { email: "chidi@example.org", given: "Chidi", nationality: "NG", residence: "city", purpose: "graduate" });
  await expect(page.locator(".wo-now")).toBeVisible();
  // Visa, embassy and flight are nowhere among the steps; they stand with their reason below.
  await expect(page.locator('main a[href*="/plan/visa_"]')).toHaveCount(0);
  const visa = page.locator(".wo-steps__row", { has: page.locator("#all-visa_apply") });
  await expect(visa.locator(".wo-badge--not-needed")).toHaveCount(1);
  await expect(visa.locator(".wo-steps__hint")).not.toBeEmpty();
  await axe();
  const answer = await page.goto(`/${language}/plan`);
  expect(answer?.status()).toBe(200);
  await expect(page.locator("h1")).toContainText("Chidi");
});
