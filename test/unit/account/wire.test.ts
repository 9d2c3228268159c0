import assert from 'node:assert/strict';
import { MTurkError } from '../../../src/mturk/errors.ts';
import { useBench } from '../service/setup.ts';
import { useAccounts } from './setup.ts';

describe('what the service says', () => {
  const bench = useBench();
  const openAt = useAccounts();
  const open = () => openAt(bench().local);

  it('is given of a HIT in its own names, with times as texts (§6.1)', async () => {
    const { HITId } = await bench().createHIT({ Title: 'As it is', RequesterAnnotation: 'batch-1' });
    const { account, calls } = open();
    const { HIT, ...rest } = await account.wire.hit(HITId);
    assert.deepEqual(rest, {}, 'nothing about the call');
    const hit = HIT as Record<string, unknown>;
    assert.equal(hit.HITId, HITId);
    assert.equal(hit.Title, 'As it is');
    assert.equal(hit.RequesterAnnotation, 'batch-1');
    assert.match(String(hit.CreationTime), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.match(String(hit.Question), /^</);
    await account.wire.hit(HITId);
    assert.deepEqual(calls, ['GetHIT', 'GetHIT'], 'nothing is kept');
    assert.equal(account.hit(HITId), undefined);
  });

  it('is given of an assignment with its HIT (§3.2)', async () => {
    const { HITId } = await bench().createHIT();
    const id = await bench().work(HITId, 'A1WORKER');
    const { account } = open();
    const said = await account.wire.assignment(id);
    const { AssignmentId, WorkerId, SubmitTime, Answer } = said.Assignment as Record<string, unknown>;
    assert.deepEqual([AssignmentId, WorkerId], [id, 'A1WORKER']);
    assert.equal(new Date(String(SubmitTime)).toISOString(), SubmitTime);
    assert.match(String(Answer), /QuestionFormAnswers/);
    assert.equal((said.HIT as Record<string, unknown>).HITId, HITId);
  });

  it('is refused, or cancelled by who asked and by the end of the account', async () => {
    const { HITId } = await bench().createHIT();
    const { account } = open();
    const kindOf = (kind: string) => (error: unknown) => error instanceof MTurkError && error.kind === kind;
    await assert.rejects(account.wire.hit(`3${'A'.repeat(29)}`), kindOf('refused'));
    await assert.rejects(account.wire.hit(HITId, { signal: AbortSignal.abort() }), kindOf('cancelled'));
    account.dispose();
    await assert.rejects(account.wire.assignment(HITId), kindOf('cancelled'));
  });
});
