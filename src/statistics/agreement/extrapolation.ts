/** Where repeated steps lead, worked out from two of them (SQUAREM, Varadhan and Roland 2008). */

type Numbers = Float64Array<ArrayBuffer>;

/**
 * Fills `target` with where the steps from `one` to `two` and on to `three` lead. No number falls to less than a hundredth of that
 * of `three`: a share that is 0 stays 0. Gives how far the jump goes; 1 or less is none.
 */
export function extrapolate(
  [one, two, three]: readonly [Numbers, Numbers, Numbers],
  target: Numbers,
  most: number,
): number {
  let [ahead, bent] = [0, 0];
  for (let place = 0; place < one.length; place += 1) {
    const step = (two[place] as number) - (one[place] as number);
    const bend = (three[place] as number) - (two[place] as number) - step;
    ahead += step * step;
    bent += bend * bend;
  }
  const length = Math.min(most, bent === 0 ? 1 : Math.sqrt(ahead / bent));
  for (let place = 0; place < one.length; place += 1) {
    const step = (two[place] as number) - (one[place] as number);
    const bend = (three[place] as number) - (two[place] as number) - step;
    const led = (one[place] as number) + 2 * length * step + length * length * bend;
    target[place] = Math.max(led, (three[place] as number) / 100);
  }
  return length;
}
