// An advisor of another institution: referrals, conversations, and only the cases referred to her.
import { expect, test } from "../support/test.ts";
import { languageOf, signIn } from "../support/people.ts";

test("an advisor takes a referral, logs a conversation, and sees nobody who was not referred", async ({ page, another, locale, axe, expectError }) => {
  test.setTimeout(120_000);
  const language = languageOf(page, locale);
  await signIn(page, "recognition", language);
  await page.goto(`/${language}/referrals`);
  const acknowledge = page.locator('form[action="/api/referrals/acknowledge"] button');
  await expect(acknowledge.first()).toBeVisible();
  const waiting = await acknowledge.count();
  const referred = await page.locator('section[aria-labelledby="to-us"] h3 a[href*="/cases/"]').evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  await acknowledge.first().click();
  await expect(page.locator(".wo-notice--success")).toBeVisible();
  await expect(acknowledge).toHaveCount(waiting - 1);
  await axe();

  // A referred case opens.
  expect(referred.length).toBeGreaterThan(1);
  expect((await page.goto(referred[0]))?.status()).toBe(200);
  await expect(page.locator(".wo-identity")).toBeVisible();
  await axe();

  // Her list holds those and no others; somebody else's case is as if it did not exist.
  await page.goto(`/${language}/cases`);
  const listed = await page.locator('tbody a[href*="/cases/"]').evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  expect([...new Set(listed)].sort()).toEqual([...new Set(referred)].sort());
  const owner = await another();
  await signIn(owner, "owner", language);
  await owner.waitForURL(/\/hires\/[0-9a-f-]{36}/);
  const foreign = new URL(owner.url()).pathname.split("/").pop();
  expectError(/404/);
  const answer = await page.goto(`/${language}/cases/${foreign}`);
  expect(answer?.status()).toBe(404);
  await expect(page.locator("h1")).toBeVisible();
  await expect(page.locator("main")).not.toContainText("Wiśniewski");
  await axe();

  // Two clicks log a conversation; a case of hers may be named, a foreign one may not.
  const remark = `Asked about the skills test ${Date.now()}`;
  await page.goto(`/${language}/consultations`);
  const form = page.locator('form[action="/api/consultations/log"]');
  const before = await page.locator("tbody tr", { hasText: remark }).count();
  expect(before).toBe(0);
  await form.locator('input[type="checkbox"]').first().check();
  await form.locator('input[name="form[remark]"]').fill(remark);
  await form.locator("button").click();
  await expect(page.locator(".wo-notice--success")).toBeVisible();
  await expect(page.locator("tbody tr", { hasText: remark })).toHaveCount(1);
  await expect(form.locator('input[name="form[remark]"]')).toHaveValue("");
  await axe();
});
