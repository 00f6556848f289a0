// For whoever works on the trustee's page: a pretended office with one trustee's work, in memory.
// `npm run build && node trustee/dev-server.mjs [port]`; the key of the test is the one that
// `vectors/key-test.json` gives, the key of the archive that of `vectors/decryption.json`.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("..", import.meta.url));
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8" };
const { archiveOf } = await import("../build/trustee/tests/bel.js");
const { question } = JSON.parse(await readFile(join(web, "..", "vectors", "key-test.json"), "utf8"));
const { shuffles } = JSON.parse(await readFile(join(web, "..", "vectors", "peer-election.json"), "utf8"));
const port = Number(process.argv[2] ?? 8124);
const STATES = ["make-key", "prove-key", "decrypt", "done"];
let state = 0;

createServer(async (request, response) => {
  const path = new URL(request.url, "http://x").pathname;
  const send = (status, type, body) => {
    response.writeHead(status, { "Content-Type": type, "Content-Security-Policy": CSP });
    response.end(body);
  };
  try {
    if (path.endsWith("/trusteeship")) {
      return send(200, "application/json", JSON.stringify({
        matter: "m", title: "Executive Section 2026", state: STATES[state], question: state === 1 ? question : null,
        archive: state === 2 ? "/archive" : null, ciphertexts: null,
        needed_next: "You are needed next when voting has closed:", when: "Friday 27 November 2026, 17:00 GMT.",
      }));
    }
    if (path === "/archive") return send(200, "application/octet-stream", Buffer.from(archiveOf(shuffles)));
    if (request.method === "POST") {
      let body = "";
      for await (const chunk of request) body += chunk;
      console.log(path, body.slice(0, 120));
      state = Math.min(state + 1, 3);
      return send(204, "text/plain");
    }
    const name = path === "/trustee" ? "index.html" : path.slice("/trustee/".length);
    send(200, TYPES[extname(name)] ?? "text/plain", await readFile(join(web, "dist", "trustee", name)));
  } catch {
    send(404, "text/plain", "not here");
  }
}).listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/trustee?matter=m`));
