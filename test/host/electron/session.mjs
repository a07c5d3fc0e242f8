import { EventEmitter } from "node:events";
import { strict } from "./strict.mjs";

let beforeRequest = null;

class Session extends EventEmitter {
  webRequest = strict("webRequest", {
    onBeforeRequest(listener) {
      beforeRequest = listener;
    },
  });

  // Headless Chromium grants nothing by itself, so there is nothing to ask these for.
  setPermissionRequestHandler(_handler) {}
  setPermissionCheckHandler(_handler) {}
  setDevicePermissionHandler(_handler) {}
  setSpellCheckerEnabled(_enabled) {}
}

export const session = strict("session", {
  defaultSession: strict("Session", new Session()),
});

/**
 * Whether main lets a request through. Asked for the application's own addresses only: for all
 * others the stand-in's browser has no network.
 * @param {{ url: string, method: string }} request
 * @returns {Promise<boolean>}
 */
export function allowsRequest(request) {
  if (!beforeRequest) return Promise.resolve(true);
  return new Promise((resolve) => {
    beforeRequest(strict("details", { ...request }), ({ cancel }) => resolve(!cancel));
  });
}
