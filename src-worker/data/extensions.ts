/**
 * How the names of data files end, in small letters, by format. Apart from the readers, so that
 * the dialog that opens files need not load them.
 */
export const extensions = {
  csv: ["csv", "tsv", "txt"],
  parquet: ["parquet"],
  npy: ["npy"],
  npz: ["npz"],
  idx: ["idx", "idx1-ubyte", "idx2-ubyte", "idx3-ubyte", "idx4-ubyte"],
  /** Its table alone, when it is asked for as data. */
  project: ["chainrule"],
  /** Any of the others, packed. */
  gzip: ["gz"],
} as const;
