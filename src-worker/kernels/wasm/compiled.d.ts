/** A WebAssembly module out of AssemblyScript; see kernels.plugin.ts. */
declare module "*.as.ts?compiled" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
