// What the audits share: a browser that pa11y and Lighthouse can drive, and findings told rule by rule.
import puppeteer, { type Browser, type BrowserContext } from "puppeteer-core";
import type { Page } from "@playwright/test";
import { expect, test as base } from "./test.ts";

export type Finding = { rule: string; what: string; address: string };

/** Fails with every finding, but lets the test go on, so that another tool's findings are told, too. */
export function expectNone(findings: Finding[], tool: string): void {
  expect.soft(findings.length, `findings of ${tool}\n\n${byRule(findings)}\n`).toBe(0);
}

/** Each rule once, with what breaks it and on which pages. */
function byRule(findings: Finding[]): string {
  const rules = grouped(findings, ({ rule }) => rule).map(([rule, broken]) => {
    const places = grouped(broken, ({ what }) => what).map(([what, same]) => `  ${what}\n    ${some([...new Set(same.map(({ address }) => address))], 4, " ")}`);
    return `${rule} (${broken.length})\n${some(places, 6, "\n")}`;
  });
  return rules.join("\n\n");
}

function grouped(findings: Finding[], by: (finding: Finding) => string): [string, Finding[]][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(by(finding), [...(groups.get(by(finding)) ?? []), finding]);
  return [...groups];
}

function some(all: string[], most: number, between: string): string {
  return [...all.slice(0, most), ...(all.length > most ? [`  and ${all.length - most} more`] : [])].join(between);
}

/** The same browser as the journeys', driven by the library that pa11y and Lighthouse know. */
export const test = base.extend<{}, { inspector: Browser }>({
  inspector: [
    async ({ launchOptions }, use) => {
      const inspector = await puppeteer.launch({ executablePath: launchOptions.executablePath, args: launchOptions.args });
      await use(inspector);
      await inspector.close();
    },
    { scope: "worker" },
  ],
});

/** Signs a window of the inspector in as the person that `page` is signed in as. */
export async function signInLike(page: Page, window: BrowserContext): Promise<void> {
  const cookies = await page.context().cookies();
  await window.setCookie(...cookies.map(({ name, value, domain, path, httpOnly }) => ({ name, value, domain, path, httpOnly })));
}

export { expect };
