import assert from 'node:assert/strict';
import { tryDefinition } from '../../../src/trial/trialRun.ts';
import { scratchOptions } from '../../corpus/pairRunner.ts';
import { pairsOf } from '../../corpus/pairs.ts';
import { pairTableOf } from '../../corpus/table.ts';
import { startLocal } from '../../support/local.ts';

describe('corpus: pairs of a template and its data', () => {
  it('are found in each folder, and need no edit to be published and simulated', async () => {
    const pairs = pairsOf('test/fixtures/pairs');
    assert.ok(pairs.length >= 12);
    const local = await startLocal(scratchOptions);
    try {
      for (const { name, definition, reader } of pairs) {
        const result = await tryDefinition(definition, { service: local, reader, rows: 'all', workers: 1 });
        assert.deepEqual(result.failures, [], name);
        assert.ok(result.rowCount >= 2, name);
        assert.equal(result.submitted, result.rowCount, name);
      }
    } finally {
      await local.stop();
    }
  });

  it('read data as spreadsheets write it', async () => {
    const pair = pairsOf('test/fixtures/pairs').find(({ name }) => name.startsWith('semicolons'));
    const data = await pair?.reader.find('batch.csv', 1e6);
    assert.ok(data?.ok);
    assert.match(String(await data.content()), /^wort;bedeutung\r\nTür;Öffnung, mit Blatt/);
  });

  it('print a line for each, with why', () => {
    const table = pairTableOf([
      { pair: 'a/template', rows: 2, check: 'ok', preview: 'ok', publish: 'ok', simulate: 'ok', reasons: [] },
      {
        pair: 'b',
        rows: 0,
        check: 'failed',
        preview: '',
        publish: '',
        simulate: '',
        reasons: ['The data file\nis empty.'],
      },
    ]);
    assert.deepEqual(table.split('\n'), [
      'pair        rows  check   preview  publish  simulate  reason',
      'a/template  2     ok      ok       ok       ok',
      'b           0     failed  –        –        –         The data file is empty.',
      '',
      '2 pairs of template and data: 1 went through, 1 failed',
    ]);
  });
});
