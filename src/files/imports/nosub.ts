/** Results of nosub: one file an assignment, with hashed worker IDs unless they were asked for. */

import { addObject } from './apiObjects.ts';
import { type Finder, fileName, folderOf, type SavedEnvironment, type Sink, type SourceFile } from './importedRows.ts';
import { isRecord, parsed } from './jsonValues.ts';
import { answersOfObject } from './savedAnswers.ts';
import { wholeText } from './text.ts';

const resultName = /^[0-9A-Z]{20,40}-[0-9A-Z]{20,40}\.json$/;
const folders = /(?:^|\/)(sandbox|production)-results\/$/;
/** md5 in hexadecimal. */
const hashed = /^[0-9a-f]{32}$/;

export const findNosub: Finder = async files => {
  const sources = [];
  const settings = files.filter(file => fileName(file) === 'settings.json');
  const roots = new Set<string>();
  for (const file of settings) if ((await wholeHead(file)).includes('"_cosubSpecVersion"')) roots.add(folderOf(file));
  for (const file of files) {
    const folder = folders.exec(folderOf(file));
    if (folder && resultName.test(fileName(file)))
      roots.add(folderOf(file).slice(0, folder.index === 0 ? 0 : folder.index + 1));
  }
  for (const root of roots) {
    const inside = files.filter(({ path }) => path.startsWith(root) && isOf(path.slice(root.length)));
    if (inside.length === 0) continue;
    sources.push({
      path: root.slice(0, -1) || 'nosub',
      format: 'nosub',
      files: inside,
      read: (sink: Sink) => readStudy(root, inside, sink),
    });
  }
  return sources;
};

function isOf(path: string): boolean {
  return (
    path === 'settings.json' || path === 'hit-ids.json' || /^(?:sandbox|production)-results\/[^/]+\.json$/.test(path)
  );
}

async function wholeHead(file: SourceFile): Promise<string> {
  return new TextDecoder().decode(await file.head());
}

async function readStudy(root: string, files: readonly SourceFile[], sink: Sink): Promise<void> {
  const ids = files.find(({ path }) => path === `${root}hit-ids.json`);
  if (ids) {
    const both = parsed(await wholeText(ids));
    for (const environment of ['sandbox', 'production'] as const)
      for (const each of isRecord(both) ? [both[environment]].flat() : []) addSavedHIT(each, environment, sink);
  }
  for (const file of files) {
    const folder = folders.exec(folderOf(file))?.[1];
    if (folder) await readResult(file, folder as SavedEnvironment, sink);
  }
}

/** A HIT, or the response that has it. */
function addSavedHIT(value: unknown, environment: SavedEnvironment, sink: Sink): void {
  if (!isRecord(value)) return;
  addObject(isRecord(value.HIT) ? value.HIT : value, sink, environment);
}

async function readResult(file: SourceFile, environment: SavedEnvironment, sink: Sink): Promise<void> {
  const read = parsed(await wholeText(file));
  if (!isRecord(read)) {
    sink.note('unread', `${fileName(file).slice(0, 100)} is not JSON`);
    return;
  }
  const { answers, WorkerId: worker, ...assignment } = read;
  const isHash = typeof worker === 'string' && hashed.test(worker);
  if (isHash) sink.note('dropped', 'worker IDs: the file has hashes in their place, which are shown as such');
  const answer = isRecord(answers) ? answersOfObject(answers) : undefined;
  if (answer !== undefined)
    sink.note('assumed', 'answers were saved as values: a text such as “5” may have been “5.0”');
  addObject(
    { ...assignment, WorkerId: worker, ...(answer === undefined ? {} : { Answer: answer }) },
    sink,
    environment,
  );
}
