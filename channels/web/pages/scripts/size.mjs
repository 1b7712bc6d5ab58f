// Fails when the page's script, compressed as it is sent, grows over what a slow phone should have to load.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = 200_000;
const ASSETS = new URL("../../static/assets/", import.meta.url).pathname;

let script = 0;
for (const name of readdirSync(ASSETS).filter((name) => /\.(js|css)$/.test(name))) {
  const size = gzipSync(readFileSync(ASSETS + name), { level: 9 }).length;
  if (name.endsWith(".js")) script += size;
  console.log(`${String(size).padStart(8)}  ${name} (gzip)`);
}
console.log(`${String(script).padStart(8)}  script in all, limit ${LIMIT}`);
if (script > LIMIT) {
  console.error("size: the page's script is too large");
  process.exit(1);
}
