// A release build of the program on a database that was made for measuring, and what it used of the machine.
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { freePort } from "../end2end/support/office.mjs";

const PROGRAM = process.env.WELCOME_OFFICE;
/** Ticks of the kernel's clock in a second: `getconf CLK_TCK`, 100 on every Linux this runs on. */
const TICKS = 100;

/** @param {string} database A file. */
export async function serve(database) {
  const port = await freePort();
  const begin = performance.now();
  const program = spawn(PROGRAM, ["demo", "--port", String(port)], {
    env: { ...process.env, WO__DATABASE__URL: `sqlite://${database}`, WO__SERVER__PUBLIC_URL: `http://localhost:${port}`, WO__LOG__LEVEL: "error" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  process.once("exit", () => program.kill("SIGKILL"));
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    try {
      if ((await fetch(`${url}/health/ready`)).ok) break;
    } catch {
      // Not yet.
    }
    if (program.exitCode !== null) throw new Error("the office ended before it was ready");
    await new Promise((later) => setTimeout(later, 5));
  }
  const startMs = performance.now() - begin;
  const stat = async (name) => (await readFile(`/proc/${program.pid}/${name}`, "utf8"));
  return {
    url, port, startMs, pid: program.pid,
    /** Milliseconds of processor time since the start, of all threads. */
    async cpuMs() {
      const fields = (await stat("stat")).split(") ")[1].split(" ");
      return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
    },
    async residentMb() {
      return (Number((await stat("status")).match(/VmRSS:\s+(\d+)/)[1]) * 1024) / 1e6;
    },
    /** What it holds a while after the start, when nobody comes but who asks whether it is well: memory goes back to the
     * system when the next is asked for, not when it is free. */
    async idleMb() {
      for (let second = 0; second < 5; second += 1) {
        await new Promise((later) => setTimeout(later, 1000));
        await fetch(`${url}/health/ready`);
      }
      return this.residentMb();
    },
    /** The most it ever held. */
    async peakMb() {
      return (Number((await stat("status")).match(/VmHWM:\s+(\d+)/)[1]) * 1024) / 1e6;
    },
    async stop() {
      program.kill("SIGTERM");
      await new Promise((end) => program.once("exit", end));
    },
  };
}
