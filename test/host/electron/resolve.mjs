/** Module hook of the child process: whoever imports `electron` gets the fake. */
const FAKE = new URL("./index.mjs", import.meta.url).href;

export function resolve(specifier, context, next) {
  if (/^electron(\/(main|common))?$/.test(specifier)) return { url: FAKE, shortCircuit: true };
  return next(specifier, context);
}
