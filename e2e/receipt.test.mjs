// The receipt: checked in the browser, shown to a stranger, and whole without JavaScript.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, openPage, recordOf } from "./browser.mjs";
import { seen } from "./seen.mjs";
import { serve } from "./server.mjs";

const script = readFileSync(new URL("../crates/pages/receipt.js", import.meta.url));
const { check, steps } = await import(`data:text/javascript;base64,${script.toString("base64")}`);

const words = "Count the wells first.\n\n先数水井。";

let browser, canvass;
before(async () => ([browser, canvass] = await Promise.all([launch(), serve()])));
after(() => Promise.all([browser?.close(), canvass?.stop()]));

/** A page on the thank-you for an answer that was just sent, with the receipt's text. */
async function sent(options) {
  const page = await openPage(browser, options);
  await page.goto(canvass.url + "/take-part/outline/answer?question=water");
  await page.getByLabel("Your answer", { exact: true }).fill(words);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  return { page, text: await page.locator("[data-receipt]").textContent() };
}

const checked = (page, state) => page.locator(`[data-checked=${state}]`).waitFor();
const found = (page) => page.locator("[data-steps]").innerText();

test("the thank-you checks the receipt in the browser and says what it checked", async () => {
  const { page } = await sent();
  await checked(page, "holds");
  assert.match(await found(page),
    /words lead to the fingerprint of entry [\d,]+\.[^]*is in the record of [\d,]+ entries\.[^]*signed\.[^]*the one of this site/);
  assert.match(await page.locator("[data-by]").innerText(), /in your browser, without asking/);
  await seen(page, "done-checked");
  const before = recordOf(page).requests.length;
  await page.goto(canvass.url + "/mine/receipt");
  await checked(page, "holds");
  const asked = recordOf(page).requests.slice(before).map((address) => new URL(address).pathname);
  assert.deepEqual(asked.filter((path) => !/^\/(mine\/receipt$|style-|receipt-)|^image/.test(path)), []);
  await seen(page, "receipt");
  await page.context().close();
});

test("without JavaScript the same text is in the page, and the files are to be had", async () => {
  const { page, text } = await sent({ javaScriptEnabled: false });
  assert.match(text, /^canvass-receipt\/1\norigin /);
  assert.match(await page.getByRole("main").innerText(), /Checked by this server/);
  const code = await page.locator(".code").first().innerText();
  const files = mkdtempSync(join(tmpdir(), "canvass-receipt-"));
  try {
    for (const [name, path] of [["Save the receipt", "receipt"], ["Save the private slip", "slip"]]) {
      const waiting = page.waitForEvent("download");
      await page.getByRole("link", { name }).click();
      await (await waiting).saveAs(join(files, path));
    }
    assert.equal(readFileSync(join(files, "receipt"), "utf8"), text);
    assert.ok(readFileSync(join(files, "slip"), "utf8").includes(`code ${code}\n`));
    assert.ok(!text.includes(code));
    const verifier = new URL("../verify/verify.py", import.meta.url).pathname;
    execFileSync("python3", [verifier, "receipt", join(files, "receipt")]);
    if (process.env.CANVASS_BIN) {
      execFileSync(process.env.CANVASS_BIN, ["verify", "receipt", join(files, "receipt")]);
    }
  } finally {
    rmSync(files, { recursive: true });
  }
  await page.context().close();
});

test("a stranger checks it, sees the words and what was changed in them", async () => {
  const { page, text } = await sent();
  await page.context().close();
  const stranger = await openPage(browser);
  await stranger.goto(canvass.url + "/receipt");
  const give = async (text) => {
    await stranger.getByLabel("Text of the receipt").fill(text);
    await stranger.getByRole("button", { name: "Check", exact: true }).click();
  };
  await give(text);
  await checked(stranger, "holds");
  assert.equal(await stranger.locator("[data-value=words]").textContent(), words);
  await seen(stranger, "receipt-shown");
  await give(text.replace("Count the wells", "Close the wells"));
  await checked(stranger, "fails");
  assert.match(await found(stranger), /words do not lead to the fingerprint[^]*is not in the record/);
  await give(text.slice(0, 400));
  await stranger.getByText("This is no receipt").waitFor();
  await stranger.context().close();
});

test("a browser without Ed25519 checks all but the signature, and says so", async () => {
  const page = await openPage(browser);
  await page.addInitScript(() => {
    SubtleCrypto.prototype.importKey = () => Promise.reject(new Error("not here"));
  });
  const { text } = await sent();
  await page.goto(canvass.url + "/receipt");
  await page.getByLabel("Text of the receipt").fill(text);
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await checked(page, "unsigned");
  assert.match(await found(page), /The signature was not checked/);
  await page.context().close();
});

// The same script as the pages', run here on every altered byte of a receipt. Titles are for the reader.
test("no byte of a receipt can be changed unnoticed", async () => {
  const { page, text } = await sent({ javaScriptEnabled: false });
  await page.context().close();
  const keys = [text.match(/^key (.*)$/m)[1]];
  const holds = async (text) => {
    const result = await check(text, keys).catch(() => null);
    return result !== null && steps.every((step) => result[step] === true);
  };
  assert.ok(await holds(text));
  const titles = /^(plan|round) .*$/gm;
  const free = new Set();
  for (const found of text.matchAll(titles)) {
    const start = found.index + found[1].length + 1;
    for (let at = start; at < found.index + found[0].length; at++) free.add(at);
  }
  for (let at = 0; at < text.length; at++) {
    if (free.has(at)) continue;
    const other = String.fromCharCode(text.charCodeAt(at) ^ 1);
    assert.ok(!(await holds(text.slice(0, at) + other + text.slice(at + 1))), `character ${at}: ${text[at]}`);
  }
});
