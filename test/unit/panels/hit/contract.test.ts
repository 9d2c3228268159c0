import assert from 'node:assert/strict';
import { webAddress } from '../../../../src/panels/contract.ts';
import { hitContract, readIdentity } from '../../../../src/panels/hit/contract.ts';

const { commands } = hitContract;

describe('what the HIT page may say', () => {
  it('are the known actions only', () => {
    assert.deepEqual(commands.perform.read({ action: 'refresh', hitId: 'ANOTHER' }), { action: 'refresh' });
    assert.equal(commands.perform.read({ action: 'expire' }), undefined);
    assert.equal(commands.perform.read('refresh'), undefined);
    assert.deepEqual(commands.performOnAssignment.read({ action: 'approve', assignmentId: '3A' }), {
      action: 'approve',
      assignmentId: '3A',
    });
    assert.equal(commands.performOnAssignment.read({ action: 'approve' }), undefined);
    assert.equal(commands.performOnAssignment.read({ action: 'delete', assignmentId: '3A' }), undefined);
  });

  it('are web addresses only, where something is opened', () => {
    assert.ok(webAddress('https://lab.example.edu/task?x=1'));
    for (const url of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'command:workbench.action.quit',
      'vscode://x/y',
      'http://',
      'https:///x',
      '//evil.example',
      'https://a b',
    ])
      assert.equal(commands.openLink.read({ url }), undefined, url);
    assert.equal(commands.openLink.read({ url: `https://a.example/${'x'.repeat(9000)}` }), undefined);
  });

  it('are short texts to copy and whole numbers to show', () => {
    assert.deepEqual(commands.copy.read({ text: '3HIT' }), { text: '3HIT' });
    assert.equal(commands.copy.read({ text: 'x'.repeat(2000) }), undefined);
    assert.deepEqual(commands.showAssignments.read({ count: 200 }), { count: 200 });
    for (const count of [0, -1, 1.5, Number.NaN, '5'])
      assert.equal(commands.showAssignments.read({ count }), undefined);
  });

  it('restore a panel by who it is, and by nothing else', () => {
    assert.deepEqual(readIdentity({ profileId: 'local', hitId: '3HIT', html: 'x' }), {
      profileId: 'local',
      hitId: '3HIT',
    });
    for (const state of [undefined, null, {}, { profileId: 'local' }, { profileId: 1, hitId: 2 }])
      assert.equal(readIdentity(state), undefined);
  });
});
