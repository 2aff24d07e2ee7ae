// A browser for the specs, and pages that remember what they did.
//
// Every page that `openPage` gives keeps a record from before its first byte: which addresses it
// asked for, which errors it met, what its Content-Security-Policy refused. `seen` reads it.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

// A browser that starts nothing by itself and asks nobody anything. Playwright gives each launch a
// fresh user-data-dir and removes it at the end.
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const records = new WeakMap();

/** Starts Chromium: `$CHROMIUM`, or the first of the usual places. */
export async function launch() {
  const executablePath = process.env.CHROMIUM ?? places.find((path) => existsSync(path));
  if (!executablePath) {
    throw new Error(`no Chromium at ${places.join(", ")}; install one or set CHROMIUM=/path/to/it`);
  }
  return chromium.launch({ executablePath, headless: true, args: flags });
}

/**
 * A page in a context of its own (no shared cookies), with a record. `options` are Playwright's
 * context options, for example `{ javaScriptEnabled: false }` or `{ locale: "zh-CN" }`.
 */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const scripts = options.javaScriptEnabled !== false;
  const record = { requests: [], errors: [], policy: null, scripts };
  records.set(page, record);
  page.on("request", (request) => record.requests.push(request.url()));
  page.on("pageerror", (error) => record.errors.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") record.errors.push(`console: ${message.text()}`);
  });
  page.on("response", async (response) => {
    if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) {
      record.policy = response.headers()["content-security-policy"] ?? null;
    }
  });
  return page;
}

/** What a page of `openPage` has done so far: `{ requests, errors, policy, scripts }`. */
export function recordOf(page) {
  const record = records.get(page);
  if (!record) throw new Error("this page was not opened by openPage, so nothing was recorded");
  return record;
}
