// One hire, announced by somebody without an account, until that somebody has one.
import { expect, test } from "../support/test.ts";
import { followLink, languageOf, signIn, signInByMail } from "../support/people.ts";

test("an employer without an account announces one hire and signs in once the office said yes", async ({ page, another, mail, locale, axe, expectError }) => {
  test.setTimeout(180_000);
  const language = languageOf(page, locale);
  const boss = "boss@bakery.example.org";
  const field = (name: string) => page.locator(`form[action="/api/public/draft-notice"] [name="form[${name}]"]`);
  const check = page.locator('form[action="/api/public/draft-notice"] button');

  // What is missing is said at its field, and what was typed stays.
  expectError(/422/);
  await page.goto(`/${language}/announce`);
  await field("company").fill("Backhaus Birkenau");
  await check.click();
  await expect(page.locator(".wo-error-summary a").first()).toBeVisible();
  await expect(field("company")).toHaveValue("Backhaus Birkenau");
  await expect(field("sender_email")).toHaveAttribute("aria-invalid", "true");
  await axe();

  await field("sender_name").fill("Bärbel Birk");
  await field("sender_email").fill(boss);
  await field("given_names").fill("Yasmine");
  await field("family_name").fill("Trabelsi");
  await field("nationality").selectOption("TN");
  await field("occupation").fill("Bäcker");
  await field("work_start").fill("2027-05-03");
  await page.locator('input[name="form[partner]"][value="no"]').check();
  await check.click();

  // Everything stands there again before anything is sent; one answer is changed.
  const send = page.locator('form[action="/api/public/send-notice"] button');
  await expect(send).toBeVisible();
  await expect(page.locator("main dl")).toContainText("Trabelsi");
  await axe();
  expect(mail.mails.some((sent) => sent.to.includes(boss))).toBe(false);
  await page.locator('main dl a[href$="#announce-given_names"]').click();
  await expect(field("family_name")).toHaveValue("Trabelsi");
  await field("given_names").fill("Yasmine Amal");
  await check.click();
  await expect(page.locator("main dl")).toContainText("Yasmine Amal");

  const before = Date.now();
  await send.click();
  const reference = page.locator("main .wo-lede strong");
  await expect(reference).toBeVisible();
  const number = (await reference.innerText()).trim();
  expect(number).toMatch(/\d/);
  await axe();

  // The office sees nothing before the address is confirmed.
  const desk = await another();
  await signIn(desk, "companion", language);
  await desk.goto(`/${language}/notices`);
  await expect(desk.locator("h1")).toBeVisible();
  await expect(desk.locator("main")).not.toContainText(number);
  const letter = await mail.lastTo(boss, { after: before });
  expect(letter.text).not.toContain("Trabelsi");
  await page.goto(letter.links[0]);
  await axe();
  await followLink(page, mail, boss, before);
  await expect(page.locator("main .wo-lede strong")).toHaveText(number);
  await axe();

  // One click makes an employer.
  await desk.goto(`/${language}/notices`);
  const card = desk.locator("section.wo-card", { hasText: number });
  await expect(card).toContainText("Backhaus Birkenau");
  await expect(card).toContainText("Yasmine Amal");
  await axe(desk);
  await card.locator("button.wo-button--primary").click();
  await expect(desk.locator(".wo-notice--success")).toBeVisible();
  await expect(card).toHaveCount(0);

  // The employer's own address is the way in, and leads to the one hire.
  const visitor = await another();
  await signInByMail(visitor, mail, boss, language);
  await visitor.waitForURL(/\/hires\/[0-9a-f-]{36}/);
  await expect(visitor.locator("h1")).toContainText("Yasmine Amal");
  await axe(visitor);
});
