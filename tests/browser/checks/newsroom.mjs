// The newsroom of `courant serve` in a browser: its list is filtered, with script and without, and changes with a save; another moment is seen and left again;
// and all of it by keyboard alone, for axe and the Nu HTML checker, in light and dark, on a phone too.

import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import { RULES } from "./accessible.mjs";
import { look } from "./keyboard.mjs";
import { start } from "./serve.mjs";

const HOME = "/_courant/";
const AT = "/_courant/as-at/2026-12-01T0900/";
const PAGES = [
  HOME, `${HOME}?q=nergens`, `${HOME}agenda`, `${HOME}as-at`, `${HOME}as-at?moment=morgen`, `${HOME}document?path=nieuws%2Fembargo.md`,
  `${HOME}document?path=nieuws%2Fkapot.md`, `${HOME}document?path=nieuws%2Fontwerp.md`, `${HOME}document?path=nergens`, `${HOME}?lang=en`, `${AT}nieuws/embargo/`,
];

export async function newsroom({ browser, program, planned: root, problem }) {
  const { address, stop } = await start(program, root);
  try {
    await reads({ browser, address, problem });
    await filters({ browser, address, root, problem });
    await withoutScript({ browser, address, problem });
    await otherMoment({ browser, address, problem });
    await byKeyboard({ browser, address, problem });
    return await isHtml({ address, problem });
  } catch (error) {
    problem("newsroom", error.message);
    return null;
  } finally {
    stop();
  }
}

/** Axe finds nothing, nothing is refused by the policy or fails to load, nothing is wider than the screen, and no title does anything. */
async function reads({ browser, address, problem }) {
  const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 320]) {
      const context = await browser.newContext({ colorScheme, reducedMotion: "reduce", viewport: { width, height: 900 } });
      const page = await context.newPage();
      let url;
      const wrong = (text) => problem(url, `${colorScheme}, ${width} px: ${text}`);
      page.on("console", (message) => { if (["error", "warning"].includes(message.type())) wrong(message.text()); });
      page.on("pageerror", (error) => wrong(error.message));
      for (url of PAGES) {
        await page.goto(address + url);
        if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wrong("it is wider than the screen");
        if (await page.evaluate(() => window.isHit || document.querySelector("img[onerror]"))) wrong("a title is not inert");
        await page.evaluate(axe);
        const { violations } = await page.evaluate((rules) => window.axe.run({ runOnly: rules }), RULES);
        for (const { id, help, nodes } of violations) wrong(`${id} (${help}): ${nodes[0].html.slice(0, 160)}`);
      }
      await context.close();
    }
  }
}

/** What is typed filters the list where the reader is, and a save is seen in it. */
async function filters({ browser, address, root, problem }) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const wrong = (text) => problem(HOME, text);
  const seen = (what, is, value) => page.waitForFunction(is, value, { timeout: 15000 }).catch(() => wrong(what));
  const rows = (count) => document.querySelectorAll(".documents tbody tr").length === count;
  await page.goto(address + HOME);
  await page.waitForFunction(() => document.documentElement.dataset.live === "on");
  await page.evaluate(() => { window.isSame = true; });
  await page.getByLabel("Zoek", { exact: true }).pressSequentially("bericht-5");
  await seen("what is typed does not filter the list", rows, 11);
  const state = await page.evaluate(() => ({ same: window.isSame, focus: document.activeElement.id, told: document.getElementById("told").textContent, at: location.search }));
  if (!state.same) wrong("the page was loaded again for a filter");
  if (state.focus !== "q") wrong("who types loses the focus");
  if (!state.at.includes("q=bericht-5")) wrong(`the address does not say what is shown: ${state.at}`);
  await seen("what was found is not told", () => document.getElementById("told").textContent === "11 documenten");
  await page.getByLabel("Zoek", { exact: true }).fill("");
  await page.getByLabel("Taal", { exact: true }).selectOption("en");
  await seen("a language does not filter the list", rows, 1);
  await page.getByLabel("Taal", { exact: true }).selectOption("");
  await seen("a filter that is taken away stays", rows, 50);
  await page.getByRole("link", { name: /Concept/ }).first().click();
  await seen("a status does not filter the list", rows, 1);

  // A save: the draft is published, and what has the focus keeps it.
  await page.goto(address + HOME);
  await page.waitForFunction(() => document.documentElement.dataset.live === "on");
  await page.evaluate(() => { window.isSame = true; });
  await page.locator(".documents a", { hasText: "Ontwerp" }).focus();
  const draft = join(root, "content/nieuws/ontwerp.md");
  await writeFile(draft, (await readFile(draft, "utf8")).replace("draft: true", "draft: false"));
  const status = (text) => [...document.querySelectorAll(".documents tr")].some((row) => row.textContent.includes("Ontwerp") && row.textContent.includes(text));
  await seen("a save is not seen in the list", status, "Gepubliceerd");
  const after = await page.evaluate(() => ({ same: window.isSame, focus: document.activeElement.textContent }));
  if (!after.same || after.focus !== "Ontwerp") wrong(`a save loads the page again, or takes the focus away: ${JSON.stringify(after)}`);
  await page.close();
}

