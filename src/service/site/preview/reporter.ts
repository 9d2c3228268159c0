/** The script by which a page reports to an editor's preview what goes wrong in it and what is typed (client/preview/pageReporter.ts). */
import { withFirst } from '../firstScript.ts';

/** On the origin of every page that reports. */
export const reporterPath = '/.mturk-local/preview.js';
export const reporterFile = 'previewReporter.js';

/** `origin` is where the page comes from, without a slash at its end. */
export function withReporter(page: string, origin: string): string {
  return withFirst(page, `<script src="${origin}${reporterPath}"></script>`);
}
