// Dark where the reader's system is, fit for paper, and with lines of a length that reads well.

export async function looks({ browser, address, pages, kinds, problem }) {
  const context = await browser.newContext({ colorScheme: "dark", viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  for (const { url, kind } of kinds) {
    await page.emulateMedia({ media: "screen", colorScheme: "dark" });
    await page.goto(address + url);
    const [paper, ink] = await page.evaluate(() => {
      const style = getComputedStyle(document.body);
      const light = (colour) => colour.match(/[\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
      return [light(style.backgroundColor), light(style.color)];
    });
    if (paper > 80 || ink < 170) problem(url, `it is not dark: paper ${paper}, ink ${ink} of 255`);
    await page.emulateMedia({ media: "print" });
    const shown = await page.evaluate(() => {
      const hidden = ["nav", ".newsletter", ".share", ".skip-link", ".related"];
      return hidden.filter((part) => [...document.querySelectorAll(part)].some((one) => one.getClientRects().length > 0));
    });
    if (shown.length) problem(url, `on paper it shows ${shown.join(", ")}`);
    if (kind === "article" && !(await page.locator(".print-address").isVisible())) problem(url, "on paper its address is missing");
    const unnamed = await page.evaluate(() => {
      const links = [...document.querySelectorAll(".prose a[href^=http], .prose a[href^='/'], .download, .event-register a")];
      return links.filter((link) => !getComputedStyle(link, "::after").content.includes("http")).length;
    });
    if (unnamed) problem(url, `on paper ${unnamed} links do not say where they lead`);
  }
  await page.emulateMedia({ media: "screen", colorScheme: "light" });
  for (const width of [768, 960]) {
    await page.setViewportSize({ width, height: 900 });
    for (const { url } of pages) {
      await page.goto(address + url);
      for (const word of await page.evaluate(brokenWords)) problem(url, `${width} px: in the headline ${word} stands on two lines`);
    }
  }
  for (const { url } of kinds.filter(({ kind }) => ["article", "event", "page"].includes(kind))) {
    for (const width of [768, 1280, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(address + url);
      const mean = await page.evaluate(charactersALine);
      // 60 to 75 in the letters that the theme asks for; those of the machine may be wider.
      if (mean && (mean < 55 || mean > 75)) problem(url, `${width} px: a line of text has ${mean} characters, and not 60 to 75`);
    }
  }
  await context.close();
}

/** Runs in the page: the words of the headline that go on in a next line, though there is room for them on a screen of this width. */
function brokenWords() {
  const range = document.createRange();
  const found = [];
  const texts = document.createTreeWalker(document.querySelector("h1"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    for (const { 0: word, index } of texts.currentNode.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      range.setStart(texts.currentNode, index);
      range.setEnd(texts.currentNode, index + word.length);
      const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.bottom)));
      if (lines.size > 1 && word.length < 24) found.push(word);
    }
  }
  return found;
}

/** Runs in the page: how many characters a full line of running text has, on average; 0 where there is too little of it. */
function charactersALine() {
  const range = document.createRange();
  const full = [];
  for (const paragraph of document.querySelectorAll(".prose > p")) {
    const lines = new Map();
    const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      for (let at = 0; at < texts.currentNode.length; at += 1) {
        range.setStart(texts.currentNode, at);
        range.setEnd(texts.currentNode, at + 1);
        const box = range.getClientRects()[0];
        const line = box && Math.round(box.bottom / 10);
        if (box) lines.set(line, (lines.get(line) ?? 0) + 1);
      }
    }
    full.push(...[...lines.values()].slice(0, -1));
  }
  return full.length < 10 ? 0 : Math.round(full.reduce((sum, count) => sum + count, 0) / full.length);
}
