/** The entries of the menu matrix for commands on workers and on qualification types. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type CommandId, commands, panels } from '../../../src/ids.ts';
import type { Node } from '../../../src/views/nodes.ts';
import { panelTab } from './editors.ts';
import { confirmed } from './preparations.ts';
import type { RowItem, Seen } from './rowItems.ts';
import type { World } from './world.ts';

const ofWorkers = ['worker', 'assignment', 'rejection', 'workGroup'] as const;

/** The workers that rows are about. */
function workersOf(refs: readonly Node[], { account }: Pick<Seen, 'account'>): string[] {
  const ids = refs.flatMap(ref => {
    if (ref.kind === 'worker') return [ref.workerId];
    return ref.kind === 'assignment' ? [account.assignment(ref.assignmentId)?.workerId ?? ''] : [];
  });
  return [...new Set(ids)].sort();
}

const work = ({ rows }: World): readonly Node[] => rows.assignment;

let round = 0;

/** It asked once, and named as many workers as are meant. */
const asked: RowItem['acted'] = (refs, seen) => {
  const count = workersOf(refs, seen).length;
  const questions = seen.prompts.said.filter(({ kind }) => kind === 'confirm');
  assert.equal(questions.length, 1);
  assert.match(questions[0]?.message ?? '', count === 1 ? /worker|1 / : new RegExp(`${count} workers`));
};

const idsOf = (refs: readonly Node[]): string[] =>
  refs.flatMap(ref => (ref.kind === 'qualificationType' ? [ref.typeId] : [])).sort();

const ownTypes = ({ account }: World): Node[] =>
  [...account.workers.types.keys()].map(typeId => ({ kind: 'qualificationType', typeId }));
const holders = ({ account }: World): Node[] =>
  [...account.workers.held.values()].flat().map(({ workerId, typeId }) => ({ kind: 'worker', workerId, typeId }));
const requests = ({ account }: World): Node[] =>
  account.workers.requests.map(({ id, workerId, typeId }) => ({ kind: 'worker', workerId, typeId, requestId: id }));

const noneLeft: RowItem['acted'] = (refs, { account }) => {
  const left = new Set(account.workers.requests.map(({ id }) => id));
  for (const ref of refs) assert.ok(ref.kind === 'worker' && !left.has(ref.requestId ?? ''));
};

const opened =
  (title: RegExp): RowItem['acted'] =>
  async () => {
    await panelTab(panels.people, title);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  };

