// Taking part as a visitor does, without JavaScript: write, check, send, follow, correct, withdraw; vote.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { launch, openPage, recordOf } from "./browser.mjs";
import { seen } from "./seen.mjs";
import { serve } from "./server.mjs";

let browser, canvass, page;
before(async () => ([browser, canvass] = await Promise.all([launch(), serve()])));
after(() => Promise.all([browser?.close(), canvass?.stop()]));
beforeEach(async () => (page = await openPage(browser, { javaScriptEnabled: false })));
afterEach(() => page.context().close());

const open = (path) => page.goto(canvass.url + path);
const main = () => page.getByRole("main").innerText();
const press = (name) => page.getByRole("button", { name, exact: true }).click();
const link = (name) => page.getByRole("link", { name }).first().click();
const entries = async () => {
  const foot = await page.getByRole("contentinfo").innerText();
  return Number(foot.match(/holds ([\d,]+) entries/)[1].replaceAll(",", ""));
};

const words = "When water is short, homes come first.\n\nThen fields, then factories.";

async function write(text) {
  await open("/take-part");
  await link("Comments on the outline");
  await link(/^Answer ?: When water is short/);
  await page.getByLabel("Your answer", { exact: true }).fill(text);
  await page.getByLabel("an expert or scholar").check();
  await page.getByLabel("My words may be quoted").check();
  await press("Continue");
}

const code = () => page.locator(".code").first().innerText();

test("an answer is written, checked, changed, sent and shown again", async () => {
  await write("Homes first.");
  assert.match(await main(), /Nothing is sent yet[^]*Homes first\.[^]*an expert or scholar/);
  await press("Change your answer");
  assert.equal(await page.getByLabel("Your answer", { exact: true }).inputValue(), "Homes first.");
  assert.ok(await page.getByLabel("My words may be quoted").isChecked());
  await page.getByLabel("Your answer", { exact: true }).fill(words);
  await press("Continue");
  await press("Send");
  assert.match(page.url(), /\/done$/);
  const first = await main();
  assert.match(first, /Your contribution is number [\d,]+\. Recorded \d/);
  await page.reload();
  assert.equal(await main(), first);
  await page.context().clearCookies();
  await page.reload();
  assert.ok(await page.getByLabel("Follow-up code").isVisible());
});

test("sent again from the page behind, it is recorded once", async () => {
  await write(words);
  const before = await entries();
  await press("Send");
  const given = await code();
  assert.equal(await entries(), before + 1);
  await page.goBack();
  await press("Send");
  assert.equal(await code(), given);
  assert.equal(await entries(), before + 1);
});

test("an empty answer comes back with what is wrong, and the words once they are there", async () => {
  await write("");
  assert.match(await page.title(), /^Error: /);
  assert.match(await page.locator(":focus").innerText(), /There is a problem\s+Write your answer\./);
  await page.getByRole("link", { name: "Write your answer." }).click();
  assert.equal(await page.locator(":target").getAttribute("id"), "text");
  assert.ok(await page.getByLabel("an expert or scholar").isChecked());
  await page.getByLabel("Your answer", { exact: true }).fill("x".repeat(5_001));
  await press("Continue");
  assert.match(await main(), /Your answer has 5,001 characters/);
  assert.equal((await page.getByLabel("Your answer", { exact: true }).inputValue()).length, 5_001);
});

test("a code opens the way; its author corrects and withdraws", async () => {
  await write(words);
  await press("Send");
  const given = await code();
  await link("See where it went");
  assert.match(await main(), /Not yet counted in an analysis[^]*No answer yet[^]*No measure yet/);
  await press("Close this page on this device");
  await page.getByLabel("Follow-up code").fill("1234");
  await press("Open");
  assert.match(await main(), /No contribution has this code/);
  await page.getByLabel("Follow-up code").fill(given.toLowerCase().replaceAll("-", " "));
  await press("Open");
  assert.match(page.url(), /\/mine\/way$/);

  await page.getByText("Correct what I wrote").click();
  await page.getByLabel("Your answer", { exact: true }).fill("Hospitals first.");
  await press("Replace my words");
  assert.match(await main(), /Hospitals first\.[^]*The earlier one was number/);
  await page.getByText("Withdraw what I wrote").click();
  await press("Withdraw");
  assert.match(await main(), /Tick the box[^]*Hospitals first\./);
  await page.getByLabel("Yes, erase my words").check();
  await press("Withdraw");
  const gone = await main();
  assert.match(gone, /^Number [\d,]+[^]*Its words are erased/);
  assert.ok(!gone.includes("Hospitals"));
});

