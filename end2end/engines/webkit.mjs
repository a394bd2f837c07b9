// WebKit, driven over plain WebDriver: Debian's WebKitWebDriver starts MiniBrowser, which needs a screen
// (xvfb-run). One driver holds one window, so every window has a driver of its own, and cookies apart.
// This driver tells nothing of the console; a page that died there is noticed by what it does not do.
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as later } from "node:timers/promises";
import { freePort } from "../support/office.mjs";

const PATIENCE = 30_000;
/** The name WebDriver gives to what refers to an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Bars without padding: otherwise no window is as narrow as a phone. */
const NARROW = "* { padding: 0; margin: 0; min-width: 0; min-height: 0; border-width: 0 }";

export async function launch() {
  const settings = await mkdtemp(join(tmpdir(), "welcome-office-webkit-"));
  await mkdir(join(settings, "gtk-3.0"));
  await writeFile(join(settings, "gtk-3.0/gtk.css"), NARROW);
  const windows = [];
  const close = async () => {
    for (const window of windows.splice(0)) await window.close();
    await rm(settings, { recursive: true, force: true });
  };
  try {
    // Only a window knows the version.
    const first = await open(settings, { width: 800, height: 600 });
    await first.close();
    return {
      name: `WebKit ${first.version}`,
      hearsErrors: false,
      async open(size) {
        const window = await open(settings, size);
        windows.push(window);
        return window;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(settings, { width, height }) {
  const driver = await startDriver(settings);
  let session;
  try {
    const { sessionId, capabilities } = await driver.ask("POST", "/session", {
      capabilities: {
        alwaysMatch: {
          pageLoadStrategy: "normal",
          "webkitgtk:browserOptions": {
            binary: process.env.WEBKIT ?? "MiniBrowser",
            args: ["--automation"],
          },
        },
      },
    });
    session = { id: sessionId, version: capabilities.browserVersion };
  } catch (error) {
    await driver.stop();
    throw error;
  }
  const ask = (method, path, body) => driver.ask(method, `/session/${session.id}${path}`, body);
  const evaluate = (expression) => ask("POST", "/execute/sync", { script: `return (${expression});`, args: [] });

  /** Does it as soon as the page lets it: waits for the element, for what covers it to go, for a new page. */
  async function withElement(selector, does) {
    const patience = Date.now() + PATIENCE;
    for (;;) {
      try {
        const found = await ask("POST", "/element", { using: "css selector", value: selector });
        return await does(`/element/${found[ELEMENT]}`);
      } catch (error) {
        if (Date.now() > patience) throw new Error(`${selector}: ${error.message}`);
        await later(100);
      }
    }
  }

  const close = async () => {
    await ask("DELETE", "").catch(() => {});
    await driver.stop();
  };
  try {
    await resize(ask, evaluate, width, height);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    version: session.version,
    errors: [],
    visit: (address) => ask("POST", "/url", { url: address }),
    evaluate,
    click: (selector) => withElement(selector, (element) => ask("POST", `${element}/click`, {})),
    type: (selector, text) =>
      withElement(selector, async (element) => {
        await ask("POST", `${element}/clear`, {});
        await ask("POST", `${element}/value`, { text });
      }),
    upload: (selector, file) => withElement(selector, (element) => ask("POST", `${element}/value`, { text: file })),
    picture: () => ask("GET", "/screenshot"),
    close,
  };
}

/** The size of the page, not of the window with its bars around it. */
async function resize(ask, evaluate, width, height) {
  let outer = { width, height };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await ask("POST", "/window/rect", outer);
    await later(100);
    const [pageWidth, pageHeight] = await evaluate("[innerWidth, innerHeight]");
    if (pageWidth === width && pageHeight === height) return;
    outer = { width: outer.width + width - pageWidth, height: outer.height + height - pageHeight };
  }
  throw new Error(`no window of ${width} × ${height} pixels can be had`);
}

async function startDriver(settings) {
  const port = await freePort();
  const program = spawn("WebKitWebDriver", [`--port=${port}`], {
    env: { ...process.env, XDG_CONFIG_HOME: settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "", ended;
  for (const stream of [program.stdout, program.stderr]) {
    stream.on("data", (data) => { output = (output + data).slice(-5_000); });
  }
  program.once("error", (error) => { ended = String(error); });
  const end = new Promise((done) => program.once("close", (code, signal) => { ended ??= `code ${code ?? signal}`; done(); }));
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body), headers: { "content-type": "application/json" } });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const patience = Date.now() + PATIENCE;
  while (!(await ask("GET", "/status").catch(() => undefined))) {
    if (ended || Date.now() > patience) throw new Error(`the driver did not start (${ended ?? "no answer"}):\n${output}`);
    await later(50);
  }
  return {
    ask,
    async stop() {
      program.kill("SIGTERM");
      await end;
    },
  };
}
