import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Account } from '../../src/account/account.ts';
import { commands, settings } from '../../src/ids.ts';
import type { Assignment } from '../../src/mturk/model.ts';
import type { Node } from '../../src/views/nodes.ts';
import { DragRows } from '../../src/views/treeOptions.ts';
import { activated, type LocalAtHand, onlySelected, run, sampleLocal } from './support.ts';

describe('links on ids', () => {
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
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await run(commands.stopLocal, []);
  });

  const folder = mkdtempSync(join(tmpdir(), 'links-host-'));
  let files = 0;
  /** A file of its own: VS Code gives an untitled document the name of one that was closed, and may still answer with that one's text. */
  const opened = (content: string) => {
    files += 1;
    const file = join(folder, `${files}.txt`);
    writeFileSync(file, content);
    return vscode.workspace.openTextDocument(file);
  };
  const linksIn = async ({ uri }: vscode.TextDocument): Promise<vscode.DocumentLink[]> =>
    vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri);
  const ours = async (document: vscode.TextDocument) =>
    (await linksIn(document)).filter(({ target }) => target?.scheme === 'command');

  it('are on what the account knows in an open file, and on nothing else', async () => {
    const { id, hitId, workerId } = assignment;
    const document = await opened(
      `hit,assignment,worker\n${hitId},${id},${workerId}\n3${'Z'.repeat(29)},x${id},A9NOBODY99\n`,
    );
    const links = await ours(document);
    assert.deepEqual(
      links.map(({ range }) => document.getText(range)),
      [hitId, id, workerId],
    );
    assert.deepEqual(
      links.map(({ tooltip }) => tooltip),
      ['Open HIT', 'Open assignment', 'Show worker'],
    );
  });

  it('open the panel and the row', async () => {
    const { explorer } = await activated();
    const { id, hitId, workerId } = assignment;
    const [toHIT, toWorker] = await ours(await opened(`${id}\n${workerId}\n`));
    const follow = async (link: vscode.DocumentLink | undefined) => {
      assert.ok(link?.target);
      const [argument] = JSON.parse(link.target.query);
      await vscode.commands.executeCommand(link.target.path, argument);
    };
    const title = account.hit(hitId)?.title ?? '';
    const shown = tabThat(
      ({ label, input }) => input instanceof vscode.TabInputWebview && label.includes(title.slice(0, 10)),
    );
    await follow(toHIT);
    await shown;
    await follow(toWorker);
    await onlySelected(explorer.workers, { kind: 'worker', workerId });
  });

  it('say on hover what they are, in Markdown that runs our commands alone', async () => {
    const document = await opened(`first line\nid: ${assignment.id};\n`);
    const hoversAt = async (line: number, character: number) =>
      (
        await vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          document.uri,
          new vscode.Position(line, character),
        )
      ).flatMap(({ contents }) => contents);
    const [said, ...others] = await hoversAt(1, 10);
    assert.ok(said instanceof vscode.MarkdownString);
    assert.equal(others.length, 0);
    assert.match(said.value, /State: /);
    assert.match(said.value, /Reward: \\\$/);
    assert.ok(typeof said.isTrusted === 'object');
    assert.ok(said.isTrusted.enabledCommands.every(command => Object.values<string>(commands).includes(command)));
    assert.deepEqual(await hoversAt(0, 3), []);
  });

  it('are in the output of terminals', async () => {
    const { explorer } = await activated();
    const { terminal } = await explorer.links.providers();
    const line = `INFO approved ${assignment.id} of ${assignment.workerId}`;
    const [first, second, ...others] = terminal.provideTerminalLinks({ line });
    assert.ok(first && second);
    assert.equal(others.length, 0);
    assert.equal(line.substring(first.startIndex, first.startIndex + first.length), assignment.id);
    assert.match(
      first.tooltip ?? '',
      new RegExp(`^Open assignment · ${assignment.status} · by ${assignment.workerId}`),
    );
    await terminal.handleTerminalLink(second);
    await onlySelected(explorer.workers, { kind: 'worker', workerId: assignment.workerId });
  });

  it('come to a file that is open when the account gets to know of it', async () => {
    const { explorer } = await activated();
    const { HIT } = await at.independent.call('CreateHIT', {
      Title: 'Made elsewhere',
      Description: 'Seen later.',
      Reward: '0.10',
      AssignmentDurationInSeconds: 60,
      LifetimeInSeconds: 3600,
      Question:
        '<ExternalQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd"><ExternalURL>https://example.org/</ExternalURL><FrameHeight>400</FrameHeight></ExternalQuestion>',
    });
    const document = await opened(`${HIT?.HITId}\n${assignment.id}\n`);
    await ours(document);
    if (!account.hit(HIT?.HITId ?? '')) {
      const relinked = new Promise<void>(resolve => {
        const subscription = explorer.links.onRelinked(() => {
          subscription.dispose();
          resolve();
        });
      });
      await account.refreshHITs();
      await relinked;
    }
    assert.equal((await ours(document)).length, 2);
  });

  it('end with the setting and with the account', async () => {
    const document = await opened(`${assignment.id}\n`);
    const configuration = vscode.workspace.getConfiguration();
    assert.equal((await ours(document)).length, 1);
    try {
      await configuration.update(settings.linksEnabled, false, vscode.ConfigurationTarget.Global);
      assert.equal((await ours(document)).length, 0);
    } finally {
      await configuration.update(settings.linksEnabled, undefined, vscode.ConfigurationTarget.Global);
    }
    assert.equal((await ours(document)).length, 1);
    await run(commands.stopLocal, []);
    assert.equal((await ours(document)).length, 0);
    await run(commands.startLocal, []);
    assert.equal((await activated()).workbench.sessions.current.profile.id, 'local');
  });

  it('cost little in a file of two megabytes, and stop where a file gets longer', async () => {
    const { workbench } = await activated();
    const now = workbench.sessions.current.account;
    assert.ok(now);
    await now.refreshHITs();
    const [hit] = now.hits();
    assert.ok(hit);
    const filler = `${'x'.repeat(99)}\n`.repeat(21_000);
    const document = await opened(`${hit.id}\n${filler}${hit.id}\n`);
    // A text that changes while it is read has none for now, and VS Code asks again: so it does with one of this size that is still new.
    let links = await ours(document);
    while (links.length === 0) links = await ours(document);
    assert.equal(links.length, 1);
    assert.equal(links[0]?.range.start.line, 0);
    const many = await ours(await opened(`${hit.id}\n`.repeat(12_000)));
    assert.equal(many.length, 10_000);
  });
});

