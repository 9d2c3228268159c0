import assert from 'node:assert/strict';
import { commands } from '../../src/ids.ts';
import { accountNow, activated, run, sampleLocal, until } from './support.ts';

describe('Local from VS Code', () => {
  after(async () => run(commands.stopLocal, []));

  it('moves its clock, and the workbench’s sense of time with it', async () => {
    const { account } = await sampleLocal();
    const { workbench } = await activated();
    const waiting = account.hits().find(hit => account.counts(hit).submitted > 0);
    assert.ok(waiting);
    const before = account.now();
    const objection = await run(commands.advanceClock, [], { type: 'soon' });
    assert.match(objection.objections.join(), /Enter a time such as/);
    await run(commands.advanceClock, [], { type: '40 d' });
    await until(account, 'time has passed', () => account.now() >= before + 40 * 24 * 3600 * 1000);
    assert.equal(workbench.sessions.current.account, account);
    await account.refreshHITs();
    const after = account.hit(waiting.id);
    assert.ok(after);
    assert.equal(account.counts(after).submitted, 0, 'everything submitted has was auto-approved');
    await workbench.local.control('reset', { seed: 'sample' });
  });

  it('is reset only after a confirmation, to samples or to nothing', async () => {
    const { account } = await sampleLocal();
    const count = account.hits().length;
    await run(commands.resetLocal, [], { pick: /Nothing/ }, { confirm: false });
    await account.refreshHITs();
    assert.equal(account.hits().length, count);
    await run(commands.resetLocal, [], { pick: /Nothing/ }, { confirm: true });
    const emptied = await accountNow();
    await emptied.refreshHITs();
    assert.equal(emptied.hits().length, 0);
    await run(commands.resetLocal, [], { pick: /Sample/ }, { confirm: true });
    const filled = await accountNow();
    await filled.refreshHITs();
    assert.equal(filled.hits().length, count);
  });

  it('lets simulated workers do a HIT, at once', async () => {
    const { account, independent } = await sampleLocal();
    const hit = account.hits().find(each => each.available >= 3);
    assert.ok(hit);
    await run(commands.simulateOnHIT, [{ kind: 'hit', hitId: hit.id }], { type: '3' }, { pick: /All of it now/ });
    const { Assignments } = await independent.call('ListAssignmentsForHIT', { HITId: hit.id, MaxResults: 100 });
    const before = hit.maxAssignments - hit.available - hit.pending;
    assert.equal(Assignments?.length, before + 3);
    assert.ok(Assignments?.every(({ Answer }) => Answer?.includes('<QuestionFormAnswers')));
    const wrong = await run(commands.simulateWorkers, [], { type: 'many' });
    assert.match(wrong.objections.join(), /whole number/);
    await run(commands.resetLocal, [], { pick: /Sample/ }, { confirm: true });
  });

  it('shows its own log', async () => {
    await sampleLocal();
    const { said } = await run(commands.showLocalLog, []);
    assert.deepEqual(said, []);
  });

  it('offers to start where it does not run', async () => {
    await run(commands.stopLocal, []);
    const prompts = await run(commands.advanceClock, [], { press: /Start Local/ });
    await prompts.heard('reportError', /Local is not running/);
    const { workbench } = await activated();
    assert.equal(workbench.local.state.state, 'running');
  });
});
