const A_DAY = 86_400_000;
const A_MINUTE = 60_000;
const A_YEAR = 365 * A_DAY;

/**
 * Dates of a column, in UTC: as fine as the column's least and greatest are, its mean no finer.
 * Where they are whole days, no time is told; where they are whole minutes, no seconds.
 */
export function dateFormat(least: number, greatest: number): (milliseconds: number) => string {
  const whole = (unit: number) => least % unit === 0 && greatest % unit === 0;
  const letters = whole(A_DAY) ? 10 : whole(A_MINUTE) ? 16 : 19;
  return (milliseconds) => asText(milliseconds).slice(0, letters);
}

/** From when to when, in few letters: over years the years are enough, over months the months. */
export function dateRange(least: number, greatest: number): string {
  const span = greatest - least;
  const letters = span > 2 * A_YEAR ? 4 : span > A_YEAR ? 7 : 10;
  return [least, greatest].map((time) => asText(time).slice(0, letters)).join(" … ");
}

const asText = (milliseconds: number): string =>
  Number.isNaN(milliseconds) ? "–" : new Date(milliseconds).toISOString().replace("T", " ");
