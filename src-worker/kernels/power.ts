/** x to a whole power ≥ 0 by multiplications alone, so that every computer gets the same bits. */
export function wholePower(x: number, exponent: number): number {
  let result = 1;
  let factor = x;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= factor;
    factor *= factor;
  }
  return result;
}
