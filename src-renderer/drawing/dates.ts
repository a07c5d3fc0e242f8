const A_DAY = 86_400_000;

/** Dates of a column, in UTC: without a time where the column has none, its mean neither. */
export function dateFormat(least: number, greatest: number): (milliseconds: number) => string {
  const wholeDays = least % A_DAY === 0 && greatest % A_DAY === 0;
  return (milliseconds) => {
    const [day = "", time = ""] = new Date(milliseconds).toISOString().slice(0, -1).split("T");
    return wholeDays ? day : `${day} ${time.replace(/(?::00)?\.\d*$/, "")}`;
  };
}
