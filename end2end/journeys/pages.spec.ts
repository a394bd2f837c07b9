// Every page of every role: no accessibility violation, one heading, nothing wider than the screen.
import { expect, test } from "../support/test.ts";
import { languageOf, signIn, type Person } from "../support/people.ts";

const PAGES: Record<Person | "nobody", string[]> = {
  nobody: ["", "announce", "start", "sign-in", "reset", "imprint", "privacy", "accessibility"],
  newcomer: ["plan", "plan/residence_registration", "account"],
  graduate: ["plan"],
  caretaker: ["hires", "cohorts", "hires/import"],
  employer: ["hires?sort=name", "hires?holder=newcomer", "hires?q=nguyen", "hires?q=nobody-has-this-name"],
  owner: ["hires", "cohorts"],
  companion: ["desk", "cases", "cases?q=nguyen", "questions", "referrals", "consultations", "notices"],
  recognition: ["desk", "cases", "questions", "referrals", "consultations"],
  lead: ["desk"],
  admin: ["notices"],
};

for (const [person, paths] of Object.entries(PAGES)) {
  test(`pages for ${person}`, async ({ page, locale, axe }) => {
    test.setTimeout(240_000);
    const language = languageOf(page, locale);
    if (person !== "nobody") await signIn(page, person as Person, language);
    for (const path of paths) {
      const answer = await page.goto(`/${language}/${path}`.replace(/\/$/, ""));
      expect(answer?.status(), path).toBe(200);
      await expect(page.locator("h1"), path).toHaveCount(1);
      expect(await page.title(), path).toMatch(/Welcome Office|مكتب الترحيب/);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
      await axe();
    }
  });
}

test("the components on one page", async ({ page, axe }) => {
  await page.goto("/dev/components");
  await axe();
});
