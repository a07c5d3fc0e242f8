/**
 * Values of Electron's IPC as text: the way between a page and its main process takes strings
 * only. Runs in Node and, pasted as source, in the preload's world; needs nothing from either.
 */

/**
 * @param {unknown} value anything the structured clone algorithm takes, without cycles
 * @returns {string}
 * @throws {Error} "An object could not be cloned.", as Electron says it
 */
export function encode(value) {
  return JSON.stringify(tag(value));
}

/** @param {string} text what `encode` returned */
export function decode(text) {
  return untag(JSON.parse(text));
}

function typeOf(value) {
  return Object.prototype.toString.call(value).slice(8, -1);
}

function tag(value) {
  const type = typeOf(value);
  if (value === null || type === "Boolean" || type === "String") return value;
  if (type === "Number" && Number.isFinite(value) && !Object.is(value, -0)) return value;
  if (type === "Number") return { $: type, v: Object.is(value, -0) ? "-0" : String(value) };
  if (type === "Undefined") return { $: type };
  if (type === "BigInt") return { $: type, v: String(value) };
  if (type === "Date") return { $: type, v: value.getTime() };
  if (type === "Map") return { $: type, v: [...value].map((pair) => pair.map(tag)) };
  if (type === "Set") return { $: type, v: [...value].map(tag) };
  if (type === "Error") return { $: type, v: [value.name, value.message, value.stack ?? ""] };
  if (type === "ArrayBuffer") return { $: type, v: toBase64(new Uint8Array(value)) };
  if (ArrayBuffer.isView(value)) {
    return {
      $: type,
      v: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)),
    };
  }
  if (Array.isArray(value)) return value.map(tag);
  if (type !== "Object") throw new Error("An object could not be cloned.");
  const entries = Object.entries(value).map(([key, inner]) => [key, tag(inner)]);
  // Kept as pairs where a key of the value itself could be taken for a tag.
  return "$" in value ? { $: type, v: entries } : Object.fromEntries(entries);
}

function untag(value) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(untag);
  const { $: type, v } = value;
  if (type === undefined) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, untag(inner)]));
  }
  if (type === "Undefined") return undefined;
  if (type === "Number") return Number(v);
  if (type === "BigInt") return BigInt(v);
  if (type === "Date") return new Date(v);
  if (type === "Map") return new Map(untag(v));
  if (type === "Set") return new Set(untag(v));
  if (type === "Object") return Object.fromEntries(v.map(([key, inner]) => [key, untag(inner)]));
  if (type === "Error") {
    const [name, message, stack] = v;
    return Object.assign(new Error(message), { name, stack });
  }
  const { buffer } = fromBase64(v);
  return type === "ArrayBuffer" ? buffer : new globalThis[type](buffer);
}

function toBase64(bytes) {
  if (typeof bytes.toBase64 === "function") return bytes.toBase64();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

function fromBase64(text) {
  if (typeof Uint8Array.fromBase64 === "function") return Uint8Array.fromBase64(text);
  // A copy of its own: Node's buffers share a pool.
  return new Uint8Array(Buffer.from(text, "base64"));
}
