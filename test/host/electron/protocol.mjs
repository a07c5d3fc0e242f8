/**
 * `app://bundle/…` of the application, shown to the browser as `http://bundle.localhost/…`: a
 * server on the loopback interface turns each request into the one that main's handler expects.
 */
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isReady } from "./app.mjs";
import { allowsRequest } from "./session.mjs";
import { strict } from "./strict.mjs";

export const APP_ORIGIN = "app://bundle";
export const WEB_ORIGIN = "http://bundle.localhost";

const handlers = new Map();
let privileged = false;

export const protocol = strict("protocol", {
  registerSchemesAsPrivileged(schemes) {
    if (isReady()) throw new Error("registerSchemesAsPrivileged: too late, the app is ready");
    if (privileged) throw new Error("registerSchemesAsPrivileged may be called only once");
    privileged = schemes.some(({ scheme, privileges }) => {
      return (
        scheme === "app" && privileges.standard && privileges.secure && privileges.supportFetchAPI
      );
    });
  },
  handle(scheme, handler) {
    if (!isReady()) throw new Error("protocol.handle: too early, the app is not ready");
    if (handlers.has(scheme)) throw new Error(`the scheme ${scheme} is handled already`);
    handlers.set(scheme, handler);
  },
});

export const toApp = (url) => url.replace(WEB_ORIGIN, APP_ORIGIN);
export const toWeb = (url) => url.replace(APP_ORIGIN, WEB_ORIGIN);

/** @returns {Promise<number>} the port that the browser is to be sent to */
export function startServer() {
  const server = createServer((request, response) => {
    respond(request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(500).end();
      else response.destroy();
      if (error.code !== "ERR_STREAM_PREMATURE_CLOSE") process.stderr.write(`${error.stack}\n`);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server.address().port));
  });
}

async function respond(request, response) {
  const url = APP_ORIGIN + request.url;
  const known = request.headers.host === new URL(WEB_ORIGIN).host;
  const handler = handlers.get("app");
  if (
    !known ||
    !privileged ||
    !handler ||
    !(await allowsRequest({ url, method: request.method }))
  ) {
    response.destroy();
    return;
  }
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, toApp(String(value))]),
  );
  const answer = await handler(new Request(url, { method: request.method, headers }));
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (!answer.body) response.end();
  else await pipeline(Readable.fromWeb(answer.body), response);
}
