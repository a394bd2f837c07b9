// axe looks at a page as it stands in a window of the inspector.
import axe from "axe-core";
import type { Page } from "puppeteer-core";

export const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function axeOn(page: Page): Promise<{ rule: string; what: string }[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((tags) => (window as unknown as { axe: typeof axe }).axe.run({ runOnly: tags }), RULES);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => ({ rule: `${id}: ${help}`, what: html.slice(0, 200) })));
}
