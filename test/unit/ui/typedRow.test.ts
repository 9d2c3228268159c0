import assert from 'node:assert/strict';
import { typedRow } from '../../../src/ui/typedRow.ts';

describe('a text typed over a list of saved ones', () => {
  const rows = [
    { label: 'Too slow for this task.', description: 'used last' },
    { label: 'The answers are empty.', detail: 'From the settings' },
  ];

  it('means the first saved one that has it', () => {
    assert.equal(typedRow(rows, 'slow '), rows[0]);
    assert.equal(typedRow(rows, 'THE'), rows[1]);
    assert.equal(typedRow(rows, 'settings'), rows[1]);
  });

  it('stands for itself where none has it', () => {
    assert.equal(typedRow(rows, 'Off topic'), undefined);
    assert.equal(typedRow(rows, 'The answers are empty.'), undefined, 'it is the same text, and was typed whole');
    assert.equal(typedRow(rows, '  '), undefined);
    assert.equal(typedRow([], 'slow'), undefined);
  });
});
