// Answers that never arrive and pages that renew themselves meanwhile: what was sent is done once, what was typed stays.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { languageOf, signIn } from "../support/people.ts";

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "without scripts no page renews itself");

/** Opens the first case that this question finds. */
async function openCase(page: Page, language: string, question: string): Promise<void> {
  await page.goto(`/${language}/cases?q=${encodeURIComponent(question)}`);
  await page.locator("tbody th a").first().click();
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}/);
}

/** A page that is rendered anew has lost this mark. */
async function mark(page: Page, place: string): Promise<() => Promise<void>> {
  await page.locator(place).evaluate((element) => element.setAttribute("data-before", ""));
  return () => expect(page.locator("[data-before]"), "the page is rendered anew").toHaveCount(0);
}

async function writeNote(page: Page, text: string): Promise<void> {
  const form = page.locator('form[action="/api/cases/write-note"]');
  await form.locator("textarea").fill(text);
  await form.locator("button").click();
}

test("a note whose answer was lost is sent again from the renewed page and stands there once", async ({ page, another, locale, expectError }) => {
  const language = languageOf(page, locale);
  const colleague = await another();
  await signIn(page, "companion", language);
  await signIn(colleague, "colleague", language);
  await openCase(page, language, "Petrovski");
  await colleague.goto(new URL(page.url()).pathname);

  // The office writes it down, and the line is cut before it can say so.
  expectError(/write-note/);
  const lost = new Promise<void>((done) => {
    void page.route("**/api/cases/write-note", async (route) => {
      await route.fetch();
      await route.abort();
      done();
    }, { times: 1 });
  });
  const text = `Prefers to be called in the evening ${Date.now()}`;
  const note = page.locator('form[action="/api/cases/write-note"]');
  await writeNote(page, text);
  await lost;

  // The page shows what others did meanwhile, and still what she typed.
  const other = `Wants a flat near the station ${Date.now()}`;
  await writeNote(colleague, other);
  await expect(page.getByText(other)).toBeVisible();
  await expect(note.locator("textarea")).toHaveValue(text);
  await note.locator("button").click();
  await expect(page.locator(".wo-notice--success")).toBeVisible();
  await expect(note.locator("textarea")).toHaveValue("");
  await page.reload();
  await expect(page.locator("main li, main article, main p").filter({ hasText: text }).last()).toBeVisible();
  await expect(page.getByText(text, { exact: true }), "notes of this text").toHaveCount(1);

  // The same words from a form that is new are another note.
  await writeNote(page, text);
  await expect(page.getByText(text, { exact: true }), "notes of this text").toHaveCount(2);
});

test("an answer that was refused stays in its form when the list around it has moved up", async ({ page, another, locale, expectError }) => {
  test.setTimeout(180_000);
  const language = languageOf(page, locale);
  const questions = [`Which bus goes there? ${Date.now()}`, `Which door is it? ${Date.now()}`];
  for (const [index, person] of (["graduate", "newcomer"] as const).entries()) {
    const asker = await another();
    await signIn(asker, person, language);
    await asker.goto(`/${language}/plan`);
    await asker.locator('form[action="/api/plan/ask"] textarea').fill(questions[index]);
    await asker.locator('form[action="/api/plan/ask"] button').click();
    await expect(asker.getByText(questions[index])).toBeVisible();
  }
  const colleague = await another();
  await signIn(page, "companion", language);
  await signIn(colleague, "colleague", language);
  const open = async (desk: Page, question: string) => {
    await desk.goto(`/${language}/questions`);
    const link = desk.locator("article", { hasText: question }).locator('a[href*="question="]');
    // The oldest is open already.
    if (await link.count()) await link.click();
    return desk.locator("article", { hasText: question }).locator('form[action="/api/questions/answer"]');
  };

  // Her answer is on its way while a colleague answers the question above.
  let cut = () => {};
  const isCut = new Promise<void>((done) => { cut = done; });
  await page.route("**/api/questions/answer", async (route) => {
    await isCut;
    await route.abort();
  }, { times: 1 });
  expectError(/questions\/answer/);
  const form = await open(page, questions[1]);
  await form.locator("textarea").fill("The green one.");
  await form.locator("button").click();
  const first = await open(colleague, questions[0]);
  await first.locator("textarea").fill("Bus 368.");
  await first.locator("button").click();
  await expect(page.locator("article", { hasText: questions[0] })).toContainText("Bus 368.");
  cut();
  await expect(page.locator(".wo-error-summary")).toBeVisible();
  await expect(form.locator("textarea")).toHaveValue("The green one.");
  await expect(page.locator(".wo-notice--warning"), "the form stands below").toHaveCount(0);

  await form.locator("button").click();
  await expect(page.locator(".wo-notice--success")).toBeVisible();
  await expect(page.locator("article", { hasText: questions[1] })).toContainText("The green one.");
  await expect(form).toHaveCount(0);
});

