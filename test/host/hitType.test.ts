import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import { entriesOf } from '../../src/ledger/entries.ts';
import { localProfile } from '../../src/profiles/profile.ts';
import { activated, run, sampleLocal } from './support.ts';

describe('registering a HIT type', () => {
  after(async () => run(commands.stopLocal, []));

  it('gives its ID, which HITs can be published with, and the same one for the same values', async () => {
    const at = await sampleLocal();
    const { workbench } = await activated();
    const register = async () => {
      await run(
        commands.registerHITType,
        [],
        { type: 'Name the animal' },
        { type: 'Say which animal you see' },
        { type: 'image, animals' },
        { type: '0.15' },
        { type: '10 m' },
        { type: '2 d' },
        { confirm: true },
        { press: /^Copy ID$/ },
      );
      return vscode.env.clipboard.readText();
    };
    const first = await register();
    assert.match(first, /^3[0-9A-Z]{29}$/);
    assert.equal(await register(), first);
    const { HIT } = await at.independent.call('CreateHITWithHITType', {
      HITTypeId: first,
      LifetimeInSeconds: 3600,
      Question:
        at.account.hits()[0] &&
        (await at.independent.call('GetHIT', { HITId: at.account.hits()[0]?.id })).HIT?.Question,
    });
    assert.deepEqual(
      [HIT?.Title, HIT?.Reward, HIT?.AssignmentDurationInSeconds, HIT?.AutoApprovalDelayInSeconds, HIT?.Keywords],
      ['Name the animal', '0.15', 600, 172_800, 'image, animals'],
    );
    const ledger = await workbench.ledgers.of(localProfile.id);
    const entry = entriesOf(await ledger.plans()).findLast(({ verb }) => verb === 'createHITType');
    assert.deepEqual([entry?.result, entry?.about], ['done', 'Name the animal']);
  });

  it('asks again for values that the service would refuse, and registers nothing when the user leaves', async () => {
    await sampleLocal();
    const { offers, said } = await run(
      commands.registerHITType,
      [],
      { type: 'Name the animal' },
      { type: 'Say which animal you see' },
      { type: '' },
      { leave: true },
    );
    assert.deepEqual([offers.length, said.filter(({ kind }) => kind === 'confirm').length], [0, 0]);
  });
});
