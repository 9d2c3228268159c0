/** What VS Code goes on showing after Local was stopped, restarted, reset, or its clock advanced: marks that it was given before must go. */
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import { Decorations } from '../../src/views/decorations.ts';
import { hitMark } from '../../src/views/rowBadges.ts';
import { activated, run, sampleLocal, until } from './support.ts';

describe('marks of rows', () => {
  /** As VS Code has them: what it was given for each address, until it is told to ask again. */
  let kept: Map<string, string>;
  let decorations: Decorations;
  const addresses = new Map<string, vscode.Uri>();

  beforeEach(async () => {
    kept = new Map();
    const { workbench } = await activated();
    decorations = new Decorations(workbench.sessions);
    decorations.onDidChangeFileDecorations(uris => {
      if (!uris) kept.clear();
      for (const uri of uris ?? []) ask(uri);
    });
  });
  afterEach(() => decorations.dispose());
  after(async () => run(commands.stopLocal, []));

  function ask(uri: vscode.Uri): void {
    addresses.set(uri.path, uri);
    kept.set(uri.path, decorations.provideFileDecoration(uri)?.badge ?? '');
  }

  /** Every HIT's row is drawn, with what VS Code has for it, or asks for if it has nothing. */
  async function draw(): Promise<Map<string, string>> {
    const { workbench } = await activated();
    const drawn = new Map<string, string>();
    for (const { id } of workbench.sessions.current.account?.hits() ?? []) {
      const { profile } = workbench.sessions.current;
      const uri = workbench.documents.uriOf({
        form: 'json',
        profileId: profile.id,
        target: { kind: 'hit', hitId: id },
      });
      if (!kept.has(uri.path)) ask(uri);
      drawn.set(id, kept.get(uri.path) ?? '');
    }
    return drawn;
  }

  async function assertRight(when: string): Promise<void> {
    const { workbench } = await activated();
    const { account } = workbench.sessions.current;
    assert.ok(account);
    await account.refreshHITs();
    const drawn = await draw();
    assert.ok(drawn.size > 0);
    const right = account.hits().map(hit => [hit.id, hitMark(hit, account.counts(hit))?.badge ?? '']);
    assert.deepEqual([...drawn].sort(), right.sort(), when);
  }

  it('are those of the data that is there, after a restart, a reset and a jump in time', async () => {
    const at = await sampleLocal();
    await assertRight('at first');
    const marked = [...(await draw())].find(([, badge]) => Number(badge) > 0);
    assert.ok(marked, 'a HIT with something to review');
    const [hitId] = marked;

    const { Assignments = [] } = await at.independent.call('ListAssignmentsForHIT', {
      HITId: hitId,
      AssignmentStatuses: ['Submitted'],
    });
    await run(commands.stopLocal, []);
    await run(commands.startLocal, []);
    const { workbench } = await activated();
    const { account } = workbench.sessions.current;
    assert.ok(account);
    // Rows are drawn with what was known before, and VS Code asks for their marks.
    await account.restore();
    await draw();
    for (const { AssignmentId } of Assignments) await account.client.call('ApproveAssignment', { AssignmentId });
    await assertRight('after a restart');

    await run(commands.resetLocal, [], { pick: /Sample/ }, { confirm: true });
    await assertRight('after a reset');
    assert.equal((await draw()).get(hitId), marked[1], 'the samples have the same IDs again');

    const now = workbench.sessions.current.account;
    assert.ok(now);
    await workbench.local.control('clock', { advanceSeconds: 40 * 86_400 });
    await until(now, 'time went on', () => now.now() - Date.now() > 39 * 86_400_000);
    await assertRight('after a jump in time');
  });
});
