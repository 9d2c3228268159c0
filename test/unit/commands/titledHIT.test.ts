import assert from 'node:assert/strict';
import type { Account } from '../../../src/account/account.ts';
import { CommandError } from '../../../src/commands/commandError.ts';
import { titledHIT } from '../../../src/commands/titledHIT.ts';
import { type Answer, ScriptedPrompts } from '../../support/scriptedPrompts.ts';

describe('the HIT of a command in the title bar of a panel', () => {
  const titled = (visible: readonly string[], ...answers: Answer[]) =>
    titledHIT({
      prompts: new ScriptedPrompts(...answers),
      account: undefined as Account | undefined,
      visibleHITs: () => visible,
    });

  it('is that of the only panel that shows', async () => {
    assert.deepEqual(await titled(['3A']), [{ kind: 'hit', hitId: '3A' }]);
  });

  it('is asked for where several show, because a click activates none of them', async () => {
    assert.deepEqual(await titled(['3A', '3B'], { pick: /3B/ }), [{ kind: 'hit', hitId: '3B' }]);
    assert.equal(await titled(['3A', '3B'], { leave: true }), 'dismissed');
  });

  it('is an error where no panel is there yet', async () => {
    await assert.rejects(titled([]), CommandError);
  });
});
