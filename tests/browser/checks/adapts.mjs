// What readers change holds: another direction of script, letters further apart, 400 % of the size, the colours of their system.

/** What WCAG 2.2 (1.4.12) lets a reader set, at the least, without loss. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }`;

export async function adapts({ browser, address, kinds, problem }) {
  // A reader's own style is none of the page's, which the policy would refuse.
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: "reduce" });
  const page = await context.newPage();
  for (const { url, kind } of kinds) {
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(address + url);
      const before = await page.evaluate(measure);
      await page.addStyleTag({ content: SPACED });
      for (const text of await page.evaluate(lost)) problem(url, `${width} px, letters further apart: ${text}`);
      await page.goto(address + url);
      await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
      for (const text of await page.evaluate(lost)) problem(url, `${width} px, right to left: ${text}`);
      const after = await page.evaluate(measure);
      // What stood at the left stands at the right, as far from the edge.
      for (const [part, { left }] of Object.entries(before)) {
        const right = after[part]?.right;
        if (Math.abs(left - right) > 1) problem(url, `${width} px, right to left: ${part} is not mirrored: ${left} from the left, and then ${right} from the right`);
      }
      if (kind === "article" && (await page.evaluate(() => [...document.querySelectorAll("pre")].some((one) => getComputedStyle(one).direction !== "ltr")))) {
        problem(url, "right to left: code runs from right to left too");
      }
    }
    // 1280 by 1024 pixels at 400 %.
    await page.setViewportSize({ width: 320, height: 256 });
    await page.goto(address + url);
    for (const text of await page.evaluate(lost)) problem(url, `400 %: ${text}`);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ forcedColors: "active" });
    await page.goto(address + url);
    for (const text of await page.evaluate(unseen)) problem(url, `forced colours: ${text}`);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    const outline = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== getComputedStyle(document.body).backgroundColor;
    });
    if (!outline) problem(url, "forced colours: the focus does not show");
    await page.emulateMedia({ forcedColors: "none" });
  }
  await context.close();
}

/** Runs in the page: how far the large parts are from the edges. */
function measure() {
  const parts = ["h1", ".masthead-title", ".breadcrumbs", ".article-rail", ".article-body", ".newsletter-intro", ".footer-about"];
  const found = parts.map((part) => [part, document.querySelector(part)]).filter(([, one]) => one?.getClientRects().length);
  const width = document.documentElement.clientWidth;
  return Object.fromEntries(
    found.map(([part, one]) => {
      const box = one.getBoundingClientRect();
      return [part, { left: Math.round(box.left), right: Math.round(width - box.right) }];
    }),
  );
}

/** Runs in the page: what sticks out of it, and which text is cut off. */
function lost() {
  const found = [];
  const root = document.documentElement;
  const html = (one) => one.outerHTML.slice(0, 90);
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("body *")].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width > 1 && (box.right > root.clientWidth + 1 || box.left < -1) && !one.closest(".trap, .skip-link");
    });
    found.push(`it scrolls sideways: ${wide.slice(0, 2).map(html).join(" … ")}`);
  }
  for (const one of document.querySelectorAll("body *")) {
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    // What is one pixel large is for screen readers alone.
    if (box.width <= 1 || box.height <= 1 || !one.innerText?.trim()) continue;
    const isCut = (way, inner, outer) => ["hidden", "clip"].includes(style[way]) && inner > outer + 1;
    if (isCut("overflowX", one.scrollWidth, one.clientWidth) || isCut("overflowY", one.scrollHeight, one.clientHeight)) {
      found.push(`text is cut off: ${html(one)}`);
    }
  }
  return found;
}

/** Runs in the page: the buttons and fields that have no edge of their own. */
function unseen() {
  const edged = [...document.querySelectorAll(".button, input:not([type=checkbox], [type=hidden], .trap *)")];
  const bare = edged.filter((one) => one.getClientRects().length && getComputedStyle(one).borderTopStyle === "none");
  return bare.map((one) => `nothing shows where this begins: ${one.outerHTML.slice(0, 90)}`);
}
