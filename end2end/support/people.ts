// The people of the demo city, and how they sign in: with and without scripts.
import type { Page } from "@playwright/test";

export const PASSWORD = "welcome-to-bochum";

export type Person = "newcomer" | "caretaker" | "employer" | "owner" | "graduate" | "companion" | "recognition" | "lead" | "admin";

/** The language the project reads in. */
export function languageOf(page: Page, locale: string | undefined): string {
  return locale?.startsWith("ar") ? "ar" : "en";
}

export async function signIn(page: Page, person: Person, language = "en"): Promise<void> {
  await page.goto(`/${language}/sign-in`);
  await page.locator('input[name="form[email]"]').fill(`${person}@demo.example`);
  await page.locator('input[name="form[password]"]').fill(PASSWORD);
  await page.locator("main form button").first().click();
  await page.waitForURL((url) => !url.pathname.endsWith("/sign-in"));
}
