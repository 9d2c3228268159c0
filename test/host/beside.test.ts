import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { Account } from '../../src/account/account.ts';
import { searchFor } from '../../src/commands/explorer/findInFiles.ts';
import { commands, views } from '../../src/ids.ts';
import type { Assignment } from '../../src/mturk/model.ts';
import { localProfile, type Profile } from '../../src/profiles/profile.ts';
import type { Node } from '../../src/views/nodes.ts';
import { startLocal } from '../support/local.ts';
import { activated, type LocalAtHand, onlySelected, run, sampleLocal } from './support.ts';

describe('beside the code', () => {
  let at: LocalAtHand;
  let account: Account;
  let assignment: Assignment;

  before(async () => {
    at = await sampleLocal();
    ({ account } = at);
    await run(commands.readAllWork, []);
    const [first] = [...account.works()].flat();
    assert.ok(first);
    assignment = first;
  });
  after(async () => {
    await (await activated()).explorer.arrangement.filterBy('');
    await (await activated()).explorer.arrangement.group('none');
    await run(commands.stopLocal, []);
  });

  const hitRow = (): Node => ({ kind: 'hit', hitId: assignment.hitId });
  const row = (): Node => ({ kind: 'assignment', hitId: assignment.hitId, assignmentId: assignment.id });
  const workerRow = () => ({ kind: 'worker', workerId: assignment.workerId });
  const selected = async (wanted: Node) => onlySelected((await activated()).explorer.hits, wanted);
  const copied = async (): Promise<string> => vscode.env.clipboard.readText();
  const work = () => [...account.works()].flat();

  describe('copy as', () => {
    it('JSON: what the service says, of one row and of many', async () => {
      await run(commands.copyAsJSON, [row(), undefined]);
      const one = JSON.parse(await copied());
      assert.equal(one.Assignment.AssignmentId, assignment.id);
      assert.equal(one.HIT.HITId, assignment.hitId);
      assert.match(one.Assignment.SubmitTime, /Z$/);

      await run(commands.copyAsJSON, [hitRow(), [hitRow(), row()]]);
      const [hit, ...others] = JSON.parse(await copied());
      assert.match(hit.HIT.Question, /^</);
      assert.equal(others.length, 1);

      await run(commands.copyAsJSON, [workerRow(), undefined]);
      const all: { Assignment: { AssignmentId: string } }[] = JSON.parse(await copied());
      assert.deepEqual(
        all.map(({ Assignment }) => Assignment.AssignmentId).sort(),
        work()
          .flatMap(({ id, workerId }) => (workerId === assignment.workerId ? [id] : []))
          .sort(),
      );
    });

    it('JSON of what can be read, and says what could not', async () => {
      const gone = { kind: 'hit', hitId: `3${'Z'.repeat(29)}` };
      const prompts = await run(commands.copyAsJSON, [hitRow(), [hitRow(), gone]]);
      await prompts.heard('warn', /Copied 1 of 2\. The others could not be read: .*does not exist/);
      assert.equal(JSON.parse(await copied()).length, 1);
      await vscode.env.clipboard.writeText('before');
      const failed = await run(commands.copyAsJSON, [gone, undefined]);
      await failed.heard('reportError', /does not exist/);
      assert.equal(await copied(), 'before');
    });

    it('lines of boto3 and of the AWS CLI', async () => {
      await run(commands.copyAsBoto3, [hitRow(), [hitRow(), row()]]);
      assert.equal(
        await copied(),
        `mturk.get_hit(HITId='${assignment.hitId}')\nmturk.get_assignment(AssignmentId='${assignment.id}')`,
      );
      await run(commands.copyAsAwsCli, [row(), undefined]);
      const { local } = at;
      assert.equal(
        await copied(),
        `AWS_ACCESS_KEY_ID=${local.accessKeyId} AWS_SECRET_ACCESS_KEY=${local.secretAccessKey} aws mturk get-assignment --assignment-id ${assignment.id} --endpoint-url ${local.endpoint} --region us-east-1`,
      );
    });

    it('an AWS CLI line that runs as it stands', async function () {
      await run(commands.copyAsAwsCli, [hitRow(), undefined]);
      const line = await copied();
      const { stdout } = await promisify(execFile)('sh', ['-c', `command -v aws || true`]);
      if (stdout.trim() === '') this.skip();
      const said = JSON.parse((await promisify(execFile)('sh', ['-c', `${line} --output json`])).stdout);
      assert.equal(said.HIT.HITId, assignment.hitId);
    });

    it('a link to the page of the HIT group on Local’s worker site', async () => {
      await run(commands.copyWorkerLink, [row(), [row(), hitRow()]]);
      const link = await copied();
      assert.equal(link.split('\n').length, 1, 'both are in one group');
      assert.ok(link.endsWith(`/projects/${account.hit(assignment.hitId)?.groupId}/tasks`));
      const page = await fetch(link);
      assert.equal(page.status, 200, link);
      const none = await run(commands.copyWorkerLink, [workerRow(), undefined]);
      await none.heard('reportError', /Only HITs have a page/);
    });

    it('from the palette, of what is picked or typed', async () => {
      const title = account.hit(assignment.hitId)?.title ?? '';
      await run(commands.copyAsBoto3, [], { pick: /^HITs/ }, { pick: new RegExp(assignment.hitId) });
      assert.equal(await copied(), `mturk.get_hit(HITId='${assignment.hitId}')`);
      await run(
        commands.copyAsBoto3,
        [],
        { pick: /^Assignments/ },
        { pick: new RegExp(assignment.hitId) },
        { pick: new RegExp(assignment.id) },
      );
      assert.equal(await copied(), `mturk.get_assignment(AssignmentId='${assignment.id}')`);
      await run(commands.copyAsBoto3, [], { pick: /^An ID/ }, { type: `${title}: ${assignment.id}, ${assignment.id}` });
      assert.equal(await copied(), `mturk.get_assignment(AssignmentId='${assignment.id}')`);
      const nothing = await run(commands.copyAsBoto3, [], { pick: /^An ID/ }, { type: 'NOTHING1' });
      await nothing.heard('reportError', /No ID of this account appears/);
    });

    it('rows that group HITs of one type', async () => {
      const { explorer } = await activated();
      await explorer.arrangement.group('type');
      const [group] = await explorer.hits.getChildren();
      assert.ok(group?.kind === 'group');
      assert.match(String(explorer.hits.getTreeItem(group).contextValue), /\bhitType\b/);
      await run(commands.copyId, [group, undefined]);
      assert.equal(await copied(), group.key);
      await run(commands.copyAsBoto3, [group, undefined]);
      const ids = account.hits().flatMap(({ id, typeId }) => (typeId === group.key ? [id] : []));
      assert.equal((await copied()).split('\n').length, ids.length);
      for (const id of ids) assert.ok((await copied()).includes(id));
      await explorer.arrangement.group('none');
    });

    it('says which worker site is not known, and that Amazon’s are closed', async () => {
      const { workbench } = await activated();
      const other = await startLocal();
      const profiles: Profile[] = [
        { id: 'lab', name: 'Lab', endpoint: other.endpoint, environment: 'other', keys: 'session' },
        {
          id: 'sandbox',
          name: 'Sandbox',
          endpoint: 'https://mturk-requester-sandbox.us-east-1.amazonaws.com',
          environment: 'sandbox',
          keys: 'session',
        },
      ];
      try {
        for (const profile of profiles) await workbench.store.add(profile, other);
        const [lab, sandbox] = profiles;
        assert.ok(lab && sandbox);
        const group = { kind: 'hitGroup', groupId: '3GROUP' };
        await workbench.sessions.switchTo(lab);
        const unknown = await run(commands.copyWorkerLink, [group, undefined]);
        await unknown.heard('reportError', /does not report where the workers of Lab do HITs/);
        await workbench.sessions.switchTo(sandbox);
        const closed = await run(commands.copyWorkerLink, [group, undefined]);
        await closed.heard('inform', /closed on 30 September 2026/);
        assert.equal(await copied(), 'https://workersandbox.mturk.com/projects/3GROUP/tasks');
      } finally {
        await workbench.sessions.switchTo(localProfile);
        for (const { id } of profiles) await workbench.store.remove(id);
        await other.stop();
      }
      const now = workbench.sessions.current.account;
      assert.ok(now);
      account = now;
      await account.refreshHITs();
      await run(commands.readAllWork, []);
    });
  });

  it('looks for ids in files as they are, several at once, and not for too many', async () => {
    assert.deepEqual(searchFor(['3ABC']), {
      query: '3ABC',
      isRegex: false,
      isCaseSensitive: true,
      matchWholeWord: true,
      filesToInclude: '',
      filesToExclude: '',
      triggerSearch: true,
    });
    const { query, isRegex } = searchFor(['3ABC', 'A.*|(1', 'A1']);
    assert.equal(isRegex, true);
    assert.deepEqual(
      ['3ABC', 'A.*|(1', 'A1', 'Axx', '(1'].filter(text => new RegExp(`^(?:${query})$`).test(text)),
      ['3ABC', 'A.*|(1', 'A1'],
    );
    await run(commands.findInFiles, [row(), [row(), hitRow(), workerRow()]]);
    const rows = Array.from({ length: 101 }, (_, index) => ({ kind: 'worker', workerId: `A${index}WORKER` }));
    const many = await run(commands.findInFiles, [rows[0], rows]);
    await many.heard('reportError', /101 IDs are too many/);
    await vscode.commands.executeCommand(`${views.hits}.focus`);
  });

  it('reveals in the HITs view from rows of other views, from ids and from the palette', async () => {
    const { explorer } = await activated();
    await run(commands.reveal, [row(), [row()]]);
    await selected(row());
    await explorer.arrangement.filterBy('"no such title"');
    await run(commands.reveal, [], { pick: new RegExp(assignment.hitId) });
    await selected(hitRow());
    assert.equal(explorer.arrangement.filter, '', 'the filter that hid it is gone');
    const typeId = account.hit(assignment.hitId)?.typeId ?? '';
    await run(commands.reveal, [{ kind: 'hitType', typeId }]);
    const shown = (await explorer.hits.getChildren()).map(node => (node.kind === 'hit' ? node.hitId : ''));
    assert.deepEqual(
      shown.sort(),
      account.ids
        .hitsOf(typeId)
        .map(({ id }) => id)
        .sort(),
    );
    const gone = await run(commands.reveal, [{ kind: 'hit', hitId: '3GONE' }]);
    await gone.heard('reportError', /no row for 3GONE/);
  });
});
