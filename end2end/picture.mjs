// The picture of the README, taken from a running demo: node picture.mjs http://localhost:3000
import { chromium } from "@playwright/test";
import { resolve } from "node:path";

const address = process.argv[2] ?? "http://localhost:3000";
const out = resolve(import.meta.dirname, "picture.png");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--no-first-run", "--hide-scrollbars"],
});

async function taken(person, path, viewport) {
  const page = await (await browser.newContext({ viewport, timezoneId: "Europe/Berlin" })).newPage();
  await page.goto(`${address}/en/sign-in`);
  await page.locator('input[name="form[email]"]').fill(`${person}@demo.example`);
  await page.locator('input[name="form[password]"]').fill("welcome-to-bochum");
  await page.locator("main form button").first().click();
  await page.waitForURL((url) => !url.pathname.endsWith("/sign-in"));
  await page.goto(`${address}${path}`);
  await page.locator(".wo-live").waitFor();
  await page.locator(".wo-demo-banner").evaluate((banner) => banner.remove());
  await page.evaluate(() => { document.documentElement.style.scrollbarGutter = "auto"; });
  return (await page.screenshot()).toString("base64");
}

const desk = await taken("companion", "/de/desk", { width: 1280, height: 860 });
const phone = await taken("newcomer", "/ar/plan", { width: 360, height: 740 });
const stage = await browser.newPage({ viewport: { width: 1240, height: 700 } });
await stage.setContent(`<style>
  body { margin: 0; background: #dfe4ef; position: relative; height: 700px; overflow: hidden }
  img { position: absolute; background: #fff; box-shadow: 0 12px 40px #0003 }
  .desk { left: 40px; top: 40px; width: 930px; border-radius: 10px }
  .phone { right: 40px; top: 74px; width: 284px; border-radius: 28px; border: 10px solid #1c2333 }
</style><img class="desk" src="data:image/png;base64,${desk}"><img class="phone" src="data:image/png;base64,${phone}">`);
await stage.waitForFunction(() => [...document.images].every((image) => image.complete));
await stage.screenshot({ path: out });
await browser.close();
