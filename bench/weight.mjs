// What each dependency and each group of pages weighs in the WebAssembly, by the names of its functions.
// Usage: node bench/weight.mjs NAMED.wasm [--largest]   (build/site.sh weigh makes one)
import { readFileSync } from "node:fs";

const CUSTOM = 0, IMPORT = 2, CODE = 10, DATA = 11;
const FUNCTION = 0, TABLE = 1, MEMORY = 2, GLOBAL = 3;
const FUNCTION_NAMES = 1;
const STANDARD = new Set(["core", "alloc", "std", "compiler_builtins", "rustc_std_workspace_core"]);

/** Reads a module from the front; numbers are LEB128. */
class Module {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 8;
  }
  byte() {
    return this.bytes[this.at++];
  }
  number() {
    let value = 0, shift = 0, byte;
    do {
      byte = this.byte();
      value += (byte & 127) * 2 ** shift;
      shift += 7;
    } while (byte & 128);
    return value;
  }
  text() {
    const length = this.number();
    this.at += length;
    return this.bytes.toString("utf8", this.at - length, this.at);
  }
  limits() {
    const flags = this.number();
    this.number();
    if (flags & 1) this.number();
  }
}

/** How many functions come from outside: they are counted first. */
function imported(module) {
  let functions = 0;
  for (let left = module.number(); left > 0; left -= 1) {
    module.text();
    module.text();
    const kind = module.byte();
    if (kind === FUNCTION) {
      module.number();
      functions += 1;
    } else if (kind === TABLE) {
      module.byte();
      module.limits();
    } else if (kind === MEMORY) {
      module.limits();
    } else if (kind === GLOBAL) {
      module.at += 2;
    } else {
      throw new Error(`an import of kind ${kind}`);
    }
  }
  return functions;
}

function read(bytes) {
  const module = new Module(bytes);
  const sizes = [], names = new Map();
  let outside = 0, data = 0;
  while (module.at < bytes.length) {
    const kind = module.byte();
    const end = module.number() + module.at;
    if (kind === IMPORT) outside = imported(module);
    if (kind === DATA) data = end - module.at;
    if (kind === CODE) {
      for (let left = module.number(); left > 0; left -= 1) {
        const size = module.number();
        sizes.push(size);
        module.at += size;
      }
    }
    if (kind === CUSTOM && module.text() === "name") {
      while (module.at < end) {
        const part = module.byte();
        const partEnd = module.number() + module.at;
        if (part === FUNCTION_NAMES) for (let left = module.number(); left > 0; left -= 1) names.set(module.number(), module.text());
        module.at = partEnd;
      }
    }
    module.at = end;
  }
  if (names.size < sizes.length / 2) throw new Error("the functions have no names");
  return { data, functions: sizes.map((size, place) => ({ size, name: names.get(outside + place) ?? "" })) };
}

/** Whose a function is: the page's it is made for, wherever its body comes from, else the crate's. */
function owner(name) {
  const plain = name.replace(/\[[0-9a-f]{8,16}\]/g, "");
  const page = plain.match(/\bapp::pages::(\w+)/);
  if (page) return `app: pages of ${page[1]}`;
  const part = plain.match(/\bapp::(\w+)/);
  if (part) return `app: ${part[1]}`;
  const crates = [...plain.matchAll(/(?<![\w:])([a-z_][a-z0-9_]*)::/g)].map(([, crate]) => crate);
  if (!crates.length) return "without a name";
  return crates.find((crate) => !STANDARD.has(crate)) ?? "standard library";
}

const bytes = readFileSync(process.argv[2]);
const { data, functions } = read(bytes);
const groups = new Map([["data: texts, tables", { size: data, count: 0 }]]);
for (const { size, name } of functions) {
  const group = groups.get(owner(name)) ?? { size: 0, count: 0 };
  groups.set(owner(name), { size: group.size + size, count: group.count + 1 });
}
const all = [...groups].sort(([, one], [, other]) => other.size - one.size);
const total = all.reduce((sum, [, { size }]) => sum + size, 0);
const row = (name, size, count) => console.log(`${name.padEnd(32)} ${(size / 1000).toFixed(1).padStart(8)} kB ${((size / total) * 100).toFixed(1).padStart(5)} % ${String(count || "").padStart(6)}`);
const LEAST = total / 400;
for (const [name, { size, count }] of all) if (size >= LEAST) row(name, size, count);
const rest = all.filter(([, { size }]) => size < LEAST);
row(`${rest.length} others`, rest.reduce((sum, [, { size }]) => sum + size, 0), rest.reduce((sum, [, { count }]) => sum + count, 0));
row("together", total, functions.length);
if (process.argv.includes("--largest")) {
  const largest = functions.toSorted((one, other) => other.size - one.size).slice(0, 40);
  for (const { size, name } of largest) console.log(`${String(size).padStart(7)} ${name.slice(0, 200)}`);
}
