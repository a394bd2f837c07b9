// The people of the demo city, and how they sign in: with and without scripts.
import { expect, type Page } from "@playwright/test";
import type { PostOffice } from "./mail.ts";

export const PASSWORD = "welcome-to-bochum";

export type Person = "newcomer" | "caretaker" | "employer" | "owner" | "graduate" | "companion" | "colleague" | "recognition" | "lead" | "admin";

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

/** Signs in without looking at a page, where the journey is about something else. */
export async function signInByPost(page: Page, person: Person): Promise<void> {
  await page.request.post("/api/account/sign-in", {
    form: { "form[email]": `${person}@demo.example`, "form[password]": PASSWORD, "form[next]": "" },
    headers: { accept: "text/html", "sec-fetch-site": "same-origin" },
    maxRedirects: 0,
  });
  expect((await page.context().cookies()).map(({ name }) => name), `${person} signs in`).toContain("wo-session");
}

/** Opens the newest link mailed to this address and presses its button. */
export async function followLink(page: Page, mail: PostOffice, address: string, after: number): Promise<void> {
  // Others may have written at the same time.
  const { links } = await mail.lastTo(address, { after, leadsTo: "/link/" });
  await page.goto(links[0]);
  await page.locator('form[action="/api/account/use-link"] button').click();
}

/** Signs in without a password: asks for the link, opens it. */
export async function signInByMail(page: Page, mail: PostOffice, address: string, language = "en"): Promise<void> {
  const before = Date.now();
  await page.goto(`/${language}/sign-in`);
  await page.locator('input[name="form[email]"]').fill(address);
  await page.locator("main form button").first().click();
  await expect(page.locator(".wo-notice--success")).toBeVisible();
  await followLink(page, mail, address, before);
  await page.waitForURL((url) => !url.pathname.includes("/link/"));
}
