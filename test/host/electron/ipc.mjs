import { EventEmitter } from "node:events";
import { decode, encode } from "../page/codec.mjs";
import { strict } from "./strict.mjs";

const handlers = new Map();

class IpcMain extends EventEmitter {
  handle(channel, handler) {
    if (handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    handlers.set(channel, handler);
  }

  removeHandler(channel) {
    handlers.delete(channel);
  }
}

export const ipcMain = strict("ipcMain", new IpcMain());

/**
 * Answers what a preload sent.
 * @param {object} contents the webContents it came from
 * @param {string} text an encoded message of preload-world.mjs
 * @param {(text: string) => void} reply
 */
export async function receive(contents, text, reply) {
  const { kind, request, channel, args } = decode(text);
  const event = strict("IpcMainEvent", {
    type: "frame",
    sender: contents,
    senderFrame: contents.mainFrame,
    processId: contents.mainFrame.processId,
    frameId: contents.mainFrame.routingId,
  });
  if (kind === "send") {
    ipcMain.emit(channel, event, ...args);
    return;
  }
  reply(await answerOf(request, channel, event, args));
}

async function answerOf(request, channel, event, args) {
  try {
    const handler = handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return encode({ kind: "answer", request, value: await handler(event, ...args) });
  } catch (error) {
    return encode({ kind: "answer", request, error: String(error) });
  }
}
