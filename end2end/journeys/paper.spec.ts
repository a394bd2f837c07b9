// Invitations on paper: three share an agency's address, one of them opens her plan with her sheet, somebody
// finds the sheet later, and a companion resets the access.
import { expect, test } from "../support/test.ts";
import { languageOf, signIn } from "../support/people.ts";

test("who has no address of her own opens her plan with a sheet and her birth date", async ({ page, another, locale, axe }) => {
  test.setTimeout(300_000);
  const language = languageOf(page, locale);
  await signIn(page, "caretaker", language);
  await page.goto(`/${language}/cohorts`);
  await page.locator("tbody a", { hasText: "Pflegeausbildung" }).first().click();
  await page.waitForURL(/\/cohorts\/[0-9a-f-]{36}/);
  await axe();
  await page.locator('form[action="/api/cohorts/sheets"] button').click();
  await page.waitForURL(/\/sheets$/);
  await expect(page.locator("article.wo-sheet")).toHaveCount(3);
  await axe();
  const sheet = page.locator("article.wo-sheet").first();
  const name = await sheet.locator("h2").innerText();
  const code = await sheet.locator(".wo-sheet__letters").innerText();
  await expect(sheet.locator('svg[role="img"]')).toHaveCount(1);

  // One A4 page for each of them.
  const pdf = await page.pdf({ format: "A4" });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(3);

  // Codes are not stored: a second look finds nothing.
  await page.goto(`/${language}/sheets`);
  await expect(page.locator("article.wo-sheet")).toHaveCount(0);
  await axe();

  await page.goto(`/${language}/hires?q=${encodeURIComponent(name)}`);
  await page.locator('tbody th a[href*="/hires/"]').first().click();
  await page.waitForURL(/\/hires\/[0-9a-f-]{36}/);
  await expect(page.locator("section[aria-labelledby=entered] time").first()).toBeAttached();
  const days = await page.locator("section[aria-labelledby=entered] time").evaluateAll((times) => times.map((time) => time.getAttribute("datetime") ?? ""));
  const [year, month, day] = (days.find((day) => day < "2010") ?? "").split("-");

  // She types the code, slips once with her birth date, and is in.
  const hers = await another();
  await hers.goto(`/${language}/code`);
  await axe(hers);
  await hers.locator('input[name="form[code]"]').fill(code.toLowerCase());
  await hers.locator("main form button").click();
  await hers.waitForURL(/\/code\/[0-9A-Z]{28}/);
  await axe(hers);
  const address = hers.url();
  const born = async (year: string) => {
    await hers.locator('input[name="form[day]"]').fill(day);
    await hers.locator('input[name="form[month]"]').fill(month);
    await hers.locator('input[name="form[year]"]').fill(year);
    await hers.locator('form[action="/api/sheets/open"] button').click();
  };
  await born("1950");
  await expect(hers.locator(".wo-error-summary")).toBeVisible();
  await axe(hers);
  await born(year);
  await hers.waitForURL(/\/plan/);
  await expect(hers.locator(".wo-now")).toBeVisible();
  await axe(hers);

  // Her plan on paper leads back to it.
  await hers.locator('main a[href$="/plan/print"]').click();
  await hers.waitForURL(/\/plan\/print/);
  await expect(hers.locator("svg.wo-qr").nth(2)).toBeAttached();
  await axe(hers);

  // Whoever finds the sheet is told that it was used, and whom to call.
  const finder = await another();
  await finder.goto(address);
  await expect(finder.locator('form[action="/api/sheets/open"]')).toHaveCount(0);
  await expect(finder.locator('main a[href^="tel:"]')).toBeVisible();
  await axe(finder);

  // It was somebody else: the companion resets the access, and the browser that had it is signed out.
  const desk = await another();
  await signIn(desk, "companion", language);
  await desk.goto(`/${language}/cases?q=${encodeURIComponent(name)}`);
  await desk.locator("tbody th a, tbody td a").first().click();
  await desk.waitForURL(/\/cases\/[0-9a-f-]{36}/);
  const reset = desk.locator('form[action="/api/cases/reset-access"]');
  await desk.locator("details", { has: reset }).locator("> summary").click();
  await reset.locator('input[value="somebody_else"]').check();
  await axe(desk);
  await reset.locator("button").click();
  await expect(desk.locator(".wo-notice--success")).toBeVisible();
  await expect(reset).toHaveCount(0);
  await expect(desk.locator('form[action="/api/cases/sheet"] button')).toBeVisible();
  await hers.goto(`/${language}/plan`);
  await hers.waitForURL(/\/sign-in/);
});
