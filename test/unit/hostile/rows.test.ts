import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countsOf } from '../../../src/mturk/counts.ts';
import { MTurkError } from '../../../src/mturk/errors.ts';
import { readAssignment, readHIT } from '../../../src/mturk/model.ts';
import { cents } from '../../../src/mturk/money.ts';
import { failureNotes } from '../../../src/views/failures.ts';
import { groupRow, workerRow } from '../../../src/views/groupRows.ts';
import { noteRow } from '../../../src/views/noteRow.ts';
import { assignmentRow, hitRow, type Row } from '../../../src/views/rowLabels.ts';
import { assignmentTooltip, hitTooltip, linkedCommands, workerTooltip } from '../../../src/views/tooltips.ts';
import { hostileAnswers } from '../../support/hostile/answers.ts';
import { type Hostile, hostileTexts } from '../../support/hostile/corpus.ts';
import { HostileWorld } from '../../support/hostile/world.ts';
import { noon, someAssignment, someHIT } from '../../support/records.ts';
import { assertLine, assertMarkdown } from './assertions.ts';

const hitOf = (text: string) =>
  someHIT({ id: text, typeId: text, groupId: text, title: text, description: text, keywords: text, annotation: text });
const workOf = (text: string) => someAssignment({ id: text, hitId: text, workerId: text, feedback: text });
const workerOf = (text: string) => ({
  id: text,
  approved: 1,
  rejected: 1,
  unreviewed: 1,
  earned: cents(10),
  bonuses: cents(5),
  last: noon,
  blocked: true,
  qualifications: [{ typeId: text, name: text, value: 1 }],
});

function rowsOf({ text }: Hostile): Row[] {
  const hit = hitOf(text);
  const note = { assignmentId: text, hitId: text, text, mark: 'star' } as const;
  const error = new MTurkError({ kind: 'refused', operation: 'ListHITs', words: text, code: text });
  return [
    hitRow(hit, countsOf(hit, noon), noon),
    assignmentRow(workOf(text), { note }, noon),
    workerRow(workerOf(text), noon),
    groupRow({ key: text, label: text, hits: [hit] }, each => countsOf(each, noon), true),
    ...failureNotes('list HITs', { state: 'failed', error }, text).map(noteRow),
  ];
}

describe('rows of what strangers wrote', () => {
  it('are lines of their own, with something to be seen in each', () => {
    for (const each of hostileTexts)
      for (const row of rowsOf(each)) {
        for (const part of [row.label, row.description, row.accessible]) assertLine(part, each.name);
        assert.notEqual(
          row.label.replace(/\p{M}|\s|\u200C|\u200D|\u2800|\u3164|\u115F|\u1160|\uFFA0/gu, ''),
          '',
          each.name,
        );
      }
  });

  it('have facts on hover that are text, and links to their own commands alone', () => {
    for (const { name, text } of hostileTexts) {
      const hit = hitOf(text);
      const note = { assignmentId: text, hitId: text, text, mark: 'flag' } as const;
      const tooltips = [
        hitTooltip(hit, countsOf(hit, noon), noon),
        assignmentTooltip(workOf(text), { hit, note, answer: text }, noon),
        workerTooltip(workerOf(text), text, noon),
      ];
      for (const tooltip of tooltips) {
        assertMarkdown(tooltip, linkedCommands, name);
        for (const line of tooltip.split('\n').filter(line => !line.startsWith('['))) assertLine(line, name);
      }
    }
  });

  it('show answers as far as they can be read', () => {
    for (const { name, xml } of hostileAnswers) {
      const assignment = workOf('3A');
      assertLine(assignmentRow(assignment, { answer: xml }, noon).description, name, 200);
      assertMarkdown(assignmentTooltip(assignment, { answer: xml }, noon), linkedCommands, name);
    }
  });

  it('say something whatever numbers and times the service tells', () => {
    const numbers = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -1, 2 ** 53, 1e308));
    const times = fc.oneof(
      fc.date({ noInvalidDate: false }),
      fc.constantFrom(new Date(Number.NaN), new Date(8.64e15), new Date(-8.64e15)),
    );
    fc.assert(
      fc.property(numbers, numbers, numbers, times, times, (one, other, third, early, late) => {
        const hit = readHIT({
          MaxAssignments: one,
          NumberOfAssignmentsPending: other,
          NumberOfAssignmentsAvailable: third,
          NumberOfAssignmentsCompleted: one,
          AutoApprovalDelayInSeconds: other,
          AssignmentDurationInSeconds: third,
          CreationTime: early,
          Expiration: late,
          Reward: String(one),
        });
        const assignment = readAssignment({
          AcceptTime: early,
          SubmitTime: late,
          AutoApprovalTime: early,
          ApprovalTime: late,
        });
        for (const text of [
          hitRow(hit, countsOf(hit, noon), noon).description,
          assignmentRow(assignment, {}, noon).description,
          hitTooltip(hit, countsOf(hit, noon), noon),
          assignmentTooltip(assignment, { hit }, noon),
        ])
          assert.doesNotMatch(text, /NaN|undefined|Invalid/);
      }),
    );
  });
});

describe('a service that breaks its own model', () => {
  const wrong: readonly unknown[] = [5, true, null, '', 'x', ['a'], { a: 1 }, { toString: 1 }, -1.5, 1e300];

  it('is read without a fault, with texts where texts belong and numbers where numbers do', () => {
    const world = new HostileWorld([]);
    const hit = world.hits.get(world.crowded) ?? {};
    const [assignment = {}] = world.assignments.get(world.crowded) ?? [];
    for (const value of wrong) {
      for (const name of Object.keys(hit)) {
        const read = readHIT({ ...hit, [name]: value });
        assertShape(read, someHIT());
        hitTooltip(read, countsOf(read, noon), noon);
      }
      for (const name of Object.keys(assignment)) {
        const read = readAssignment({ ...assignment, [name]: value });
        assertShape(read, someAssignment());
        assignmentTooltip(read, { answer: read.answer }, noon);
      }
    }
  });

  function assertShape(read: object, model: object): void {
    for (const [name, value] of Object.entries(model)) assert.equal(typeof Reflect.get(read, name), typeof value, name);
  }
});
