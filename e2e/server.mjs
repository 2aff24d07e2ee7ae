// The built program, serving its worked example to the specs.
//
// `$CANVASS_BIN` names the program (`cargo xtask test` sets it). `$CANVASS_URL` names one that
// runs already, which is quicker while a page is being written: start `canvass demo`, then
// `node --test`.

import { spawn } from "node:child_process";

// The command the specs run against; this is its only place.
const demo = ["demo", "--contributions", "400", "--listen", "127.0.0.1:0"];
const address = /http:\/\/127\.0\.0\.1:[1-9]\d*/;

const startLimit = 60_000;
const stopLimit = 5_000;

const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));
for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]]) {
  process.once(signal, () => process.exit(code));
}

/**
 * Starts the program, by its worked example or another command, and waits until it prints its address. Gives `{ url, pid, stop }`; `stop()`
 * ends it and resolves when it is gone. It is also ended when this process exits or is told to.
 */
export async function serve(command = demo) {
  if (process.env.CANVASS_URL && command === demo) {
    return { url: process.env.CANVASS_URL, pid: null, stop: async () => {} };
  }
  const program = process.env.CANVASS_BIN;
  if (!program) throw new Error("set CANVASS_BIN to the program, or CANVASS_URL to one that runs");
  const child = spawn(program, command, { stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  const closed = new Promise((resolve) => child.once("close", resolve));
  const gone = closed.then(() => running.delete(child));
  try {
    const url = await printedAddress(child);
    return { url, pid: child.pid, stop: () => stop(child, gone) };
  } catch (error) {
    await stop(child, gone);
    throw error;
  }
}

// The pipes stay read to the end: a program whose pipe is full stops.
function printedAddress(child) {
  let said = "";
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`${child.spawnargs.join(" ")}: ${why}\n${said}`));
    const late = setTimeout(() => fail(`no address after ${startLimit / 1000} s`), startLimit);
    const hear = (text) => {
      if (said.length < 20_000) said += text;
      const found = said.match(address);
      if (!found) return;
      clearTimeout(late);
      resolve(found[0]);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", hear);
    child.once("error", (error) => fail(error.message));
    child.once("close", (code, signal) => {
      clearTimeout(late);
      fail(`ended (${signal ?? code}) before it printed an address`);
    });
  });
}

async function stop(child, gone) {
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), stopLimit);
  await gone;
  clearTimeout(late);
}
