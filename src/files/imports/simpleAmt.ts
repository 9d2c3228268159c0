/** Results of simple-amt: one JSON object a line, with the parsed output of the page. */

import { readJsonObjects } from './boto3.ts';
import { unzonedNote } from './fields.ts';
import type { Finder, Sink, SourceFile } from './importedRows.ts';
import { readTime } from './importedTimes.ts';
import { answersOf } from './savedAnswers.ts';
import { headText } from './text.ts';

const mark = /^\s*\{[^\n]*"assignment_id"\s*:/;

export const findSimpleAmt: Finder = async files => {
  const sources = [];
  for (const file of files) {
    const head = await headText(file);
    if (!mark.test(head.slice(0, 20_000)) || !/"output"\s*:/.test(head) || !/"hit_id"\s*:/.test(head)) continue;
    sources.push({
      path: file.path,
      format: 'simple-amt results',
      files: [file],
      read: (sink: Sink) => readResults(file, sink),
    });
  }
  return sources;
};

async function readResults(file: SourceFile, sink: Sink): Promise<void> {
  await readJsonObjects(file, ({ assignment_id: id, hit_id: hitId, worker_id: worker, output, submit_time: time }) => {
    if (typeof id !== 'string' || typeof hitId !== 'string') return false;
    const submitted = readTime(time, sink.zone);
    if (submitted?.unzoned) sink.note('assumed', unzonedNote);
    const answer =
      output === undefined
        ? undefined
        : answersOf([['output', typeof output === 'string' ? output : JSON.stringify(output)]]);
    sink.add({
      kind: 'Assignment',
      id,
      parent: hitId,
      fields: {
        AssignmentId: id,
        HITId: hitId,
        ...(typeof worker === 'string' ? { WorkerId: worker } : {}),
        ...(submitted ? { SubmitTime: submitted.seconds } : {}),
        ...(answer === undefined ? {} : { Answer: answer }),
      },
    });
    return true;
  });
}
