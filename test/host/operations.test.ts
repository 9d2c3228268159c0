/** Each of the 39 operations of the API, by the command or the view that docs/operations.md names for it, against Local. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as mturk from '@aws-sdk/client-mturk';
import * as vscode from 'vscode';
import type { Account } from '../../src/account/account.ts';
import { commands, views } from '../../src/ids.ts';
import type { Operation } from '../../src/ledger/ledgerOperations.ts';
import { cents } from '../../src/mturk/money.ts';
import type { Node } from '../../src/views/nodes.ts';
import type { Answer } from '../support/scriptedPrompts.ts';
import { accountNow, activated, type LocalAtHand, run, sampleLocal, submittedHIT } from './support.ts';

const all = Object.keys(mturk)
  .filter(name => name.endsWith('Command') && name !== '$Command')
  .map(name => name.slice(0, -'Command'.length))
  .sort();

const extension = vscode.extensions.getExtension('mturk-workbench.mturk-workbench');

function table(): Map<string, string> {
  const text = readFileSync(join(extension?.extensionPath ?? '', 'docs', 'operations.md'), 'utf8');
  return new Map(
    [...text.matchAll(/^\| ([A-Za-z]+) \| (.+) \|$/gm)].slice(1).map(([, name = '', where = '']) => [name, where]),
  );
}

async function calls(operation: string): Promise<number> {
  const { workbench } = await activated();
  const { operations } = (await workbench.local.control('stats')) as {
    operations: Record<string, { calls: number } | undefined>;
  };
  return operations[operation]?.calls ?? 0;
}

/** What the walk works on. */
interface Scene {
  readonly at: LocalAtHand;
  readonly account: Account;
  readonly hitId: string;
  readonly typeId: string;
}

/** For what code of the workbench plans and no single command sends. */
async function sendByLedger(operation: Operation): Promise<void> {
  const { workbench } = await activated();
  const { profile, account } = workbench.sessions.current;
  assert.ok(account);
  const ledger = await workbench.ledgers.of(profile.id);
  const { client } = account;
  const facts = { title: 'Walk', environment: profile.environment, profile: profile.id, endpoint: client.endpoint };
  const { outcomes } = await ledger.start({ id: randomUUID(), ...facts }, [operation], { client });
  assert.deepEqual(
    outcomes.map(({ result }) => result),
    ['done'],
  );
}

const confirm: Answer = { confirm: true };
const queueUrl = 'http://127.0.0.1:9324/000000000000/mturk';

async function work(scene: Scene, status: string): Promise<Node> {
  await scene.account.refreshAssignments(scene.hitId);
  const found = scene.account.assignments(scene.hitId).find(each => each.status === status);
  assert.ok(found, status);
  return { kind: 'assignment', hitId: scene.hitId, assignmentId: found.id };
}

async function request({ account, typeId }: Scene, WorkerId: string): Promise<Node> {
  const { workbench } = await activated();
  await workbench.local.control('request', { WorkerId, QualificationTypeId: typeId });
  await account.workers.refresh(true);
  const found = account.workers.requests.find(({ workerId }) => workerId === WorkerId);
  assert.ok(found);
  return { kind: 'worker', workerId: WorkerId, typeId, requestId: found.id };
}

async function look({ typeId }: Scene): Promise<void> {
  const { explorer } = await activated();
  await vscode.commands.executeCommand(`${views.qualifications}.focus`);
  explorer.fresh.look();
  await explorer.fresh.looked();
  const account = await accountNow();
  await (await account.people.qualifications()).read(typeId);
  await explorer.qualifications.getChildren({ kind: 'qualificationType', typeId });
}

