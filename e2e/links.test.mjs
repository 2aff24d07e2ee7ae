// Every link of the site leads somewhere: from both home pages on, each address is asked for once.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serve } from "./server.mjs";

let canvass;
before(async () => (canvass = await serve()));
after(() => canvass?.stop());

test("no link is dead, no anchor is missing, no sentence is without words", async () => {
  const waiting = ["/", "/zh"];
  const pages = new Map();
  const wrong = [];
  while (waiting.length > 0) {
    const path = waiting.pop();
    if (pages.has(path)) continue;
    const answer = await fetch(canvass.url + path);
    const html = await answer.text();
    pages.set(path, html);
    if (answer.status !== 200) wrong.push(`${path} answers ${answer.status}`);
    if (html.includes("⟦")) wrong.push(`${path} has a sentence without words`);
    if (!answer.headers.get("content-type").startsWith("text/html")) continue;
    for (const { page } of links(html)) if (!pages.has(page)) waiting.push(page);
  }
  for (const [path, html] of pages) {
    for (const { page, anchor } of links(html)) {
      if (anchor && !pages.get(page)?.includes(`id="${anchor}"`)) {
        wrong.push(`${path} links to ${page}#${anchor}, which is not there`);
      }
    }
  }
  assert.ok(pages.size > 100, `only ${pages.size} pages were reached`);
  assert.deepEqual(wrong, []);
});

// The links within the site, with the form that a query opens counted as one page.
function links(html) {
  const found = [...html.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, href]) => href);
  return found.map((href) => {
    const [page, anchor] = href.replaceAll(/&(amp|#38);/g, "&").split("#");
    return { page, anchor };
  });
}
