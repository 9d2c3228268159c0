import assert from 'node:assert/strict';
import { sectionRow } from '../../../src/views/qualifications/qualificationLabels.ts';

describe('the row of a section of a qualification type', () => {
  it('says where more exist than were read', () => {
    const section = { kind: 'section', section: 'revoked', typeId: '3T' } as const;
    assert.equal(sectionRow(section, { count: 1000, more: true, found: undefined }).description, '1,000 · more exist');
    assert.equal(sectionRow(section, { count: 2, more: false, found: undefined }).description, '2');
  });
});
