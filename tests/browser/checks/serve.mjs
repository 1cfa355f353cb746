// `courant serve` in a browser: a save is seen, where the reader is; a stylesheet without the page being loaded again; what is wrong, and that it goes.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Starts the server of a site; returns its address and how to stop it. */
export async function start(program, root) {
  const server = spawn(program, ["serve", "--root", root, "--port", "0", "--now", "2026-11-24T12:00:00Z"], { stdio: ["ignore", "pipe", "ignore"] });
  const lines = createInterface({ input: server.stdout });
  const address = await new Promise((found, failed) => {
    lines.on("line", (line) => { const at = line.match(/http:\/\/127\.0\.0\.1:\d+/); if (at) found(at[0]); });
    server.on("exit", () => failed(new Error("the server ended")));
  });
  return { address, stop: () => server.kill() };
}

export async function serve({ browser, program, root, problem }) {
  const { address, stop } = await start(program, root);
  const page = await browser.newPage({ viewport: { width: 800, height: 500 } });
  const url = "/nieuws/proef/";
  const wrong = (text) => problem(`serve ${url}`, text);
  const article = join(root, "content/nieuws/proef.md"), sheet = join(root, "assets/css/proef.css"), settings = join(root, "site.toml");
  const template = join(root, "templates/article.html");
  const change = async (file, from, to) => {
    const text = await readFile(file, "utf8");
    if (!text.includes(from)) throw new Error(`${file} lacks ${from}`);
    await writeFile(file, text.replaceAll(from, to));
  };
  /** Waits until `is` holds in the page; says `what` where it does not. */
  const seen = (what, is, value) => page.waitForFunction(is, value, { timeout: 15000 }).then(() => true, () => wrong(what));
  const text = (what) => document.body.textContent.includes(what);
  const over = (what) => (document.querySelector("courant-live")?.shadowRoot.textContent ?? "").includes(what);
  const bare = (html) => html.replace(/data-is="\w+"/, "").replace(/<courant-live.*?<\/courant-live>/s, "").replace(/ data-courant-live="on"/, "");
  const open = async (to) => {
    await page.goto(address + to);
    await page.waitForFunction(() => document.documentElement.dataset.courantLive === "on");
    await page.evaluate(() => { window.isSame = true; });
  };
  const isSame = () => page.evaluate(() => window.isSame === true);
  try {
    // A change of text: seen without the page being loaded again, and it is the page that would be loaded.
    await open(url);
    await page.evaluate(() => scrollTo(0, 600));
    const before = await page.evaluate(() => scrollY);
    await change(article, "Vijfde alinea.", "Vijfde alinea, met *nadruk*.");
    await seen("a changed paragraph is not seen", text, "Vijfde alinea, met nadruk.");
    if (before !== (await page.evaluate(() => scrollY))) wrong("the place was lost");
    await change(article, "## Tussen", "Nog een alinea ervoor.\n\n## Tussenin\n\n- een lijst\n");
    await seen("new paragraphs are not seen", text, "Nog een alinea ervoor.");
    await seen("a list is not seen", text, "een lijst");
    if (!(await isSame())) wrong("the page was loaded again for a change of text");
    const changed = bare(await page.content());
    await open(url);
    if (changed !== bare(await page.content())) wrong("the page that was changed in place is not the one that is loaded");

    // What cannot be changed in place is loaded, and keeps the place.
    await page.evaluate(() => scrollTo(0, 400));
    await change(template, "</p>{%", "</p><script>window.isNew = true</script>{%");
    await seen("a page with another script is not loaded again", () => window.isNew === true);
    await seen("the place is lost where a page is loaded again", () => Math.abs(scrollY - 400) < 2);

    // A stylesheet.
    await open(url);
    await change(sheet, "rgb(1, 2, 3)", "rgb(4, 5, 6)");
    await seen("a stylesheet is not applied", () => getComputedStyle(document.querySelector(".proef")).color === "rgb(4, 5, 6)");
    if (!(await isSame())) wrong("the page was loaded again for a stylesheet");

    // What is wrong, in an article, a template and the settings, and that all others work meanwhile.
    for (const [file, good, bad, told] of [
      [article, "date: 2026-11-01", "date: gisteren", "content/nieuws/proef.md"],
      [template, "{{ page.title }}", "{{ page.title", "templates/article.html"],
      [settings, "title =", "title ==", "site.toml"],
    ]) {
      await change(file, good, bad);
      await seen(`an error in ${told} is not shown`, over, told);
      await seen(`the last good page does not stay under an error in ${told}`, text, "Vijfde alinea");
      await page.waitForTimeout(300);
      if (await page.evaluate(() => document.querySelector("courant-live").shadowRoot.querySelector(".note") !== null)) wrong(`a note lies over an error in ${told}`);
      const other = await browser.newPage();
      if ((await other.goto(`${address}/nieuws/ander/`)).status() !== 200) wrong(`another page fails for an error in ${told}`);
      await other.close();
      await change(file, bad, good);
      await seen(`an error in ${told} does not go`, () => !document.querySelector("courant-live")?.shadowRoot.querySelector(".problems"));
    }

    // Another page than the one that is open.
    await open("/nieuws/ander/");
    await change(article, "Vijfde alinea", "Zesde alinea");
    await seen("another page that changed is not offered", () => document.querySelector("courant-live")?.shadowRoot.querySelector('a[href="/nieuws/proef/"]'));
    await page.locator('courant-live a[href="/nieuws/proef/"]').click();
    await seen("the page that is offered is not that one", text, "Zesde alinea");
  } catch (error) {
    wrong(error.message);
  } finally {
    await page.close();
    stop();
  }
}
