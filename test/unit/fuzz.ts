import fc from "fast-check";

/** Cases of each fuzzing test: many more by `npm run fuzz`. */
export const cases = Number(process.env.FUZZ_CASES ?? 2000);

/** Time for all cases of one test. */
export const mostFuzzingMs = 60_000 + 60 * cases;

/** Bytes set, put in, taken out or doubled, up to six times; rather near the start and the end. */
export function mutations(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const place = fc.oneof(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 0.05, noNaN: true }),
    fc.double({ min: 0.9, max: 1, noNaN: true }),
  );
  const change = fc.record({
    kind: fc.constantFrom("set", "insert", "remove", "cut", "double"),
    place,
    length: fc.integer({ min: 1, max: 40 }),
    byte: fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 127, 128, 255)),
  });
  return fc
    .tuple(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: 6 }))
    .map(([file, changes]) => {
      let bytes = [...file];
      for (const { kind, place, length, byte } of changes) {
        const at = Math.floor(place * bytes.length);
        if (kind === "set") bytes[Math.min(at, bytes.length - 1)] = byte;
        else if (kind === "insert") bytes.splice(at, 0, byte);
        else if (kind === "remove") bytes.splice(at, length);
        else if (kind === "cut" && length < 4) bytes = bytes.slice(0, at);
        else if (kind === "double") bytes.splice(at, 0, ...bytes.slice(at, at + length));
      }
      return Uint8Array.from(bytes);
    });
}
