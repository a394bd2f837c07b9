// What a page may say: the texts of the locale files and of the content, with anything in place of their variables.
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");

async function stringsOf(folder: string): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".json"));
  const parsed = await Promise.all(files.map(async (file) => JSON.parse(await readFile(join(folder, file), "utf8"))));
  const strings: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === "string") strings.push(value);
    else if (value && typeof value === "object") Object.values(value).forEach(collect);
  };
  parsed.forEach(collect);
  return strings;
}

const plain = (text: string) => text.replace(/\s+/g, " ").trim();

/** Says whether a text of a page in this language is known. */
export async function vocabulary(language: string): Promise<(text: string) => boolean> {
  const folders = [`app/locales/${language}`, `backend/content/steps/${language}`, "backend/content/journey"];
  const texts = (await Promise.all(folders.map((folder) => stringsOf(join(ROOT, folder))))).flat();
  const fixed = new Set(texts.map(plain));
  const open = texts.filter((text) => /\{\{?.+?\}/.test(text)).map((text) => {
    const pieces = plain(text).split(/\{\{?.+?\}\}?/).map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${pieces.join(".+")}$`, "u");
  });
  // "Name, Name": what is joined by commas or colons is known if its parts are.
  return (text) => {
    const isWhole = (text: string) => fixed.has(text) || open.some((pattern) => pattern.test(text));
    return isWhole(text) || isWhole(text.replace(/^[:,.·–(]\s*|\s*[:,.·–)]$/g, ""));
  };
}
