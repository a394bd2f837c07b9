// What a stranger's browser loads before it paints anything: the page and the styles it waits for, as they travel.
// Usage: node bench/first_paint.mjs DATABASE
import http from "node:http";
import { figure } from "./figure.mjs";
import { serve } from "./office.mjs";

const PAGES = ["/de", "/de/way?who=own&occupation=nurse&country=TN&start=2027-04-01"];

const office = await serve(process.argv[2]);

/** One file as it travels. */
function fetched(path, from) {
  const headers = { host: `localhost:${office.port}`, accept: "text/html,*/*", "accept-encoding": "gzip, deflate, br, zstd", "sec-fetch-site": from };
  return new Promise((done, failed) => {
    http.get({ host: "127.0.0.1", port: office.port, path, headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => {
        if (answer.statusCode !== 200) failed(new Error(`${path} answers ${answer.statusCode}`));
        if (answer.headers["content-encoding"] !== "br") failed(new Error(`${path} travels as it is`));
        done(Buffer.concat(parts).length);
      });
    }).on("error", failed);
  });
}

/** The style files a page names: nothing is painted before they are there. */
async function styles(path, from) {
  const page = await (await fetch(office.url + path, { headers: { host: `localhost:${office.port}`, accept: "text/html", "sec-fetch-site": from } })).text();
  if (/<script(?![^>]*type="module")[^>]* src=/.test(page)) throw new Error(`${path} waits for a script`);
  const files = [...page.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, file]) => file);
  if (!files.length && !page.includes("<style")) throw new Error(`${path} has no styles`);
  return files;
}

let first = 0, html = 0;
for (const page of PAGES) {
  let bytes = await fetched(page, "none");
  for (const file of await styles(page, "none")) bytes += await fetched(file, "same-origin");
  first = Math.max(first, bytes);
  html = Math.max(html, await fetched(page, "same-origin"));
}
figure("public_first_paint_kb", first / 1000, "kB", 30);
figure("public_html_kb", html / 1000, "kB", 14.6);
await office.stop();
