// Firefox, driven over WebDriver BiDi. Every window is a browser of its own: cookies and storage apart.
import puppeteer from "puppeteer-core";

const PATIENCE = 30_000;
/** A font that was still on its way when the page was left: no error of the page. */
const LEFT_MEANWHILE = /downloadable font: download failed .*status=2152398850/;

export async function launch() {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    headless: true,
  });
  return { name: `Firefox ${(await browser.version()).replace(/^\D+/, "")}`, hearsErrors: true, open: (size) => open(browser, size), close: () => browser.close() };
}

async function open(browser, { width, height }) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage({ type: "window" });
  const errors = [];
  page.on("console", (message) => { if (message.type() === "error") errors.push(`console: ${message.text()}`); });
  page.on("pageerror", (error) => { if (!LEFT_MEANWHILE.test(error.message)) errors.push(`page: ${error.stack ?? error}`); });
  page.on("response", (answer) => { if (answer.status() >= 400) errors.push(`answer: ${answer.status()} ${answer.url()}`); });
  await page.setViewport({ width, height });
  const found = (selector) => page.locator(selector).setTimeout(PATIENCE);
  return {
    errors,
    visit: (address) => page.goto(address, { timeout: 2 * PATIENCE }),
    evaluate: (expression) => page.evaluate(expression),
    click: (selector) => found(selector).click(),
    type: (selector, text) => found(selector).fill(text),
    upload: async (selector, file) => (await found(selector).waitHandle()).uploadFile(file),
    picture: () => page.screenshot({ encoding: "base64" }),
    close: () => context.close(),
  };
}
