import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../src/ids.ts';
import type { Act } from '../../src/ledger/acts.ts';
import { workOf } from '../../src/ledger/acts.ts';
import type { Assignment } from '../../src/mturk/model.ts';
import { localProfile } from '../../src/profiles/profile.ts';
import type { Target } from '../../src/targets.ts';
import { ScriptedPrompts } from '../support/scriptedPrompts.ts';
import { activated, type LocalAtHand, run, sampleLocal } from './support.ts';

describe('the ledger', function () {
  this.timeout(60_000);
  let at: LocalAtHand;
  let waiting: Assignment[];

  beforeEach(async () => {
    at = await sampleLocal();
    await Promise.all(at.account.hits().map(hit => at.account.refreshAssignments(hit.id)));
    waiting = at.account
      .hits()
      .flatMap(hit => at.account.assignments(hit.id))
      .filter(each => each.status === 'Submitted')
      .slice(0, 3);
    assert.equal(waiting.length, 3);
  });

  after(async () => run(commands.stopLocal, []));

  async function ledger() {
    const { workbench } = await activated();
    return workbench.ledgers.of(localProfile.id);
  }

  async function statuses(): Promise<(string | undefined)[]> {
    const read = waiting.map(({ id }) => at.independent.call('GetAssignment', { AssignmentId: id }));
    return (await Promise.all(read)).map(({ Assignment }) => Assignment?.AssignmentStatus);
  }

  /** A plan that was cancelled before anything was sent. */
  async function leaveUnfinished(): Promise<void> {
    const acts = waiting.map((assignment): Act => {
      const hit = at.account.hit(assignment.hitId);
      assert.ok(hit);
      return { verb: 'approve', ...workOf(hit, assignment) };
    });
    const facts = {
      id: randomUUID(),
      title: 'Approve 3 assignments',
      environment: 'local',
      profile: localProfile.id,
      endpoint: at.local.endpoint,
    };
    await (await ledger()).start(facts, acts, { client: at.independent, signal: AbortSignal.abort() });
    assert.deepEqual(await statuses(), Array(3).fill('Submitted'));
  }

  it('writes every act down, with its outcome and its request id', async () => {
    const { storage } = await activated();
    const [first] = waiting;
    assert.ok(first);
    const target: Target = { kind: 'assignment', hitId: first.hitId, assignmentId: first.id };
    await run(commands.sendBonus, [target], { type: '0.25' }, { type: 'Thorough' }, { confirm: true });
    const journal = readFileSync(join(storage.fsPath, 'ledger', 'local.jsonl'), 'utf8');
    const last = journal.trim().split('\n').slice(-3).join('\n');
    assert.match(last, new RegExp(first.id));
    assert.match(last, /"result":"done"/);
    assert.match(last, /"requestId":"[0-9a-f-]{36}"/);
    assert.ok(!journal.includes(at.local.secretAccessKey));
  });

  it('finds what was left unfinished, tells it once, and finishes it', async () => {
    await leaveUnfinished();
    const { workbench } = await activated();
    const prompts = new ScriptedPrompts();
    workbench.prompts = prompts;
    await workbench.sessions.switchTo(localProfile);
    await workbench.sessions.current.account?.refreshHITs();
    await prompts.heard('warn', /“Approve 3 assignments” \(LOCAL\) was not finished: 0 of 3 done/);

    const resumed = await run(commands.resumeActs, [], { pick: /Approve 3 assignments/ }, { confirm: true });
    await resumed.heard('inform', /^Finished 3 acts \(LOCAL\)\.$/);
    assert.deepEqual(await statuses(), Array(3).fill('Approved'));
    const nothing = await run(commands.resumeActs, []);
    await nothing.heard('inform', /Nothing is unfinished/);
  });

  it('gives up what is not wanted any more, and sends nothing for it', async () => {
    await leaveUnfinished();
    await run(commands.resumeActs, [], { pick: /Approve 3 assignments/ }, { press: /Give It Up/ });
    assert.deepEqual(await statuses(), Array(3).fill('Submitted'));
    assert.deepEqual(await (await ledger()).openPlans(), []);
  });
});
