// A page as a cheap phone on a slow network gets it: Lighthouse's slow 4G and a processor four times slower, applied by
// the browser itself.
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";

const AUDITS = ["largest-contentful-paint", "total-blocking-time", "user-timings", "errors-in-console"];
/** What Chromium loads for its own address bar with every new window: hundreds of files, at the same time as the page. */
const OWN_WINDOWS = "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,OmniboxAimPopup";
/** What the page notes when it is live; see `app/src/shell.rs`. */
const LIVE = "live";

/** @returns {Promise<{ look: (address: string, cookie?: string) => Promise<{ largestPaint: number, blocking: number, usable: number }>, close: () => Promise<void> }>} */
export async function slowPhone() {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", OWN_WINDOWS],
  });
  return {
    close: () => browser.close(),
    /** The address once, nothing of it known before: largest paint and live in seconds, blocked in milliseconds. */
    async look(address, cookie) {
      // A window of its own: its cache is empty. Its cookies stay, they are the sign-in.
      const window = await browser.createBrowserContext();
      const [name, value] = cookie?.split("=") ?? [];
      if (cookie) await window.setCookie({ name, value, domain: new URL(address).hostname, path: "/", httpOnly: true });
      const flags = {
        onlyAudits: AUDITS, throttlingMethod: "devtools", disableStorageReset: true, skipAboutBlank: true,
        disableFullPageScreenshot: true, logLevel: "error",
      };
      const run = await lighthouse(address, flags, undefined, await window.newPage());
      await window.close();
      if (!run || run.lhr.runtimeError) throw new Error(`${address}: ${run?.lhr.runtimeError?.message ?? "Lighthouse says nothing"}`);
      const { audits, finalDisplayedUrl } = run.lhr;
      if (finalDisplayedUrl !== address) throw new Error(`${address} leads to ${finalDisplayedUrl}`);
      const live = audits["user-timings"].details?.items.find(({ name }) => name === LIVE);
      if (!live) throw new Error(`${address} never says that it is live: ${JSON.stringify(audits["errors-in-console"].details?.items ?? [])} ${run.lhr.runWarnings}`);
      return {
        largestPaint: audits["largest-contentful-paint"].numericValue / 1000,
        blocking: audits["total-blocking-time"].numericValue,
        usable: live.startTime / 1000,
      };
    },
  };
}
