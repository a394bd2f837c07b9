// The four main screens, each as its readers see it, have Lighthouse's full mark for accessibility.
import lighthouse, { desktopConfig } from "lighthouse";
import { expect, expectNone, test, signInLike } from "../support/audit.ts";
import { note } from "../support/measured.ts";
import { signInByPost, type Person } from "../support/people.ts";

const SCREENS: { name: string; address: string; person?: Person; onPhone?: boolean }[] = [
  { name: "the start page", address: "/de" },
  { name: "the newcomer's plan", address: "/ar/plan", person: "newcomer", onPhone: true },
  { name: "the employer's portfolio", address: "/de/hires", person: "caretaker" },
  { name: "the staff desk", address: "/de/desk", person: "companion" },
];

// Cookies stay, they are the sign-in. How fast a page is, benches measure.
const FLAGS = { onlyCategories: ["accessibility"], disableStorageReset: true, disableFullPageScreenshot: true, skipAboutBlank: true, logLevel: "error" as const };

for (const { name, address, person, onPhone } of SCREENS) {
  test(`Lighthouse gives ${name} 100 for accessibility`, async ({ page, office, inspector }) => {
    test.setTimeout(240_000);
    const window = await inspector.createBrowserContext();
    if (person) await signInByPost(page, person);
    await signInLike(page, window);
    const run = await lighthouse(office.url + address, FLAGS, onPhone ? undefined : desktopConfig, await window.newPage());
    await window.close();
    if (!run) throw new Error("Lighthouse says nothing");
    const { audits, categories, finalDisplayedUrl, runtimeError } = run.lhr;
    expect(runtimeError).toBeUndefined();
    expect(finalDisplayedUrl).toBe(office.url + address);
    const failed = categories.accessibility.auditRefs.map(({ id }) => audits[id]).filter(({ score }) => score !== null && score < 1);
    const findings = failed.flatMap(({ id, title, details }) => {
      const items = details && "items" in details ? (details.items as { node?: { snippet?: string } }[]) : [];
      return items.map(({ node }) => ({ rule: `${id}: ${title}`, what: node?.snippet ?? "", address }));
    });
    await note("lighthouse", 1, failed.length);
    expectNone(findings, "Lighthouse");
    expect(categories.accessibility.score).toBe(1);
  });
}
