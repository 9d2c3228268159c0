/** The readers of HTML and XML, which the files of `mturk-local` share (scripts/localProgram.ts). */
export * from 'parse5';
export { SaxesParser } from 'saxes';
