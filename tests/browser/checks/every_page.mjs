// What holds for every page, at 320 pixels: nothing is loaded from elsewhere, nothing goes wrong, nothing sticks out, and the headings are in order.

export async function everyPage({ browser, address, pages, problem }) {
  const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
  const page = await context.newPage();
  let url = "";
  page.on("console", (message) => message.type() === "error" && problem(url, `the console says: ${message.text()}`));
  page.on("pageerror", (error) => problem(url, `a script fails: ${error.message}`));
  page.on("request", (request) => {
    const asked = request.url();
    if (!asked.startsWith(address) && !asked.startsWith("data:")) problem(url, `${asked} is asked for`);
  });
  for (const one of pages) {
    url = one.url;
    // The page for what is not there is read where it lies.
    await page.goto(address + url);
    const found = await page.evaluate(() => {
      const found = [];
      const root = document.documentElement;
      if (root.scrollWidth > root.clientWidth) {
        const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1);
        found.push(`it scrolls sideways: ${wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 90)).join(" … ")}`);
      }
      const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((one) => Number(one.tagName[1]));
      if (levels.filter((level) => level === 1).length !== 1) found.push("it has not one h1");
      levels.forEach((level, n) => {
        if (n > 0 && level > levels[n - 1] + 1) found.push(`an h${level} follows an h${levels[n - 1]}`);
      });
      for (const image of document.images) {
        if (!image.hasAttribute("width") || !image.hasAttribute("height")) {
          if (!image.closest(".masthead-title")) found.push(`${image.src} has no width and height: what follows it will jump`);
        }
      }
      return found;
    });
    found.forEach((text) => problem(url, text));
  }
  await context.close();
}
