/**
 * A document for tests in plain Node. Import it before anything that draws: lit takes the document when it is loaded, and keeps it.
 * Only what pages touch becomes global, so that nothing else in the process takes Node for a browser.
 */
import { Window } from 'happy-dom';

if ('litHtmlVersions' in globalThis && typeof document === 'undefined')
  throw new Error('testDocument.ts must be the first import of a test that draws');

if (typeof document === 'undefined') {
  const { document, Node, Element, HTMLElement, HTMLInputElement, KeyboardEvent, MouseEvent } = new Window();
  Object.assign(globalThis, { document, Node, Element, HTMLElement, HTMLInputElement, KeyboardEvent, MouseEvent });
}
