// Every journey imports `test` and `expect` from here.
//   page         fails the test on any console error or page error (a hydration mismatch is one);
//                `expectError(/pattern/)` names one that belongs to the journey, such as a deliberate 404
//   mail         mail.lastTo("a@b.example"): the newest mail, waits for it
//   axe          await axe(): no violation on the page as it stands; works without scripts too;
//                axe(other) looks at somebody else's page
//   another      await another(): the page of somebody else in a browser of their own, watched for errors, too
//   office       office.url, one program and one database per worker
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";
import { RULES } from "./axe.ts";
import { PostOffice } from "./mail.ts";
import { start } from "./office.mjs";

type ForTest = {
  expectError: (pattern: RegExp) => void;
  axe: (other?: Page) => Promise<void>;
  another: () => Promise<Page>;
  quiet: (context: BrowserContext) => void;
};
type ForWorker = { mail: PostOffice; office: Awaited<ReturnType<typeof start>> };

export const test = base.extend<ForTest & { expected: RegExp[] }, ForWorker>({
  mail: [
    async ({}, use) => {
      const post = new PostOffice();
      await use(Object.assign(post, { port: await post.open() }));
      await post.close();
    },
    { scope: "worker" },
  ],

  office: [
    async ({ mail }, use) => {
      const office = await start((mail as PostOffice & { port: number }).port);
      await use(office);
      await office.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],

  baseURL: async ({ office }, use) => use(office.url),

  expected: async ({}, use) => use([]),
  expectError: async ({ expected }, use) => use((pattern) => void expected.push(pattern)),

  quiet: [
    async ({ context, expected }, use) => {
      const errors: string[] = [];
      const watch = (context: BrowserContext) => {
        context.on("console", (message) => {
          if (message.type() === "error") errors.push(`console: ${message.text()} (${message.location().url})`);
        });
        context.on("weberror", (error) => errors.push(`page: ${error.error().stack ?? error.error()}`));
      };
      watch(context);
      await use(watch);
      expect(errors.filter((error) => !expected.some((pattern) => pattern.test(error))), "errors in the browser").toEqual([]);
    },
    { auto: true },
  ],

  // The same kind of browser as the project's own, with cookies and storage apart.
  another: async ({ browser, contextOptions, baseURL, locale, javaScriptEnabled, viewport, hasTouch, isMobile, userAgent, timezoneId, quiet }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const options = { ...contextOptions, baseURL, locale, javaScriptEnabled, viewport, hasTouch, isMobile, userAgent, timezoneId };
      const context = await browser.newContext(options);
      contexts.push(context);
      quiet(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  axe: async ({ page, browser, javaScriptEnabled, locale, viewport, colorScheme }, use) => {
    await use(async (other = page) => {
      if (javaScriptEnabled !== false) return check(other);
      // axe needs scripts. The same markup is shown in a context that has them, while ours never arrive.
      const html = await other.content();
      const context = await browser.newContext({ javaScriptEnabled: true, locale, viewport, colorScheme });
      const twin = await context.newPage();
      await twin.route("**/pkg/**/*.{js,wasm}", (route) => route.abort());
      await twin.route(other.url(), (route) => route.fulfill({ body: html, contentType: "text/html; charset=utf-8" }));
      await twin.goto(other.url());
      await check(twin);
      await context.close();
    });
  },
});

async function check(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `    ${node.html}\n    ${node.failureSummary}`).join("\n")}`);
  expect(told, `accessibility of ${page.url()}`).toEqual([]);
}

export { expect };
