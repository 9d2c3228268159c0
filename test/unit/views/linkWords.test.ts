import assert from 'node:assert/strict';
import { commandOf, lineOf, pageOf } from '../../../src/views/links/linkLabels.ts';
import { useAccounts } from '../account/setup.ts';
import { useBench } from '../service/setup.ts';

describe('links on ids', () => {
  const bench = useBench();
  const openAt = useAccounts();

  it('say in a line and on a page what everything is', async () => {
    const hit = await bench().createHIT({ Title: 'Birds\u202e in\u001b[31m *pictures*', Reward: '0.60' });
    const assignmentId = await bench().work(hit.HITId, 'A1WORKER');
    const { account } = openAt(bench().local);
    await account.refreshReview();
    const expected: Record<string, readonly [line: RegExp, page: RegExp]> = {
      [hit.HITId]: [
        /^Open HIT · Birds in \[31m \*pictures\* · \w+ · 1 to review.* · \$0\.60 · /,
        /Birds in \\\[31m \\\*pictures\\\*/,
      ],
      [assignmentId]: [
        /^Open assignment · Submitted · by A1WORKER · submitted .* · auto-approves in .* · \$0\.60$/,
        /State: Submitted[\s\S]*Reward: \\\$0\\\.60/,
      ],
      A1WORKER: [/^Show worker · 0 approved, 0 rejected, 1 to review · earned \$0\.00$/, /1 to review/],
      [hit.HITTypeId ?? '']: [/^Show HITs of this type · Birds .* · 1 HIT$/, /HITs: 1/],
      [hit.HITGroupId ?? '']: [/^Show HITs of this group · Birds .* · 1 HIT$/, /HITs: 1/],
    };
    assert.equal(Object.keys(expected).length, 5);
    for (const [id, [line, page]] of Object.entries(expected)) {
      const named = account.ids.find(id);
      assert.ok(named, id);
      assert.match(lineOf(account, named), line);
      assert.match(pageOf(account, named) ?? '', page);
      assert.deepEqual(commandOf(named).argument, named);
    }
  });

  it('say nothing more of what has gone meanwhile', async () => {
    const { account } = openAt(bench().local);
    for (const named of [
      { kind: 'hit', hitId: '3GONE' },
      { kind: 'assignment', hitId: '3GONE', assignmentId: '3GONETOO' },
      { kind: 'worker', workerId: 'A1GONE' },
      { kind: 'hitType', typeId: '3GONE' },
    ] as const) {
      assert.equal(pageOf(account, named), undefined);
      assert.match(lineOf(account, named), /^(Open|Show) /);
    }
  });
});
