// From a save until the last of many open desks has heard of it, and until all of them show it.
// Usage: node bench/live.mjs DATABASE
import http from "node:http";
import { figure } from "./figure.mjs";
import { load, look, post, signIn } from "./load.mjs";
import { serve } from "./office.mjs";

const DESKS = 1_000;
const SAVES = 7;

const office = await serve(process.argv[2]);
const cookie = await signIn(office, "companion");
const headers = { host: `localhost:${office.port}`, cookie };
const before = await office.residentMb();

/** What each desk does when it hears of a change, and how many milliseconds the server lets it wait. */
let heard = () => {};
function listen() {
  return new Promise((open, failed) => {
    const request = http.get({ agent: false, host: "127.0.0.1", port: office.port, path: "/events", headers: { ...headers, accept: "text/event-stream" } }, (answer) => {
      if (answer.statusCode !== 200) failed(new Error(`/events answers ${answer.statusCode}`));
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part) => {
        text += part;
        for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
          const event = text.slice(0, end);
          text = text.slice(end + 2);
          if (event.includes("event: hello")) open(request);
          if (event.includes("event: changed")) heard(JSON.parse(event.match(/^data: ?(.*)$/m)[1]).spread);
        }
      });
    });
    request.on("error", failed);
  });
}

const desks = [];
while (desks.length < DESKS) desks.push(...(await Promise.all(Array.from({ length: 50 }, listen))));
const open = await office.residentMb();
await load(office, "/de/desk", cookie, { seconds: 2 });

/** One save; milliseconds until the last desk has heard of it, after what `act` makes of it. */
async function save(act) {
  let missing = DESKS;
  const all = new Promise((done) => {
    heard = async (spread) => {
      await act(spread);
      missing -= 1;
      if (missing === 0) done();
    };
  });
  const begin = performance.now();
  const saved = post(office, "/api/consultations/log", cookie, { "form[party]": "newcomer", "form[work]": "on", "form[language]": "de", "form[minutes]": "10", "form[result]": "answered", "form[remark]": "" });
  const lost = new Promise((_, failed) => { setTimeout(() => failed(new Error(`${missing} of ${DESKS} desks heard nothing`)), 60_000).unref(); });
  await Promise.race([all, lost]);
  const took = performance.now() - begin;
  await saved;
  return took;
}

async function median(act) {
  const times = [];
  for (let turn = 0; turn < SAVES; turn += 1) {
    times.push(await save(act));
    await new Promise((later) => setTimeout(later, 300));
  }
  return times.sort((one, other) => one - other)[Math.floor(SAVES / 2)];
}

const last = await median(() => {});
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
const refetched = await median(async (spread) => {
  // As the browser does: a part of the time the server names, then what changes shortly after is fetched once.
  await new Promise((later) => setTimeout(later, spread * Math.random() + 120));
  await new Promise((done, failed) => {
    const request = http.request({ agent, method: "POST", host: "127.0.0.1", port: office.port, path: "/api/desk/show", headers: { ...headers, origin: `http://localhost:${office.port}`, accept: "application/json", "content-type": "application/x-www-form-urlencoded" } }, (answer) => {
      if (answer.statusCode !== 200) failed(new Error(`the desk answers ${answer.statusCode}`));
      answer.resume();
      answer.on("end", done);
    });
    request.on("error", failed);
    request.end();
  });
});
figure("live_last_of_1000_ms", last, "ms", 60);
figure("live_refetched_1000_ms", refetched, "ms");
figure("live_stream_kb", ((open - before) * 1000) / DESKS, "kB");
for (const desk of desks) desk.destroy();
agent.destroy();
await look(office, "/de/desk", cookie);
await office.stop();
