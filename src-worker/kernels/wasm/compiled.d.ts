/** A WebAssembly module out of AssemblyScript; see src-main/compile-kernels.ts. */
declare module "*.as.ts?compiled" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

/** The same for a memory that threads share. */
declare module "*.as.ts?compiled-shared" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

/** Modules with fused multiplications and additions. */
declare module "*.as.ts?compiled-fast" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module "*.as.ts?compiled-shared-fast" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
