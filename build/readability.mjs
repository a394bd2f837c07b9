// How easy the German step texts read: Flesch reading ease in Amstad's form for German,
// 180 - words per sentence - 58.5 * syllables per word (0 hard, 100 easy), over all texts; and the hardest steps.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = new URL("../backend/content/steps/de", import.meta.url).pathname;
const PARTS = ["what", "why", "where", "until", "not_needed"];
const words = (text) => text.match(/[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu) ?? [];
const sentences = (text) => text.split(/[.!?:]+(?:\s|$)/).filter((part) => words(part).length > 0);
/** Groups of vowels; "ie", "eu", "au", "äu", "ei", "ai" are one sound, a number is read as two syllables. */
const syllables = (word) => (/^\p{N}+$/u.test(word) ? 2 : Math.max(1, (word.toLowerCase().match(/[aeiouyäöü]+/g) ?? []).length));

function ease(text) {
  const all = words(text);
  const perSentence = all.length / sentences(text).length;
  const perWord = all.reduce((sum, word) => sum + syllables(word), 0) / all.length;
  return { ease: 180 - perSentence - 58.5 * perWord, perSentence };
}

const steps = readdirSync(folder).sort().flatMap((file) => Object.entries(JSON.parse(readFileSync(join(folder, file), "utf8"))));
const text = (step) => PARTS.map((part) => step[part]).join(" ");
const whole = ease(steps.map(([, step]) => text(step)).join(" "));
if (process.argv.includes("--hardest")) {
  const ranked = steps.map(([key, step]) => [ease(text(step)).ease, key]).sort(([a], [b]) => a - b);
  for (const [value, key] of ranked.slice(0, 10)) console.error(`${value.toFixed(0)} ${key}`);
  console.error(`${whole.perSentence.toFixed(1)} words a sentence`);
}
console.log(whole.ease.toFixed(1));