/** How a person does each. What stands earlier makes what comes later possible. */
const doors: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  ListHITs: ({ account }) => account.refreshHITs(),
  GetHIT: ({ hitId }) => run(commands.refreshHIT, [{ kind: 'hit', hitId }]),
  ListAssignmentsForHIT: scene => work(scene, 'Submitted'),
  GetAssignment: async scene => run(commands.openJson, [await work(scene, 'Submitted')]),
  GetAccountBalance: ({ account }) => account.refreshBalance({ afresh: true }),
  // As a worker's row reads it: what was read before is read again.
  ListBonusPayments: ({ account, hitId }) => account.readWork([hitId]),
  ListWorkerBlocks: ({ account }) => account.workers.refresh(true),
  ApproveAssignment: async scene => run(commands.approve, [await work(scene, 'Submitted')], confirm),
  RejectAssignment: async scene =>
    run(commands.reject, [await work(scene, 'Submitted')], { type: 'The answers are all the same.' }, confirm),
  SendBonus: async scene =>
    run(commands.sendBonus, [await work(scene, 'Approved')], { type: '0.07' }, { type: 'For care' }, confirm),
  NotifyWorkers: () =>
    run(
      commands.sendMessage,
      [{ kind: 'worker', workerId: 'A1HAND0000' }],
      { type: 'Thanks, {worker}' },
      { type: 'You did {approved}.' },
      confirm,
    ),
  CreateQualificationType: () =>
    run(
      commands.createQualificationType,
      [],
      { type: `Careful ${process.pid}` },
      { type: 'Reads with care.' },
      { type: 'care' },
      { pick: /You grant it/ },
      confirm,
    ),
  ListQualificationTypes: () => run(commands.searchQualificationTypes, [], { pick: /^All types/ }, { type: 'care' }),
  GetQualificationType: look,
  ListWorkersWithQualificationType: look,
  ListHITsForQualificationType: look,
  ListQualificationRequests: scene => request(scene, 'A1ASKER0002'),
  AssociateQualificationWithWorker: ({ typeId }) =>
    run(
      commands.grantQualification,
      [{ kind: 'qualificationType', typeId }],
      { pick: /IDs…/ },
      { type: 'A1HAND0000' },
      { type: '70' },
      { pick: /Without/ },
      confirm,
    ),
  GetQualificationScore: () =>
    run(commands.excludeWorkers, [{ kind: 'worker', workerId: 'A1HAND0001' }], { pick: /Careful walk/ }, confirm),
  UpdateQualificationType: ({ typeId }) =>
    run(
      commands.editQualificationType,
      [{ kind: 'qualificationType', typeId }],
      { pick: /^Description/ },
      { type: 'Reads.' },
      confirm,
    ),
  AcceptQualificationRequest: async scene =>
    run(commands.acceptRequest, [await request(scene, 'A1ASKER0000')], { type: '50' }, confirm),
  RejectQualificationRequest: async scene =>
    run(commands.rejectRequest, [await request(scene, 'A1ASKER0001')], { type: 'Full.' }, confirm),
  DisassociateQualificationFromWorker: ({ typeId }) =>
    run(commands.revokeQualification, [{ kind: 'worker', workerId: 'A1ASKER0000', typeId }], { type: '' }, confirm),
  CreateWorkerBlock: () =>
    run(commands.blockWorkers, [{ kind: 'worker', workerId: 'A1HAND0001' }], { type: 'Random answers' }, confirm),
  DeleteWorkerBlock: () => run(commands.unblockWorkers, [{ kind: 'worker', workerId: 'A1HAND0001' }], confirm),
  CreateAdditionalAssignmentsForHIT: ({ hitId }) =>
    run(commands.extendHIT, [{ kind: 'hit', hitId }], { type: '1' }, { type: '' }, confirm),
  UpdateExpirationForHIT: ({ hitId }) => run(commands.expireHIT, [{ kind: 'hit', hitId }], confirm),
  UpdateHITReviewStatus: async ({ account }) => {
    const hit = account.hits().find(({ status }) => status === 'Reviewable');
    assert.ok(hit);
    return run(commands.markReviewing, [{ kind: 'hit', hitId: hit.id }], confirm);
  },
  ListReviewableHITs: () => run(commands.showReviewable, [], { leave: true }),
  ListReviewPolicyResultsForHIT: ({ hitId }) => run(commands.showReviewResults, [{ kind: 'hit', hitId }]),
  GetFileUploadURL: async scene => {
    const { said } = await run(commands.openUploadedFile, [await work(scene, 'Approved')]);
    assert.ok(said.some(({ message }) => /ended file uploads on 12 December 2017/.test(message)));
  },
  UpdateNotificationSettings: ({ hitId }) =>
    run(
      commands.setNotifications,
      [{ kind: 'hit', hitId }],
      { pick: /^Destination/ },
      { pick: /SQS/ },
      { type: queueUrl },
      { pick: /AssignmentSubmitted/ },
      confirm,
    ),
  SendTestEventNotification: () =>
    run(commands.sendTestEvent, [], { pick: /SQS/ }, { type: queueUrl }, { pick: /Ping/ }, confirm),
  CreateHITType: () =>
    run(
      commands.registerHITType,
      [],
      { type: 'Walk the operations' },
      { type: 'Each of them' },
      { type: '' },
      { type: '0.05' },
      { type: '10 m' },
      { type: '2 d' },
      confirm,
    ),
  CreateHIT: () =>
    run(
      commands.payWithoutAssignment,
      [{ kind: 'worker', workerId: 'A1HAND0000' }],
      { type: '0.50' },
      { accept: true },
      confirm,
    ),
  CreateHITWithHITType: async ({ at, account }) => {
    const [first] = account.hits();
    const { HIT } = await at.independent.call('GetHIT', { HITId: first?.id });
    const input = { HITTypeId: HIT?.HITTypeId ?? '', LifetimeInSeconds: 3600, Question: HIT?.Question };
    const { title, reward } = first ?? { title: '', reward: cents(0) };
    await sendByLedger({ verb: 'createHITWithType', input, title, reward, fee: cents(1) });
  },
  UpdateHITTypeOfHIT: async ({ account }) => {
    const [first, second] = account.hits();
    assert.ok(first && second);
    await sendByLedger({ verb: 'changeHITType', hitId: first.id, hitTypeId: second.typeId, before: first.typeId });
  },
  DeleteQualificationType: ({ typeId }) =>
    run(commands.deleteQualificationType, [{ kind: 'qualificationType', typeId }], confirm),
  DeleteHIT: async ({ at, account }) => {
    const { HIT } = await at.independent.call('CreateHIT', {
      Title: 'To be deleted',
      Description: 'Nothing',
      Reward: '0.01',
      LifetimeInSeconds: 60,
      AssignmentDurationInSeconds: 60,
      Question: (await at.independent.call('GetHIT', { HITId: account.hits()[0]?.id })).HIT?.Question,
    });
    const hitId = HIT?.HITId ?? '';
    await at.independent.call('UpdateExpirationForHIT', { HITId: hitId, ExpireAt: new Date(0) });
    await account.refreshHITs();
    return run(commands.deleteHIT, [{ kind: 'hit', hitId }], confirm);
  },
};

