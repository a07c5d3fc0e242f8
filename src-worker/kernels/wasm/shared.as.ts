// Entry of the compiled kernels for a memory that threads share.
export { run } from "./main.as";
export { help } from "./threads.as";
