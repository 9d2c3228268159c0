/** The readers of HTML and XML, which the bundle loads when they are first used (scripts/localProgram.ts). */
import { parse } from 'parse5';
import { SaxesParser } from 'saxes';

/** Loads them before their folder may be taken away. Where it already was, only requests that need them fail. */
export function loadReaders(): unknown {
  try {
    return [parse, SaxesParser];
  } catch {
    return undefined;
  }
}
