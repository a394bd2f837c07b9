// The real program on a database of its own. Its mails go to the given port, or wait in the demo's mailbox.
// Plain JavaScript: journeys of Playwright and scripts without it start the program the same way.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const TODAY = "2026-11-22";
const PROGRAM = process.env.WELCOME_OFFICE ?? resolve(import.meta.dirname, "../../target/debug/welcome-office");

/** How the program is started: the one place that knows its command line and configuration. */
function command(port, smtpPort, folder) {
  const mail = smtpPort && { WO__MAIL__HOST: "127.0.0.1", WO__MAIL__PORT: String(smtpPort), WO__MAIL__ENCRYPTION: "none" };
  return {
    args: ["demo", "--today", TODAY, "--port", String(port)],
    env: {
      WO__SERVER__PUBLIC_URL: `http://localhost:${port}`,
      WO__SERVER__SITE: process.env.WO__SERVER__SITE ?? resolve(import.meta.dirname, "../../target/site"),
      WO__DATABASE__URL: `sqlite://${join(folder, "office.db")}`,
      WO__LOG__LEVEL: process.env.WO__LOG__LEVEL ?? "warn",
      ...mail,
    },
  };
}

/** @param {number} [smtpPort] @returns {Promise<{ url: string, stop: () => Promise<void> }>} */
export async function start(smtpPort) {
  const folder = await mkdtemp(join(tmpdir(), "welcome-office-"));
  const port = await freePort();
  const { args, env } = command(port, smtpPort, folder);
  const program = spawn(PROGRAM, args, { cwd: folder, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  // Whatever becomes of this process, the program does not outlive it.
  const abandon = () => program.kill("SIGKILL");
  process.once("exit", abandon);
  let output = "";
  for (const stream of [program.stdout, program.stderr]) stream.on("data", (data) => { output = (output + data).slice(-20_000); });
  let ended;
  const end = new Promise((done) => {
    program.once("error", (error) => { ended = String(error); done(); });
    program.once("exit", (code, signal) => { ended ??= `code ${code ?? signal}`; done(); });
  });

  const url = `http://localhost:${port}`;
  const patience = Date.now() + 60_000;
  while (!(await isReady(url))) {
    if (ended) throw new Error(`the office ended before it was ready (${ended}):\n${output}`);
    if (Date.now() > patience) {
      program.kill("SIGKILL");
      throw new Error(`the office was not ready within a minute:\n${output}`);
    }
    await new Promise((later) => setTimeout(later, 100));
  }
  return {
    url,
    async stop() {
      program.kill("SIGTERM");
      const impatience = setTimeout(() => program.kill("SIGKILL"), 10_000);
      await end;
      clearTimeout(impatience);
      process.off("exit", abandon);
      await rm(folder, { recursive: true, force: true });
      if (/panicked at/.test(output)) throw new Error(`the office panicked:\n${output}`);
    },
  };
}

async function isReady(url) {
  try {
    return (await fetch(`${url}/health/ready`)).ok;
  } catch {
    return false;
  }
}

/** @returns {Promise<number>} A port nobody listens on. */
export function freePort() {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}
