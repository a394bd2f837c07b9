// Lists of hires: the wrong file, the list with lost letters, the table from the clipboard.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { languageOf, signIn } from "../support/people.ts";

const NINE = resolve(import.meta.dirname, "../cases/nine_hires_windows1252.csv");
const COURSE = resolve(import.meta.dirname, "../cases/nursing_course_april_2027.xlsx");
const DRAFT = /\/hires\/import\/[0-9a-f-]{36}/;
const CONFIRM = 'form[action="/api/import/confirm"]';

type NewFile = { name: string; mimeType: string; buffer: Buffer };

async function send(page: Page, language: string, file: string | NewFile): Promise<void> {
  await page.goto(`/${language}/hires/import`);
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.locator('form:has(input[type="file"]) button').click();
}

test("a file that is no list says what to do, and what was there stays", async ({ page, locale, axe }) => {
  const language = languageOf(page, locale);
  await signIn(page, "employer", language);
  await send(page, language, NINE);
  await page.waitForURL(DRAFT);
  const draft = new URL(page.url()).pathname;

  const picture = { name: "team.png", mimeType: "image/png", buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64") };
  const half = { name: "course.xlsx", mimeType: "application/octet-stream", buffer: (await readFile(COURSE)).subarray(0, 4000) };
  const nothing = { name: "empty.csv", mimeType: "text/csv", buffer: Buffer.alloc(0) };
  for (const file of [picture, half, nothing]) {
    await send(page, language, file);
    await page.waitForURL(/\/hires\/import$/);
    await expect(page.locator(".wo-error-summary"), file.name).toBeVisible();
    await expect(page.locator('input[type="file"]'), file.name).toHaveAttribute("aria-invalid", "true");
    await expect(page.locator(`main a[href="${draft}"]`), file.name).toBeVisible();
  }
  await axe();

  await page.locator(`main a[href="${draft}"]`).click();
  await expect(page.locator('form[action="/api/import/columns"]')).toBeVisible();
  await page.locator('form[action="/api/import/discard"] button').click();
  await page.waitForURL(/\/hires\/import$/);
  await expect(page.locator(`main a[href="${draft}"]`)).toHaveCount(0);
});

test("nine hires with lost letters are mended in place, taken over and taken back", async ({ page, office, locale, axe }) => {
  test.setTimeout(120_000);
  const language = languageOf(page, locale);
  await signIn(page, "employer", language);
  await send(page, language, NINE);
  await page.waitForURL(DRAFT);
  const id = page.url().match(/[0-9a-f]{8}-[0-9a-f-]{27}/)?.[0] ?? "";

  // Columns are guessed; umlauts of the old file are right.
  await expect(page.locator('form[action="/api/import/columns"]')).toContainText("Nationalität");
  await page.locator('form[action="/api/import/columns"] button').click();
  await expect(page.locator("tbody tr")).toHaveCount(9);
  await expect(page.locator("tbody")).toContainText("Öztürk");

  // Three names lost letters: nothing can be taken over before they are whole, not even past the page.
  const wrong = page.locator("tbody tr.wo-import-row--error");
  await expect(wrong).toHaveCount(3);
  await expect(page.locator(CONFIRM)).toHaveCount(0);
  await axe();
  const forced = await page.request.post("/api/import/confirm", { form: { import: id }, headers: { accept: "application/json", origin: office.url } });
  expect(forced.status()).toBeGreaterThanOrEqual(400);
  expect(forced.status()).toBeLessThan(500);

  const names = [["Yıldırım", "Çağla"], ["Yıldırım", "İbrahim"], ["Öztürk", "Çağla"]];
  for (const [index, [family, given]] of names.entries()) {
    await wrong.first().locator('a[href*="edit="]').click();
    const edit = page.locator('form[action="/api/import/edit-row"]');
    await expect(edit).toBeVisible();
    if (index === 0) {
      // What is still wrong comes back with what was typed.
      await edit.locator('input[name="form[birth_date]"]').fill("31.02.1989");
      await edit.locator('input[name="form[family_name]"]').fill(family);
      await edit.locator('input[name="form[given_names]"]').fill(given);
      await edit.locator("button").click();
      await expect(wrong).toHaveCount(3);
      await expect(wrong.first()).toContainText("31.02.1989");
      await expect(page.locator(CONFIRM)).toHaveCount(0);
      await wrong.first().locator('a[href*="edit="]').click();
      await expect(edit.locator('input[name="form[family_name]"]')).toHaveValue(family);
      await edit.locator('input[name="form[birth_date]"]').fill("20.09.1989");
    } else {
      await edit.locator('input[name="form[family_name]"]').fill(family);
      await edit.locator('input[name="form[given_names]"]').fill(given);
    }
    await axe();
    await edit.locator("button").click();
    await expect(wrong).toHaveCount(2 - index);
  }

  // Taken over as a whole.
  await page.locator(`${CONFIRM} input[name="form[cohort]"]`).fill("Nine of March");
  await page.locator(`${CONFIRM} button`).click();
  const undo = page.locator('form[action="/api/import/undo"] button');
  await expect(undo).toBeVisible();
  await expect(page.locator("main .wo-lede")).toContainText(/9|٩/);
  await axe();
  await page.goto(`/${language}/hires?q=${encodeURIComponent("Çağla")}&sort=name`);
  await expect(page.locator("tbody tr")).toHaveCount(2);
  await page.locator("tbody a", { hasText: "Yıldırım" }).click();
  await expect(page.locator("h1")).toContainText("Çağla");
  await axe();

  // Taken back as a whole.
  await page.goto(`/${language}/hires/import/${id}`);
  await undo.click();
  await expect(undo).toHaveCount(0);
  await axe();
  await page.goto(`/${language}/hires?q=${encodeURIComponent("Çağla")}&sort=name`);
  await expect(page.locator("main form[role=search]")).toBeVisible();
  await expect(page.locator("tbody tr")).toHaveCount(0);
});

test("a table copied from a spreadsheet is taken over", async ({ page, locale, axe }) => {
  const language = languageOf(page, locale);
  await signIn(page, "employer", language);
  await page.goto(`/${language}/hires/import`);
  const paste = page.locator('form:has(textarea[name="table"])');
  await paste.locator("button").click();
  await expect(page.locator(".wo-error-summary")).toBeVisible();
  await expect(paste.locator("textarea")).toHaveAttribute("aria-invalid", "true");
  await paste.locator("textarea").fill(
    "Name\tVorname\tGeburtsdatum\tNationalität\tBeruf\tArbeitsbeginn\tE-Mail\n" +
      "Fernández\tLucía\t12.05.1990\tSpanien\tPflegefachfrau\t01.03.2027\tpasted1@example.org\n" +
      "O'Brien\tSeán\t02.11.1988\tIrland\tKoch\t01.03.2027\tpasted2@example.org\n",
  );
  await paste.locator("button").click();
  await page.waitForURL(DRAFT);
  await axe();
  await page.locator('form[action="/api/import/columns"] button').click();
  await expect(page.locator("tbody tr.wo-import-row--new")).toHaveCount(2);
  await page.locator(`${CONFIRM} button`).click();
  await expect(page.locator('form[action="/api/import/undo"] button')).toBeVisible();
  await page.goto(`/${language}/hires?q=${encodeURIComponent("Fernández")}&sort=name`);
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await expect(page.locator("tbody")).toContainText("Lucía");
});
