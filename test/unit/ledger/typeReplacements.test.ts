import assert from 'node:assert/strict';
import type { Operation } from '../../../src/ledger/ledgerOperations.ts';
import { unfinishedReplacement } from '../../../src/ledger/typeReplacements.ts';
import { facts, newLedger } from './setup.ts';

describe('The replacement of a qualification type', () => {
  const type = { id: '3NEW', name: 'Readers' };
  const old = { typeId: '3OLD', name: 'Reader' };
  const creation: Operation = {
    verb: 'createQualificationType',
    name: 'Readers',
    description: 'Reads.',
    replaces: old,
  };
  const inactive = (qualificationTypeId: string): Operation => ({
    verb: 'updateQualificationType',
    qualificationTypeId,
    name: '',
    changes: { QualificationTypeStatus: 'Inactive' },
  });
  const client = {
    endpoint: '',
    call: (async () => ({ QualificationType: { QualificationTypeId: '3NEW' } })) as never,
  };
  const found = async (...operations: readonly Operation[]) => {
    const ledger = newLedger();
    for (const [at, operation] of operations.entries())
      await ledger.start(facts(`plan-${at}`), [operation], { client });
    return unfinishedReplacement(await ledger.plans(), type);
  };

  it('is unfinished until the other type is set inactive', async () => {
    assert.deepEqual(await found(creation), old);
    assert.deepEqual(await found(creation, inactive('3OTHER')), old);
    assert.equal(await found(creation, inactive('3OLD')), undefined);
  });

  it('is none of a type that was created for itself, or has another name', async () => {
    assert.equal(await found({ ...creation, replaces: undefined }), undefined);
    assert.equal(await found({ ...creation, name: 'Others' }), undefined);
  });
});
