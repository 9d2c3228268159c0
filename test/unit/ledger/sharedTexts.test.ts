import assert from 'node:assert/strict';
import fc from 'fast-check';
import { memoryLock } from '../../../src/ledger/journalLock.ts';
import { memoryStore } from '../../../src/ledger/journalStore.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { requestOf } from '../../../src/ledger/requests.ts';
import { joinText, splitText } from '../../../src/mturk/sharedTexts.ts';
import { batchOf } from '../../support/batches.ts';

describe('Texts that operations share', () => {
  it('are put together again, whatever stands between them', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab]>') });
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 5 }), (whole, shared) => {
        assert.equal(joinText(splitText(whole, shared), shared), whole);
      }),
    );
  });

  it('are written once for a plan, and sent whole after the journal was read again', async () => {
    const { texts, operations, batch } = await batchOf(300);
    const store = memoryStore();
    const ledger = new Ledger(store, memoryLock());
    const sent: string[] = [];
    const client = {
      endpoint: 'http://x',
      call: (async (_: string, { Question }: { Question: string }) => {
        sent.push(Question);
        return { HIT: { HITId: `3${sent.length}` } };
      }) as never,
    };
    const facts = { id: 'plan', title: 'Publish', environment: 'local', profile: 'local', endpoint: 'http://x' };
    await ledger.start({ ...facts, texts, batch }, operations, { client });
    assert.equal(new Set(sent).size, 300);
    assert.ok(sent.every(question => question.length > 700));
    assert.ok((await store.size()) < 300 * 1000, `${await store.size()} bytes`);
    const [plan] = await new Ledger(store, memoryLock()).plans();
    assert.deepEqual(plan?.header.batch, batch);
    const request = requestOf(plan?.items[7]?.operation ?? operations[0] ?? assert.fail(), 'token', plan?.header.texts);
    assert.ok(sent.includes(String((request.input as { Question: string }).Question)));
  });
});
