// From the top of a page to the newsletter form with the Tab key alone: each stop can be seen, is on the screen and not under something else.

const MOST = 400;

export async function keyboard({ browser, address, kinds, problem }) {
  for (const width of [1280, 320]) {
    const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width, height: 700 } });
    const page = await context.newPage();
    for (const { url } of kinds) {
      await page.goto(address + url);
      if (!(await page.locator(".newsletter-form").count())) continue;
      let reached = false;
      for (let stop = 0; stop < MOST && !reached; stop += 1) {
        await page.keyboard.press("Tab");
        const at = await page.evaluate(look);
        if (stop === 0 && !at.isSkipLink) problem(url, `${width} px: the first stop is not the link past the menu but ${at.html}`);
        if (at.wrong) problem(url, `${width} px: ${at.wrong}: ${at.html}`);
        reached = at.isForm;
      }
      if (!reached) problem(url, `${width} px: the newsletter form cannot be reached with the keyboard`);
    }
    await context.close();
  }
}

/** Runs in the page: what has the focus, and what is wrong with how it shows. */
export function look() {
  const one = document.activeElement;
  const html = one.outerHTML.slice(0, 120);
  const box = one.getBoundingClientRect();
  const about = { html, isSkipLink: one.matches(".skip-link, .skip"), isForm: one.matches(".newsletter-form input") };
  const outlined = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  if (one === document.body) return { ...about, wrong: "the focus is lost" };
  if (!outlined(one) && !outlined(one, "::after")) return { ...about, wrong: "the focus does not show" };
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) {
    return { ...about, wrong: "what has the focus is off the screen" };
  }
  const [x, y] = [Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1), Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1)];
  const top = document.elementFromPoint(x, y);
  // A line that wraps has a middle that is not its own.
  const isOwn = !top || top.contains(one) || one.contains(top) || top.closest("a, button, label") === one;
  return isOwn ? about : { ...about, wrong: `what has the focus lies under ${top.outerHTML.slice(0, 80)}` };
}
