// A web server for a folder, as any host would serve it.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".webp": "image/webp", ".jpg": "image/jpeg", ".png": "image/png", ".xml": "application/xml", ".txt": "text/plain",
  ".woff2": "font/woff2",
};

/** Serves `folder`; returns the address, without a slash at its end, and how to stop. */
export async function serve(folder) {
  const server = createServer(async (request, response) => {
    let path = join(folder, normalize(decodeURIComponent(new URL(request.url, "http://a").pathname)));
    if ((await stat(path).catch(() => null))?.isDirectory()) path = join(path, "index.html");
    try {
      const bytes = await readFile(path);
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(bytes);
    } catch {
      response.writeHead(404, { "content-type": TYPES[".html"] }).end(await readFile(join(folder, "404.html")).catch(() => ""));
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
