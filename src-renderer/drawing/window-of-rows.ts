/** Which rows of a long list must exist for what is seen of it, with some to spare. */
export function rowsInView(
  view: { readonly scrolled: number; readonly height: number },
  rowHeight: number,
  total: number,
  spare = 6,
): { readonly start: number; readonly end: number } {
  const first = Math.floor(view.scrolled / rowHeight) - spare;
  const last = Math.ceil((view.scrolled + view.height) / rowHeight) + spare;
  const end = Math.max(0, Math.min(total, last));
  return { start: Math.min(Math.max(0, first), end), end };
}
