import { tick } from "svelte";

/**
 * Does what takes away the control it was asked by: the focus, which would fall to the page, goes
 * on to where a user would.
 * @param next where that is, looked for once the work is done and seen
 */
export async function handOn(
  work: unknown,
  next: () => HTMLElement | null | undefined,
): Promise<void> {
  await work;
  await tick();
  if (document.activeElement === document.body) next()?.focus();
}
