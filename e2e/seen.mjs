// `seen(page, name)`: what must hold of every page that anybody is shown.
//
// Each check returns the list of what is wrong, in words; `seen` runs them all and throws one error
// that names every fault, so that a page is mended in one go.

import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { recordOf } from "./browser.mjs";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");
const axeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const out = fileURLToPath(new URL("./out/", import.meta.url));

const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const small = { width: 320, height: 640 };
const zoomed = { width: 320, height: 256 };

/**
 * Checks the page as it stands and writes `out/NAME-1280.png` and `out/NAME-390.png`. The page
 * comes from `openPage`, has been navigated, and is left at 1280 pixels in light colours.
 */
export async function seen(page, name) {
  if (!recordOf(page).scripts) {
    throw new Error("axe is a script: call seen on the same address in a page with JavaScript on");
  }
  const wrong = [
    ...conduct(page),
    ...(await policy(page)),
    ...(await skeleton(page)),
    ...(await width(page)),
    ...(await accessibility(page)),
    ...(await skipLink(page)),
  ];
  await screenshots(page, name);
  if (wrong.length > 0) {
    throw new Error(`${name} (${page.url()}): ${wrong.length} wrong\n  ${wrong.join("\n  ")}`);
  }
}

// Nothing is asked of another origin, and nothing fails in silence. A page opened from a file may
// ask for itself only.
function conduct(page) {
  const { requests, errors } = recordOf(page);
  const here = new URL(page.url());
  const ours = (address) => {
    const url = new URL(address);
    if (["data:", "blob:", "about:"].includes(url.protocol)) return true;
    const same = here.protocol === "file:" ? "pathname" : "origin";
    return url.protocol === here.protocol && url[same] === here[same];
  };
  const outside = requests.filter((address) => !ours(address));
  return [...outside.map((address) => `asks outside its origin: ${address}`), ...errors];
}

// A style attribute needs 'unsafe-inline', which the policy of canvass does not give.
async function policy(page) {
  const styled = await page.evaluate(() =>
    [...document.querySelectorAll("[style]")].slice(0, 5).map((e) => e.outerHTML.slice(0, 80)),
  );
  const wrong = styled.map((html) => `has a style attribute: ${html}`);
  if (page.url().startsWith("http") && !recordOf(page).policy) {
    wrong.push("is served without a Content-Security-Policy");
  }
  return wrong;
}

async function skeleton(page) {
  const { lang, title, headings, mains } = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title.trim(),
    headings: document.querySelectorAll("h1").length,
    mains: document.querySelectorAll("main").length,
  }));
  const wrong = [];
  if (!lang) wrong.push("has no lang on <html>");
  if (!title) wrong.push("has no title");
  if (headings !== 1) wrong.push(`has ${headings} h1, wants one`);
  if (mains !== 1) wrong.push(`has ${mains} main, wants one`);
  return wrong;
}

// Text may not run out of the window: at a desk, on a phone, on the smallest phone, and there
// with letters at twice the size.
async function width(page) {
  const wrong = [];
  for (const size of [wide, phone, small]) {
    await page.setViewportSize(size);
    wrong.push(...(await overflow(page, `${size.width} px`)));
  }
  await page.setViewportSize(zoomed);
  await setRootFont(page, "200%");
  wrong.push(...(await overflow(page, "320 px with letters at 200 %")));
  await setRootFont(page, "");
  await page.setViewportSize(wide);
  return wrong;
}

async function setRootFont(page, size) {
  await page.evaluate((size) => {
    document.documentElement.style.fontSize = size;
    if (!size) document.documentElement.removeAttribute("style");
  }, size);
}

async function overflow(page, at) {
  const found = await page.evaluate(() => {
    const inner = window.innerWidth;
    const need = document.documentElement.scrollWidth;
    if (need <= inner) return null;
    const past = (element) => {
      const { left, right } = element.getBoundingClientRect();
      return right > inner + 1 || left < -1;
    };
    const widest = [...document.body.querySelectorAll("*")].filter(past).at(-1);
    return { need, inner, widest: widest?.outerHTML.slice(0, 80) ?? "" };
  });
  if (!found) return [];
  return [`is ${found.need} px wide in a window of ${found.inner} (${at}): ${found.widest}`];
}

// Both colour schemes and both layouts: contrast differs in one, target size in the other.
async function accessibility(page) {
  const wrong = [];
  for (const [size, scheme] of [[wide, "light"], [wide, "dark"], [phone, "light"]]) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: scheme });
    await settle(page);
    wrong.push(...(await axe(page, `${size.width} px, ${scheme}`)));
  }
  await page.setViewportSize(wide);
  await page.emulateMedia({ colorScheme: "light" });
  await settle(page);
  return wrong;
}

// Half-way through a transition a colour is neither the old nor the new one.
async function settle(page) {
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation.effect.getComputedTiming().endTime < Infinity) animation.finish();
    }
  });
}

async function axe(page, at) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (values) => {
    // `preload` would fetch style sheets by script, which the policy refuses.
    const options = { runOnly: { type: "tag", values }, preload: false };
    const { violations } = await globalThis.axe.run(document, options);
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      count: nodes.length,
      html: nodes[0].html.slice(0, 120),
    }));
  }, axeTags);
  return violations.map(
    ({ id, help, count, html }) => `axe ${id} (${at}), ${count} times: ${help}: ${html}`,
  );
}

// The first Tab reaches the skip link, and following it leads past the navigation.
async function skipLink(page) {
  await focusBeforeEverything(page);
  await page.keyboard.press("Tab");
  const target = await page.evaluate(() => {
    const href = document.activeElement.getAttribute("href") ?? "";
    const id = href.startsWith("#") ? href.slice(1) : "";
    return document.getElementById(id) ? id : null;
  });
  if (!target) return ["has no skip link: the first Tab reaches no link to a place on the page"];
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const passed = await page.evaluate((id) => {
    const place = document.getElementById(id);
    const now = document.activeElement;
    const after = place.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING;
    return now === place || now === document.body || Boolean(after);
  }, target);
  return passed ? [] : [`has a skip link that does not move the focus to #${target}`];
}

// Where a removed element had the focus, the next Tab starts.
async function focusBeforeEverything(page) {
  await page.evaluate(() => {
    const start = document.createElement("span");
    start.tabIndex = -1;
    document.body.prepend(start);
    start.focus();
    start.remove();
  });
}

async function screenshots(page, name) {
  mkdirSync(out, { recursive: true });
  await page.evaluate(() => {
    document.activeElement?.blur();
    window.scrollTo(0, 0);
  });
  for (const size of [phone, wide]) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `${out}${name}-${size.width}.png`, fullPage: true });
  }
}
