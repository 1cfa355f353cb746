// axe-core finds nothing: WCAG 2.0 to 2.2, A and AA, and best practices; wide and at 320 pixels, light and dark.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

export const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function accessible({ browser, address, kinds, problem }) {
  const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 320]) {
      const context = await browser.newContext({ colorScheme, reducedMotion: "reduce", viewport: { width, height: 900 } });
      const page = await context.newPage();
      for (const { url } of kinds) {
        await page.goto(address + url);
        await page.evaluate(axe);
        const { violations } = await page.evaluate((rules) => window.axe.run({ runOnly: rules }), RULES);
        for (const { id, help, nodes } of violations) {
          problem(url, `${colorScheme}, ${width} px: ${id} (${help}): ${nodes[0].html.slice(0, 160)}`);
        }
      }
      await context.close();
    }
  }
}