test("votes are cast by keyboard alone, one at a time, and changed", async () => {
  await open("/vote/outline");
  // By the whole text, so that a page which is not a card is in the message.
  const progress = async () => {
    const shown = await main();
    const found = shown.match(/\d+ of \d+(?= · )/);
    assert.ok(found, `${page.url()} shows no progress:\n${shown}`);
    return found[0];
  };
  const [, of] = (await progress()).match(/^1 of (\d+)$/);
  // By the page that comes, since a load may still be that of the page before.
  const vote = async (name) => {
    await page.getByRole("button", { name, exact: true }).focus();
    await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press("Enter")]);
    await page.waitForLoadState();
  };
  const first = await page.locator(".statement .text").innerText();
  await vote("Agree");
  assert.equal(await progress(), `2 of ${of}`);
  assert.match(await main(), /Recorded: “Agree”/);
  await link("Change it");
  assert.equal(await page.locator(".statement .text").innerText(), first);
  await vote("Disagree");
  for (let at = 2; at <= Number(of); at++) {
    assert.equal(await progress(), `${at} of ${of}`);
    assert.ok(!/\d%/.test(await main()), "no result is shown before a vote");
    await vote(["Agree", "Disagree", "Pass / not sure"][at % 3]);
  }
  assert.match(await main(), /You have seen all statements/);
  const changed = page.getByRole("listitem").filter({ hasText: first });
  assert.match(await changed.innerText(), /Disagree/);
});

// The pages that only a form leads to, looked at like any other.
test("what forms answer is accessible and keeps its width", async () => {
  const shown = await openPage(browser);
  const see = async (name) => {
    // A page of what is wrong answers with its status, which browsers report as an error.
    const { errors } = recordOf(shown);
    const status = errors.filter((error) => !/status of 4\d\d/.test(error));
    errors.splice(0, errors.length, ...status);
    await seen(shown, name);
  };
  const button = (name) => shown.getByRole("button", { name, exact: true }).click();
  await shown.goto(canvass.url + "/take-part/outline/answer?question=water");
  await button("Continue");
  await see("answer-error");
  await shown.getByLabel("Your answer", { exact: true }).fill(`${words} ${"w".repeat(400)}`);
  await button("Continue");
  await see("check-answer");
  await button("Send");
  await see("done");
  await shown.goto(canvass.url + "/mine/way");
  await see("way");
  await shown.getByText("Withdraw what I wrote").click();
  await button("Withdraw");
  await see("way-error");
  await shown.getByLabel("Yes, erase my words").check();
  await button("Withdraw");
  await see("gone");
  await button("Close this page on this device");
  await shown.getByLabel("Follow-up code").fill("1234");
  await button("Open");
  await see("mine-error");
  await shown.goto(canvass.url + "/vote/outline");
  await button("Agree");
  await see("vote-next");
  await shown.context().close();
});

test("somebody replies to an expert's words on a clause, against them and with a source", async () => {
  await open("/plan/2/2.3");
  await link("Read what people say of this clause");
  assert.match(await main(), /Expert submission with sources[^]*Sources the author names[^]*The office answers/);
  assert.match(await main(), /For[^]*Against[^]*Neither for nor against/);
  await link(/^Reply to contribution/);
  await page.getByLabel("Your answer", { exact: true }).fill("Count the wells of one county first.");
  await page.getByLabel("Against", { exact: true }).check();
  await page.getByLabel("Sources (optional)").fill("Register of wells, county 3");
  await press("Continue");
  assert.match(await main(), /How they stand to it\s+Against[^]*Register of wells, county 3/);
  await press("Change your answer");
  assert.ok(await page.getByLabel("Against", { exact: true }).isChecked());
  await press("Continue");
  await press("Send");
  assert.match(page.url(), /\/done$/);
});
