// Many requests for one page: what one costs the server, how long they take, how many a second.
import http from "node:http";

/** One request on a kept connection; its status and body. */
function ask(agent, office, path, cookie, encoding = "identity") {
  return new Promise((done, failed) => {
    const headers = { host: `localhost:${office.port}`, accept: "text/html", "accept-encoding": encoding, cookie };
    const request = http.get({ agent, host: "127.0.0.1", port: office.port, path, headers }, (answer) => {
      let bytes = 0;
      const parts = [];
      answer.on("data", (part) => { bytes += part.length; parts.push(part); });
      answer.on("end", () => done({ status: answer.statusCode, bytes, body: () => Buffer.concat(parts).toString() }));
    });
    request.on("error", failed);
  });
}

/** Sends a form as the page's own script does; its answer. */
export async function post(office, path, cookie, fields) {
  const answer = await fetch(`${office.url}${path}`, {
    method: "POST", redirect: "manual",
    headers: { origin: `http://localhost:${office.port}`, accept: "application/json", cookie },
    body: fields instanceof FormData ? fields : new URLSearchParams(fields),
  });
  if (answer.status >= 400) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
  return answer;
}

/** Signs in with a password, as a browser without scripts does; gives the cookie. */
export async function signIn(office, person) {
  const answer = await fetch(`${office.url}/api/account/sign-in`, {
    method: "POST", redirect: "manual",
    headers: { host: `localhost:${office.port}`, origin: `http://localhost:${office.port}`, referer: `http://localhost:${office.port}/de/sign-in`, "content-type": "application/x-www-form-urlencoded", accept: "text/html" },
    body: new URLSearchParams({ "form[email]": `${person}@demo.example`, "form[password]": "welcome-to-bochum", "form[next]": "" }),
  });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  if (!cookies.length) throw new Error(`${person} is not signed in (${answer.status})`);
  return cookies.join("; ");
}

/** The page once, to look at before its cost counts. */
export async function look(office, path, cookie) {
  const agent = new http.Agent();
  const answer = await ask(agent, office, path, cookie);
  agent.destroy();
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
  return answer.body();
}

/** @returns What `seconds` of requests on `lines` kept connections cost; with `br`, packed as browsers get it. */
export async function load(office, path, cookie, { seconds = 5, lines = 16, encoding } = {}) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: lines });
  const times = [];
  let bytes = 0;
  const end = performance.now() + seconds * 1000;
  const cpu = await office.cpuMs();
  const begin = performance.now();
  await Promise.all(Array.from({ length: lines }, async () => {
    while (performance.now() < end) {
      const since = performance.now();
      const answer = await ask(agent, office, path, cookie, encoding);
      if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
      bytes = answer.bytes;
      times.push(performance.now() - since);
    }
  }));
  const took = (performance.now() - begin) / 1000;
  const used = (await office.cpuMs()) - cpu;
  agent.destroy();
  times.sort((one, other) => one - other);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { cpuMs: used / times.length, p50: at(0.5), p99: at(0.99), perSecond: times.length / took, requests: times.length, bytes };
}
