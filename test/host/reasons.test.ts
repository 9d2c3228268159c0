import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, settings } from '../../src/ids.ts';
import type { Assignment } from '../../src/mturk/model.ts';
import type { WorkRef } from '../../src/refs.ts';
import { type LocalAtHand, run, sampleLocal, submittedHIT } from './support.ts';

const target = ({ id, hitId }: Assignment): WorkRef => ({ kind: 'assignment', hitId, assignmentId: id });

describe('messages to workers', () => {
  let at: LocalAtHand;

  beforeEach(async () => {
    at = await sampleLocal();
  });

  after(async () => {
    await vscode.workspace.getConfiguration().update(settings.rejectionReasons, undefined, true);
    await run(commands.stopLocal, []);
  });

  async function waiting(count: number): Promise<readonly [Assignment, ...Assignment[]]> {
    const { hitId } = await submittedHIT(at, count, index => ({ colour: `red ${index}` }));
    const [first, ...more] = at.account.assignments(hitId).toSorted((a, b) => a.workerId.localeCompare(b.workerId));
    assert.ok(first);
    return [first, ...more];
  }

  async function readBy(assignment: Assignment) {
    const { Assignment } = await at.independent.call('GetAssignment', { AssignmentId: assignment.id });
    return { status: Assignment?.AssignmentStatus, feedback: Assignment?.RequesterFeedback };
  }

  it('are remembered, the last used first, and fill their placeholders in for each worker', async () => {
    const [one, two, three, four] = await waiting(4);
    assert.ok(two && three && four);
    await run(commands.reject, [target(one)], { type: 'Too fast, {worker}.' }, { confirm: true });
    assert.deepEqual(await readBy(one), { status: 'Rejected', feedback: `Too fast, ${one.workerId}.` });

    const prompts = await run(
      commands.reject,
      [target(two), [two, three].map(target)],
      { pick: /^Too fast/ },
      { type: 'You wrote “{answer.colour}”, {worker}.' },
      { confirm: true },
    );
    assert.deepEqual(prompts.offers[0], ['Too fast, {worker}.', 'New reason…']);
    assert.deepEqual(prompts.previews, [
      `${two.workerId} reads: “You wrote “red 1”, ${two.workerId}.” The other 1 get theirs.`,
    ]);
    const asked = await prompts.heard('confirm', /^Reject 2 assignments/);
    assert.ok(
      asked.includes(
        `The workers are not paid and each read a different text. ${two.workerId} reads: “You wrote “red 1”, ${two.workerId}.”`,
      ),
      asked,
    );
    assert.equal((await readBy(two)).feedback, `You wrote “red 1”, ${two.workerId}.`);
    assert.equal((await readBy(three)).feedback, `You wrote “red 2”, ${three.workerId}.`);

    const again = await run(
      commands.reject,
      [target(four)],
      { pick: /used last/ },
      { accept: true },
      { confirm: false },
    );
    assert.deepEqual(again.offers[0], ['You wrote “{answer.colour}”, {worker}.', 'Too fast, {worker}.', 'New reason…']);
    assert.equal((await readBy(four)).status, 'Submitted');
  });

  it('with a placeholder that does not exist, or for an answer that is not there, are refused by name', async () => {
    const [one] = await waiting(1);
    const unknown = await run(commands.reject, [target(one)], { type: 'Dear {wroker}' });
    assert.match(unknown.objections.join(), /^There is no placeholder \{wroker\}\. There are: \{worker\}/);
    await at.account.open(one.hitId);
    const missing = await run(commands.reject, [target(one)], { type: 'You wrote {answer.size}' });
    assert.equal(missing.objections.join(), `For ${one.workerId}: its answer has no field “size”, but “colour”.`);
    const long = await run(commands.reject, [target(one)], { type: 'x'.repeat(1025) });
    assert.match(long.objections.join(), /1025 characters, and 1024 are allowed/);
    assert.equal((await readBy(one)).status, 'Submitted');
  });

  it('reject two hundred with one confirmation and a text for each', async () => {
    const all = await waiting(200);
    const [first] = all;
    const prompts = await run(
      commands.reject,
      [target(first), all.map(target)],
      { type: '{worker} wrote {answer.colour} in {minutes} minutes' },
      { confirm: true },
      { type: '200' },
    );
    await prompts.heard('inform', /^Rejected 200 assignments \(LOCAL\)\.$/);
    const texts = new Map<string, string>();
    let token: string | undefined;
    do {
      const { Assignments = [], NextToken } = await at.independent.call('ListAssignmentsForHIT', {
        HITId: first.hitId,
        MaxResults: 100,
        ...(token ? { NextToken: token } : {}),
      });
      for (const { WorkerId = '', RequesterFeedback = '' } of Assignments) texts.set(WorkerId, RequesterFeedback);
      token = Assignments.length > 0 ? NextToken : undefined;
    } while (token);
    assert.equal(texts.size, 200);
    for (const [worker, text] of texts) {
      const index = Number(worker.slice(-4));
      assert.match(text, new RegExp(`^${worker} wrote red ${index} in [\\d.]+ minutes$`));
    }
  });

  it('come from the settings too, and are managed', async () => {
    const [one] = await waiting(1);
    await vscode.workspace.getConfiguration().update(settings.rejectionReasons, ['From the team.', ''], true);
    const prompts = await run(
      commands.reject,
      [target(one)],
      { pick: /from the settings/ },
      { accept: true },
      { confirm: true },
    );
    assert.deepEqual(prompts.offers[0], ['From the team.', 'New reason…']);
    assert.equal((await readBy(one)).feedback, 'From the team.');

    const managed = await run(
      commands.manageReasons,
      [],
      { pick: /^New reason/ },
      { type: 'Second.' },
      { pick: /^From the team/ },
      { pick: /^Edit/ },
      { type: 'From us all.' },
      { pick: /^Second/ },
      { pick: /^Delete/ },
      { leave: true },
    );
    assert.deepEqual(managed.offers.at(-1), [
      'From us all.',
      'From the team.',
      'New reason…',
      'Reasons in the Settings…',
    ]);
    const wrong = await run(commands.manageReasons, [], { pick: /^New/ }, { type: '{nobody}' }, { leave: true });
    assert.match(wrong.objections.join(), /no placeholder \{nobody\}/);
  });

  it('go with an approval, where one is wanted', async () => {
    const [one, two] = await waiting(2);
    assert.ok(two);
    const prompts = await run(
      commands.approveWithMessage,
      [target(one), [one, two].map(target)],
      { type: 'Thank you, {worker}.' },
      { confirm: true },
    );
    assert.match(await prompts.heard('confirm', /^Approve 2 assignments/), /The workers each read a different text\./);
    assert.deepEqual(await readBy(two), { status: 'Approved', feedback: `Thank you, ${two.workerId}.` });
  });
});
