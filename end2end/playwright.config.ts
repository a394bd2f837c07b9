import { defineConfig, devices } from "@playwright/test";

// Debian's browser; Playwright's own is never downloaded.
const launchOptions = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
};
const desktop = { viewport: { width: 1280, height: 800 }, locale: "en", timezoneId: "Europe/Berlin", launchOptions };

export default defineConfig({
  testDir: "journeys",
  outputDir: "results/files",
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: "results/report.json" }]],
  use: { trace: "retain-on-failure", screenshot: "only-on-failure" },
  projects: [
    { name: "js", use: desktop },
    { name: "no-js", use: { ...desktop, javaScriptEnabled: false } },
    // The eight people bring their own language and screen.
    { name: "arabic", testIgnore: /eight_people/, use: { ...desktop, locale: "ar" } },
    { name: "phone", testIgnore: /eight_people/, use: { ...desktop, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, colorScheme: "dark", userAgent: devices["Pixel 7"].userAgent } },
    { name: "audit", testDir: "audits", fullyParallel: true, use: { ...desktop, actionTimeout: 20_000, trace: "off" } },
  ],
});
