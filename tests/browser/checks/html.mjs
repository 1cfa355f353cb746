// The Nu HTML checker finds nothing. It is a program in Java: skipped, and said so, where there is none.

import { spawnSync } from "node:child_process";

import vnu from "vnu-jar";

export async function html({ pages, problem }) {
  if (spawnSync("java", ["-version"]).error) return "skipped, for there is no Java";
  const paths = new Map(pages.map((page) => [page.path, page.url]));
  const run = spawnSync("java", ["-Xss4m", "-jar", vnu, "--format", "json", "--stdout", ...paths.keys()], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const message of JSON.parse(run.stdout || '{"messages":[]}').messages) {
    const url = [...paths].find(([path]) => message.url?.endsWith(path))?.[1] ?? message.url;
    problem(url, `line ${message.lastLine}: ${message.message}`);
  }
  return null;
}
