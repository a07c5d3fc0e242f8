import type { Bridge } from "../src-main/ipc.ts";

declare global {
  interface Window {
    /** Made by src-main/preload. */
    readonly chainrule: Bridge;
  }
}
