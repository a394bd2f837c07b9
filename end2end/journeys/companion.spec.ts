// A newcomer and her companion at two desks, two companions at one step, and a connection that breaks.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { languageOf, signIn } from "../support/people.ts";

/** How long a test waits for what somebody else did; how long it takes is told, and measured by `make bench`. */
const SOON = 15_000;

/** Opens the page of the only case that this question finds; says its address. */
async function openCase(page: Page, language: string, question: string): Promise<string> {
  await page.goto(`/${language}/cases?q=${encodeURIComponent(question)}`);
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await page.locator("tbody th a, tbody td a").first().click();
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

test("what one of the two does, the other sees at once", async ({ page, another, locale, javaScriptEnabled, axe }) => {
  test.setTimeout(300_000);
  const language = languageOf(page, locale);
  const scripted = javaScriptEnabled !== false;
  // Without scripts nobody is told; the page is asked again.
  const sees = async (who: Page, what: (page: Page) => Promise<void>) => {
    if (!scripted) await who.reload();
    const since = Date.now();
    await what(who);
    if (scripted) test.info().annotations.push({ type: "milliseconds until the other page shows it", description: String(Date.now() - since) });
  };

  await signIn(page, "newcomer", language);
  await page.goto(`/${language}/plan`);
  const number = (await page.locator("main > * > p.wo-muted bdi").last().innerText()).trim();
  const step = (await page.locator(".wo-now a.wo-button").getAttribute("href"))?.split("/").pop() ?? "";
  const desk = await another();
  await signIn(desk, "companion", language);
  const address = await openCase(desk, language, number);
  const confirm = desk.locator(`form[action="/api/cases/confirm-step"]:has(input[value="${step}"])`);
  await expect(confirm).toHaveCount(0);

  // She says that it is done; the companion confirms it.
  await page.goto(`/${language}/plan/${step}`);
  await page.locator('form[action="/api/plan/claim"] button').first().click();
  await expect(page.locator('form[action="/api/plan/take-back"] button')).toBeVisible();
  await axe();
  await sees(desk, () => expect(confirm).toHaveCount(1, { timeout: SOON }));
  await axe(desk);
  await confirm.locator("button").click();
  await expect(desk.locator(".wo-notice--success")).toBeVisible();
  await sees(page, () => expect(page.locator('form[action="/api/plan/take-back"]')).toHaveCount(0, { timeout: SOON }));
  await expect(page.locator("#status ~ p .wo-badge--done")).toBeVisible();

  // She asks, the companion answers.
  const question = `May my brother fetch the keys? ${Date.now()}`;
  const answer = `Yes, with a letter from you. ${Date.now()}`;
  await page.goto(`/${language}/plan`);
  await desk.goto(address);
  // Half a note and half a referral stay while the page around them changes.
  const note = desk.locator('form[action="/api/cases/write-note"] textarea');
  const topic = desk.locator('form[action="/api/cases/refer"] select[name="form[topic]"]');
  await desk.locator("details:has(form[action=\"/api/cases/refer\"]) > summary").click();
  await topic.selectOption({ index: 2 });
  const chosen = await topic.inputValue();
  await note.fill("Half a note");
  await note.press("Tab");
  await page.locator('form[action="/api/plan/ask"] textarea').fill(question);
  await page.locator('form[action="/api/plan/ask"] button').click();
  await expect(page.getByText(question)).toBeVisible();
  await expect(page.locator('form[action="/api/plan/ask"] textarea')).toHaveValue("");
  await sees(desk, () => expect(desk.getByText(question)).toBeVisible({ timeout: SOON }));
  if (scripted) {
    await expect(note).toHaveValue("Half a note");
    await expect(topic).toBeVisible();
    await expect(topic).toHaveValue(chosen);
    await expect(desk.locator('form[action="/api/cases/write-note"] button')).toBeFocused();
  }
  await desk.goto(`/${language}/questions`);
  await desk.locator("article", { hasText: question }).locator('a[href*="question="]').click();
  const form = desk.locator("article", { hasText: question }).locator('form[action="/api/questions/answer"]');
  await form.locator("textarea").fill(answer);
  await axe(desk);
  // A colleague is about to answer the same: the form goes, the text stays.
  const colleague = scripted ? await another() : undefined;
  if (colleague) {
    await signIn(colleague, "colleague", language);
    await colleague.goto(desk.url());
    const begun = colleague.locator("article", { hasText: question }).locator("textarea");
    await begun.fill("Half an answer");
    await begun.press("Tab");
  }
  await form.locator("button").click();
  await expect(desk.locator(".wo-notice--success")).toBeVisible();
  if (colleague) {
    await expect(colleague.locator(".wo-notice--warning blockquote")).toHaveText("Half an answer", { timeout: SOON });
    await axe(colleague);
    await colleague.locator("header nav a").first().click();
    await expect(colleague.locator(".wo-notice--warning blockquote")).toHaveCount(0);
  }
  await sees(page, () => expect(page.getByText(answer)).toBeVisible({ timeout: SOON }));
  // The form that waits for the next question does not hold this answer.
  await expect(desk.locator('form[action="/api/questions/answer"] textarea').first()).toHaveValue("");
  await axe();
});

test("two companions confirm one step at the same time; the second hears of it, nothing is lost", async ({ page, another, locale, javaScriptEnabled, axe, expectError }) => {
  const language = languageOf(page, locale);
  const second = await another();
  await signIn(page, "companion", language);
  await signIn(second, "colleague", language);
  await openCase(page, language, "Petrovski");
  await openCase(second, language, "Petrovski");
  const confirm = 'form[action="/api/cases/confirm-step"]:has(input[value="visa_apply"])';
  await expect(page.locator(confirm)).toHaveCount(1);
  await expect(second.locator(confirm)).toHaveCount(1);

  // The second one's click is on its way while the first one's is answered.
  let go = () => {};
  const answered = new Promise<void>((done) => { go = done; });
  await second.route("**/api/cases/confirm-step", async (route) => {
    await answered;
    await route.continue();
  });
  expectError(/409/);
  const late = second.locator(`${confirm} button`).click({ noWaitAfter: true });
  await page.locator(`${confirm} button`).click();
  await expect(page.locator(".wo-notice--success")).toBeVisible();
  go();
  await late;
  if (javaScriptEnabled !== false) {
    // Nothing moves under somebody's pointer.
    await expect(second.locator(".wo-error-summary")).toBeVisible();
    await second.mouse.move(0, 0);
  }
  // Her page shows meanwhile what the first one did, and still why her click was none.
  await expect(second.locator(confirm)).toHaveCount(0, { timeout: SOON });
  await expect(second.locator(".wo-notice--danger")).toBeVisible();
  await axe(second);

  // The second one takes over.
  await second.goto(new URL(page.url()).pathname);
  await second.locator('a[href*="assign="]').click();
  const companion = second.locator('form[action="/api/cases/assign-companion"]');
  await companion.locator("select").selectOption({ label: "Jonas Keller" });
  await axe(second);
  await companion.locator("button").click();
  await expect(second.locator(".wo-notice--success")).toBeVisible();
  await expect(second.locator("#person ~ dl")).toContainText("Jonas Keller");
  await expect(companion).toHaveCount(0);

  // Done once, by the first.
  for (const who of [page, second]) {
    await who.reload();
    await expect(who.locator(confirm)).toHaveCount(0);
    await expect(who.locator("h1")).toContainText("Petrovski");
  }
});

test("a page without a connection says since when, and catches up by itself", async ({ page, context, another, locale, javaScriptEnabled, axe, expectError }) => {
  const language = languageOf(page, locale);
  const other = await another();
  await signIn(page, "graduate", language);
  await signIn(other, "graduate", language);
  await page.goto(`/${language}/plan`);
  await other.goto(`/${language}/plan`);
  const line = page.locator("p.wo-live");
  await expect(line).toContainText(/[\d٠-٩]{1,2}:[\d٠-٩]{2}/);
  const question = `Do I need a new card? ${Date.now()}`;
  const ask = async () => {
    await other.locator('form[action="/api/plan/ask"] textarea').fill(question);
    await other.locator('form[action="/api/plan/ask"] button').click();
    await expect(other.getByText(question)).toBeVisible();
  };

  if (javaScriptEnabled === false) {
    // Nothing is heard without scripts: the page says as of when it is, and how to make it anew.
    await ask();
    await line.locator("a").click();
    await expect(page.getByText(question)).toBeVisible();
    await axe();
    return;
  }
  await expect(line.locator("a")).toHaveCount(0);
  expectError(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_FAILED/);
  await context.setOffline(true);
  await expect(page.locator("p.wo-live--stale")).toContainText(/\d{2}:\d{2}/);
  await axe();
  await ask();
  await expect(page.getByText(question)).toHaveCount(0);
  await context.setOffline(false);
  await expect(page.locator("p.wo-live--stale")).toHaveCount(0, { timeout: 15_000 });
  await expect(page.getByText(question)).toBeVisible();
});
