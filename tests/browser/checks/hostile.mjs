// A site whose writers mean harm (tests/common/hostile.rs), as readers and the newsroom see it: no script of theirs is called, nothing leads away, nothing is asked
// for elsewhere, and no element or attribute is left that could.

import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";

import { pagesOf } from "../pages.mjs";
import { serve } from "../server.mjs";
import { start } from "./serve.mjs";

/** Of what is made in one way for each document, one in so many is looked at. */
const EACH = 5;

export async function hostile({ browser, program, harm, problem }) {
  const { output, root } = harm;
  await isSeen({ browser, root, problem });
  const all = (await pagesOf(output)).map((page) => page.url);
  if (all.length < 400) problem("hostile", `there are only ${all.length} pages`);
  // Each document, and some of the many lists that a piece stands on: what stands there is made in the same way.
  const isDocument = (url) => /^\/(nieuws|agenda)\/[^/]+\//.test(url);
  const pages = all.filter((url, n) => isDocument(url) || n % EACH === 0);
  const feeds = (await filesOf(output, ".xml")).filter((url, n) => n % (4 * EACH) === 0 || url.split("/").length <= 3);
  const open = await serve(output, { headers: false });
  try {
    await looks({ browser, address: open.address, problem }, pages.concat(feeds));
  } finally {
    open.stop();
  }
  // A drawing that is opened by itself is a page: what it may run is for the headers to say.
  const closed = await serve(output);
  try {
    await looks({ browser, address: closed.address, problem }, await filesOf(output, ".svg"), { isPage: false });
  } finally {
    closed.stop();
  }
  const served = await start(program, root);
  try {
    await looks({ browser, address: served.address, problem }, await ofTheNewsroom(root));
  } finally {
    served.stop();
  }
}

/** Where nothing keeps the pieces, this check has to see nearly all of them: else it proves nothing of the others. */
async function isSeen({ browser, root, problem }) {
  const folder = join(root, "bare");
  const bare = await serve(folder, { headers: false });
  const urls = await filesOf(folder, ".html");
  const seen = new Set();
  try {
    await looks({ browser, address: bare.address, problem: (url) => seen.add(url) }, urls);
  } finally {
    bare.stop();
  }
  console.log(`browser: hostile: ${seen.size} of ${urls.length} pieces do harm where nothing keeps them`);
  if (seen.size < urls.length * 0.8) problem("hostile", `of the bare pieces only ${seen.size} of ${urls.length} are seen: ${urls.filter((url) => !seen.has(url)).join(" ")}`);
}

/** Returns the addresses of the files below a folder that end in `ending`. */
async function filesOf(folder, ending) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(ending) && !entry.parentPath.includes("/assets/"));
  return files.map((entry) => "/" + relative(folder, join(entry.parentPath, entry.name)).split(sep).map(encodeURIComponent).join("/"));
}

/** Returns addresses of the server: lists, documents by their path, what is asked for with script in it, and pages in error. */
async function ofTheNewsroom(root) {
  const of = (path) => encodeURIComponent(path);
  const files = (await readdir(join(root, "content"), { recursive: true })).filter((path) => path.endsWith(".md"));
  const some = files.filter((path, n) => n % EACH === 0 || !/[a-z]\d+\.md$/.test(path));
  const piece = "\"'><img src=x onerror=hit(1)></title></script><script>hit(1)</script>";
  const asked = ["q", "path", "moment", "lang", "status", "language", "page", "section", "drafts", "x"];
  return [
    "/_courant/", "/_courant/agenda", "/_courant/as-at", "/_courant/?status=error", "/_courant/?status=in-error",
    ...[1, 2, 3, 4, 5, 6].map((n) => `/_courant/?page=${n}`),
    ...asked.flatMap((name) => ["", "document", "agenda", "as-at"].map((page) => `/_courant/${page}?${name}=${of(piece)}`)),
    `/_courant/as-at/${of(piece)}/`, `/${of(piece)}/`, `/nieuws/${of(piece)}`, `/_courant/${of(piece)}`, "/nieuws/", "/agenda/",
    ...some.map((path) => `/_courant/document?path=${of(path)}`),
    ...some.filter((path) => /t\d+\.md$/.test(path)).map((path) => `/${path.replace(/\.md$/, "/")}`),
  ];
}