/** The form does the same without script. */
async function withoutScript({ browser, address, problem }) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address + HOME);
  await page.getByLabel("Zoek", { exact: true }).fill("bericht-5");
  await page.getByRole("button", { name: "Toon" }).click();
  if ((await page.locator(".documents tbody tr").count()) !== 11) problem(HOME, "the list is not filtered without script");
  await page.goto(`${address + AT}nieuws/embargo/`);
  if (!(await page.getByText("Voorbeeld: de site op").isVisible())) problem(AT, "without script nothing says that this is a preview");
  await context.close();
}

/** Another moment is chosen, says that it is one, shows what was under embargo, and is left again. */
async function otherMoment({ browser, address, problem }) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const wrong = (text) => problem(AT, text);
  await page.goto(`${address + HOME}as-at`);
  await page.getByLabel("Dag en tijd").fill("2026-12-01T09:00");
  await page.getByRole("button", { name: "Bekijk de site" }).click();
  await page.waitForURL(address + AT);
  const mark = page.getByRole("complementary", { name: "Voorbeeld" });
  if (!(await mark.isVisible()) || !(await mark.textContent()).includes("dinsdag 1 december 2026 om 09:00")) wrong("nothing says that this is a preview");
  await page.getByRole("link", { name: /Wet/ }).first().click();
  await page.waitForURL(`${address + AT}nieuws/embargo/`);
  if (!(await page.getByText("Onder embargo.").isVisible())) wrong("the article is not there");
  const box = await mark.boundingBox();
  if (!box || box.y + box.height > 801) wrong("the mark is off the screen");
  await mark.getByRole("link", { name: "Terug naar nu" }).click();
  await page.waitForURL(`${address}/`);
  if ((await page.getByText(/Wet </).count()) || (await page.locator("courant-mark").count())) wrong("what is under embargo is seen now");
  if ((await page.goto(`${address}/nieuws/embargo/`)).status() !== 404) wrong("what is under embargo has a page now");
  await page.close();
}

/** Every link and field is reached with the Tab key, where it can be seen. */
async function byKeyboard({ browser, address, problem }) {
  for (const width of [1280, 320]) {
    const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width, height: 700 } });
    const page = await context.newPage();
    for (const url of PAGES.filter((url) => !url.startsWith(AT))) {
      await page.goto(address + url);
      const wanted = await page.evaluate(() => {
        const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, [tabindex='0']")].filter((one) => one.checkVisibility());
        return all.length;
      });
      const reached = new Set();
      for (let stop = 0; stop < wanted + 12; stop += 1) {
        await page.keyboard.press("Tab");
        const at = await page.evaluate(look);
        if (at.wrong === "the focus is lost") break;
        if (at.wrong) problem(url, `${width} px: ${at.wrong}: ${at.html}`);
        if (stop === 0 && !at.isSkipLink) problem(url, `${width} px: the first stop is not the link past the menu but ${at.html}`);
        reached.add(await page.evaluate(() => [...document.querySelectorAll("*")].indexOf(document.activeElement)));
      }
      if (reached.size < wanted) problem(url, `${width} px: of ${wanted} links and fields ${reached.size} are reached`);
    }
    await context.close();
  }
}

/** The Nu HTML checker finds nothing in the newsroom's own pages. */
async function isHtml({ address, problem }) {
  if (spawnSync("java", ["-version"]).error) return null;
  const { default: vnu } = await import("vnu-jar");
  for (const url of PAGES.filter((url) => !url.startsWith(AT))) {
    const html = await (await fetch(address + url)).text();
    const run = spawnSync("java", ["-Xss4m", "-jar", vnu, "--format", "json", "--stdout", "-"], { encoding: "utf8", input: html });
    for (const message of JSON.parse(run.stdout || '{"messages":[]}').messages) problem(url, `line ${message.lastLine}: ${message.message}`);
  }
  return null;
}
