// A pretended office with one trustee's work, in memory, for whoever works on the trustee's page and
// for its tests: `npm run build && node trustee/dev-server.mjs [port]`. The test is for the key of
// `vectors/key-test.json`, the archive names the key of `vectors/decryption.json`.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("..", import.meta.url));
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8" };
const STATES = ["make-key", "prove-key", "decrypt", "done"];

export async function vector(name) {
  return JSON.parse(await readFile(join(web, "..", "vectors", name), "utf8"));
}

/** Starts the office; `received` fills with what is handed in. */
export async function serve(port = 0) {
  const { archiveOf } = await import("../build/trustee/tests/bel.js");
  const { question } = await vector("key-test.json");
  const archive = Buffer.from(archiveOf((await vector("peer-election.json")).shuffles));
  const received = [];
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    const send = (status, type, body) => {
      response.writeHead(status, { "Content-Type": type, "Content-Security-Policy": CSP });
      response.end(body);
    };
    const state = STATES[received.length];
    try {
      if (path === "/api/v1/matters/m/trusteeship") {
        return send(200, "application/json", JSON.stringify({
          matter: "m", title: "Executive Section 2026", state, question: state === "prove-key" ? question : null,
          archive: state === "decrypt" ? "/archive" : null, ciphertexts: null,
          needed_next: state === "done" ? null : "You are needed next when voting has closed:", when: state === "done" ? null : "Friday 27 November 2026, 17:00 GMT.",
        }));
      }
      if (path === "/archive") return send(200, "application/octet-stream", archive);
      if (request.method === "POST") {
        let body = "";
        for await (const chunk of request) body += chunk;
        received.push({ path, body });
        return send(204, "text/plain");
      }
      const name = path === "/trustee" ? "index.html" : path.slice("/trustee/".length);
      send(200, TYPES[extname(name)] ?? "text/plain", await readFile(join(web, "dist", "trustee", name)));
    } catch {
      send(404, "text/plain", "not here");
    }
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, link: `${origin}/trustee?matter=m`, archive, received, stop: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log((await serve(Number(process.argv[2] ?? 8124))).link);
