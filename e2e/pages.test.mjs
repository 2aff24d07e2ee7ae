// Every page that a visitor can reach by a link, in both languages where the words differ most.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openPage } from "./browser.mjs";
import { seen } from "./seen.mjs";
import { serve } from "./server.mjs";

let browser, canvass;
before(async () => ([browser, canvass] = await Promise.all([launch(), serve()])));
after(() => Promise.all([browser?.close(), canvass?.stop()]));

const pages = {
  home: "/",
  "home-zh": "/zh",
  outline: "/plan",
  chapter: "/plan/2",
  clause: "/plan/2/2.3",
  "clause-zh": "/zh/plan/2/2.3",
  "clause-province": "/province/plan/2/2.3",
  changes: "/changes",
  "changes-zh": "/zh/changes",
  voices: "/plan/2/2.3/voices",
  "voices-zh": "/zh/plan/2/2.3/voices",
  "voices-measure": "/progress/2.3.b/voices",
  order: "/said/order",
  "order-zh": "/zh/said/order",
  coverage: "/coverage",
  consideration: "/consideration",
  progress: "/progress",
  measure: "/progress/4.1.b",
  indicator: "/progress/indicators/2.a",
  "indicator-zh": "/zh/progress/indicators/4.a",
  risks: "/risks",
  evidence: "/evidence",
  reports: "/reports",
  "work-report": "/reports/water",
  history: "/history",
  "history-zh": "/zh/history",
  alignment: "/alignment",
  "alignment-province": "/province/alignment",
  evaluations: "/progress/evaluations",
  evaluation: "/progress/evaluations/warnings",
  "evaluation-source": "/progress/evaluations/easier-entry",
  discussions: "/discuss",
  discussion: "/discuss/clause/2.3",
  "discussion-zh": "/zh/discuss/clause/2.3",
  "answer-clause": "/take-part/outline/answer?about=clause:2.3",
  "take-part": "/take-part",
  round: "/take-part/outline",
  answer: "/take-part/outline/answer",
  vote: "/vote/outline",
  "vote-zh": "/zh/vote/outline",
  mine: "/mine",
  said: "/said",
  "said-zh": "/zh/said",
  theme: "/said/1",
  runs: "/runs",
  "said-pinned": "/runs/1/said",
  votes: "/votes/outline",
  slate: "/votes/outline/slate",
  "slate-zh": "/zh/votes/outline/slate",
  check: "/check",
  how: "/how",
};

for (const [name, path] of Object.entries(pages)) {
  test(name, async () => {
    const page = await openPage(browser);
    await page.goto(canvass.url + path);
    await seen(page, name);
    await page.context().close();
  });
}

test("message", async () => {
  const page = await openPage(browser);
  let status;
  // The browser reports a page that is not found as a fault of its own, so the answer goes on as 200.
  await page.route("**/no-such-page", async (route) => {
    const answer = await route.fetch();
    status = answer.status();
    await route.fulfill({ response: answer, status: 200 });
  });
  await page.goto(`${canvass.url}/no-such-page`);
  assert.equal(status, 404);
  await seen(page, "message");
});
