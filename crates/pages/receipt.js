// Checks a receipt in the reader's own browser; nothing is asked of the server. The format is that of
// docs/log-format.md. SHA-256 is written out here, as browsers offer theirs to secure pages only;
// Ed25519 is the browser's, and where it has none the check says that the signature was not checked.

const encoder = new TextEncoder();

/** What was checked, in this order. */
export const steps = ["record", "tree", "signature", "key"];

/**
 * Checks a receipt's text; `keys` are the verifier keys this site signs with. Gives `receipt`, what it
 * says, and for each step true, false, or null for what this browser cannot do. Throws an `Error` when
 * the text is no receipt.
 */
export async function check(text, keys) {
  const receipt = read(text);
  const hashes = [receipt.text, receipt.attributes, receipt.identity].map((one) => one ?? zeros);
  const opens = isRecord(receipt)
    ? receipt.text !== null && receipt.parts === partsOf(receipt) && same(receipt.extra, join(...hashes))
    : receipt.extra === null;
  const root = rootOf(leafOf(receipt, hashes), receipt.index, receipt.size, receipt.path);
  return {
    receipt,
    record: opens,
    tree: root !== null && same(root, receipt.root),
    signature: await signed(receipt),
    key: keys.includes(receipt.key),
  };
}

// --- Reading --------------------------------------------------------------------------------------

const zeros = new Uint8Array(32);
const proofBegins = "\nc2sp.org/tlog-proof@v1\n";
const names = ["origin", "key", "plan", "round", "index", "kind", "minute", "channel", "tier", "part",
  "reason", "ref", "record", "salt-T", "c_A", "c_I"];

function read(text) {
  const at = text.indexOf(proofBegins);
  if (at < 0) throw new Error("no proof");
  const lines = text.slice(0, at).split("\n");
  if (lines.length !== names.length + 1 || lines[0] !== "canvass-receipt/1") throw new Error("no receipt");
  const said = {};
  names.forEach((name, place) => {
    const line = lines[place + 1];
    if (!line.startsWith(name + " ")) throw new Error(`no line ${name}`);
    said[name] = line.slice(name.length + 1);
  });
  const receipt = {
    origin: said.origin,
    key: said.key,
    plan: said.plan,
    round: said.round,
    index: number(said.index, Number.MAX_SAFE_INTEGER),
    kind: number(said.kind, 14),
    minute: number(said.minute, 0xffffffff),
    codes: ["kind", "channel", "tier", "part", "reason"].map((name) => number(said[name], 255)),
    parts: number(said.part, 7),
    reference: said.ref === "-" ? 0xffffffff : number(said.ref, 0xfffffffe),
    record: said.kind === "2" ? unhex(said.record) : encoder.encode(said.record),
    attributes: hashOrNone(said.c_A),
    identity: hashOrNone(said.c_I),
    ...proof(text.slice(at + 1)),
  };
  const salt = hashOrNone(said["salt-T"]);
  receipt.text = salt && sha256(join(encoder.encode("canvass.part.v1\nT"),
    big(receipt.record.length, 8), salt, receipt.record));
  if (receipt.named !== receipt.index || receipt.checkpoint[0] !== receipt.origin) {
    throw new Error("two leaves or two logs");
  }
  return receipt;
}

function proof(text) {
  const gap = text.indexOf("\n\n");
  if (gap < 0) throw new Error("no checkpoint");
  const lines = text.slice(0, gap).split("\n").slice(1);
  const extra = lines[0]?.startsWith("extra ") ? unbase64(lines.shift().slice(6)) : null;
  const index = lines.shift() ?? "";
  if (!index.startsWith("index ")) throw new Error("no index");
  if (lines.length > 64) throw new Error("too long a path");
  const note = text.slice(gap + 2);
  const end = note.lastIndexOf("\n\n");
  const body = note.slice(0, end + 1);
  const checkpoint = body.slice(0, -1).split("\n");
  if (end < 0 || !note.endsWith("\n") || checkpoint.length !== 3) throw new Error("no checkpoint");
  const signatures = note.slice(end + 2, -1).split("\n").map((line) => {
    const found = /^\u2014 ([^\s+]+) (\S+)$/u.exec(line);
    if (!found) throw new Error("no signature line");
    return { name: found[1], bytes: unbase64(found[2]) };
  });
  return {
    extra,
    named: number(index.slice(6), Number.MAX_SAFE_INTEGER),
    path: lines.map((line) => hashOrNone(line, true)),
    body,
    checkpoint,
    size: number(checkpoint[1], Number.MAX_SAFE_INTEGER),
    root: hashOrNone(checkpoint[2], true),
    signatures,
  };
}

function number(text, most) {
  const value = Number(text);
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text) || value > most) throw new Error("no number");
  return value;
}

function unbase64(text) {
  const raw = atob(text);
  if (btoa(raw) !== text) throw new Error("base64 has one spelling");
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}

