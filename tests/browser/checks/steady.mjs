// Nothing moves once it is there (a layout shift of 0, as web.dev/cls counts it), though scripts, pictures and fonts come late.

const LATE = 300; // milliseconds

export async function steady({ browser, address, kinds, problem }) {
  for (const width of [360, 412, 1280]) {
    // As tall as any page: what is out of sight does not count as moved.
    const context = await browser.newContext({ viewport: { width, height: 4000 } });
    const page = await context.newPage();
    await page.route(/\.(js|webp|jpg|png|svg|woff2)$/, async (route) => {
      await new Promise((ready) => setTimeout(ready, LATE));
      await route.continue();
    });
    for (const { url } of kinds) {
      await page.goto(address + url);
      const moved = await page.evaluate(async () => {
        const moved = [];
        const name = (node) => (node?.nodeType === 1 ? node : node?.parentElement)?.outerHTML.slice(0, 80) ?? "what is gone";
        new PerformanceObserver((list) => {
          for (const shift of list.getEntries()) {
            if (!shift.hadRecentInput) moved.push(`${shift.value.toFixed(4)} ${shift.sources.map((one) => name(one.node)).join(" … ")}`);
          }
        }).observe({ type: "layout-shift", buffered: true });
        await document.fonts.ready;
        for (let frame = 0; frame < 4; frame++) await new Promise((ready) => requestAnimationFrame(ready));
        return moved;
      });
      if (moved.length) problem(url, `at ${width} pixels something moves: ${moved.join("; ")}`);
    }
    await context.close();
  }
}
