// The harness itself: `seen` passes a sound page and names each fault of another; `serve` leaves
// nothing running.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, openPage } from "./browser.mjs";
import { seen } from "./seen.mjs";
import { serve } from "./server.mjs";

const sound = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Water</title>
<link rel="icon" href="data:,"></head>
<body>
<a href="#main">Skip to the main content</a>
<header><nav aria-label="Site"><p><a href="/plan">The plan</a></p></nav></header>
<main id="main"><h1>Water</h1><p>Nineteen of forty answered. <a href="/data">The data</a></p></main>
</body></html>`;

// Two unsound pages: what is changed in the sound one, and what `seen` says of it. Faults that
// would hide one another stand on different pages.
const unsound = {
  crowded: [
    [/<title>Water<\/title>/, "", "has no title"],
    [/ lang="en"/, "", "has no lang"],
    [/<a href="#main">.*<\/a>/, "", "has no skip link"],
    [/<p>/, "<h1>Again</h1><p>", "has 2 h1"],
    [/<p>/, '<p><img src="http://127.0.0.2:9/x.png" alt="">', "asks outside its origin"],
    [/<p>/, '<p><img src="/none.png" alt="">', "404"],
    [/<p>/, '<p style="color:red">', "has a style attribute"],
    [/<p/, "<script>1</script><p", "Executing inline script violates"],
    [/<p/, '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p', "axe image-alt"],
    [/Nineteen/, "N".repeat(60), "(320 px):"],
  ],
  enlarged: [
    [/main/g, "div", "has 0 main"],
    [/Nineteen/, "N".repeat(18), "(320 px with letters at 200 %):"],
  ],
};

const policy = "default-src 'none'; style-src 'self'; img-src 'self' http://127.0.0.2:9 data:";

describe("seen", () => {
  let browser, server, base;
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": policy };
  const pages = new Map([["/", [headers, sound]]]);

  before(async () => {
    browser = await launch();
    server = createServer((request, response) => {
      const found = pages.get(decodeURIComponent(request.url));
      response.writeHead(found ? 200 : 404, found?.[0]).end(found?.[1]);
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${server.address().port}`;
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  async function look(path) {
    const page = await openPage(browser);
    try {
      await page.goto(base + path);
      await seen(page, "harness");
    } finally {
      await page.context().close();
    }
  }

  test("passes a sound page", () => look("/"));

  for (const [name, faults] of Object.entries(unsound)) {
    test(`names every fault of a page that is ${name}`, async () => {
      const html = faults.reduce((page, [what, instead]) => page.replace(what, instead), sound);
      pages.set(`/${name}`, [headers, html]);
      const error = await look(`/${name}`).then(() => assert.fail("passed"), (error) => error);
      const missed = faults.filter(([, , said]) => !error.message.includes(said));
      assert.deepEqual(missed, [], error.message);
    });
  }

  test("names a page without a policy", async () => {
    pages.set("/open", [{ "content-type": "text/html" }, sound]);
    await assert.rejects(look("/open"), /without a Content-Security-Policy/);
  });
});

describe("serve", () => {
  const folder = mkdtempSync(join(tmpdir(), "canvass-e2e-"));
  after(() => rmSync(folder, { recursive: true }));

  function program(name, lines) {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${lines}\n`);
    chmodSync(path, 0o755);
    process.env.CANVASS_BIN = path;
  }

  // A killed program may stay in the process table as a zombie until its new parent has looked.
  function alive(pid) {
    try {
      process.kill(pid, 0);
    } catch {
      return false;
    }
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !readFileSync(stat, "utf8").includes(") Z ");
  }

  test("waits for the address and ends the program", async () => {
    program("prints", "sleep 0.2; echo listening on http://127.0.0.1:4711/; exec sleep 600");
    const { url, pid, stop } = await serve();
    assert.equal(url, "http://127.0.0.1:4711");
    assert.ok(alive(pid));
    await stop();
    assert.ok(!alive(pid));
  });

  test("hands on what a program said that ended early", async () => {
    program("fails", "echo 'error: the folder is not empty' >&2; exit 2");
    await assert.rejects(serve(), /ended \(2\)[^]*the folder is not empty/);
  });

  test("ends the program when it is itself told to end", async () => {
    program("stays", "echo http://127.0.0.1:4711; exec sleep 600");
    const source = `import { serve } from ${JSON.stringify(new URL("server.mjs", import.meta.url))};
      console.log((await serve()).pid); setInterval(() => {}, 1000);`;
    const spec = spawn(process.execPath, ["--input-type=module", "-e", source]);
    const pid = Number(await new Promise((resolve) => spec.stdout.once("data", resolve)));
    assert.ok(alive(pid));
    spec.kill("SIGTERM");
    await new Promise((resolve) => spec.once("close", resolve));
    assert.ok(!alive(pid));
  });
});
