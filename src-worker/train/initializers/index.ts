import { glorot, glorotNormal } from "./glorot.ts";
import { he, heUniform } from "./he.ts";
import type { Initializer } from "./initializer.ts";
import { normal } from "./normal.ts";
import { uniform } from "./uniform.ts";
import { zeros } from "./zeros.ts";

export const initializers: readonly Initializer[] = [
  glorot,
  glorotNormal,
  he,
  heUniform,
  normal,
  uniform,
  zeros,
];
