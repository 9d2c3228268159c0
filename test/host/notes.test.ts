import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Notes } from '../../src/account/notes.ts';
import { commands } from '../../src/ids.ts';
import type { Assignment } from '../../src/mturk/model.ts';
import { localProfile } from '../../src/profiles/profile.ts';
import { StateFiles } from '../../src/profiles/stateFiles.ts';
import type { WorkRef } from '../../src/refs.ts';
import { activated, type LocalAtHand, run, sampleLocal, stateOf, submittedHIT, until } from './support.ts';

const target = ({ id, hitId }: Assignment): WorkRef => ({ kind: 'assignment', hitId, assignmentId: id });

describe('notes and marks', () => {
  let at: LocalAtHand;
  let hitId: string;
  let all: readonly Assignment[];

  beforeEach(async () => {
    at = await sampleLocal();
    ({ hitId } = await submittedHIT(at, 3));
    all = at.account.assignments(hitId).toSorted((a, b) => a.workerId.localeCompare(b.workerId));
    await at.account.notes.change(all.map(({ id }) => ({ assignmentId: id, hitId, text: '', mark: null })));
  });

  after(async () => run(commands.stopLocal, []));

  it('are written on one or many, shown in the row and its tooltip, found, and sent nowhere', async () => {
    const { explorer } = await activated();
    const [first, second, third] = all;
    assert.ok(first && second && third);
    await run(commands.editNote, [target(first)], { type: 'look [again](command:evil)' });
    await run(commands.markAssignments, [target(first), [first, second].map(target)], { pick: /Star/ });
    assert.ok(!(await stateOf(at)).some(line => line.includes('command:evil')), 'the service hears of none of it');
    assert.deepEqual(
      all.map(({ id }) => at.account.notes.of(id)?.mark),
      ['star', 'star', undefined],
    );
    await explorer.hits.painted();
    const item = explorer.hits.getTreeItem(target(first));
    assert.match(String(item.description), /^★ ✎ · Submitted/);
    assert.match(item.accessibilityInformation?.label ?? '', /marked with a star, has a note/);
    const { tooltip } = explorer.hits.resolveTreeItem(item, target(first));
    const text = typeof tooltip === 'object' ? tooltip.value : '';
    assert.match(text, /Mark: Star {2}\nNote: look \\\[again\\\]\\\(command\\:evil\\\)/);

    const query = async (line: string) => {
      await run(commands.filterHITs, [line]);
      return (await explorer.hits.getChildren()).some(node => node.kind === 'hit' && node.hitId === hitId);
    };
    assert.ok(await query('note:"look [again"'));
    assert.ok(await query('mark:star'));
    assert.ok(!(await query('mark:flag')));
    await run(commands.clearFilter, []);
  });

  it('say what a note takes the place of, and go when emptied', async () => {
    const [first, second] = all;
    assert.ok(first && second);
    await run(commands.editNote, [target(first)], { type: 'one' });
    await run(commands.editNote, [target(second)], { type: 'two' });
    await run(commands.editNote, [target(second)], { accept: true });
    assert.equal(at.account.notes.of(second.id)?.text, 'two', 'the note stands in the box');
    await run(commands.editNote, [target(first), [first, second].map(target)], { type: '' });
    assert.deepEqual(at.account.notes.ofHIT(hitId), []);
    const long = await run(commands.editNote, [target(first)], { type: 'ü'.repeat(5001) });
    assert.match(long.objections.join(), /Use at most 10000 bytes; this has 10002/);
  });

  it('of another window show in this one', async () => {
    const { storage } = await activated();
    const [first] = all;
    assert.ok(first);
    const file = new StateFiles(join(storage.fsPath, 'accounts')).notesOf(localProfile.id);
    const other = new Notes({ file, now: Date.now, changed: () => {} });
    await other.change([{ assignmentId: first.id, hitId, mark: 'flag' }]);
    await until(at.account, 'the flag of the other window', () => at.account.notes.of(first.id)?.mark === 'flag');
  });
});
