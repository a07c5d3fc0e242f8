/**
 * What the page can load: the built renderer, and the files granted to a window. Nothing else is
 * reachable, in this scheme or any other.
 */
import { constants, readdirSync } from "node:fs";
import { open, readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { listFolder, streamFolder } from "../src-worker/node-folder.ts";
import { FILE_PREFIX, ORIGIN, REPORT_PREFIX } from "./address.ts";
import type { Reports } from "./report.ts";
import type { Tokens } from "./tokens.ts";

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Of a report, which is a page of the user's own data: it may show itself, and nothing else. */
const REPORT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

/** On every answer: shared memory needs the isolation, and workers take the policy from theirs. */
const HEADERS = {
  "Content-Security-Policy": CONTENT_SECURITY_POLICY,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

const CHUNK_BYTES = 256 * 1024;

/**
 * @param folder the built renderer; its files are listed now, so that no request can name another
 * @returns the handler of the scheme
 */
export function createProtocolHandler(
  folder: string,
  tokens: Tokens,
  reports: Pick<Reports, "find">,
): (request: Request) => Promise<Response> {
  const bundle = listFiles(folder, "");
  return async (request) => {
    if (request.method !== "GET") return plain(405, "only GET");
    const { href, pathname } = new URL(request.url);
    if (!href.startsWith(`${ORIGIN}/`)) return plain(404, "not found");
    if (pathname.startsWith(FILE_PREFIX)) {
      const file = tokens.find(pathname.slice(FILE_PREFIX.length));
      return file ? await streamed(file.path) : plain(404, "not found");
    }
    if (pathname.startsWith(REPORT_PREFIX)) {
      const page = reports.find(pathname.slice(REPORT_PREFIX.length));
      return page ? report(page) : plain(404, "not found");
    }
    const path = bundle.get(pathname);
    if (path === undefined) return plain(404, "not found");
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    return new Response(await readFile(path), { headers: { ...HEADERS, "Content-Type": type } });
  };
}

/** Address below the origin → path on the disk. */
function listFiles(folder: string, address: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const below = `${address}/${entry.name}`;
    if (entry.isFile()) files.set(below, path);
    if (entry.isDirectory()) for (const [one, at] of listFiles(path, below)) files.set(one, at);
  }
  return files;
}

/** A file in pieces, or a folder of pictures, read no faster than they are taken. */
async function streamed(path: string): Promise<Response> {
  const gone = () => plain(404, "the file is not there any more");
  const isFolder = await stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
  if (isFolder) {
    const folder = await listFolder(path).catch(() => null);
    return folder ? answer(streamFolder(folder), folder.size) : gone();
  }
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => null);
  if (!file) return gone();
  const facts = await file.stat();
  if (!facts.isFile()) {
    await file.close();
    return gone();
  }
  const { size } = facts;
  let left = size;
  const read = async () => {
    const chunk = new Uint8Array(Math.min(CHUNK_BYTES, left));
    const { bytesRead } = left > 0 ? await file.read(chunk) : { bytesRead: 0 };
    if (left > 0 && bytesRead === 0) {
      throw new Error("the file became shorter while it was read");
    }
    left -= bytesRead;
    return chunk.subarray(0, bytesRead);
  };
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const chunk = await read();
          if (chunk.length > 0) controller.enqueue(chunk);
          if (left > 0) return;
          controller.close();
        } catch (error) {
          controller.error(error);
        }
        await file.close();
      },
      cancel: () => file.close(),
    },
    { highWaterMark: 1 },
  );
  return answer(body, size);
}

function answer(body: ReadableStream<Uint8Array>, size: number): Response {
  const headers = {
    ...HEADERS,
    "Cache-Control": "no-store",
    "Content-Length": String(size),
    "Content-Type": "application/octet-stream",
  };
  return new Response(body, { headers });
}

function report(page: Uint8Array<ArrayBuffer>): Response {
  const headers = {
    ...HEADERS,
    "Content-Security-Policy": REPORT_POLICY,
    "Cache-Control": "no-store",
    "Content-Type": "text/html; charset=utf-8",
  };
  return new Response(page, { headers });
}

function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: { ...HEADERS, "Content-Type": "text/plain" } });
}
