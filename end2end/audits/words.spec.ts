// Every text on every page stands in the locale files or in the content, and has room to grow: in a pseudo-language,
// bracketed and longer by 40 %, nothing is cut off and nothing is wider than the screen.
import type { Page } from "@playwright/test";
import { expect, expectNone, test, type Finding } from "../support/audit.ts";
import { everyPage } from "../support/pages.ts";
import { vocabulary } from "../support/vocabulary.ts";

/** The one with the longest words. */
const LANGUAGE = "de";
const SCREENS = [{ width: 360, height: 740 }, { width: 1280, height: 800 }];

test.use({ javaScriptEnabled: false });

test("every text stands in the locale files or in the content, and has room to grow by 40 %", async ({ page, mail, expectError }) => {
  expectError(/404/);
  test.setTimeout(600_000);
  const isKnown = await vocabulary(LANGUAGE);
  const unknown: Finding[] = [];
  const cut: Finding[] = [];
  let texts = 0;
  for await (const { role, addresses } of everyPage(page, LANGUAGE, mail)) {
    for (const path of addresses.filter((path) => !path.startsWith("/dev/") && path.startsWith(`/${LANGUAGE}`))) {
      const address = `${path} (${role})`;
      await page.goto(path);
      const told = await page.evaluate(textsOf);
      texts += told.length;
      for (const { text, where } of told) if (!isKnown(text)) unknown.push({ rule: "not in the locale files", what: `${where}: ${text}`, address });
      await page.evaluate(stretch);
      for (const screen of SCREENS) {
        await page.setViewportSize(screen);
        for (const what of await page.evaluate(cutTexts)) cut.push({ rule: `at ${screen.width} px`, what, address });
      }
    }
  }
  expect(texts, "texts looked at").toBeGreaterThan(2_000);
  expectNone(unknown, "the vocabulary");
  expectNone(cut, "the pseudo-language");
});

test("a text that is in no locale file is found, and so is one that is cut off", async ({ page }) => {
  const isKnown = await vocabulary(LANGUAGE);
  await page.setContent(`<html lang="de"><body><p>Hard coded</p><p>Abmelden</p><p>vonn <bdi>Hà</bdi></p>
    <p style="overflow: hidden; white-space: nowrap; inline-size: 6rem">Abmelden</p></body></html>`);
  const told = await page.evaluate(textsOf);
  expect(told.filter(({ text }) => !isKnown(text)).map(({ text }) => text)).toEqual(["Hard coded", "vonn"]);
  await page.evaluate(stretch);
  expect(await page.evaluate(cutTexts)).toEqual([expect.stringContaining("[Abmelden")]);
});

/** Texts of a page but for those that people and institutions wrote, and for what has no words. Runs in the page. */
function textsOf(): { text: string; where: string }[] {
  const written = "bdi, time, [dir=auto], [dir=ltr]:not(html), [lang]:not(html), script, style, svg, textarea, datalist, .wo-demo";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement as Element;
    const text = (walker.currentNode.nodeValue ?? "").replace(/\s+/g, " ").trim();
    if (!/\p{L}/u.test(text) || parent.closest(written)) continue;
    // Somebody or something that people named, offered to choose.
    if (parent instanceof HTMLOptionElement && /^[0-9a-f-]{36}$/.test(parent.value)) continue;
    texts.push({ text, where: `${parent.localName}.${parent.className}` });
  }
  for (const element of document.body.querySelectorAll("[aria-label], [placeholder], [title], img[alt]")) {
    for (const name of ["aria-label", "placeholder", "title", "alt"]) {
      const text = element.getAttribute(name)?.trim();
      if (text && /\p{L}/u.test(text) && !element.closest(".wo-demo")) texts.push({ text, where: `${element.localName}[${name}]` });
    }
  }
  return texts;
}

/** Brackets every text and makes it longer by 40 %, with letters of its own. Runs in the page. */
function stretch(): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const text = node.nodeValue ?? "";
    const words = text.trim();
    if (!/\p{L}/u.test(words) || node.parentElement?.closest("script, style, svg, textarea")) continue;
    const more = words.slice(0, Math.ceil(words.length * 0.4));
    node.nodeValue = text.replace(words, `[${words} ${more}]`);
  }
}

/** Elements that do not show all of their text, and what is wider than the screen. Runs in the page. */
function cutTexts(): string[] {
  const cut = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const beyond = [...document.body.querySelectorAll("*")].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return left < -1 || right > root.clientWidth + 1;
    });
    cut.push(`the page is ${root.scrollWidth - root.clientWidth} px wider than the screen: ${beyond.map(({ localName, className }) => `${localName}.${className}`).slice(-3).join(", ")}`);
  }
  for (const element of document.body.querySelectorAll<HTMLElement>("*")) {
    const style = getComputedStyle(element);
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.closest(".wo-visually-hidden, svg, select")) continue;
    // A name that is told in full elsewhere may be shortened.
    if (style.textOverflow === "ellipsis" && element.querySelector(":scope > bdi:last-child")) continue;
    const clips = [style.overflowX, style.overflowY].some((overflow) => overflow === "hidden" || overflow === "clip");
    const isCut = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
    if (clips && isCut && element.clientWidth > 0) cut.push(`${element.localName}.${element.className}: ${element.textContent?.trim().slice(0, 60)}`);
  }
  return cut;
}