export const peopleItems: Partial<Record<CommandId, RowItem>> = {
  [commands.openWorker]: {
    on: ['worker'],
    eligible: ({ rows }) => rows.worker,
    answers: () => [],
    acted: opened(/^A/),
    single: true,
  },
  [commands.openQualificationType]: {
    on: ['qualificationType'],
    eligible: ownTypes,
    answers: () => [],
    acted: opened(/^Matrix/),
    single: true,
  },
  [commands.sendMessage]: {
    on: ofWorkers,
    eligible: work,
    answers: () => [{ type: 'Hello' }, { type: 'Thank you.' }, { confirm: true }],
    acted: asked,
  },
  [commands.excludeWorkers]: {
    on: ofWorkers,
    eligible: work,
    answers: () => {
      round += 1;
      return [{ pick: /^New qualification/ }, { type: `Took part ${round}` }, { accept: true }, { confirm: true }];
    },
    acted: (refs, seen) => {
      const type = [...seen.account.workers.types.values()].find(({ name }) => name === `Took part ${round}`);
      const excluded = [...seen.account.workers.held.values()].flat().filter(({ typeId }) => typeId === type?.id);
      assert.deepEqual(excluded.map(({ workerId }) => workerId).sort(), workersOf(refs, seen));
    },
  },
  [commands.excludeWorkersOf]: {
    on: ['hit', 'hitGroup'],
    eligible: ({ account, rows }) =>
      rows.hit.filter(row => row.kind === 'hit' && account.assignments(row.hitId).length > 0),
    answers: () => {
      round += 1;
      return [
        { pick: /^New qualification/ },
        { type: `Took part ${round}` },
        { accept: true },
        { confirm: true },
        { pick: /^No definition/ },
      ];
    },
    acted: (refs, { account }) => {
      const type = [...account.workers.types.values()].find(({ name }) => name === `Took part ${round}`);
      const excluded = [...account.workers.held.values()].flat().filter(({ typeId }) => typeId === type?.id);
      const meant = refs.flatMap(ref => (ref.kind === 'hit' ? account.assignments(ref.hitId) : []));
      assert.deepEqual(
        excluded.map(({ workerId }) => workerId).sort(),
        [...new Set(meant.map(({ workerId }) => workerId))].sort(),
      );
    },
  },
  [commands.inviteWorkers]: {
    on: ofWorkers,
    // The grant, and the message after it.
    confirmations: 2,
    eligible: work,
    answers: () => [{ pick: /^Matrix B/ }, { confirm: true }, { accept: true }, { accept: true }, { leave: true }],
    acted: async (refs, seen) => {
      const { workers, client } = seen.account;
      const type = [...workers.types.values()].find(({ name }) => name === 'Matrix B');
      for (const WorkerId of workersOf(refs, seen)) {
        assert.ok(workers.held.get(WorkerId)?.some(({ typeId }) => typeId === type?.id));
        await client.call('DisassociateQualificationFromWorker', { QualificationTypeId: type?.id, WorkerId });
      }
      await workers.refresh(true);
    },
  },
  [commands.grantQualification]: {
    on: [...ofWorkers, 'qualificationType'],
    eligible: work,
    answers: () => {
      round += 1;
      return [{ pick: /^Matrix A/ }, { type: String(1000 + round) }, { pick: /^Without/ }, { confirm: true }];
    },
    acted: (refs, seen) => {
      const granted = [...seen.account.workers.held.values()].flat().filter(({ score }) => score === 1000 + round);
      assert.deepEqual(granted.map(({ workerId }) => workerId).sort(), workersOf(refs, seen));
    },
  },
  [commands.addWorkerNote]: {
    on: ofWorkers,
    eligible: work,
    answers: () => [{ type: 'A note' }],
    acted: () => undefined,
  },
  [commands.blockWorkers]: {
    on: ofWorkers,
    eligible: work,
    answers: () => [{ type: 'Random answers' }, { confirm: true }],
    acted: async (refs, seen) => {
      const ids = workersOf(refs, seen);
      assert.deepEqual([...seen.account.workers.blocks.keys()].filter(id => ids.includes(id)).sort(), ids);
      for (const WorkerId of ids) await seen.account.client.call('DeleteWorkerBlock', { WorkerId });
      await seen.account.workers.refresh(true);
    },
  },
  [commands.unblockWorkers]: {
    on: ofWorkers,
    given: async ({ account, independent }) => {
      const all = new Set([...account.works()].flat().map(({ workerId }) => workerId));
      for (const WorkerId of all) await independent.call('CreateWorkerBlock', { WorkerId, Reason: 'Matrix' });
      await account.workers.refresh(true);
    },
    eligible: ({ rows, account }) =>
      rows.assignment.filter(
        row =>
          row.kind === 'assignment' && account.workers.blocks.has(account.assignment(row.assignmentId)?.workerId ?? ''),
      ),
    answers: confirmed,
    acted: async (refs, seen) => {
      const ids = workersOf(refs, seen);
      assert.ok(ids.every(id => !seen.account.workers.blocks.has(id)));
      for (const WorkerId of ids) await seen.account.client.call('CreateWorkerBlock', { WorkerId, Reason: 'Matrix' });
      await seen.account.workers.refresh(true);
    },
  },
  [commands.payWithoutAssignment]: {
    on: ['worker'],
    eligible: ({ rows }) => rows.worker,
    answers: () => [{ type: '0.10' }, { accept: true }, { confirm: true }],
    acted: (refs, { account }) => {
      const [worker] = refs;
      assert.ok(worker?.kind === 'worker');
      assert.ok(account.hits().some(({ title }) => title === `Payment for ${worker.workerId}`));
    },
    single: true,
  },
  [commands.copyQualificationTypeId]: {
    on: ['qualificationType'],
    eligible: ownTypes,
    answers: () => [],
    acted: async refs => {
      assert.deepEqual((await vscode.env.clipboard.readText()).split('\n').sort(), idsOf(refs));
    },
  },
  [commands.editQualificationType]: {
    on: ['qualificationType'],
    eligible: ownTypes,
    answers: () => {
      round += 1;
      return [{ pick: /^Description/ }, { type: `Described ${round}` }, { confirm: true }];
    },
    acted: (refs, { account }) => {
      const changed = [...account.workers.types.values()].filter(each => each.description === `Described ${round}`);
      assert.deepEqual(
        changed.map(({ id }) => id),
        idsOf(refs),
      );
    },
    single: true,
  },
  [commands.deleteQualificationType]: {
    on: ['qualificationType'],
    eligible: ownTypes,
    answers: confirmed,
    given: async ({ account }) => account.workers.refresh(true),
    acted: (refs, { account }) => {
      for (const id of idsOf(refs)) assert.ok(!account.workers.types.has(id));
    },
  },
  [commands.setScore]: {
    on: ['holding'],
    eligible: holders,
    answers: () => {
      round += 1;
      return [{ type: String(2000 + round) }, { confirm: true }];
    },
    acted: (refs, { account }) => {
      const set = [...account.workers.held.values()].flat().filter(({ score }) => score === 2000 + round);
      assert.equal(set.length, refs.length);
    },
  },
  [commands.revokeQualification]: {
    // On a type it asks from whom.
    on: ['holding', 'qualificationType'],
    eligible: holders,
    answers: () => [{ type: '' }, { confirm: true }],
    acted: (refs, { account }) => {
      for (const ref of refs)
        assert.ok(
          ref.kind === 'worker' && !account.workers.held.get(ref.workerId)?.some(({ typeId }) => typeId === ref.typeId),
        );
    },
  },
  [commands.acceptRequest]: {
    on: ['request'],
    eligible: requests,
    answers: () => [{ type: '5' }, { confirm: true }],
    acted: noneLeft,
  },
  [commands.rejectRequest]: {
    on: ['request'],
    eligible: requests,
    answers: () => [{ type: '' }, { confirm: true }],
    acted: noneLeft,
  },
};
