/** Clocks of a client and of the service may differ by so much; beyond, signatures fail (reference.md §1). Milliseconds. */
export const clockTolerance = 15 * 60 * 1000;
