import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, documentScheme } from '../../src/ids.ts';
import type { Assignment } from '../../src/mturk/model.ts';
import type { WorkRef } from '../../src/refs.ts';
import { activated, type LocalAtHand, run, sampleLocal } from './support.ts';

describe('documents', () => {
  let at: LocalAtHand;
  let first: Assignment;
  let second: Assignment;

  before(async () => {
    at = await sampleLocal();
    for (const { id } of at.account.hits()) {
      await at.account.refreshAssignments(id);
      const [one, other] = at.account.assignments(id).filter(({ status }) => status === 'Submitted');
      if (!one || !other) continue;
      [first, second] = [one, other];
      return;
    }
    assert.fail('a sample HIT has two assignments to review');
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  after(async () => run(commands.stopLocal, []));

  const target = ({ id, hitId }: Assignment): WorkRef => ({ kind: 'assignment', hitId, assignmentId: id });
  const shown = (): vscode.TextDocument => {
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.scheme, documentScheme);
    return editor.document;
  };

  it('show what the service says of a HIT and of an assignment, as JSON that can’t be edited', async () => {
    await run(commands.openJson, [{ kind: 'hit', hitId: first.hitId }]);
    const document = shown();
    assert.equal(document.languageId, 'json');
    const { HIT } = JSON.parse(document.getText());
    assert.equal(HIT.HITId, first.hitId);
    assert.match(HIT.Question, /^</);
    assert.equal(vscode.workspace.fs.isWritableFileSystem(documentScheme), false);

    await run(commands.openJson, [target(first)]);
    const { Assignment } = JSON.parse(shown().getText());
    assert.deepEqual([Assignment.AssignmentId, Assignment.WorkerId], [first.id, first.workerId]);
  });

  it('follow what happens to the HIT while they show', async () => {
    await run(commands.openJson, [target(first)]);
    const document = shown();
    assert.equal(JSON.parse(document.getText()).Assignment.AssignmentStatus, 'Submitted');
    const changed = new Promise<void>(resolve => {
      const subscription = vscode.workspace.onDidChangeTextDocument(event => {
        if (event.document !== document || !document.getText().includes('"Approved"')) return;
        subscription.dispose();
        resolve();
      });
    });
    await run(commands.approve, [target(first)], { confirm: true });
    await changed;
    assert.equal(JSON.parse(document.getText()).Assignment.AssignmentStatus, 'Approved');
  });

  it('lay questions and answers out as XML', async () => {
    await run(commands.openQuestion, [{ kind: 'hit', hitId: first.hitId }]);
    assert.equal(shown().languageId, 'xml');
    assert.match(shown().getText(), /^<(\?xml|[A-Za-z]+Question)/);
    assert.ok(shown().lineCount > 2);
    await run(commands.openAnswer, [target(first)]);
    assert.equal(shown().languageId, 'xml');
    assert.match(shown().getText(), /\n {2}<Answer>\n {4}<QuestionIdentifier>/);
  });

  it('are found from the palette', async () => {
    // The picker has the newest first, and several HITs share a title.
    const newest = at.account.hits().sort((a, b) => b.created - a.created);
    await Promise.all(newest.map(({ id }) => at.account.refreshAssignments(id)));
    const title = newest.find(
      (hit, index) =>
        at.account.assignments(hit.id).length > 0 && newest.findIndex(each => each.title === hit.title) === index,
    )?.title;
    assert.ok(title);
    await run(commands.openJson, [], { pick: new RegExp(title) });
    assert.equal(JSON.parse(shown().getText()).HIT.Title, title);
    await run(commands.openAnswer, [], { pick: new RegExp(title) }, { pick: /^A/ });
    assert.match(shown().uri.path, /\/assignments\/\w+\.answer\.xml$/);
  });

  it('compare two assignments, and the questions of two HITs', async () => {
    const sides = () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      assert.ok(input instanceof vscode.TabInputTextDiff);
      return [input.original, input.modified] as const;
    };
    await run(commands.compare, [target(first), [target(first), target(second)]]);
    const texts = await Promise.all(sides().map(uri => vscode.workspace.openTextDocument(uri)));
    assert.deepEqual(
      texts.map(each => JSON.parse(each.getText()).worker),
      [first.workerId, second.workerId],
    );
    const [one, other] = at.account.hits();
    assert.ok(one && other);
    const hits: WorkRef[] = [one, other].map(({ id }) => ({ kind: 'hit', hitId: id }));
    await run(commands.compare, [hits[0], hits]);
    assert.deepEqual(
      sides().map(uri => uri.path.endsWith('.question.xml')),
      [true, true],
    );
    const refused = await run(commands.compare, [hits[0], [hits[0], target(first)]]);
    await refused.heard('warn', /Select two assignments/);
  });

  it('say why there is nothing', async () => {
    const { documents, sessions } = (await activated()).workbench;
    const read = async (uri: vscode.Uri) => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const profileId = sessions.current.profile.id;
    const gone = documents.uriOf({ form: 'json', profileId, target: { kind: 'hit', hitId: '3NOSUCHHIT' } });
    assert.match(JSON.parse(await read(gone)).nothing, /^GetHIT failed/);
    const others = documents.uriOf({
      form: 'question',
      profileId: 'another',
      target: { kind: 'hit', hitId: first.hitId },
    });
    assert.match(await read(others), /^<!-- This belongs to another profile\./);
    await assert.rejects(read(vscode.Uri.from({ scheme: documentScheme, path: '/nonsense' })));
    await run(commands.stopLocal, []);
    const stopped = documents.uriOf({ form: 'json', profileId, target: { kind: 'hit', hitId: first.hitId } });
    assert.match(JSON.parse(await read(stopped)).nothing, /is not running/);
  });
});
