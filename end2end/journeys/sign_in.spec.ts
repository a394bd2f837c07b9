// Signing in by mailed link and by password, and what happens when it fails.
import { expect, test } from "../support/test.ts";
import { languageOf, signIn } from "../support/people.ts";

test("a mailed link signs in, once", async ({ page, mail, locale, axe, expectError }) => {
  const language = languageOf(page, locale);
  const before = Date.now();
  await page.goto(`/${language}/sign-in`);
  await axe();
  await page.locator('input[name="form[email]"]').fill("owner@demo.example");
  await page.locator("main form button").first().click();
  await expect(page.locator(".wo-notice--success")).toBeVisible();
  const { links, text } = await mail.lastTo("owner@demo.example", { after: before });
  expect(text).not.toContain("Kowalsk");
  await page.goto(links[0]);
  await expect(page.locator("h1")).toBeVisible();
  await axe();
  await page.locator("main form button").click();
  await page.waitForURL(/\/hires/);
  await page.goto(links[0]);
  await expect(page.locator("main form")).toHaveCount(0);
  await axe();
});

test("a wrong password says what to do and keeps the address", async ({ page, locale, axe }) => {
  const language = languageOf(page, locale);
  await page.goto(`/${language}/sign-in`);
  await page.locator('input[name="form[email]"]').fill("owner@demo.example");
  await page.locator('input[name="form[password]"]').fill("not the password");
  await page.locator("main form button").first().click();
  await expect(page.locator(".wo-error-summary")).toBeVisible();
  await expect(page.locator('input[name="form[email]"]')).toHaveValue("owner@demo.example");
  await expect(page.locator('input[name="form[password]"]')).toHaveValue("");
  await axe();
});

test("the own account shows this device and signs out everywhere", async ({ page, locale, axe }) => {
  const language = languageOf(page, locale);
  await signIn(page, "graduate", language);
  await page.goto(`/${language}/account`);
  await expect(page.locator("h1")).toBeVisible();
  await axe();
  await page.locator('form[action="/api/account/sign-out-everywhere"] button').click();
  await page.waitForURL(new RegExp(`/${language}$`));
  await page.goto(`/${language}/plan`);
  await expect(page).toHaveURL(/sign-in/);
});
