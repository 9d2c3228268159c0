/** `.results` of Amazon's Command Line Tools: tab-separated, dates in the zone of the machine. */

import { prefixed } from './amazonResults.ts';
import { addObject } from './apiObjects.ts';
import type { Finder, Sink, SourceFile } from './importedRows.ts';
import { answersOf } from './savedAnswers.ts';
import { headingsOf, headText, type TableRow, tableRows } from './text.ts';

const mark = /^\uFEFF?"?hitid"?\t"?hittypeid"?\t?/;

export const findCommandLineResults: Finder = async files => {
  const sources = [];
  for (const file of files) {
    if (!mark.test((await headText(file)).slice(0, 100))) continue;
    const full = (await headingsOf(file)).includes('assignmentid');
    sources.push({
      path: file.path,
      format: full ? 'Command Line Tools results' : 'Command Line Tools list of HITs',
      files: [file],
      read: (sink: Sink) => readResults(file, sink),
    });
  }
  return sources;
};

/** Ours by theirs. `hitlifetime` holds the time of expiration. */
const hitMembers: readonly (readonly [string, string])[] = [
  ['HITId', 'hitid'],
  ['HITTypeId', 'hittypeid'],
  ['Title', 'title'],
  ['Description', 'description'],
  ['Keywords', 'keywords'],
  ['Reward', 'reward'],
  ['CreationTime', 'creationtime'],
  ['MaxAssignments', 'assignments'],
  ['NumberOfAssignmentsAvailable', 'numavailable'],
  ['NumberOfAssignmentsPending', 'numpending'],
  ['NumberOfAssignmentsCompleted', 'numcomplete'],
  ['HITStatus', 'hitstatus'],
  ['HITReviewStatus', 'reviewstatus'],
  ['RequesterAnnotation', 'annotation'],
  ['AssignmentDurationInSeconds', 'assignmentduration'],
  ['AutoApprovalDelayInSeconds', 'autoapprovaldelay'],
  ['Expiration', 'hitlifetime'],
];
const assignmentMembers: readonly (readonly [string, string])[] = [
  ['AssignmentId', 'assignmentid'],
  ['HITId', 'hitid'],
  ['WorkerId', 'workerid'],
  ['AssignmentStatus', 'assignmentstatus'],
  ['AutoApprovalTime', 'autoapprovaltime'],
  ['AcceptTime', 'assignmentaccepttime'],
  ['SubmitTime', 'assignmentsubmittime'],
  ['ApprovalTime', 'assignmentapprovaltime'],
  ['RejectionTime', 'assignmentrejecttime'],
  ['Deadline', 'deadline'],
  ['RequesterFeedback', 'feedback'],
];

async function readResults(file: SourceFile, sink: Sink): Promise<void> {
  let marks = 0;
  for await (const row of tableRows(file)) {
    if (!row.get('hitid')) continue;
    const hit = membersOf(row, hitMembers);
    // One column had the words of the status as the site showed them.
    if (
      typeof hit.HITStatus === 'string' &&
      !/^(?:Assignable|Unassignable|Reviewable|Reviewing|Disposed)$/.test(hit.HITStatus)
    ) {
      sink.note('dropped', `HIT status ${hit.HITStatus.slice(0, 40)}`);
      delete hit.HITStatus;
    }
    addObject(Object.keys(hit).length === 2 ? { HITId: row.get('hitid'), HITTypeId: row.get('hittypeid') } : hit, sink);
    if (!row.get('assignmentid')) continue;
    const answer = answersOf(prefixed(row, 'Answer.'));
    addObject({ ...membersOf(row, assignmentMembers), ...(answer === undefined ? {} : { Answer: answer }) }, sink);
    if (row.get('reject')) marks += 1;
  }
  if (marks > 0) sink.note('dropped', 'marks in the column reject: a planned decision is not a result', marks);
}

function membersOf(row: TableRow, members: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(
    members.flatMap(([name, column]) => {
      const text = row.get(column) ?? '';
      return text === '' ? [] : [[name, text]];
    }),
  );
}
