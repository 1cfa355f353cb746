// A web server for a folder, as a host would serve it that reads `_headers`: what the policy there refuses is an error on the page.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".webp": "image/webp", ".jpg": "image/jpeg", ".png": "image/png", ".xml": "application/xml", ".txt": "text/plain",
  ".woff2": "font/woff2",
};

/** Returns the headers of every answer, as `_headers` has them: without HSTS, for here is no https. */
async function headersOf(folder) {
  const text = await readFile(join(folder, "_headers"), "utf8");
  const rule = text.split("\n\n").find((rule) => rule.startsWith("/*\n")) ?? "";
  const lines = rule.split("\n").slice(1).filter((line) => line.includes(": "));
  const headers = lines.map((line) => [line.split(": ")[0].trim().toLowerCase(), line.slice(line.indexOf(": ") + 2)]);
  return Object.fromEntries(headers.filter(([name]) => name !== "strict-transport-security"));
}

/** Serves `folder`, with the headers of its `_headers` unless they are not asked for; returns the address, without a slash at its end, and how to stop. */
export async function serve(folder, { headers: isWith = true } = {}) {
  const headers = isWith ? await headersOf(folder) : {};
  const server = createServer(async (request, response) => {
    let path = join(folder, normalize(decodeURIComponent(new URL(request.url, "http://a").pathname)));
    if ((await stat(path).catch(() => null))?.isDirectory()) path = join(path, "index.html");
    try {
      const bytes = await readFile(path);
      response.writeHead(200, { ...headers, "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(bytes);
    } catch {
      response.writeHead(404, { ...headers, "content-type": TYPES[".html"] }).end(await readFile(join(folder, "404.html")).catch(() => ""));
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
