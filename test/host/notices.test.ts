/** Messages about what happens in an account, which the user chose in the settings. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { NoticeMessages } from '../../src/commands/notification/showNotices.ts';
import { commands, settings } from '../../src/ids.ts';
import { ScriptedPrompts } from '../support/scriptedPrompts.ts';
import { accountNow, activated, run, sampleLocal, submittedHIT } from './support.ts';

const choose = (kinds: readonly string[] | undefined) =>
  vscode.workspace.getConfiguration().update(settings.notices, kinds, vscode.ConfigurationTarget.Global);

describe('messages about events', () => {
  afterEach(() => choose(undefined));
  after(async () => run(commands.stopLocal, []));

  it('report what workers submitted and ask for, as soon as it is chosen, and nothing else', async () => {
    const at = await sampleLocal();
    const { workbench } = await activated();
    const account = await accountNow();
    await account.workers.refresh(true);
    const prompts = new ScriptedPrompts();
    const messages = new NoticeMessages({ ...workbench, prompts }, workbench.sessions.current.profile, account);
    await submittedHIT({ ...at, account }, 2);
    await messages.report();
    assert.deepEqual(prompts.said, [], 'nothing is chosen');

    await choose(['submissions', 'requests']);
    // Creation times have whole seconds: a HIT of the second of the last report is not known to be newer.
    await workbench.local.control('clock', { advanceSeconds: 2 });
    await submittedHIT({ ...at, account }, 3);
    const { QualificationType } = await at.independent.call('CreateQualificationType', {
      Name: 'Careful readers',
      Description: 'Reads with care.',
      QualificationTypeStatus: 'Active',
    });
    const QualificationTypeId = QualificationType?.QualificationTypeId;
    await workbench.local.control('request', { QualificationTypeId, WorkerId: 'A1ASKER' });
    await account.workers.refresh(true);
    await messages.report();
    await prompts.heard('inform', /^3 new submissions for HIT “Judge 3 words” \(.*LOCAL\)\.$/);
    await prompts.heard('inform', /^Worker A1ASKER requests a qualification \(.*LOCAL\)\.$/);
    messages.dispose();
  });
});
