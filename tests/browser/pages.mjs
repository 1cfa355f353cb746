// The pages of a site: all of them, and of each kind in each language the fullest.

import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** Returns `{url, kind, lang, size}` of each page of the site, but for those that only lead on. */
export async function pagesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".html"));
  const pages = await Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const html = await readFile(path, "utf8");
      const url = "/" + relative(folder, path).split(sep).join("/").replace(/index\.html$/, "");
      return {
        url, path, size: html.length,
        kind: html.match(/<body class="kind-([a-z-]+)/)?.[1],
        lang: html.match(/<html lang="([^"]+)"/)?.[1],
        isRedirect: html.includes('http-equiv="refresh"'),
      };
    }),
  );
  return pages.filter((page) => !page.isRedirect).sort((a, b) => (a.url < b.url ? -1 : 1));
}

/** Returns the fullest page of each kind in each language. */
export function fullest(pages) {
  const best = new Map();
  for (const page of pages) {
    const key = `${page.kind} ${page.lang}`;
    if (!best.has(key) || best.get(key).size < page.size) best.set(key, page);
  }
  return [...best.values()];
}
