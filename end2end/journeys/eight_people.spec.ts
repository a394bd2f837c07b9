// The eight people this is for, each from the first contact to the first useful result, in the language and on the
// device that fits. What it costs them is printed: clicks, and what their connection carries until then.
import { expect, test } from "../support/test.ts";
import type { Locator, Page } from "@playwright/test";
import { followLink, PASSWORD } from "../support/people.ts";

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 800 };

/** Somebody with a browser of their own, who counts. */
class Visitor {
  clicks = 0;
  bytes = 0;
  constructor(readonly page: Page) {}

  async watch(): Promise<void> {
    const wire = await this.page.context().newCDPSession(this.page);
    await wire.send("Network.enable");
    wire.on("Network.loadingFinished", ({ encodedDataLength }) => (this.bytes += encodedDataLength));
  }

  async click(what: Locator): Promise<void> {
    this.clicks += 1;
    await what.click();
  }

  async signIn(address: string, language: string): Promise<void> {
    await this.page.goto(`/${language}`);
    await this.click(this.page.locator(`header a[href$="/sign-in"]`));
    await this.page.locator('input[name="form[email]"]').fill(address);
    await this.page.locator('input[name="form[password]"]').fill(PASSWORD);
    await this.click(this.page.locator("main form button").first());
    await this.page.waitForURL((url) => !url.pathname.endsWith("/sign-in"));
  }
}

type Make = (viewport: { width: number; height: number }, locale: string) => Promise<Visitor>;

const eight = test.extend<{ visitor: Make }>({
  visitor: async ({ browser, baseURL, javaScriptEnabled, quiet }, use, info) => {
    const made: Visitor[] = [];
    await use(async (viewport, locale) => {
      const context = await browser.newContext({ baseURL, javaScriptEnabled, viewport, locale, isMobile: viewport === PHONE, hasTouch: viewport === PHONE });
      quiet(context);
      const visitor = new Visitor(await context.newPage());
      await visitor.watch();
      made.push(visitor);
      return visitor;
    });
    for (const { clicks, bytes, page } of made) {
      console.log(`${info.title} (${info.project.name}): ${clicks} clicks, ${Math.round(bytes / 1000)} kB`);
      await page.context().close();
    }
  },
});

eight("a caretaker with forty people sees how they stand and opens what is urgent", async ({ visitor }) => {
  const hr = await visitor(DESK, "de");
  await hr.signIn("caretaker@demo.example", "de");
  await expect(hr.page.locator(".wo-facts strong").first()).not.toBeEmpty();
  await expect(hr.page.locator(".wo-line .wo-mark").first()).toBeVisible();
  await hr.click(hr.page.locator(".wo-actions a.wo-button").first());
  await expect(hr.page.locator("main form, main table").first()).toBeVisible();
});

eight("the owner of a restaurant with one cook lands at that person", async ({ visitor }) => {
  const owner = await visitor(PHONE, "de");
  await owner.signIn("owner@demo.example", "de");
  await owner.page.waitForURL(/\/hires\/[0-9a-f-]{36}/);
  await expect(owner.page.locator("h1")).not.toBeEmpty();
});

eight("a Vietnamese trainee reads in Vietnamese what to do now", async ({ visitor }) => {
  const trainee = await visitor(PHONE, "vi");
  await trainee.signIn("newcomer@demo.example", "vi");
  await expect(trainee.page.locator("html")).toHaveAttribute("lang", "vi");
  await expect(trainee.page.locator(".wo-now")).toBeVisible();
  await expect(trainee.page.locator(".wo-now [lang='de']").first()).toBeVisible();
  await trainee.click(trainee.page.locator(".wo-now a.wo-button").first());
  await expect(trainee.page.locator("#where")).toBeVisible();
});

eight("a dentist with husband and child finds the child's steps in her plan", async ({ visitor }) => {
  const dentist = await visitor(PHONE, "en");
  await dentist.signIn("dentist@demo.example", "en");
  await expect(dentist.page.locator(".wo-now, .wo-empty").first()).toBeVisible();
  await expect(dentist.page.locator('main a[href*="/plan/school_enrolment"], main a[href*="/plan/kita_"], main [id^="all-kita"], main [id^="all-school"]').first()).toHaveCount(1);
});

eight("a graduate who is here already asks the start page and gets an own plan", async ({ visitor, mail }) => {
  const graduate = await visitor(DESK, "en");
  const { page } = graduate;
  await page.goto("/en");
  const sentence = page.locator("form.wo-sentence");
  await sentence.locator('select[name="who"]').selectOption("here");
  await sentence.locator('input[name="occupation"]').fill("Software developer");
  await sentence.locator('input[name="country"]').fill("India");
  await graduate.click(sentence.locator("button"));
  await graduate.click(page.locator('a.wo-button--primary[href*="/start?"]'));
  const form = page.locator('form[action="/api/public/start-alone"]');
  await form.locator('input[name="form[given_names]"]').fill("Asha");
  await form.locator('input[name="form[family_name]"]').fill("Beispiel");
  await form.locator('input[name="form[email]"]').fill("asha.eight@example.org");
  await form.locator('input[name="form[purpose]"][value="graduate"]').check();
  const before = Date.now();
  await graduate.click(form.locator("button"));
  await page.waitForURL(/step=sent/);
  await followLink(page, mail, "asha.eight@example.org", before);
  graduate.clicks += 2;
  await page.waitForURL(/\/plan/);
  await expect(page.locator(".wo-now")).toBeVisible();
  await expect(page.locator('main a[href*="/plan/visa_"]')).toHaveCount(0);
});

eight("an advisor takes the first referral", async ({ visitor }) => {
  const advisor = await visitor(DESK, "de");
  await advisor.signIn("recognition@demo.example", "de");
  await expect(advisor.page.locator("#turns")).toBeVisible();
  await advisor.click(advisor.page.locator('form[action="/api/referrals/acknowledge"] button').first());
  await expect(advisor.page.locator(".wo-notice--success, [role=status]").first()).toBeAttached();
});

eight("a clerk opens the case that was referred to the city", async ({ visitor }) => {
  const clerk = await visitor(DESK, "de");
  await clerk.signIn("clerk@demo.example", "de");
  await expect(clerk.page.locator("#turns")).toBeVisible();
  await clerk.click(clerk.page.locator('.wo-actions a[href*="/cases/"]').first());
  await clerk.page.waitForURL(/\/cases\//);
  await expect(clerk.page.locator("h1")).not.toBeEmpty();
});

eight("the programme lead reads the year on one page and takes it along as a workbook", async ({ visitor }) => {
  const lead = await visitor(DESK, "de");
  await lead.signIn("lead@demo.example", "de");
  await lead.page.waitForURL(/\/numbers$/);
  await expect(lead.page.locator("main svg[role=img], main [role=img]").first()).toBeVisible();
  const download = lead.page.waitForEvent("download");
  await lead.click(lead.page.locator('main a[href*="/files/numbers.xlsx"]').first());
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
});