test("a name typed into the search of the cases stays while a colleague changes cases", async ({ page, another, locale }) => {
  const language = languageOf(page, locale);
  const colleague = await another();
  await signIn(page, "companion", language);
  await signIn(colleague, "colleague", language);
  await openCase(colleague, language, "Petrovski");

  // She begins to type while the new list is on its way, and goes on when it is there.
  let arrive = () => {};
  const arrived = new Promise<void>((done) => { arrive = done; });
  await page.route("**/api/cases/list", async (route) => {
    await arrived;
    await route.continue();
  });
  const asked = page.waitForRequest("**/api/cases/list");
  await page.goto(`/${language}/cases`);
  await writeNote(colleague, `Called about the flat ${Date.now()}`);
  await asked;
  const search = page.locator('form.wo-filters input[name="q"]');
  const button = page.locator("form.wo-filters button");
  let isRenewed = await mark(page, "form.wo-filters");
  await search.focus();
  await page.keyboard.type("Petro");
  arrive();
  await isRenewed();
  await expect(search).toBeFocused();
  await page.keyboard.type("vski");
  await expect(search).toHaveValue("Petrovski");

  await button.focus();
  isRenewed = await mark(page, "form.wo-filters");
  await writeNote(colleague, `Called about the visa ${Date.now()}`);
  await isRenewed();
  await expect(search).toHaveValue("Petrovski");
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=Petrovski/);
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await expect(page.locator("tbody tr")).toContainText("Petrovski");

  // Another address is another search: nothing of the old one stays.
  await search.fill("Nobody");
  await page.locator(".wo-chips a").first().click();
  await page.waitForURL((url) => !url.search.includes("Petrovski"));
  await expect(page.locator("tbody tr")).not.toHaveCount(1);
  await expect(search).toHaveValue("");
});

test("a desk whose newer data cannot be fetched stays as it is, says so, and has it as soon as it can be", async ({ page, another, locale, expectError }) => {
  const language = languageOf(page, locale);
  const colleague = await another();
  await signIn(page, "companion", language);
  await signIn(colleague, "colleague", language);
  await openCase(page, language, "Petrovski");
  await colleague.goto(new URL(page.url()).pathname);

  // The server is too busy for this page, twice; its stream goes on.
  let refused = 0;
  await page.route("**/api/cases/page", async (route) => {
    refused += 1;
    await route.fulfill({ status: 503, headers: { "Retry-After": "5" }, body: "busy" });
  }, { times: 2 });
  expectError(/cases\/page|503/);
  const unsent = `Wants to bring her bicycle ${Date.now()}`;
  await page.locator('form[action="/api/cases/write-note"] textarea').fill(unsent);
  await page.locator('form[action="/api/cases/write-note"] textarea').blur();
  const note = `Moves in on Saturday ${Date.now()}`;
  await writeNote(colleague, note);
  await expect(page.locator(".wo-live--stale")).toBeVisible();
  await expect(page.locator("h1")).toContainText("Petrovski");
  await expect(page.getByText(note)).toHaveCount(0);

  await expect(page.getByText(note)).toBeVisible({ timeout: 30_000 });
  expect(refused, "asked again").toBe(2);
  await expect(page.locator(".wo-live--stale")).toHaveCount(0);
  await expect(page.locator('form[action="/api/cases/write-note"] textarea')).toHaveValue(unsent);

  // Another page that cannot be had says so at once.
  await page.route("**/api/cases/list", (route) => route.abort());
  expectError(/cases\/list/);
  await page.locator(`header a[href$="/cases"]`).first().click();
  await expect(page.locator("main h1")).not.toContainText("Petrovski");
  await expect(page.locator("main")).toContainText({ de: "nicht erreichbar", en: "cannot be reached", ar: "تعذر" }[language] ?? "");
});
