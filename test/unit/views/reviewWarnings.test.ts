import assert from 'node:assert/strict';
import type { Session } from '../../../src/profiles/sessions.ts';
import { ReviewWarnings } from '../../../src/views/reviewWarnings.ts';
import { ManualTimers } from '../../support/manualTimers.ts';
import { useAccounts } from '../account/setup.ts';
import { useBench } from '../service/setup.ts';

const hour = 3600_000;
const step = 30_000;

describe('warnings before work is auto-approved', () => {
  const bench = useBench();
  const openAt = useAccounts();

  /** Work with so many hours left, and the warnings that nobody answers. */
  async function standing(...hours: number[]) {
    for (const [index, each] of hours.entries()) {
      const { HITId } = await bench().createHIT({ Title: `${index}`, AutoApprovalDelayInSeconds: each * 3600 });
      await bench().work(HITId, 'A1WORKER');
    }
    const { account, pass } = openAt(bench().local);
    const kept = new Map<string, unknown>();
    const timers = new ManualTimers(0);
    const messages: string[] = [];
    const profile = { id: 'p', name: 'lab', endpoint: '', environment: 'sandbox', keys: 'stored' } as const;
    const session: Session = { profile, account, ended: new AbortController().signal };
    const closing: (() => void)[] = [];
    const warnings = new ReviewWarnings({
      sessions: { current: session, onDidChange: () => ({ dispose: () => undefined }) },
      memento: {
        get: <T>(key: string) => kept.get(key) as T,
        update: async (key, value) => void kept.set(key, value),
      },
      thresholds: () => [24],
      after: timers.after,
      warn: message => {
        messages.push(message);
        return new Promise(resolve => closing.push(() => resolve(undefined)));
      },
      showReview: () => undefined,
      showSettings: () => undefined,
    });
    await account.refreshReview();
    return {
      messages,
      close: async () => {
        closing.shift()?.();
        await new Promise(resolve => setImmediate(resolve));
      },
      warnings,
      pass: async (milliseconds: number) => {
        // Both clocks, in step.
        for (let left = milliseconds; left > 0; left -= step) {
          pass(Math.min(step, left));
          await timers.pass(Math.min(step, left), () => new Promise(resolve => setImmediate(resolve)));
        }
      },
    };
  }

  it('come again although nobody has closed the one before', async () => {
    const { messages, pass, warnings } = await standing(30, 40);
    await pass(7 * hour);
    assert.equal(messages.length, 1);
    await pass(10 * hour);
    assert.equal(messages.length, 2);
    warnings.dispose();
  });

  it('are one message at a time for what comes soon after each other', async () => {
    const { messages, pass, close, warnings } = await standing(30, 30.1);
    await pass(6 * hour + 60_000);
    assert.equal(messages.length, 1);
    await pass(6 * 60_000);
    assert.equal(messages.length, 1);
    await close();
    await pass(2000);
    assert.equal(messages.length, 2);
    warnings.dispose();
  });
});
