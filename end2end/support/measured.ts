// What the audits measured goes into the report of the run; `statement.mjs` makes the accessibility statement of it.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "@playwright/test";

const { resolve } = createRequire(import.meta.url);

/** Notes on how many places a tool looked, and how much it found. */
export async function note(tool: string, places: number, findings: number): Promise<void> {
  const found = resolve(tool);
  const folder = found.slice(0, found.lastIndexOf(`node_modules/${tool}/`) + `node_modules/${tool}/`.length);
  const { version } = JSON.parse(await readFile(`${folder}package.json`, "utf8"));
  test.info().annotations.push({ type: "measured", description: JSON.stringify({ tool, version, places, findings }) });
}
