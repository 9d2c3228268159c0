import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Note, Notes } from '../../../src/account/notes.ts';
import { StateFiles } from '../../../src/profiles/stateFiles.ts';

describe('files of notes', () => {
  let folder: string;
  const open: Notes[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mturk-notes-'));
  });
  afterEach(() => {
    for (const notes of open.splice(0)) notes.dispose();
    rmSync(folder, { recursive: true });
  });

  function windowOn(profileId: string, changed: (notes: readonly Note[]) => void = () => {}): Notes {
    const file = new StateFiles(join(folder, 'accounts')).notesOf(profileId);
    const notes = new Notes({ file, now: Date.now, changed });
    open.push(notes);
    return notes;
  }

  it('keep what windows write side by side, and no profile sees another’s', async () => {
    const windows = [windowOn('../lab'), windowOn('../lab'), windowOn('../lab')];
    const ids = Array.from({ length: 90 }, (_, index) => `3A${index}`);
    await Promise.all(
      ids.map((assignmentId, index) =>
        windows[index % 3]?.change([{ assignmentId, hitId: '3H', text: `${assignmentId} ${'ü'.repeat(4000)}` }]),
      ),
    );
    const later = windowOn('../lab');
    await later.load();
    assert.deepEqual(
      later
        .ofHIT('3H')
        .map(({ text }) => text.split(' ')[0])
        .toSorted(),
      ids.toSorted(),
    );
    const other = windowOn('other');
    await other.load();
    assert.deepEqual(other.ofHIT('3H'), []);
    assert.deepEqual(readdirSync(folder), ['accounts'], 'no profile reaches out of the folder');
    const [name = ''] = readdirSync(join(folder, 'accounts'));
    assert.equal(statSync(join(folder, 'accounts', name)).mode & 0o777, 0o600);
  });

  it('tell a window what another one wrote', async () => {
    const told = new Promise<readonly Note[]>(resolve => void windowOn('lab', resolve).load());
    await windowOn('lab').change([{ assignmentId: '3A', hitId: '3H', mark: 'star' }]);
    assert.deepEqual(await told, [{ assignmentId: '3A', hitId: '3H', text: '', mark: 'star' }]);
  });

  it('are deleted by themselves, not with the last known state', async () => {
    const files = new StateFiles(folder);
    await files.notesOf('lab').append('x\n');
    await files.remove('lab');
    assert.equal(readdirSync(folder).length, 1);
    await files.removeNotes('lab');
    assert.deepEqual(readdirSync(folder), []);
  });
});
