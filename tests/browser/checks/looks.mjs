// Dark where the reader's system is, and fit for paper.

export async function looks({ browser, address, kinds, problem }) {
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
  await context.close();
}