describe('the operations of the API', () => {
  let scene: Scene | undefined;

  before(async () => {
    const at = await sampleLocal();
    const { hitId } = await submittedHIT(at, 4);
    const { QualificationType } = await at.independent.call('CreateQualificationType', {
      Name: 'Careful walk',
      Description: 'Reads with care.',
      QualificationTypeStatus: 'Active',
    });
    scene = { at, account: await accountNow(), hitId, typeId: QualificationType?.QualificationTypeId ?? '' };
    await scene.account.workers.refresh(true);
  });
  after(async () => run(commands.stopLocal, []));

  it('are all in the table, and the table names commands that there are', () => {
    const rows = table();
    assert.deepEqual([...rows.keys()].sort(), all);
    assert.equal(all.length, 39);
    const titles = new Set(
      ((extension?.packageJSON.contributes.commands ?? []) as { title: string }[]).map(({ title }) => title),
    );
    for (const [name, where] of rows)
      for (const [, title = ''] of where.matchAll(/\*([^*]+)\*/g))
        assert.ok(titles.has(title) || title === 'Open as JSON', `${name}: no command is called ${title}`);
    assert.deepEqual(Object.keys(doors).sort(), all);
  });

  for (const [operation, open] of Object.entries(doors))
    it(operation, async () => {
      assert.ok(scene);
      const before = await calls(operation);
      await open(scene);
      assert.ok((await calls(operation)) > before, `${operation} was sent`);
    });
});
