// The plan from home to account, read as a visitor does, without JavaScript.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { launch, openPage } from "./browser.mjs";
import { serve } from "./server.mjs";

let browser, canvass, page;
before(async () => ([browser, canvass] = await Promise.all([launch(), serve()])));
after(() => Promise.all([browser?.close(), canvass?.stop()]));
beforeEach(async () => (page = await openPage(browser, { javaScriptEnabled: false })));
afterEach(() => page.context().close());

const open = (path) => page.goto(canvass.url + path);
const follow = (name) => page.getByRole("main").getByRole("link", { name }).first().click();
const main = () => page.getByRole("main").innerText();

test("home adds up to the last entry", async () => {
  await open("/");
  const number = (text) => Number(text.match(/[\d,]+/)[0].replaceAll(",", ""));
  const counted = (await page.locator(".account dd").allInnerTexts()).map(number);
  const size = number(await page.getByText(/^The public record holds .+ They add up/).innerText());
  const unexplained = counted.pop();
  assert.equal(unexplained, 0);
  assert.equal(counted.reduce((sum, part) => sum + part, 0), size);
});

test("from home to the clause, its measure, its indicator and the report", async () => {
  await open("/");
  await follow(/^2\.3 /);
  assert.match(await main(), /What those in charge ask[\s\S]*What the public advises/);
  assert.ok((await page.locator(".changes ins").count()) > 0, "the clause marks what was added");
  await follow("Publish the order of supply before the season");
  assert.match(await main(), /Reached/);
  await follow("Counties that have published their order of supply");
  assert.match(await main(), /No target stated/);
  assert.match(await main(), /Synthetic/);
  await open("/reports");
  await follow(/Water authorities/);
  assert.match(await main(), /Two counties asked for livestock/);
});

test("a bound stays a bound, and what is not stated says so", async () => {
  await open("/progress/indicators/1.b");
  assert.match(await main(), /over 40 %/);
  await open("/progress/4.1.b");
  assert.match(await main(), /38 countries/);
  await open("/progress/4.3.a");
  assert.match(await main(), /lowered; amount not stated/);
});

test("a missed milestone of the province is said on both home pages", async () => {
  for (const path of ["/", "/province"]) {
    await open(path);
    assert.match(await main(), /Missed: \d+ days late/);
    await follow("The order of supply in drought is made public");
    assert.match(page.url(), /\/province\/progress\/2\.3\.a$/);
  }
});

test("a chapter shows its text in force, its changes and its first text", async () => {
  await open("/plan/2");
  assert.equal(await page.locator("article ins").count(), 0);
  await follow("Changes marked");
  assert.ok((await page.locator("article ins").count()) > 0);
  const clause = page.locator("article", { hasText: "2.3" }).first();
  const changed = (await clause.locator("ins").innerText()).slice(-40);
  await follow("As first published");
  assert.ok(!(await main()).includes(changed));
});

test("the language is changed on the same page, in the same plan", async () => {
  await open("/province/plan/2/2.3");
  await page.getByRole("link", { name: "中文" }).click();
  assert.match(page.url(), /\/zh\/province\/plan\/2\/2\.3$/);
  await page.getByRole("link", { name: "English" }).click();
  assert.match(page.url(), /\/province\/plan\/2\/2\.3$/);
});

// With fewer themes than planted ones every theme had an answer and no tension was on record.
test("what pulls against a direction, and what waits for an answer, is listed", async () => {
  await open("/coverage");
  assert.match(await main(), /many who wrote ask which of them comes first/);
  assert.match(await main(), /Not answered: (2|3|4|5) themes/);
  assert.match(await main(), /Draft, publication 1[\s\S]*\d themes without an answer/);
});

test("a clause, a question and a theme are each discussed", async () => {
  await open("/discuss");
  const links = page.getByRole("main").getByRole("link");
  const kinds = (await links.evaluateAll((all) => all.map((one) => one.getAttribute("href"))))
    .map((href) => href.match(/\/discuss\/(\w+)\//)?.[1])
    .filter(Boolean);
  assert.deepEqual(new Set(kinds), new Set(["clause", "question", "theme"]));
});

// Both spoke of "first" and of an "order", one of water and one of meals.
test("a clause on water is not linked to what delivery platforms pay", async () => {
  await open("/plan/2/2.3");
  assert.match(await main(), /household taps should be served before irrigation/);
  assert.doesNotMatch(await main(), /Delivery platforms/);
});

test("a clause shows the words of the passages it draws on", async () => {
  const quoted = [];
  for (const clause of ["2/2.3", "2/2.4", "6/6.2", "8/8.6"]) {
    await open(`/plan/${clause}`);
    quoted.push(...(await page.locator(".beside .quote .text").allInnerTexts()));
  }
  assert.ok(quoted.length > 0 && quoted.every((words) => words.length > 5), quoted.join("\n"));
});
