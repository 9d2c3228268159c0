/** A page of the requester site, of Turkle or of a crowd template, with the CSV that fills it. */
import { hasForm, pageWithForm } from '../../mturk/projectPage.ts';
import { baseName, type Converter, definitionOf, folderPath, type StudyFiles } from './converted.ts';
import { columnsOf } from './csvColumns.ts';
import { enclosed } from './enclosed.ts';

/** The columns that a page names, Liquid's without its root. */
function namesIn(text: string): ReadonlySet<string> {
  const liquid = text.split('task.input.').slice(1);
  const plain = [...enclosed(text, '${', '}', 100)].map(name => name.trim());
  return new Set([...plain, ...liquid.flatMap(rest => /^[\w.]{1,100}/.exec(rest)?.[0] ?? [])]);
}

export const fromTemplate: Converter = files =>
  [...files].flatMap(([path, text]) => {
    if (!/\.html?$/i.test(path)) return [];
    const names = namesIn(text);
    const isTask = /crowd-form|mturk_form|externalSubmit|<form\b/i.test(text) || names.size > 0;
    if (!isTask) return [];
    const { path: data, missing } = dataFor(path, names, files);
    const name = baseName(path);
    const notes = ['Title, reward, times and requirements of a project stand in no file: fill them in.'];
    const page = withForm(text, notes);
    const written = new Map([[`${name}.html`, page]]);
    if (data !== undefined) written.set(dataName(data), files.get(data) ?? '');
    else if (names.size > 0) notes.push('No data file with these columns was found: name it in “data”.');
    if (missing.length > 0 && data !== undefined)
      notes.push(`Not columns of the data, so they stay as they are: ${missing.slice(0, 10).join(', ')}.`);
    return [
      {
        name,
        format: 'HTML template',
        // The defaults of the requester site's project page.
        definition: definitionOf({
          Title: '',
          Description: '',
          Keywords: '',
          Reward: '',
          MaxAssignments: 1,
          duration: '1 hour',
          lifetime: '7 days',
          autoApproval: '3 days',
          question: `${name}.html`,
          data: data && dataName(data),
        }),
        files: written,
        notes,
      },
    ];
  });

/** The requester site and Turkle put a form around a page that has none for them. A page that names externalSubmit was none of theirs. */
function withForm(text: string, notes: string[]): string {
  if (/externalSubmit/i.test(text)) return text;
  try {
    const page = pageWithForm(text);
    if (page === text) return text;
    // HTML has no form in a form: the inner one would end ours.
    if (hasForm(text)) {
      notes.push('The page has a form that doesn’t post to MTurk. Make it post to externalSubmit.');
      return text;
    }
    notes.push('The page had no form that posts to MTurk. A form like the requester site’s was added.');
    return page;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    notes.push(`The page has no form that posts to MTurk, and ${error.message}: add one.`);
    return text;
  }
}

function dataName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The CSV in the same folder whose columns the page names most of; with equal ones, that of its name, then the first. */
function dataFor(
  path: string,
  names: ReadonlySet<string>,
  files: StudyFiles,
): { readonly path?: string; readonly missing: readonly string[] } {
  let best: { readonly path: string; readonly found: number; readonly own: boolean } | undefined;
  for (const [each, text] of files) {
    if (folderPath(each) !== folderPath(path) || !/\.(?:csv|tsv)$/i.test(each)) continue;
    const columns = columnsOf(text);
    const found = [...names].filter(name => columns.has(name)).length;
    const own = baseName(each) === baseName(path);
    const isBetter = found > (best?.found ?? 0) || (found > 0 && found === best?.found && own && !best.own);
    if (isBetter) best = { path: each, found, own };
  }
  if (!best) return { missing: [...names] };
  const columns = columnsOf(files.get(best.path) ?? '');
  return { path: best.path, missing: [...names].filter(name => !columns.has(name)) };
}
