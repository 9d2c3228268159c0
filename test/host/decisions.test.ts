import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import type { Assignment, HIT } from '../../src/mturk/model.ts';
import type { PlanView } from '../../src/panels/decisions/contract.ts';
import { activated, type LocalAtHand, run, sampleLocal } from './support.ts';

describe('decision files', () => {
  let at: LocalAtHand;
  let folder: string;
  let file: vscode.Uri;

  beforeEach(async () => {
    at = await sampleLocal();
    folder = mkdtempSync(join(tmpdir(), 'mturk-decisions-'));
    file = vscode.Uri.file(join(folder, 'decisions.csv'));
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  });

  after(async () => run(commands.stopLocal, []));

  /** A HIT with so much work to review, and that work. */
  async function waiting(count: number): Promise<{ hit: HIT; work: Assignment[] }> {
    for (const hit of at.account.hits()) {
      await at.account.refreshAssignments(hit.id);
      const work = at.account.assignments(hit.id).filter(each => each.status === 'Submitted');
      if (work.length >= count) return { hit, work };
    }
    throw new Error(`no sample HIT has ${count} assignments to review`);
  }

  async function atService(id: string) {
    return (await at.independent.call('GetAssignment', { AssignmentId: id })).Assignment;
  }

  async function bonusesOf(id: string): Promise<(string | undefined)[]> {
    const { BonusPayments = [] } = await at.independent.call('ListBonusPayments', { AssignmentId: id });
    return BonusPayments.map(({ BonusAmount }) => BonusAmount);
  }

  /** Puts texts into the row of an assignment, by column. */
  function fill(id: string, cells: Readonly<Record<string, string>>): void {
    const [header = '', ...rows] = readFileSync(file.fsPath, 'utf8').split('\r\n');
    const columns = header.split(',');
    const filled = rows.map(row => {
      if (!row.startsWith(id)) return row;
      const decided = ['Approve', 'Reject', 'Bonus', 'BonusReason', 'Feedback'];
      // The columns to fill are the last and empty.
      const start = columns.indexOf('Approve');
      assert.equal(start, columns.length - decided.length);
      return row.slice(0, -(decided.length - 1)) + decided.map(name => cells[name] ?? '').join(',');
    });
    writeFileSync(file.fsPath, [header, ...filled].join('\r\n'));
  }

  async function shownPlan(): Promise<PlanView> {
    const { workbench } = await activated();
    const state = workbench.decisions.shown(file)?.state;
    assert.ok(state?.kind === 'planned', JSON.stringify(state));
    return state.plan;
  }

  const counts = ({ groups }: PlanView) => groups.map(({ kind, count }) => `${count} ${kind}`);

  async function textOf(uri: vscode.Uri): Promise<string> {
    return (await vscode.workspace.openTextDocument(uri)).getText();
  }

  /** The file, written without decisions and reread by the editor once it was filled. */
  async function exported(hit: HIT): Promise<void> {
    await run(commands.exportDecisions, [{ kind: 'hit', hitId: hit.id }], { file });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  }

  it('go from the work to a file, through a plan, to the service, and never twice', async () => {
    const { hit, work } = await waiting(3);
    const [first, second, third] = work;
    assert.ok(first && second && third);
    await exported(hit);
    fill(first.id, { Approve: 'x', Bonus: '1.50', BonusReason: 'Thorough' });
    fill(second.id, { Reject: 'All answers are the same.' });

    await run(commands.reviewDecisions, [file]);
    const plan = await shownPlan();
    assert.deepEqual(counts(plan), ['1 approve', '1 reject', '1 bonus']);
    assert.equal(plan.leftOut, 0);
    assert.equal((await atService(first.id))?.AssignmentStatus, 'Submitted');

    const prompts = await run(commands.applyDecisions, [file], { confirm: true });
    const asked = await prompts.heard('confirm', /^Apply 3 decisions in LOCAL\?/);
    assert.match(asked, /Approve 1: \$\d+\.\d\d and \$\d+\.\d\d fees\./);
    assert.match(asked, /They read: “All answers are the same\.”/);
    assert.match(asked, /bonuses, which can’t be reversed, 1: \$1\.50 and \$0\.30 fees\./);
    await prompts.heard('inform', /^Applied 3 decisions \(LOCAL\)\.$/);
    assert.equal((await atService(first.id))?.AssignmentStatus, 'Approved');
    assert.equal((await atService(second.id))?.AssignmentStatus, 'Rejected');
    assert.equal((await atService(second.id))?.RequesterFeedback, 'All answers are the same.');
    assert.equal((await atService(third.id))?.AssignmentStatus, 'Submitted');
    assert.deepEqual(await bonusesOf(first.id), ['1.50']);

    const lines = readFileSync(file.fsPath, 'utf8').split('\r\n');
    assert.match(lines[0] ?? '', /,Feedback,Result$/);
    assert.match(lines.find(line => line.startsWith(first.id)) ?? '', /,approved; bonus of \$1\.50 sent$/);
    assert.match(lines.find(line => line.startsWith(second.id)) ?? '', /,rejected$/);
    assert.deepEqual(counts(await shownPlan()), ['3 settled']);

    const again = await run(commands.applyDecisions, [file]);
    await again.heard('inform', /^There was nothing to apply\. 3 assignments already have this decision\.$/);
    assert.deepEqual(await bonusesOf(first.id), ['1.50']);
  });

  it('pay a bonus once, though they are applied again while the first time is still asked about', async () => {
    const { hit, work } = await waiting(1);
    const [first] = work;
    assert.ok(first);
    await exported(hit);
    fill(first.id, { Bonus: '1.50', BonusReason: 'Thorough' });
    await run(commands.reviewDecisions, [file]);
    const before = async () => vscode.commands.executeCommand(commands.applyDecisions, file);
    const prompts = await run(commands.applyDecisions, [file], { confirm: true, before });
    await prompts.heard('warn', /Another operation on 1 decision of this file is in progress/);
    await prompts.heard('inform', /^Applied 1 decision \(LOCAL\)\.$/);
    assert.deepEqual(
      prompts.said.filter(({ kind }) => kind === 'reportError'),
      [],
    );
    assert.deepEqual(await bonusesOf(first.id), ['1.50']);
  });

  it('are applied only when they are clean, or when the rest is left out', async () => {
    const { hit, work } = await waiting(2);
    const [first, second] = work;
    assert.ok(first && second);
    await exported(hit);
    fill(first.id, { Approve: 'x' });
    fill(second.id, { Approve: 'x', Reject: 'Both' });
    const text = readFileSync(file.fsPath, 'utf8').trimEnd();
    const [header = ''] = text.split('\r\n');
    const unknown = `3NOSUCHASSIGNMENT0000000000001${','.repeat(header.split(',').length - 5)}x,,,,`;
    const elsewhere = header
      .split(',')
      .map(name => ({ AssignmentId: '3OTHER', Environment: 'production', Approve: 'x' })[name] ?? '')
      .join(',');
    writeFileSync(file.fsPath, `${[text, unknown, elsewhere].join('\r\n')}\r\n`);

    await run(commands.reviewDecisions, [file]);
    const plan = await shownPlan();
    assert.deepEqual(counts(plan), ['1 approve', '1 malformed', '1 unknown', '1 elsewhere']);
    const [diagnostic, ...others] = vscode.languages.getDiagnostics(file);
    assert.deepEqual(others, []);
    assert.equal(diagnostic?.message, 'The row both approves and rejects.');
    assert.ok(text.split('\r\n')[diagnostic.range.start.line]?.startsWith(second.id));

    await run(commands.applyDecisions, [file]);
    assert.equal((await atService(first.id))?.AssignmentStatus, 'Submitted');
    const prompts = await run(commands.applyDecisions, [file], { press: /Leave Them Out/ }, { confirm: true });
    await prompts.heard('warn', /^3 rows can’t be applied/);
    await prompts.heard('confirm', /Left out: 3 rows\./);
    assert.equal((await atService(first.id))?.AssignmentStatus, 'Approved');
    assert.equal((await atService(second.id))?.AssignmentStatus, 'Submitted');
    const written = readFileSync(file.fsPath, 'utf8');
    assert.match(written, /,approved\r\n/);
    assert.match(written, /,left out: the row both approves and rejects\r\n/);
    assert.match(written, /3NOSUCH.*,left out: the service does not know it: .*\r\n/);
  });

  it('are planned anew, and not applied, when the file changed after the plan', async () => {
    const { hit, work } = await waiting(2);
    const [first, second] = work;
    assert.ok(first && second);
    await exported(hit);
    fill(first.id, { Approve: 'x' });
    await run(commands.reviewDecisions, [file]);
    const document = await vscode.workspace.openTextDocument(file);
    const line = document
      .getText()
      .split('\r\n')
      .findIndex(each => each.startsWith(second.id));
    const end = document.lineAt(line).range.end;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(file, new vscode.Range(end.translate(0, -4), end), 'x,,,,');
    await vscode.workspace.applyEdit(edit);
    const prompts = await run(commands.applyDecisions, [file]);
    await prompts.heard('warn', /changed after the plan was made, so nothing was applied/);
    assert.deepEqual(counts(await shownPlan()), ['2 approve']);
    assert.equal((await atService(first.id))?.AssignmentStatus, 'Submitted');
  });

  it('keep what somebody writes into the file while they are applied', async () => {
    const { hit, work } = await waiting(1);
    const [first] = work;
    assert.ok(first);
    await exported(hit);
    fill(first.id, { Approve: 'x' });
    await run(commands.reviewDecisions, [file]);
    const before = async () => {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(file, new vscode.Position(0, 0), '\n');
      await vscode.workspace.applyEdit(edit);
    };
    const prompts = await run(commands.applyDecisions, [file], { confirm: true, before });
    await prompts.heard('warn', /changed while its decisions were applied/);
    assert.equal((await atService(first.id))?.AssignmentStatus, 'Approved');
    assert.ok(!(await textOf(file)).includes('Result'));
  });

  it('are exported from the palette as JSON lines, with what waits alone', async () => {
    const target = vscode.Uri.file(join(folder, 'waiting.jsonl'));
    await run(commands.exportDecisions, [], { pick: /pending review/ }, { file: target });
    const rows: Record<string, unknown>[] = readFileSync(target.fsPath, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    const submitted = at.account.hits().reduce((sum, hit) => sum + at.account.counts(hit).submitted, 0);
    assert.equal(rows.length, submitted);
    for (const row of rows)
      assert.deepEqual([row.AssignmentStatus, row.Environment, row.Approve], ['Submitted', 'local', null]);
  });

  it('are exported for the HITs of a group, and understood without any column but the needed ones', async () => {
    const { workbench, explorer } = await activated();
    await explorer.arrangement.group('status');
    try {
      const nodes = await explorer.hits.getChildren();
      const group = nodes.find(each => each.kind === 'group');
      assert.ok(group?.kind === 'group');
      const hitIds = new Set(explorer.hits.membersOf(group.key).map(({ hitId }) => hitId));
      await run(commands.exportDecisions, [group], { file });
      const rows = readFileSync(file.fsPath, 'utf8').trim().split('\r\n').slice(1);
      assert.ok(rows.length > 0);
      for (const row of rows) assert.ok(hitIds.has(row.split(',')[1] ?? ''), row);
    } finally {
      await explorer.arrangement.group('none');
    }
    const { work } = await waiting(1);
    const amazon = vscode.Uri.file(join(folder, 'Batch_1_results.csv'));
    writeFileSync(amazon.fsPath, `"AssignmentId","Approve","Reject"\r\n"${work[0]?.id}","X",""\r\n`);
    await run(commands.reviewDecisions, [amazon]);
    const state = workbench.decisions.shown(amazon)?.state;
    assert.ok(state?.kind === 'planned');
    assert.deepEqual(counts(state.plan), ['1 approve']);
  });

  it('have a lens, known by the first line and not by the name', async () => {
    const lensesOf = async (name: string, text: string) => {
      const uri = vscode.Uri.file(join(folder, name));
      writeFileSync(uri.fsPath, text);
      await vscode.workspace.openTextDocument(uri);
      const lenses: vscode.CodeLens[] = await vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri);
      return lenses.map(({ command }) => command?.command);
    };
    assert.deepEqual(await lensesOf('a.csv', 'AssignmentId,Approve,Reject\n'), [commands.reviewDecisions]);
    assert.deepEqual(await lensesOf('b.jsonl', '{"AssignmentId":"3","Bonus":1}\n'), [commands.reviewDecisions]);
    assert.deepEqual(await lensesOf('decisions.csv', 'AssignmentId,Answer.q1\n'), []);
  });

  it('are made by rules, which act on nothing', async () => {
    const { hit, work } = await waiting(2);
    const rules = vscode.Uri.file(join(folder, 'study.rules'));
    writeFileSync(rules.fsPath, 'workTime < 100000 -> approve, bonus 0.10 "Thank you"\nnosuch == 1 -> approve\n');
    const scope = [{ pick: /HITs to choose/ }, { pick: new RegExp(hit.id) }] as const;
    const wrong = await run(commands.decideByRules, [rules], ...scope);
    await wrong.heard('reportError', /line 2, column 1: no answer has a field “nosuch”; there are /);
    assert.equal(vscode.languages.getDiagnostics(rules)[0]?.range.start.line, 1);

    writeFileSync(rules.fsPath, 'workTime < 0 -> skip\nworkTime < 100000 -> approve, bonus 0.10 "Thank you"\n');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const typed = 'workTime < 100000 -> approve, bonus 0.10 "Thank you"';
    const prompts = await run(
      commands.decideByRules,
      [{ kind: 'hit', hitId: hit.id }],
      { pick: /Type a rule/ },
      { type: typed },
      { confirm: true },
      { file },
    );
    await prompts.heard('confirm', /Line 1, \d+: workTime < 100000/);
    await prompts.heard('inform', /of them decided/);
    for (const { id } of work) assert.equal((await atService(id))?.AssignmentStatus, 'Submitted');
    assert.match(await textOf(file), /,x,,0\.10,Thank you,,"line 1: workTime/);
    await run(commands.reviewDecisions, [file]);
    const plan = await shownPlan();
    assert.equal(plan.groups.find(({ kind }) => kind === 'approve')?.count, work.length);
    assert.equal(plan.leftOut, 0);
  });
});
