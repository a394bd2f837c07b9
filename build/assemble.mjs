// Puts the site together: wasm-bindgen, wasm-opt, names with content hashes, hash.txt beside the programs
// (where Leptos looks for it), Brotli and gzip beside each file. Work that is already done is not done again.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const NAME = "welcome-office";
// Named one by one: with all features the result asks for imports that no browser offers yet.
const OPT = ["-Oz", ...["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"].map((f) => `--enable-${f}`)];
const COMPRESSED = new Set([".js", ".wasm", ".css", ".svg", ".txt", ".json", ".webmanifest"]);

const { values: given } = parseArgs({
  options: {
    wasm: { type: "string" }, css: { type: "string" }, site: { type: "string" }, work: { type: "string" },
    bindgen: { type: "string" }, opt: { type: "string" }, quality: { type: "string" }, hashes: { type: "string", multiple: true },
    names: { type: "boolean" },
  },
});
const quality = Number(given.quality);
if (given.names) OPT.push("-g");
const hash = (data) => createHash("sha256").update(data).digest("hex").slice(0, 16);
const files = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name));

/** The frontend as JavaScript and WebAssembly, kept under the hash of what it was made from. */
function frontend() {
  const key = hash(Buffer.concat([readFileSync(given.wasm), Buffer.from(given.bindgen + given.opt + OPT)]));
  const done = join(given.work, key);
  if (existsSync(done)) return done;
  const work = `${done}.part`;
  rmSync(given.work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  execFileSync(given.bindgen, [given.wasm, "--target", "web", "--no-typescript", "--out-dir", work, "--out-name", NAME], { stdio: "inherit" });
  const raw = join(work, `${NAME}_bg.wasm`);
  const result = join(work, `${NAME}.wasm`);
  if (given.opt) {
    execFileSync(process.execPath, [given.opt, ...OPT, raw, "-o", result], { stdio: "inherit" });
    rmSync(raw);
  } else {
    renameSync(raw, result);
  }
  renameSync(work, done);
  return done;
}

const wanted = new Map(); // path in the site -> content
const hashes = [];
function add(kind, file) {
  const data = readFileSync(file);
  const digest = hash(data);
  hashes.push(`${kind}: ${digest}`);
  wanted.set(`pkg/${NAME}.${digest}${extname(file)}`, data);
}

const built = frontend();
// With the names of its functions it is for reading, not for browsers.
if (given.names) {
  console.log(join(built, `${NAME}.wasm`));
  process.exit();
}
add("js", join(built, `${NAME}.js`));
add("wasm", join(built, `${NAME}.wasm`));
add("css", join(given.css, `${NAME}.css`));
const snippets = join(built, "snippets");
if (existsSync(snippets)) for (const file of files(snippets)) wanted.set(`pkg/snippets/${relative(snippets, file)}`, readFileSync(file));
for (const file of files(given.css)) {
  const path = relative(given.css, file);
  if (path !== `${NAME}.css` && !basename(path).startsWith(".")) wanted.set(path, readFileSync(file));
}

// What was compressed how well, so that a quick build never passes for a thorough one.
const ledgerFile = join(given.work, "compressed.json");
const ledger = existsSync(ledgerFile) ? JSON.parse(readFileSync(ledgerFile, "utf8")) : {};
const keep = new Set();
const sizes = {};
for (const [path, data] of wanted) {
  const file = join(given.site, path);
  mkdirSync(dirname(file), { recursive: true });
  const digest = hash(data);
  if (!existsSync(file) || hash(readFileSync(file)) !== digest) writeFileSync(file, data);
  keep.add(file);
  if (!COMPRESSED.has(extname(path))) continue;
  keep.add(`${file}.br`).add(`${file}.gz`);
  const known = ledger[path];
  if (!(known?.digest === digest && known.quality >= quality && existsSync(`${file}.br`) && existsSync(`${file}.gz`))) {
    writeFileSync(`${file}.br`, brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: data.length } }));
    writeFileSync(`${file}.gz`, gzipSync(data, { level: quality > 9 ? 9 : quality }));
    ledger[path] = { digest, quality };
  }
  sizes[extname(path).slice(1)] = readFileSync(`${file}.br`).length;
}
for (const path of Object.keys(ledger)) if (!wanted.has(path)) delete ledger[path];
writeFileSync(ledgerFile, JSON.stringify(ledger));
for (const file of files(given.site)) if (!keep.has(file)) rmSync(file);

const list = `${hashes.join("\n")}\n`;
for (const folder of given.hashes) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "hash.txt"), list);
}
console.log(`site: wasm ${(sizes.wasm / 1000).toFixed(1)} KB, js ${(sizes.js / 1000).toFixed(1)} KB, css ${(sizes.css / 1000).toFixed(1)} KB with Brotli`);
