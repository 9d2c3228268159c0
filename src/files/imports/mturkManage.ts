/**
 * Tables of the page mturk-manage: by name of the question, or by its position. Its “PST” is eight hours behind UTC all year,
 * which is what PST means wherever it is read.
 */

import { addObject } from './apiObjects.ts';
import { isTable } from './fileKinds.ts';
import type { Finder, Sink, SourceFile } from './importedRows.ts';
import { answersOf } from './savedAnswers.ts';
import { headingsOf, tableRows } from './text.ts';

const first = ['HitId', 'HitTitle', 'Annotation', 'AssignmentId', 'WorkerId', 'Status', 'AcceptTime', 'SubmitTime'];
const types = ['QualificationTypeId', 'Name', 'Description', 'Keywords', 'QualificationTypeStatus', 'CreationTime'];
const scores = ['QualificationTypeId', 'WorkerId', 'GrantTime', 'Status', 'IntegerValue'];

export const findMturkManage: Finder = async files => {
  const sources = [];
  for (const file of files) {
    if (!isTable(file)) continue;
    const names = new Set(await headingsOf(file));
    const has = (wanted: readonly string[]): boolean => wanted.every(name => names.has(name));
    const read = has(first) ? readResults : has(scores) || has(types) ? readPlain : undefined;
    if (read)
      sources.push({
        path: file.path,
        format: 'mturk-manage table',
        files: [file],
        read: (sink: Sink) => read(file, sink),
      });
  }
  return sources;
};

async function readResults(file: SourceFile, sink: Sink): Promise<void> {
  for await (const row of tableRows(file)) {
    const cell = (name: string): string | undefined => row.get(name) || undefined;
    addObject({ HITId: cell('HitId'), Title: cell('HitTitle'), RequesterAnnotation: cell('Annotation') }, sink);
    const decided = cell('ApproveRejectTime');
    const status = cell('Status');
    const time =
      decided === undefined
        ? {}
        : status === 'Approved'
          ? { ApprovalTime: decided }
          : status === 'Rejected'
            ? { RejectionTime: decided }
            : {};
    const answer = answersOf([...row].filter(([name]) => !first.includes(name) && name !== 'ApproveRejectTime'));
    addObject(
      {
        AssignmentId: cell('AssignmentId'),
        HITId: cell('HitId'),
        WorkerId: cell('WorkerId'),
        AssignmentStatus: status,
        AcceptTime: cell('AcceptTime'),
        SubmitTime: cell('SubmitTime'),
        ...time,
        ...(answer === undefined ? {} : { Answer: answer }),
      },
      sink,
    );
  }
}

async function readPlain(file: SourceFile, sink: Sink): Promise<void> {
  for await (const row of tableRows(file))
    addObject(Object.fromEntries([...row].filter(([, text]) => text !== '')), sink);
}
