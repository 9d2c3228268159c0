/** Where something is in a text: offsets, the end behind the last character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