async function looks({ browser, address, problem }, urls, { isPage = true } = {}) {
  const context = await browser.newContext();
  let url = "", here = "";
  await context.exposeBinding("hit", () => problem(url, "a script of a writer was called"));
  const page = await context.newPage();
  page.on("dialog", (dialog) => { problem(url, "a dialog opens"); dialog.dismiss(); });
  page.on("popup", (popup) => { problem(url, "a window opens"); popup.close(); });
  page.on("framenavigated", (frame) => {
    // A former address leads on, to a page of the site.
    if (!frame.url().startsWith(address) && frame.url() !== "about:blank") problem(url, `it leads to ${frame.url()}`);
  });
  page.on("request", (request) => { if (!request.url().startsWith(address) && !request.url().startsWith("data:")) problem(url, `${request.url()} is asked for`); });
  for (url of urls) {
    here = address + url;
    await page.goto(here, { waitUntil: "load" }).catch((error) => { if (!/ERR_ABORTED|Download is starting/.test(error.message)) problem(url, error.message); });
    if (!isPage) continue;
    const found = await page.evaluate(left).catch((error) => [error.message]);
    found.forEach((text) => problem(url, text));
  }
  await context.close();
}

/** Returns what is left in the page that could run, lead away or change it: of what the site's own templates do not have. */
function left() {
  const found = [];
  const told = (one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  const runs = ["javascript:", "vbscript:", "data:", "blob:", "file:"];
  const addresses = ["href", "src", "xlink:href", "action", "formaction", "data", "poster", "background", "cite", "ping", "values", "to", "from"];
  if (document.querySelector("parsererror")) found.push(`it is no XML: ${document.querySelector("parsererror").textContent.slice(0, 160)}`);
  const isHtml = document.documentElement.localName === "html";
  for (const one of document.querySelectorAll("*")) {
    for (const { name, value } of one.attributes) {
      if (/^on/i.test(name)) found.push(`a handler is left: ${told(one)}`);
      if (name.toLowerCase() === "srcdoc") found.push(`a page within is left: ${told(one)}`);
      if (isHtml && addresses.includes(name.toLowerCase())) {
        let scheme = "";
        try { scheme = new URL(value, document.baseURI).protocol; } catch { scheme = ""; }
        if (runs.includes(scheme)) found.push(`an address that runs is left: ${told(one)}`);
      }
    }
  }
  if (!isHtml) return found;
  for (const script of document.querySelectorAll("script")) {
    if (/json/.test(script.type)) {
      try { JSON.parse(script.textContent); } catch (error) { found.push(`data is cut off: ${error.message}`); }
    } else if (script.textContent.includes("hit") || !["/assets/", "/_courant/", ""].some((start) => script.src ? start && new URL(script.src).pathname.startsWith(start) : !start)) {
      found.push(`a script is left: ${told(script)}`);
    }
  }
  for (const one of document.querySelectorAll("base, iframe, object, embed, applet, frame, frameset, body base, body meta, body link, body style, body title, math, template[shadowrootmode], portal")) {
    found.push(`an element is left: ${told(one)}`);
  }
  for (const one of document.querySelectorAll("meta[http-equiv=refresh i]")) {
    const target = one.content.replace(/^[^=]*=/, "");
    if (new URL(target, document.baseURI).origin !== location.origin) found.push(`it leads away: ${told(one)}`);
  }
  // Nothing of the document's own is hidden by a name that a writer gave.
  if (typeof document.getElementById !== "function" || !(document.body instanceof HTMLBodyElement)) found.push("a name hides what scripts use");
  return found;
}
