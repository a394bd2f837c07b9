// Somebody with seven tabs open: browsers keep six connections to one address, so a stream in each tab would leave
// none for the pages.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { languageOf, signIn } from "../support/people.ts";

test("seven tabs of one person do not block each other, and each hears what is new", async ({ page, context, another, locale, javaScriptEnabled }) => {
  test.setTimeout(180_000);
  const language = languageOf(page, locale);
  const scripted = javaScriptEnabled !== false;
  const streams = new Map<unknown, Page>();
  context.on("request", (request) => {
    if (new URL(request.url()).pathname === "/events") streams.set(request, request.frame().page());
  });
  for (const end of ["requestfinished", "requestfailed"] as const) context.on(end, (request) => streams.delete(request));

  // A tab that is closed does not say that its requests ended.
  const open = () => [...streams.values()].filter((tab) => !tab.isClosed()).length;

  await signIn(page, "companion", language);
  const tabs = [page];
  while (tabs.length < 7) tabs.push(await context.newPage());
  for (const tab of tabs) await tab.goto(`/${language}/questions`);
  // Again: whoever listened for all goes and comes back, and another tab takes over meanwhile.
  for (const tab of tabs) {
    await tab.goto(`/${language}/cases`);
    await tab.goto(`/${language}/questions`);
    await expect(tab.locator("h1")).toBeVisible();
  }

  const hers = await another();
  await signIn(hers, "newcomer", language);
  const ask = async (question: string) => {
    await hers.goto(`/${language}/plan`);
    await hers.locator('form[action="/api/plan/ask"] textarea').fill(question);
    await hers.locator('form[action="/api/plan/ask"] button').click();
    await expect(hers.getByText(question)).toBeVisible();
    for (const tab of tabs) {
      if (!scripted) await tab.reload();
      await expect(tab.getByText(question)).toBeVisible({ timeout: 10_000 });
    }
  };
  await ask(`Do I need a photograph? ${Date.now()}`);
  if (scripted) expect(open(), "one stream for all tabs").toBe(1);

  // The tabs are closed one after the other; whoever stays goes on hearing.
  for (const tab of tabs.splice(0, 3)) await tab.close();
  await ask(`Which counter is it? ${Date.now()}`);
  for (const tab of tabs.splice(1)) await tab.close();
  await ask(`Is it open on Friday? ${Date.now()}`);
  if (scripted) expect(open(), "one stream for the last tab").toBe(1);
});

test("a tab whose leader has been stopped hears for itself", async ({ page, context, another, locale, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "without scripts no tab leads");
  const language = languageOf(page, locale);
  await signIn(page, "companion", language);
  await page.goto(`/${language}/questions`);
  await expect(page.locator(".wo-live")).toContainText(/\d\d:\d\d/);
  const follower = await context.newPage();
  await follower.clock.install();
  const streams: string[] = [];
  follower.on("request", (request) => {
    if (new URL(request.url()).pathname === "/events") streams.push(request.url());
  });
  await follower.goto(`/${language}/questions`);
  await expect(follower.locator(".wo-live")).toContainText(/\d\d:\d\d/);
  // A tab that is stopped tells nobody anything.
  await page.evaluate(() => {
    BroadcastChannel.prototype.postMessage = () => {};
  });

  const hers = await another();
  await signIn(hers, "newcomer", language);
  await hers.goto(`/${language}/plan`);
  const question = `May I bring my sister? ${Date.now()}`;
  await hers.locator('form[action="/api/plan/ask"] textarea').fill(question);
  await hers.locator('form[action="/api/plan/ask"] button').click();
  await expect(hers.getByText(question)).toBeVisible();
  await follower.clock.runFor(30_000);
  expect(streams, "the other tab leads").toHaveLength(0);
  await expect(follower.getByText(question)).toHaveCount(0);
  await follower.clock.runFor(180_000);
  await expect(follower.getByText(question)).toBeVisible({ timeout: 10_000 });
  expect(streams).toHaveLength(1);
});
