/**
 * What a sandboxed preload finds: `require("electron")` with the few modules it may use. Runs as
 * pasted source in the preload's own world, after codec.mjs and worlds.mjs, whose functions are
 * handed in.
 *
 * @param {(require: (name: string) => unknown, module: object, exports: object, process: object) => void} preload
 * @param {{ secret: string, binding: string, platform: string, versions: object,
 *   encode: Function, decode: Function, connectWorlds: Function }} host
 */
export function runPreload(preload, host) {
  const { secret, binding, encode, decode } = host;
  const post = globalThis[binding];
  const worlds = host.connectWorlds(secret, "preload");
  const pending = new Map();
  const listeners = new Map();
  const paths = new Map();
  let requests = 0;

  const strict = (name, object) =>
    new Proxy(object, {
      get(target, key) {
        if (key in target || typeof key === "symbol") return target[key];
        throw new Error(`the stand-in for Electron has no ${name}.${key}`);
      },
    });

  const on = (channel, listener) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
  };
  const off = (channel, listener) => {
    const others = (listeners.get(channel) ?? []).filter((one) => one !== listener);
    listeners.set(channel, others);
  };
  const ipcRenderer = strict("ipcRenderer", {
    invoke(channel, ...args) {
      const request = ++requests;
      return new Promise((resolve, reject) => {
        post(encode({ kind: "invoke", request, channel, args }));
        pending.set(request, { resolve, reject, channel });
      });
    },
    send: (channel, ...args) => post(encode({ kind: "send", channel, args })),
    on,
    off,
    removeListener: off,
    once(channel, listener) {
      const once = (...args) => {
        off(channel, once);
        listener(...args);
      };
      on(channel, once);
    },
  });

  /** Main's answers and messages arrive here, called by the host. */
  globalThis[`${binding}Deliver`] = (text) => {
    const message = decode(text);
    if (message.kind === "paths") {
      for (const { name, size, path } of message.paths) paths.set(`${size}:${name}`, path);
    } else if (message.kind === "message") {
      const event = strict("IpcRendererEvent", { sender: ipcRenderer, ports: [] });
      for (const listener of listeners.get(message.channel) ?? []) listener(event, ...message.args);
    } else {
      const { resolve, reject, channel } = pending.get(message.request);
      pending.delete(message.request);
      if (!("error" in message)) return resolve(message.value);
      reject(new Error(`Error invoking remote method '${channel}': ${message.error}`));
    }
  };

  const electron = strict("electron", {
    contextBridge: strict("contextBridge", {
      exposeInMainWorld: (name, api) => worlds.expose(name, api),
    }),
    ipcRenderer,
    webUtils: strict("webUtils", {
      getPathForFile(file) {
        if (!(file instanceof File)) throw new TypeError("getPathForFile needs a File");
        return paths.get(`${file.size}:${file.name}`) ?? "";
      },
    }),
  });
  const require = (name) => {
    if (name === "electron") return electron;
    throw new Error(`a sandboxed preload cannot require ${name}`);
  };
  const process = strict("process", {
    platform: host.platform,
    versions: host.versions,
    type: "renderer",
    sandboxed: true,
    contextIsolated: true,
    env: {},
  });
  const module = { exports: {} };
  preload(require, module, module.exports, process);
}
