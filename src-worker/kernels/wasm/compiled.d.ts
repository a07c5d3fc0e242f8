/** A WebAssembly module out of AssemblyScript; see src-main/compile-kernels.ts. */
declare module "*.as.ts?compiled" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
