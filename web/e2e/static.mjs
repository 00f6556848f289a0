// Serves the component sheet and web/dist/static from memory, with the pages' own security policy, for
// the tests of components that need no server of ours.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { sheet } from "../styles/sheet.mjs";

/** The policy of normal pages, as the server sends it. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

const KINDS = { css: "text/css", js: "text/javascript", svg: "image/svg+xml" };

/** Starts it on a free port; gives the address and a function that stops it. */
export async function serveSheet() {
  const page = await sheet();
  const server = createServer(async (request, response) => {
    const headers = { "Content-Security-Policy": POLICY };
    const name = /^\/static\/([a-z.-]+)$/.exec(request.url)?.[1];
    if (request.url === "/") {
      response.writeHead(200, { ...headers, "Content-Type": "text/html; charset=utf-8" }).end(page);
      return;
    }
    try {
      if (!name) throw new Error("no such page");
      const file = await readFile(new URL(`../dist/static/${name}`, import.meta.url));
      response.writeHead(200, { ...headers, "Content-Type": KINDS[name.split(".").at(-1)] }).end(file);
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    stop: () => new Promise((done) => server.close(done)),
  };
}
