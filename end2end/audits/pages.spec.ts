// Three opinions on every page of every role: is the HTML that the server sends valid (html-validate), and what do
// axe and HTML CodeSniffer (pa11y) say of the page in light and in dark?
import { expect, expectNone, test, signInLike, type Finding } from "../support/audit.ts";
import { axeOn } from "../support/axe.ts";
import { mistakesIn } from "../support/html.ts";
import { note } from "../support/measured.ts";
import { everyPage, routesWithout } from "../support/pages.ts";
import { SCREEN, sniff } from "../support/sniffer.ts";

for (const language of ["de", "ar"]) {
  test(`axe, html-validate and pa11y find nothing on any page in ${language}`, async ({ page, mail, office, inspector }) => {
    test.setTimeout(1_200_000);
    const mistakes: Finding[] = [];
    const barriers: Finding[] = [];
    const violations: Finding[] = [];
    const seen: string[] = [];
    const window = await inspector.createBrowserContext();
    const shown = await window.newPage();
    await shown.setViewport(SCREEN);
    for await (const { role, addresses } of everyPage(page, language, mail)) {
      await signInLike(page, window);
      for (const path of addresses) {
        const address = `${path} (${role})`;
        const served = await page.request.get(path, { headers: { accept: "text/html" } });
        expect(served.headers()["content-type"], address).toContain("text/html");
        for (const mistake of await mistakesIn(await served.text())) mistakes.push({ ...mistake, address });
        await shown.goto(office.url + path);
        expect(shown.url(), "both look at the same page").toBe(served.url());
        // One connection stays open: it tells the page what is new.
        await shown.waitForNetworkIdle({ idleTime: 200, concurrency: 1 });
        for (const scheme of ["light", "dark"] as const) {
          for (const barrier of await sniff(shown, inspector, scheme)) barriers.push({ ...barrier, address });
          for (const violation of await axeOn(shown)) violations.push({ ...violation, address: `${address} (${scheme})` });
        }
      }
      seen.push(...addresses);
    }
    await window.close();
    await note("axe-core", seen.length, violations.length);
    await note("html-validate", seen.length, mistakes.length);
    await note("pa11y", seen.length, barriers.length);
    expectNone(violations, "axe");
    expectNone(mistakes, "html-validate");
    expectNone(barriers, "pa11y");
    expect(await routesWithout(seen), "routes of the program that are missing in support/pages.ts").toEqual([]);
  });
}

test("pale text is found in the colours of the style sheet, by day and by night", async ({ inspector }) => {
  const shown = await inspector.newPage();
  await shown.setContent(`<!DOCTYPE html><html lang="en"><title>Pale</title><style>
    p { color: oklch(0.8 0.02 270); background: oklch(1 0 0) }
    @media (prefers-color-scheme: dark) { p { background: oklch(0.2 0.03 277) } }
    strong { color: oklch(0.35 0.02 270) }
  </style><p>Hard to read by day. <strong>Hard to read by night.</strong></p>`);
  const pale = async (scheme: "light" | "dark") => (await sniff(shown, inspector, scheme)).filter(({ rule }) => rule.includes("1_4_3")).map(({ what }) => what);
  expect(await pale("light")).toEqual([expect.stringContaining("Hard to read by day.")]);
  expect(await pale("dark")).toEqual([expect.stringContaining("<strong>Hard to read by night.")]);
  await shown.close();
});
