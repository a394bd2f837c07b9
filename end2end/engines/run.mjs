// Tells the story in one engine against an office of its own: node engines/run.mjs firefox|webkit
// One line a step, a count at the end; the windows as they looked lie in results/engines if it fails.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { start } from "../support/office.mjs";
import { story } from "./story.mjs";

const engine = process.argv[2];
if (!["firefox", "webkit"].includes(engine)) throw new Error("which engine: firefox or webkit?");
const { launch } = await import(`./${engine}.mjs`);
const pictures = resolve(import.meta.dirname, `../results/engines/${engine}`);
await rm(pictures, { recursive: true, force: true });

class Over extends Error {}
const windows = new Map();
let passed = 0, failed = 0, browser, office;

function passes(sentence, since) {
  passed += 1;
  console.log(`  ok      ${sentence} (${((Date.now() - since) / 1000).toFixed(1)} s)`);
}

async function fails(sentence, why) {
  failed += 1;
  console.log(`  FAILED  ${sentence}\n          ${why}`);
  for (const [name, window] of windows) {
    const errors = window.errors.map((error) => `\n          ${error}`).join("");
    const address = await window.evaluate("location.href").catch(() => "it does not answer");
    console.log(`          window of the ${name}: ${address}${errors}`);
    const picture = await window.picture().catch(() => "");
    if (!picture) continue;
    await mkdir(pictures, { recursive: true });
    await writeFile(resolve(pictures, `${name}.png`), picture, "base64");
  }
}

async function step(sentence, does) {
  const since = Date.now();
  try {
    await does();
  } catch (error) {
    await fails(sentence, error.message);
    throw new Over();
  }
  passes(sentence, since);
}

async function open(name, size) {
  const window = await browser.open(size);
  windows.set(name, window);
  return window;
}

const begin = Date.now();
let name = engine;
try {
  office = await start();
  browser = await launch();
  name = browser.name;
  console.log(name);
  await story({ open, office, step });
  if (browser.hearsErrors) {
    await step("no window's console told of an error", async () => {
      const told = [...windows].filter(([, window]) => window.errors.length).map(([name]) => name);
      if (told.length) throw new Error(`errors in the window of the ${told.join(", ")}`);
    });
  }
} catch (error) {
  if (!(error instanceof Over)) await fails("the story can be told", error.stack);
}
try {
  await browser?.close();
  await office?.stop();
} catch (error) {
  await fails("browser and office end in peace", error.message);
}
console.log(`${name}: ${passed} passed, ${failed} failed (${Math.round((Date.now() - begin) / 1000)} s)`);
if (process.env.COUNT) await writeFile(process.env.COUNT, `${passed} ${failed}\n`);
process.exit(failed ? 1 : 0);
