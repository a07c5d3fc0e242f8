import { UserError } from "../errors.ts";
import { archiveNames, isArchive, unpack } from "./archive.ts";
import { arrayColumns, pictureOf, plainTable } from "./array.ts";
import { extensions } from "./extensions.ts";
import { checkSize, mostBytes } from "./limits.ts";
import { parseNpy } from "./npy.ts";
import type { Reader } from "./reader.ts";
import { readWhole } from "./whole-file.ts";

/** Names under which features and target are commonly saved together, the plainest first. */
const pairs = [
  ["X", "y"],
  ["x", "y"],
  ["x_train", "y_train"],
  ["X_train", "y_train"],
  ["arr_0", "arr_1"],
] as const;

/** NPZ, NumPy's archive of arrays: the only array in it, or features X and target y. */
export const npz: Reader = {
  name: "NPZ",
  extensions: extensions.npz,
  text: false,
  recognizes: isArchive,
  async read(open, file, _reading, task) {
    const bytes = await readWhole(await open(), mostBytes, task);
    const { features, target } = chooseArrays(listArrays(bytes, file), file);
    const names = target === null ? [features] : [features, target];
    const [xBytes, yBytes] = [
      ...unpack(
        bytes,
        file,
        names.map((name) => `${name}.npy`),
      ).values(),
    ];
    const x = parseNpy(xBytes as Uint8Array<ArrayBuffer>, `${file}: ${features}`);
    const columns = await arrayColumns(x, `${file}: ${features}`, task);
    const whole = { picture: pictureOf(x.shape), bytes: bytes.length };
    if (target === null) return plainTable(file, columns, { ...whole, target: null });
    const inside = `${file}: ${target}`;
    const y = parseNpy(yBytes as Uint8Array<ArrayBuffer>, inside);
    const targets = await arrayColumns(y, inside, task);
    if (y.shape[0] !== x.shape[0]) {
      throw new UserError(
        `${features} has ${x.shape[0]} rows, ${target} has ${y.shape[0]}`,
        "save arrays of as many rows",
        { file },
      );
    }
    const named = targets.map((column, index) => ({
      ...column,
      name: targets.length === 1 ? "y" : `y${index + 1}`,
    }));
    checkSize(x.shape[0] as number, columns.length + named.length, { file });
    const last = named.at(-1)?.name ?? null;
    return plainTable(file, [...columns, ...named], { ...whole, target: last });
  },
};

/** The names of the arrays in the archive, without ".npy". */
function listArrays(bytes: Uint8Array, file: string): string[] {
  return archiveNames(bytes, file)
    .filter((name) => name.endsWith(".npy"))
    .map((name) => name.slice(0, -".npy".length));
}

function chooseArrays(names: readonly string[], file: string) {
  for (const [features, target] of pairs) {
    if (names.includes(features) && names.includes(target)) return { features, target };
  }
  const [only] = names;
  if (names.length === 1 && only !== undefined) return { features: only, target: null };
  const shown = names.slice(0, 10).map((name) => `“${name.slice(0, 40)}”`);
  throw new UserError(
    names.length === 0 ? "the archive has no arrays" : `the archive has ${shown.join(", ")}`,
    "save one array, or the features as X and the target as y",
    { file },
  );
}
