// Every page of every role: one heading, nothing wider than the screen. What axe says of the wide layout, audits tell;
// here it looks at the narrow one.
import { expect, test } from "../support/test.ts";
import { addressesOf, NOT_FOUND, PAGES, ROLES } from "../support/pages.ts";
import { languageOf, signIn } from "../support/people.ts";

for (const role of ROLES) {
  test(`pages for ${role}`, async ({ page, mail, locale, isMobile, axe }) => {
    test.setTimeout(240_000);
    const language = languageOf(page, locale);
    if (role !== "nobody") await signIn(page, role, language);
    for (const place of PAGES[role]) {
      for (const address of await addressesOf(place, page, language, mail)) {
        const answer = await page.goto(address);
        expect(answer?.status(), address).toBe(200);
        await expect(page.locator("h1"), address).toHaveCount(1);
        expect(await page.title(), address).toMatch(/Welcome Office|مكتب الترحيب/);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(overflow, `${address} is wider than the screen`).toBeLessThanOrEqual(0);
        if (isMobile) await axe();
      }
    }
  });
}

test("pages that are not there", async ({ page, locale, axe, expectError }) => {
  expectError(/404/);
  for (const path of NOT_FOUND) {
    const answer = await page.goto(`/${languageOf(page, locale)}/${path}`);
    expect(answer?.status(), path).toBe(404);
    await expect(page.locator("h1"), path).toHaveCount(1);
    await axe();
  }
});

test("the components on one page", async ({ page, axe }) => {
  await page.goto("/dev/components");
  await axe();
});
