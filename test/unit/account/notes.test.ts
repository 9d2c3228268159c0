import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  longestNote,
  memoryNotes,
  type Note,
  type NoteMark,
  Notes,
  type NotesFile,
} from '../../../src/account/notes.ts';

/** Opens the notes of one more window on a file. */
function windowOn(file: NotesFile, now = () => 1000) {
  const told: Note[][] = [];
  const notes = new Notes({ file, now, changed: changed => told.push([...changed]) });
  return { notes, told };
}

const of = (assignmentId: string, hitId = '3HIT') => ({ assignmentId, hitId });

describe('notes about assignments', () => {
  it('are there by assignment and by HIT, until they are taken away', async () => {
    const { notes, told } = windowOn(memoryNotes());
    await notes.change([
      { ...of('3A'), text: 'look again', mark: 'star' },
      { ...of('3B'), mark: 'flag' },
    ]);
    assert.deepEqual(notes.of('3A'), { ...of('3A'), text: 'look again', mark: 'star' });
    assert.deepEqual(
      notes.ofHIT('3HIT').map(({ assignmentId }) => assignmentId),
      ['3A', '3B'],
    );
    assert.deepEqual(notes.ofHIT('3OTHER'), []);
    assert.equal(told.length, 1);
    await notes.change([{ ...of('3A'), text: '' }]);
    assert.deepEqual(notes.of('3A'), { ...of('3A'), text: '', mark: 'star' });
    await notes.change([{ ...of('3A'), mark: null }]);
    assert.equal(notes.of('3A'), undefined);
    assert.equal(notes.ofHIT('3HIT').length, 1);
    await notes.change([{ ...of('3A'), text: ' ' }]);
    assert.equal(told.length, 3, 'what says the same as before is not told');
  });

  it('are the same in every window, whoever wrote last', async () => {
    const file = memoryNotes();
    const one = windowOn(file);
    const two = windowOn(file);
    await one.notes.change([{ ...of('3A'), text: 'first' }]);
    await two.notes.change([{ ...of('3A'), mark: 'question' }]);
    await one.notes.load();
    for (const { notes } of [one, two])
      assert.deepEqual(notes.of('3A'), { ...of('3A'), text: 'first', mark: 'question' });
    await two.notes.change([{ ...of('3A'), text: 'second' }]);
    await one.notes.load();
    assert.equal(one.notes.of('3A')?.text, 'second');
  });

  it('come to the same whatever the windows do, and however they are read', async () => {
    const change = fc.record({
      window: fc.nat({ max: 2 }),
      id: fc.constantFrom('3A', '3B', '3C'),
      text: fc.option(fc.constantFrom('', 'x', 'y'), { nil: undefined }),
      mark: fc.option(fc.constantFrom<(NoteMark | null)[]>('star', 'flag', null), { nil: undefined }),
      clock: fc.integer({ min: 1, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 20 }), async changes => {
        const file = memoryNotes();
        let clock = 1;
        const windows = [0, 1, 2].map(() => windowOn(file, () => clock).notes);
        const expected = new Map<string, { text: string; mark: NoteMark | undefined }>();
        for (const { window, id, text, mark, clock: time } of changes) {
          clock = time;
          await windows[window]?.change([
            { ...of(id), ...(text === undefined ? {} : { text }), ...(mark === undefined ? {} : { mark }) },
          ]);
          const before = expected.get(id) ?? { text: '', mark: undefined };
          expected.set(id, {
            text: text ?? before.text,
            mark: mark === undefined ? before.mark : (mark ?? undefined),
          });
        }
        windows.push(windowOn(file).notes);
        for (const notes of windows) {
          await notes.load();
          for (const [id, { text, mark }] of expected) {
            const note = notes.of(id);
            assert.deepEqual([note?.text ?? '', note?.mark], [text, mark]);
          }
        }
      }),
    );
  });

  it('survive a crash in the middle of a line, and lines that nobody can read', async () => {
    const file = memoryNotes();
    await windowOn(file).notes.change([{ ...of('3A'), text: 'kept' }]);
    await file.append('{"assignmentId":"3B","hitId":"3HIT","at":5,"te');
    const { notes } = windowOn(file);
    await notes.change([{ ...of('3C'), text: 'after' }]);
    await file.append('[]\nnull\n{"assignmentId":"3A","hitId":"3HIT","at":5000,"mark":"heart"}\n');
    await notes.load();
    assert.equal(notes.of('3A')?.text, 'kept');
    assert.equal(notes.of('3B'), undefined);
    assert.equal(notes.of('3C')?.text, 'after');
  });

  it('don’t show a line before all of it is there', async () => {
    const file = memoryNotes();
    const { notes } = windowOn(file);
    const text = JSON.stringify({ ...of('3A'), at: 5, text: 'ünïcödé' });
    await file.append(text.slice(0, 60));
    await notes.load();
    assert.equal(notes.of('3A'), undefined);
    await file.append(`${text.slice(60)}\n`);
    await notes.load();
    assert.equal(notes.of('3A')?.text, 'ünïcödé');
  });

  it('are one line and no longer than they may be', async () => {
    const { notes } = windowOn(memoryNotes());
    await notes.change([
      { ...of('3A'), text: ' a\nb\u2028c\u0000d ' },
      { ...of('3B'), text: 'ü'.repeat(longestNote) },
      { ...of('__proto__', 'constructor'), text: 'plain' },
    ]);
    assert.equal(notes.of('3A')?.text, 'a b c d');
    assert.equal(notes.of('3B')?.text, 'ü'.repeat(longestNote / 2));
    assert.equal(notes.of('__proto__')?.text, 'plain');
    assert.equal(notes.ofHIT('constructor').length, 1);
  });

  it('say when the disk takes nothing, and show nothing then', async () => {
    const file: NotesFile = { ...memoryNotes(), append: () => Promise.reject(new Error('disk full')) };
    const { notes, told } = windowOn(file);
    await assert.rejects(notes.change([{ ...of('3A'), text: 'x' }]), /disk full/);
    assert.equal(notes.of('3A'), undefined);
    assert.deepEqual(told, []);
  });
});
