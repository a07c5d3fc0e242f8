/**
 * The door between the two JavaScript worlds of a page: the preload's and the page's own, like
 * Electron's contextBridge. Values are cloned, functions become functions that call across, and
 * promises stay promises. Runs as pasted source, once in each world.
 *
 * Custom events carry the calls: both worlds see one `window`, each with its own wrappers, and the
 * browser clones an event's `detail` when it crosses. Dispatch is synchronous, so calls are too.
 *
 * @param {string} secret name of the events, not known to the page
 * @param {"page" | "preload"} side
 */
export function connectWorlds(secret, side) {
  const other = side === "page" ? "preload" : "page";
  const target = window;
  const Carrier = CustomEvent;
  const functions = [];
  const returned = new Map();
  const promised = new Map();
  let calls = 0;

  const dispatch = (kind, detail) => {
    target.dispatchEvent(new Carrier(`${secret}:${other}:${kind}`, { detail }));
  };
  const listen = (kind, listener) => {
    target.addEventListener(`${secret}:${side}:${kind}`, (event) => listener(event.detail));
  };
  const isPlain = (value) => Object.prototype.toString.call(value) === "[object Object]";

  function pack(value) {
    if (typeof value === "function") return { [secret]: functions.push(value) - 1 };
    if (Array.isArray(value)) return value.map(pack);
    if (!isPlain(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pack(inner)]));
  }

  function unpack(value) {
    if (Array.isArray(value)) return value.map(unpack);
    if (!isPlain(value)) return value;
    if (secret in value) {
      const id = value[secret];
      return Object.freeze((...args) => call(id, args));
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unpack(inner)]));
  }

  function call(id, args) {
    const number = ++calls;
    dispatch("call", { number, id, args: args.map(pack) });
    const outcome = returned.get(number);
    returned.delete(number);
    if (!outcome) throw new Error("An object could not be cloned.");
    if ("error" in outcome) throw outcome.error;
    if (!("promise" in outcome)) return unpack(outcome.value);
    return new Promise((resolve, reject) => promised.set(number, { resolve, reject }));
  }

  listen("call", ({ number, id, args }) => {
    try {
      const result = functions[id](...args.map(unpack));
      if (!(result instanceof Promise)) return dispatch("return", { number, value: pack(result) });
      dispatch("return", { number, promise: true });
      result.then(
        (value) => dispatch("settle", { number, value: pack(value) }),
        (error) => dispatch("settle", { number, error }),
      );
    } catch (error) {
      dispatch("return", { number, error });
    }
  });
  listen("return", (outcome) => returned.set(outcome.number, outcome));
  listen("settle", (outcome) => {
    const { resolve, reject } = promised.get(outcome.number);
    promised.delete(outcome.number);
    if ("error" in outcome) reject(outcome.error);
    else resolve(unpack(outcome.value));
  });
  listen("expose", ({ name, api }) => {
    const value = unpack(api);
    if (isPlain(value)) Object.freeze(value);
    Object.defineProperty(target, name, { value, enumerable: true });
  });
  return { expose: (name, api) => dispatch("expose", { name, api: pack(api) }) };
}