function unhex(text) {
  if (!/^([0-9a-f]{2})*$/.test(text)) throw new Error("no hex");
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function hashOrNone(text, needed = false) {
  if (text === "-" && !needed) return null;
  const bytes = unbase64(text);
  if (bytes.length !== 32) throw new Error("a hash has 32 bytes");
  return bytes;
}

// --- Hashes and the tree (RFC 6962) ---------------------------------------------------------------

const isRecord = (receipt) => receipt.kind >= 1 && receipt.kind <= 3;
const partsOf = (receipt) =>
  (receipt.text && 1) | (receipt.attributes && 2) | (receipt.identity && 4);

/** Hash of the 46 bytes that stand in the log. */
function leafOf(receipt, hashes) {
  const commitment = isRecord(receipt)
    ? sha256(join(encoder.encode("canvass.rec.v1\n"), ...hashes))
    : sha256(receipt.record);
  const entry = join([0, 1], receipt.codes, big(receipt.minute, 4), big(receipt.reference, 4));
  return sha256(join(entry, commitment));
}

/** RFC 9162 2.1.3.2; null when the path is too short or too long. */
function rootOf(leaf, index, size, path) {
  if (index >= size) return null;
  let [at, last, root] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      root = sha256(join([1], sibling, root));
      while (at % 2 === 0 && at > 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else {
      root = sha256(join([1], root, sibling));
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : null;
}

/** Whether the key named in the receipt signed its checkpoint; null where Ed25519 is not at hand. */
async function signed({ key, origin, body, signatures }) {
  const [name, id, ...rest] = key.split("+");
  const material = unbase64(rest.join("+"));
  const hash = sha256(join(encoder.encode(name + "\n"), material));
  if (name !== origin || material.length !== 33 || material[0] !== 1) return false;
  if (hex(hash.subarray(0, 4)) !== id) return false;
  const line = signatures.find((one) => one.name === name && hex(one.bytes.subarray(0, 4)) === id);
  if (line?.bytes.length !== 68) return false;
  try {
    const subtle = globalThis.crypto.subtle;
    const known = await subtle.importKey("raw", material.subarray(1), "Ed25519", false, ["verify"]);
    return await subtle.verify("Ed25519", known, line.bytes.subarray(4), encoder.encode(body));
  } catch {
    return null;
  }
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const same = (one, other) =>
  one !== null && one.length === other.length && one.every((byte, at) => byte === other[at]);

function join(...pieces) {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  pieces.reduce((at, piece) => (bytes.set(piece, at), at + piece.length), 0);
  return bytes;
}

function big(value, width) {
  return Uint8Array.from({ length: width }, (_, at) => Math.floor(value / 256 ** (width - 1 - at)) % 256);
}

const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
const fraction = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
const rounds = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const initial = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

/** FIPS 180-4. */
export function sha256(bytes) {
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const padded = new Uint8Array(blocks * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  padded.set(big(bytes.length * 8, 8), padded.length - 8);
  const words = new DataView(padded.buffer);
  const state = Int32Array.from(initial);
  const w = new Int32Array(64);
  for (let block = 0; block < blocks; block++) {
    for (let at = 0; at < 16; at++) w[at] = words.getInt32(block * 64 + at * 4);
    compress(state, w);
  }
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => digest.setInt32(at * 4, word));
  return new Uint8Array(digest.buffer);
}

function compress(state, w) {
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  for (let at = 16; at < 64; at++) {
    const s0 = turn(w[at - 15], 7) ^ turn(w[at - 15], 18) ^ (w[at - 15] >>> 3);
    const s1 = turn(w[at - 2], 17) ^ turn(w[at - 2], 19) ^ (w[at - 2] >>> 10);
    w[at] = w[at - 16] + s0 + w[at - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let at = 0; at < 64; at++) {
    const sum1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const one = (h + sum1 + ((e & f) ^ (~e & g)) + rounds[at] + w[at]) | 0;
    const sum0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const two = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => (state[at] += word));
}

// --- The page -------------------------------------------------------------------------------------

/** Shows in `box` what the check of `text` came to. Every word comes from the page itself. */
async function show(box, text) {
  const by = box.querySelector("[data-by]");
  const list = box.querySelector("[data-steps]");
  let found = null;
  try {
    found = await check(text, box.dataset.keys.split("\n"));
  } catch {
    list.hidden = true;
    by.textContent = by.dataset.unread;
  }
  const says = box.querySelector("[data-says]");
  if (says) says.hidden = found === null;
  if (found === null) return;
  list.hidden = false;
  for (const step of steps) mark(list.querySelector(`[data-step=${step}]`), found, step);
  const failed = steps.some((step) => found[step] === false);
  by.textContent = failed ? by.dataset.fails : by.dataset[found.signature ? "holds" : "unsigned"];
  box.dataset.checked = failed ? "fails" : found.signature ? "holds" : "unsigned";
  if (says) say(says, found.receipt);
}

function mark(line, found, step) {
  const state = { true: "holds", false: "fails", null: "unknown" }[found[step]];
  for (const sign of line.querySelectorAll("svg")) {
    sign.toggleAttribute("hidden", sign.dataset.for !== state);
  }
  const words = line.querySelector("span");
  words.textContent = words.dataset[state]
    .replace("⟨1⟩", found.receipt.index.toLocaleString(document.documentElement.lang))
    .replace("⟨2⟩", found.receipt.size.toLocaleString(document.documentElement.lang));
}

function say(says, receipt) {
  const record = isRecord(receipt) && receipt.kind !== 2
    ? JSON.parse(new TextDecoder().decode(receipt.record)).text
    : null;
  const values = {
    words: record ?? (receipt.kind === 2 ? hex(receipt.record) : new TextDecoder().decode(receipt.record)),
    plan: receipt.plan,
    round: receipt.round,
    minute: new Date(receipt.minute * 60_000).toISOString().slice(0, 16).replace("T", " ") + " UTC",
    log: receipt.origin,
  };
  for (const [name, value] of Object.entries(values)) {
    says.querySelector(`[data-value=${name}]`).textContent = value;
  }
}

function begin(box) {
  const own = box.querySelector("[data-receipt]");
  if (own) return show(box, own.textContent);
  const form = box.querySelector("form");
  const area = form.querySelector("textarea");
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(box, area.value.replaceAll("\r\n", "\n"));
  });
  form.querySelector("input[type=file]").addEventListener("change", async (event) => {
    area.value = await event.target.files[0].text();
    show(box, area.value);
  });
}

if (globalThis.document) document.querySelectorAll("[data-check]").forEach(begin);
