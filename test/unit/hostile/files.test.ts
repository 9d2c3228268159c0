import assert from 'node:assert/strict';
import { readDecisions } from '../../../src/files/decisions.ts';
import { planDecisions } from '../../../src/files/plan.ts';
import { rowOf, writeDecisions } from '../../../src/files/writing.ts';
import { entriesCsv } from '../../../src/ledger/csv.ts';
import type { Entry } from '../../../src/ledger/entries.ts';
import { cost } from '../../../src/mturk/fees.ts';
import { cents } from '../../../src/mturk/money.ts';
import { guardCell, unguardCell } from '../../../src/mturk/spreadsheet.ts';
import { origin } from '../../support/decisions.ts';
import { wellFormed } from '../../support/hostile/answers.ts';
import { hostileTexts } from '../../support/hostile/corpus.ts';
import { assertNoFormula } from '../../support/hostile/spreadsheet.ts';
import { noon, someAssignment, someHIT } from '../../support/records.ts';

function entryOf(text: string): Entry {
  const nothing = cost(cents(0), cents(0));
  return {
    plan: text,
    item: 0,
    at: noon,
    environment: text,
    profile: text,
    operation: { verb: 'expire', hitId: text, before: noon },
    verb: 'expire',
    hitId: text,
    assignmentId: text,
    qualificationTypeId: text,
    workerIds: [text, text],
    about: text,
    meant: nothing,
    spent: nothing,
    result: 'failed',
    words: text,
    requestId: text,
  };
}

function workOf(text: string, index: number, name: string) {
  const hit = someHIT({ id: text, title: text, typeId: text, annotation: JSON.stringify({ [text]: text }) });
  const facts = {
    id: `3A${index}`,
    workerId: text,
    feedback: text,
    answer: wellFormed({ kind: 'script', name, text }),
  };
  return rowOf({ hit, assignment: someAssignment({ ...facts, hitId: text }) });
}

describe('files that hold what strangers wrote', () => {
  it('run no formula in any spreadsheet, whatever separates its cells: the ledger', () => {
    for (const { name, text } of hostileTexts) assertNoFormula(entriesCsv([entryOf(text)]).text, name);
  });

  it('run no formula in any spreadsheet, whatever separates its cells: decisions', () => {
    for (const [index, { name, text }] of hostileTexts.entries())
      assertNoFormula(writeDecisions('csv', [workOf(text, index, name)], origin).text, name);
  });

  it('guard cells so that every text comes back', () => {
    for (const { name, text } of hostileTexts) {
      assert.equal(unguardCell(guardCell(text)), text, name);
      assert.equal(unguardCell(guardCell(guardCell(text))), guardCell(text), name);
    }
  });

  it('are read again as they were written, and decide nothing by themselves', () => {
    const rows = hostileTexts
      .filter(({ kind }) => kind !== 'length')
      .map(({ text, name }, index) => workOf(text, index, name));
    for (const kind of ['csv', 'jsonl'] as const) {
      const file = readDecisions(writeDecisions(kind, rows, origin).text);
      assert.deepEqual(file?.problems, [], kind);
      assert.equal(file?.undecided, rows.length, kind);
    }
  });

  it('that are no files of decisions are told so, and whatever they decide is planned without a fault', () => {
    for (const { name, text } of hostileTexts) {
      for (const start of [
        '',
        'AssignmentId,WorkerId,Approve,Reject,Bonus,BonusReason\n',
        '{"AssignmentId":"3A","Approve":',
      ]) {
        const file = readDecisions(start + text);
        if (!file) continue;
        const plan = planDecisions(file, {
          environment: 'sandbox',
          endpoint: origin.endpoint,
          stateOf: () => undefined,
          bonusesPaid: () => 0,
        });
        assert.deepEqual(plan.operations, [], name);
      }
    }
  });
});
