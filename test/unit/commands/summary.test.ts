import assert from 'node:assert/strict';
import type { PlanWords } from '../../../src/commands/ledger/planTitles.ts';
import { summarise } from '../../../src/commands/ledger/summary.ts';
import type { Outcome } from '../../../src/ledger/outcome.ts';
import type { RunResult } from '../../../src/ledger/run.ts';
import { MTurkError } from '../../../src/mturk/errors.ts';
import { cents } from '../../../src/mturk/money.ts';
import { localProfile } from '../../../src/profiles/profile.ts';

const words: PlanWords = { title: 'Send bonuses', verb: 'send', done: 'Sent', noun: ['bonus', 'bonuses'] };
const operation = {
  verb: 'bonus',
  assignmentId: '3A',
  hitId: '3H',
  workerId: 'A1',
  amount: cents(5),
  reason: 'r',
} as const;
const error = new MTurkError({ kind: 'refused', operation: 'SendBonus', words: 'the reason', code: 'X' });
const outcome = {
  done: item => ({ operation, item, result: 'done' }),
  failed: item => ({ operation, item, result: 'failed', error }),
  notSent: item => ({ operation, item, result: 'notSent' }),
} satisfies Record<string, (item: number) => Outcome>;

async function summaryOf(results: readonly (keyof typeof outcome)[], pending: readonly number[], more: object = {}) {
  const said: unknown[] = [];
  const say =
    (kind: string) =>
    async (text: string, ...actions: string[]) =>
      void said.push([kind, text, ...actions]);
  const workbench = {
    log: { error() {}, show() {} },
    prompts: { inform: say('inform'), warn: say('warn'), reportError: say('error') },
    reportInGrid: () => undefined,
  };
  const session = { profile: localProfile, account: { client: { endpoint: 'http://x' } } };
  const outcomes = results.map((result, item) => outcome[result](item));
  const result = { outcomes, pending, cancelled: false, stopped: undefined, ...more } as unknown as RunResult;
  await summarise(workbench as never, session as never, words, result);
  return said[0];
}

describe('the summary of a plan', () => {
  it('says what was skipped, and offers no second try for that', async () => {
    assert.deepEqual(await summaryOf(['failed', 'done', 'failed'], [0, 2]), [
      'warn',
      'Sent 1 bonus (LOCAL). Skipped 2 bonuses (LOCAL), because another interrupted operation may have done the same already. Resume or discard that operation first.',
    ]);
    assert.deepEqual(await summaryOf(['notSent'], [0], { stopped: error }), [
      'warn',
      'Skipped 1 bonus (LOCAL), because another interrupted operation may have done the same already. Resume or discard that operation first.',
    ]);
  });

  it('counts what failed apart from what was skipped', async () => {
    const [kind, text, ...actions] = (await summaryOf(['failed', 'failed'], [1])) as string[];
    assert.equal(kind, 'error');
    assert.match(text ?? '', /^Couldn’t send bonus 3A \(LOCAL\): .*Skipped 1 bonus \(LOCAL\), because/);
    assert.deepEqual(actions, ['Try Again', 'Show Log']);
  });
});
