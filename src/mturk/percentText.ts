/** A share from 0 to 1 as people read it: "97.2%". */
export function percentText(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
