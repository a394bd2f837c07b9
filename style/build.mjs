// Builds OUT/welcome-office.css, OUT/fonts/*, OUT/icons.svg and OUT/favicon.svg:
// KERN from its package -> logical properties -> pruned to what pages use -> our own layer -> minified.
// Usage: node build.mjs [output folder]
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { transform } from "lightningcss";
import { PurgeCSS } from "purgecss";
import * as sass from "sass";

const here = import.meta.dirname;
const out = resolve(process.argv[2] ?? join(here, "../target/css"));
const { resolve: packagePath } = createRequire(import.meta.url);
const LIMIT_KB = 20;
const TARGETS = { chrome: 111 << 16, firefox: 121 << 16, safari: (16 << 16) | (4 << 8) };
// Order matters: later files win over earlier ones.
const LAYER = ["tokens", "base", "layout", "forms", "telling", "lists", "plan", "desk", "numbers", "way", "paper", "print"];
// Latin first; everything else is fetched by the browser only for a page that needs it.
const FONTS = [
  { family: "Noto Sans", package: "@fontsource-variable/noto-sans", file: "noto-sans", subsets: ["latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext", "greek", "devanagari"] },
  { family: "Vazirmatn", package: "@fontsource-variable/vazirmatn", file: "vazirmatn", subsets: ["arabic"] },
];

/** KERN is written for left-to-right; these rules turn its compiled form to logical properties. */
function logical(css) {
  return css
    .replace(/\b(margin|padding|border)-left\b/g, "$1-inline-start")
    .replace(/\b(margin|padding|border)-right\b/g, "$1-inline-end")
    .replace(/\bborder-(top|bottom)-(left|right)-radius\b/g, (_, block, inline) =>
      `border-${block === "top" ? "start" : "end"}-${inline === "left" ? "start" : "end"}-radius`)
    .replace(/text-align:\s*left/g, "text-align: start")
    .replace(/text-align:\s*right/g, "text-align: end")
    .replace(/([;{\s])left(\s*:)/g, "$1inset-inline-start$2")
    .replace(/([;{\s])right(\s*:)/g, "$1inset-inline-end$2");
}

function fontFaces() {
  const faces = FONTS.flatMap((font) => {
    const folder = dirname(packagePath(`${font.package}/package.json`));
    const ranges = JSON.parse(readFileSync(join(folder, "unicode.json"), "utf8"));
    return font.subsets.map((subset) => {
      copyFileSync(join(folder, `files/${font.file}-${subset}-wght-normal.woff2`), join(out, `fonts/${font.file}-${subset}.woff2`));
      return `@font-face{font-family:"${font.family}";font-display:swap;font-weight:100 900;src:url(/fonts/${font.file}-${subset}.woff2) format("woff2");unicode-range:${ranges[subset]}}`;
    });
  });
  // The widths of Noto Sans on a face every system has: text does not jump when the font arrives.
  faces.push(`@font-face{font-family:"Noto Sans Fallback";src:local("Arial"),local("Liberation Sans");size-adjust:107.4%;ascent-override:99.5%;descent-override:27.3%;line-gap-override:0%}`);
  return faces.join("\n");
}

function kern() {
  const { css } = sass.compile(join(here, "kern.scss"), { loadPaths: [join(here, "node_modules")], quietDeps: true, silenceDeprecations: ["if-function", "import", "mixed-decls"], logger: sass.Logger.silent });
  return logical(css.replace(/^@charset[^;]*;/, "").replace(/@font-face\s*{[^}]*}/g, ""));
}

function sources(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".rs"))
    .map((entry) => ({ raw: readFileSync(join(entry.parentPath, entry.name), "utf8"), extension: "rs" }));
}

/** Of KERN's classes those that a page names; plain elements stay. */
async function prune(css) {
  const plain = { raw: "html body a button input select option textarea label table td th tr img picture video canvas svg iframe", extension: "rs" };
  const [pruned] = await new PurgeCSS().purge({
    content: [...sources(join(here, "../app/src")), plain],
    css: [{ raw: css }],
    extractors: [{ extractor: (text) => text.match(/[A-Za-z0-9_-]+/g) ?? [], extensions: ["rs"] }],
    keyframes: true,
  });
  return pruned.css;
}

/** Tokens that nothing reads, until none is left: one that goes may have been another's only reader. */
function dropUnreadTokens(css) {
  for (;;) {
    const read = new Set([...css.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, token]) => token));
    const fewer = css.replace(/(?<=[{;}\s])(--kern-[\w-]+)\s*:[^;{}]*(;|(?=}))/g, (all, token) => (read.has(token) ? all : ""));
    if (fewer === css) return css;
    css = fewer;
  }
}

mkdirSync(join(out, "fonts"), { recursive: true });
for (const file of ["icons.svg", "favicon.svg"]) copyFileSync(join(here, file), join(out, file));
const own = LAYER.map((name) => readFileSync(join(here, `app/${name}.css`), "utf8")).join("\n");
const all = dropUnreadTokens(`@layer kern{${await prune(kern())}}@layer wo{${own}}`);
const code = transform({
  filename: "welcome-office.css",
  code: Buffer.from(`@layer kern,wo;${fontFaces()}${all}`),
  minify: true,
  targets: TARGETS,
}).code.toString();

const physical = code.match(/[;{](?:(?:margin|padding|border)-(?:left|right)[a-z-]*|left|right|float|text-align):(?:left|right|[^;}]*)/g)
  ?.filter((found) => !/text-align:(?!left|right)/.test(found));
if (physical?.length) {
  console.error(`style: physical directions left in the result: ${[...new Set(physical)].join(" ")}`);
  process.exit(1);
}
const header = `/*! Welcome Office, EUPL-1.2. Contains KERN UX (@kern-ux/native ${JSON.parse(readFileSync(join(here, "package.json"), "utf8")).dependencies["@kern-ux/native"]}), EUPL-1.2. */\n`;
writeFileSync(join(out, "welcome-office.css"), header + code);
const kilobytes = brotliCompressSync(header + code).length / 1000;
console.log(`style: ${(code.length / 1000).toFixed(0)} KB, ${kilobytes.toFixed(1)} KB with Brotli`);
if (kilobytes > LIMIT_KB) {
  console.error(`style: more than ${LIMIT_KB} KB with Brotli; prune or simplify`);
  process.exit(1);
}