/** Resolves when the active tab is one that is looked for. */
function tabThat(isIt: (tab: vscode.Tab) => boolean): Promise<void> {
  return new Promise(resolve => {
    const subscription = vscode.window.tabGroups.onDidChangeTabs(() => {
      const { activeTab } = vscode.window.tabGroups.activeTabGroup;
      if (!activeTab || !isIt(activeTab)) return;
      subscription.dispose();
      resolve();
    });
  });
}

describe('rows', () => {
  it('are dragged as ids, a line each, and as documents', async () => {
    const rowsOfLocal = new DragRows(() => 'local');
    const data = new vscode.DataTransfer();
    const rows: Node[] = [
      { kind: 'hit', hitId: '3HIT' },
      { kind: 'assignment', hitId: '3HIT', assignmentId: '3WORK' },
      { kind: 'worker', workerId: 'A1' },
      { kind: 'more', under: '' },
      { kind: 'group', of: 'hits', key: 'Done' },
    ];
    rowsOfLocal.handleDrag(rows, data);
    assert.equal(await data.get('text/plain')?.asString(), '3HIT\n3WORK\nA1');
    assert.equal(
      await data.get('text/uri-list')?.asString(),
      'mturk:/local/3HIT/3HIT.json\r\nmturk:/local/3HIT/assignments/3WORK.json',
    );
    const none = new vscode.DataTransfer();
    rowsOfLocal.handleDrag([{ kind: 'group', of: 'hits', key: 'Done' }], none);
    assert.deepEqual([...none], []);
  });
});
