// run.mjs FOLDER CHROMIUM NEWSLETTER PROGRAM SITE PLANNED HARM HARMED: opens the pages of a built site in Chromium and tells what is wrong with them; NEWSLETTER is JSON,
// what its settings say of the form. SITE and PLANNED are small sites that PROGRAM serves while they are changed; HARM is one whose writers mean harm, and HARMED its output. With
// COURANT_BROWSER=NAME only the check of that name is made. Ends with 1 where something is wrong.

import { chromium } from "playwright-core";

import { accessible } from "./checks/accessible.mjs";
import { adapts } from "./checks/adapts.mjs";
import { everyPage } from "./checks/every_page.mjs";
import { form } from "./checks/form.mjs";
import { hostile } from "./checks/hostile.mjs";
import { html } from "./checks/html.mjs";
import { keyboard } from "./checks/keyboard.mjs";
import { looks } from "./checks/looks.mjs";
import { newsroom } from "./checks/newsroom.mjs";
import { steady } from "./checks/steady.mjs";
import { fullest, pagesOf } from "./pages.mjs";
import { serve as served } from "./checks/serve.mjs";
import { serve } from "./server.mjs";

const [folder, executablePath, newsletter, program, root, planned, harm, harmed] = process.argv.slice(2);
const pages = await pagesOf(folder);
const kinds = fullest(pages);
const { address, stop } = await serve(folder);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
const problems = [];
const problem = (url, text) => problems.push(`${url}: ${text.replace(/\s+/g, " ")}`);
const given = { browser, address, pages, kinds, problem, newsletter: JSON.parse(newsletter), program, root, planned, harm: { root: harm, output: harmed } };
for (const [name, check] of Object.entries({ html, everyPage, accessible, keyboard, form, looks, adapts, steady, served, newsroom, hostile })) {
  if (process.env.COURANT_BROWSER && process.env.COURANT_BROWSER !== name) continue;
  const before = problems.length;
  const skipped = await check(given);
  console.log(`browser: ${name}: ${skipped ?? `${problems.length - before} problems`}`);
}
await browser.close();
stop();
console.log(`browser: ${pages.length} pages, of which ${kinds.length} stand for their kind: ${kinds.map((one) => one.url).join(" ")}`);
for (const one of new Set(problems)) console.error(one);
process.exit(problems.length ? 1 : 0);
