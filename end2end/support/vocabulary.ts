// What a page may say: the texts of the locale files and of the content, with anything in place of their variables;
// names of countries and occupations; days and months; and what is joined of these.
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
/** Columns of `domain/src/country/names.txt` and `domain/src/occupation/occupations.txt`. */
const NAMES = { de: [2, 4], en: [3, 5], ar: [4, 6], vi: [5, 7] };
export type Language = keyof typeof NAMES;

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

async function namesOf(file: string, column: number): Promise<string[]> {
  const lines = (await readFile(join(ROOT, "domain/src", file), "utf8")).split("\n");
  return lines.flatMap((line) => line.split("|")[column] ?? []);
}

function monthsOf(language: Language): string[] {
  const format = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2026, month, 15)));
}

const plain = (text: string) => text.replace(/\s+/g, " ").trim();
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Says whether a text of a page in this language is known. */
export async function vocabulary(language: Language): Promise<(text: string) => boolean> {
  const folders = [`app/locales/${language}`, `backend/content/steps/${language}`, "backend/content/journey"];
  const texts = (await Promise.all(folders.map((folder) => stringsOf(join(ROOT, folder))))).flat();
  const [country, occupation] = NAMES[language];
  const names = [...(await namesOf("country/names.txt", country)), ...(await namesOf("occupation/occupations.txt", occupation))];
  const fixed = new Set([...texts, ...names].map(plain));
  const open = texts.filter((text) => /\{\{?.+?\}/.test(text)).map((text) => {
    const pieces = plain(text).split(/\{\{?.+?\}\}?/).map(escaped);
    return new RegExp(`^${pieces.join(".+")}$`, "u");
  });
  const month = monthsOf(language).map(escaped).join("|");
  const time = new RegExp(`^(\\d{1,2}\\.? )?(${month}) \\d{4}(, \\d{2}:\\d{2})?$`, "u");
  const isWhole = (text: string) => fixed.has(text) || time.test(text) || open.some((pattern) => pattern.test(text));
  const isKnown = (text: string): boolean => {
    const inner = plain(text).replace(/^[:,.·–(]\s*|\s*[:,.·–)]$|\s\d+$/gu, "");
    if (!/\p{L}/u.test(inner) || isWhole(inner) || isWhole(plain(text))) return true;
    const parts = [" · ", ", "].map((between) => inner.split(between)).find(({ length }) => length > 1);
    return parts?.every(isKnown) ?? false;
  };
  return isKnown;
}
