// `canvass analyse` writes a report that stands alone: opened from the disk, with nothing beside it.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, openPage } from "./browser.mjs";
import { seen } from "./seen.mjs";
import { serve } from "./server.mjs";

const program = process.env.CANVASS_BIN;
const folder = mkdtempSync(join(tmpdir(), "canvass-report-"));
let browser;
before(async () => (browser = await launch()));
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const asks = [
  "Please repair the footpath by the school before winter",
  "More buses in the evening, the last one leaves at seven",
  "Keep the library open on Saturday mornings",
  "Plant trees along the main road for shade",
];

function analyse(...more) {
  const rows = Array.from({ length: 120 }, (_, n) => `${n},"${asks[n % 4]}, at place ${n >> 2}",yes`);
  const input = join(folder, "answers.csv");
  writeFileSync(input, `id,text,quotable\n${rows.join("\n")}\n`);
  const out = join(folder, `out${more.join("")}`);
  const ran = spawnSync(program, ["analyse", input, "--out", out, "--themes", "4", ...more]);
  assert.equal(ran.status, 0, String(ran.stderr));
  return pathToFileURL(join(out, "report.html")).href;
}

// Votes that hang together in nothing: each is drawn by itself, so no opinion groups are there.
function analyseVotes(...more) {
  const out = join(folder, `votes${more.join("")}`);
  const ran = spawnSync(program, ["analyse", votesOfNoPattern(), "--out", out, ...more]);
  assert.equal(ran.status, 0, String(ran.stderr));
  return pathToFileURL(join(out, "report.html")).href;
}

function votesOfNoPattern() {
  const input = join(folder, "conversation");
  mkdirSync(input, { recursive: true });
  const statements = Array.from({ length: 12 }, (_, n) => `${n + 100},"${asks[n % 4]}, in quarter ${n}",1`);
  writeFileSync(join(input, "comments.csv"), `comment-id,comment-body,moderated\n${statements.join("\n")}\n`);
  let state = 7;
  const below = (limit) => (state = (state * 48271) % 2147483647) % limit;
  const votes = [];
  for (let voter = 0; voter < 150; voter++) {
    for (let n = 0; n < 12; n++) votes.push(`${1700000000 + voter * 12 + n},${n + 100},${voter},${below(3) - 1}`);
  }
  writeFileSync(join(input, "votes.csv"), `timestamp,comment-id,voter-id,vote\n${votes.join("\n")}\n`);
  return input;
}

const skip = program ? false : "set CANVASS_BIN";

test("report", { skip }, async () => {
  const page = await openPage(browser);
  await page.goto(analyse());
  await seen(page, "report");
});

for (const [name, ...more] of [["report-public", "--public"], ["report-zh", "--lang", "zh"]]) {
  test(name, { skip }, async () => {
    const page = await openPage(browser);
    await page.goto(analyse(...more));
    await seen(page, name);
  });
}

test("votes_no_groups", { skip }, async () => {
  const data = join(folder, "data");
  const plan = fileURLToPath(new URL("../examples/five-year-plan", import.meta.url));
  for (const words of [
    ["init", data, "--plan", plan],
    ["import", data, votesOfNoPattern(), "--round", "outline", "--channel", "form-import"],
    ["run", data],
  ]) {
    const ran = spawnSync(program, words);
    assert.equal(ran.status, 0, String(ran.stderr));
  }
  const canvass = await serve(["serve", data, "--listen", "127.0.0.1:0"]);
  try {
    const page = await openPage(browser);
    await page.goto(`${canvass.url}/votes/outline`);
    await page.getByText("No stable groups").first().waitFor();
    await page.getByRole("heading", { name: "Why no groups are shown" }).waitFor();
    assert.equal(await page.locator("figure.map").count(), 0, "no map without groups");
    await seen(page, "votes_no_groups");
  } finally {
    await canvass.stop();
  }
});

test("report-no-groups", { skip }, async () => {
  const page = await openPage(browser);
  await page.goto(analyseVotes());
  const section = page.locator("#groups");
  await section.getByText("No stable groups").first().waitFor();
  await section.getByRole("heading", { name: "Why no groups are shown" }).waitFor();
  assert.equal(await section.locator("figure.map").count(), 0, "no map without groups");
  await seen(page, "report-no-groups");
});
