import assert from 'node:assert/strict';
import type { GridMessage } from '../../../../src/panels/review/contract.ts';
import { StatusLine } from '../../../../src/panels/review/statusLine.ts';

describe('the status line of a grid', () => {
  const undo: GridMessage = { kind: 'done', text: 'Rejected 1 assignment.', actions: ['Undo'] };
  const opened = () => {
    const sent: (number | undefined)[] = [];
    return { sent, line: new StatusLine(message => sent.push(message?.id)) };
  };

  it('answers what is chosen, and nothing that was not offered', async () => {
    const { line } = opened();
    const chosen = line.show(undo);
    line.answered(1, 'Undo');
    assert.equal(await chosen, 'Undo');
    const strange = line.show(undo);
    line.answered(2, 'Delete everything');
    assert.equal(await strange, undefined);
  });

  it('answers nothing for a message that was replaced, closed or has no actions', async () => {
    const { line } = opened();
    const [replaced, plain] = [line.show(undo), line.show({ ...undo, actions: [] })];
    assert.deepEqual(await Promise.all([replaced, plain]), [undefined, undefined]);
    const closed = line.show(undo);
    line.answered(1, 'Undo');
    line.close();
    assert.equal(await closed, undefined, 'an answer to an earlier message is none to this one');
  });

  it('shows what stands once more to a page that was made anew, and still takes its answer', async () => {
    const { line, sent } = opened();
    const chosen = line.show(undo);
    line.showAgain();
    assert.deepEqual(sent, [1, 1]);
    line.answered(1, 'Undo');
    assert.equal(await chosen, 'Undo');
    line.showAgain();
    assert.deepEqual(sent, [1, 1], 'it was answered');
  });

  it('takes a message away from the page when it is about other data', async () => {
    const { line, sent } = opened();
    const chosen = line.show(undo);
    line.close();
    line.close();
    assert.deepEqual(sent, [1, undefined]);
    assert.equal(await chosen, undefined);
  });
});
