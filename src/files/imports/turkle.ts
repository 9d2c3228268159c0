/**
 * Results of Turkle, which labs run themselves: columns of Amazon's results, without status and reward. Its IDs are small numbers
 * that restart in each installation.
 */
import { prefixed } from './amazonResults.ts';
import { addObject } from './apiObjects.ts';
import { isTable } from './fileKinds.ts';
import type { Finder, Sink, SourceFile } from './importedRows.ts';
import { readPythonLiteral } from './pythonLiteral.ts';
import { answersOf } from './savedAnswers.ts';
import { headingsOf, tableRows } from './text.ts';

const needed = ['HITId', 'AssignmentId', 'WorkerId', 'Turkle.Username'] as const;
const hitColumns = [
  'HITId',
  'HITTypeId',
  'Title',
  'CreationTime',
  'MaxAssignments',
  'AssignmentDurationInSeconds',
] as const;
const assignmentColumns = ['AssignmentId', 'HITId', 'AcceptTime', 'SubmitTime'] as const;

export const findTurkle: Finder = async files => {
  const sources = [];
  for (const file of files) {
    if (!isTable(file)) continue;
    const names = new Set(await headingsOf(file));
    if (!needed.every(name => names.has(name))) continue;
    sources.push({
      path: file.path,
      format: 'Turkle results CSV',
      files: [file],
      read: (sink: Sink) => readResults(file, sink),
    });
  }
  return sources;
};

async function readResults(file: SourceFile, sink: Sink): Promise<void> {
  let [count, last] = [0, ''];
  for await (const row of tableRows(file)) {
    const cell = (name: string): string => row.get(name)?.trim() ?? '';
    const members = (names: readonly string[]) =>
      Object.fromEntries(names.map(name => [name, cell(name) || undefined] as const));
    if (cell('HITId') === '') continue;
    count += 1;
    if (cell('HITId') !== last) {
      last = cell('HITId');
      addObject(members(hitColumns), sink);
      const inputs = prefixed(row, 'Input.');
      if (inputs.length > 0)
        sink.add({ kind: 'Inputs', id: last, parent: last, fields: { HITId: last, Inputs: inputs } });
    }
    if (cell('AssignmentId') === '') continue;
    const answer = answersOf(prefixed(row, 'Answer.').map(([name, text]) => [name, chosen(text)]));
    const worker = cell('Turkle.Username') || cell('WorkerId');
    addObject(
      {
        ...members(assignmentColumns),
        WorkerId: worker,
        ...(answer === undefined ? {} : { Answer: answer }),
      },
      sink,
    );
  }
  if (count === 0) return;
  sink.note('assumed', 'user names of Turkle as worker IDs');
  sink.note('assumed', 'Turkle’s numbers as IDs, which are unique only within one installation');
}

/** Several choices, which Turkle writes as a list of Python, as Amazon writes them: `a|b`. */
function chosen(text: string): string {
  if (!/^\s*\[['"]/.test(text)) return text;
  try {
    const [list, ...others] = [...readPythonLiteral(text, 'a cell')];
    if (others.length > 0 || !Array.isArray(list) || !list.every(each => typeof each === 'string')) return text;
    return list.join('|');
  } catch {
    // A worker typed a bracket.
    return text;
  }
}
