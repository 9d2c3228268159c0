import assert from 'node:assert/strict';
import { useBench } from '../service/setup.ts';
import { MemoryFile, useAccounts } from './setup.ts';

describe('the last known state', () => {
  const bench = useBench();
  const openAt = useAccounts();

  async function saved() {
    const file = new MemoryFile();
    const hit = await bench().createHIT({ RequesterAnnotation: 'batch-7' });
    const id = await bench().work(hit.HITId, 'A1WORKER');
    const { account } = openAt(bench().local, { file, identity: 'lab' });
    await account.refreshReview();
    await account.open(hit.HITId);
    await account.refreshHIT(hit.HITId);
    await account.save();
    return { file, hitId: hit.HITId, id, account };
  }

  it('is there before any request, and says how old it is', async () => {
    const { file, hitId, id, account: before } = await saved();
    const { account, calls, changes } = openAt(bench().local, { file, identity: 'lab' });
    await account.restore();
    assert.equal(calls.length, 0);
    assert.deepEqual(account.hit(hitId), before.hit(hitId));
    assert.deepEqual(account.assignments(hitId), before.assignments(hitId));
    assert.equal(account.listing.state, 'never');
    assert.equal(account.listing.updated, before.listing.updated);
    assert.ok(changes.some(({ listing, hits }) => listing && hits.has(hitId)));
    assert.equal(account.assignment(id)?.workerId, 'A1WORKER');
    await account.refreshReview();
    assert.deepEqual(calls, ['ListHITs', 'ListHITs'], 'what is known of unchanged HITs is not listed again');
  });

  it('holds no answers and no questions', async () => {
    const { file, hitId, id, account } = await saved();
    assert.match(account.answer(hitId, id) ?? '', /red/);
    assert.match(account.question(hitId) ?? '', /ExternalQuestion/);
    const text = file.lines.join('\n');
    assert.ok(text.includes(hitId) && text.includes(id));
    assert.doesNotMatch(text, /red|QuestionFormAnswers|ExternalQuestion|secret/);
  });

  it('is not shown to another identity, and what is gone since then goes', async () => {
    const { file, hitId } = await saved();
    const { account: other } = openAt(bench().local, { file, identity: 'somebody else' });
    await other.restore();
    assert.equal(other.size, 0);
    await bench().local.control('reset');
    const { account } = openAt(bench().local, { file, identity: 'lab' });
    await account.restore();
    assert.ok(account.hit(hitId));
    await account.refreshHITs();
    assert.equal(account.size, 0);
    assert.deepEqual([...account.works()].flat(), []);
  });

  it('survives damage line by line', async () => {
    const { file, hitId } = await saved();
    file.lines = [...file.lines, '{"hit":{"id":"half', '{"hit":{"id":"3X","reward":"much"}}'];
    const { account } = openAt(bench().local, { file, identity: 'lab' });
    await account.restore();
    assert.deepEqual(
      account.hits().map(({ id }) => id),
      [hitId],
    );
    file.lines = ['garbage', ...file.lines];
    const { account: none } = openAt(bench().local, { file, identity: 'lab' });
    await none.restore();
    assert.equal(none.size, 0);
  });
});
