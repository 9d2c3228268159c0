import assert from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import * as vscode from 'vscode';
import { batchPageUri } from '../../src/commands/definition/batchAddress.ts';
import { batchesOf } from '../../src/commands/definition/batches.ts';
import { commands } from '../../src/ids.ts';
import { annotationOf, originOf } from '../../src/mturk/batchAnnotation.ts';
import { localProfile } from '../../src/profiles/profile.ts';
import { question } from '../support/submittedWork.ts';
import { accountNow, activated, run, sampleLocal } from './support.ts';

const folder = () => {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(root);
  return vscode.Uri.joinPath(root, 'publish');
};
const file = (name: string) => vscode.Uri.joinPath(folder(), name);
const write = (name: string, text: string) => vscode.workspace.fs.writeFile(file(name), new TextEncoder().encode(text));
const page =
  '<form action="https://www.mturk.com/mturk/externalSubmit"><p>Read the word, then choose its color.</p><b>${word}</b><input name="color"><button>Send</button></form>';
const definition = {
  Title: 'Judge “${word}”',
  Description: 'Choose its color.',
  Reward: '0.10',
  MaxAssignments: 2,
  duration: '10 min',
  lifetime: '1 day',
  RequesterAnnotation: 'colors',
  question: 'task.html',
  data: 'words.csv',
};

async function published() {
  const account = await accountNow();
  await account.refreshHITs();
  return account.hits().flatMap(hit => {
    const origin = originOf(hit.annotation);
    return origin?.own === 'colors' ? [{ title: hit.title, row: origin.row, batch: origin.batch }] : [];
  });
}

const until = async (what: string, condition: () => boolean | Promise<boolean>) => {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await condition()) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error(`never came true: ${what}`);
};

describe('publishing a HIT definition', () => {
  before(async () => {
    await vscode.workspace.fs.createDirectory(folder());
    await write('task.html', page);
    await write('words.csv', 'word\nred\nblue\ngreen\n');
    await write('colors.hit.json', JSON.stringify(definition, null, 2));
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder(), { recursive: true });
    await run(commands.stopLocal, []);
  });

  it('makes one HIT of each row, once confirmed with the price and the environment', async () => {
    await sampleLocal();
    const { workbench } = await activated();
    const { said } = await run(commands.publishDefinition, [file('colors.hit.json')], { confirm: true });
    const [question] = said.filter(({ kind }) => kind === 'confirm').map(({ message }) => message);
    assert.match(question ?? '', /Publish 3 HITs of “colors” in LOCAL\?/);
    assert.match(question ?? '', /\$0\.60 and \$0\.12 fees: \$0\.72/);
    const hits = await published();
    assert.deepEqual(hits.map(({ title }) => title).sort(), ['Judge “blue”', 'Judge “green”', 'Judge “red”']);
    assert.deepEqual(hits.map(({ row }) => row).sort(), [1, 2, 3]);
    const plans = await (await workbench.ledgers.of(localProfile.id)).plans();
    const { batch, texts } = plans.at(-1)?.header ?? {};
    assert.deepEqual([batch?.name, batch?.rows, batch?.columns], ['colors', 3, ['word']]);
    assert.ok((texts?.length ?? 0) > 0);
  });

  it('says that it was published before, and makes another batch on purpose', async () => {
    const { said } = await run(commands.publishDefinition, [file('colors.hit.json')], { confirm: true });
    assert.match(said.map(({ message }) => message).join('\n'), /Published from this file before: 3 HITs in 1 batch/);
    const hits = await published();
    assert.deepEqual([hits.length, new Set(hits.map(({ batch }) => batch)).size], [6, 2]);
  });

  it('sends nothing where something is wrong, and says where', async () => {
    const wrong = async (name: string, text: string, restore: string) => {
      await write(name, text);
      const { said } = await run(commands.publishDefinition, [file('colors.hit.json')]);
      await write(name, restore);
      return said.map(({ message }) => message).join('\n');
    };
    const whole = JSON.stringify(definition, null, 2);
    assert.match(
      await wrong('words.csv', 'word\nred,1\n', 'word\nred\n'),
      /words\.csv, line 2, column 5.*Nothing was sent/,
    );
    assert.match(
      await wrong('colors.hit.json', whole.replace('Reward', 'Rewrad'), whole),
      /colors\.hit\.json, line 4, column 3.*Reward.*Nothing was sent/,
    );
    assert.equal((await published()).length, 6);
  });

  it('sends nothing for data that can’t be used, and says where in one message', async () => {
    const write = (bytes: Uint8Array) => vscode.workspace.fs.writeFile(file('words.csv'), bytes);
    const text = (words: string) => write(new TextEncoder().encode(words));
    const cases: readonly (readonly [name: string, prepare: () => unknown, expected: RegExp])[] = [
      [
        'missing',
        () => vscode.workspace.fs.delete(file('words.csv')),
        /colors\.hit\.json, line 10, column 11\): There is no file “words\.csv” here/,
      ],
      ['empty', () => text(''), /words\.csv, line 1, column 1\): The data file is empty/],
      ['without rows', () => text('word\n'), /words\.csv, line 1, column 1\): .*no rows/],
      ['ragged', () => text('word\nred\nblue,1\n'), /words\.csv, line 3, column 6\): Row 2 has 2 cells/],
      [
        'in Latin-1',
        () => write(Buffer.from('word\nvert\nchâtain\n', 'latin1')),
        /words\.csv, line 3, column 3\): .*“â” in Latin-1/,
      ],
      ['unclosed', () => text('word\n"red\n'), /words\.csv, line 2, column 1\): .*never closed/],
      [
        'of 200 MB',
        () => truncateSync(file('words.csv').fsPath, 200_000_000),
        /colors\.hit\.json, line 10, column 11\): “words\.csv” has 200 MB and may have 64 MB/,
      ],
    ];
    for (const [name, prepare, expected] of cases) {
      await prepare();
      const { said } = await run(commands.publishDefinition, [file('colors.hit.json')]);
      assert.equal(said.length, 1, name);
      assert.match(said[0]?.message ?? '', expected, name);
      assert.match(said[0]?.message ?? '', /Nothing was sent\.$/, name);
    }
    // A byte order mark is none of the first heading.
    await text('\uFEFFword\nred\n');
    const { said } = await run(commands.publishDefinition, [file('colors.hit.json')], { confirm: false });
    assert.match(said[0]?.message ?? '', /Publish 1 HIT of/);
    assert.equal((await published()).length, 6);
  });

  it('sends nothing when the page changes while it is confirmed', async () => {
    const change = async () => write('task.html', page.replace('Send', 'Submit'));
    const { said } = await run(commands.publishDefinition, [file('colors.hit.json')], {
      confirm: true,
      before: change,
    });
    assert.match(
      said.map(({ message }) => message).join('\n'),
      /task\.html changed while it was confirmed, in line 1, column \d+\. Nothing was sent/,
    );
    await write('task.html', page);
    assert.equal((await published()).length, 6);
  });

  it('stops before the first HIT where the balance is not enough', async () => {
    const { workbench } = await activated();
    await workbench.local.control('funds', { mode: 'funded', balance: '0.10' });
    const { said } = await run(commands.publishDefinition, [file('colors.hit.json')]);
    assert.match(
      said.map(({ message }) => message).join('\n'),
      /Couldn’t publish “colors”: it costs \$0\.24, and the balance .* is \$0\.10\. Nothing was sent/,
    );
    assert.equal((await published()).length, 6);
    await workbench.local.control('funds', { mode: 'sandbox' });
    await (await accountNow()).refreshBalance({ afresh: true });
  });

  it('marks problems as they are typed, with a quick fix, and prices the rows in a lens', async () => {
    const document = await vscode.workspace.openTextDocument(file('colors.hit.json'));
    const editor = await vscode.window.showTextDocument(document);
    const lenses = async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        10,
      );
      return found.map(({ command }) => command?.title ?? '');
    };
    await until('the price is shown', async () =>
      (await lenses()).some(title => /Publish to LOCAL… 1 HIT, \$0\.24/.test(title)),
    );
    assert.deepEqual((await lenses()).slice(0, 2), ['Preview', 'Test']);
    assert.ok((await lenses()).some(title => /^2 batches/.test(title)));
    const at = document.getText().indexOf('"Reward"');
    const key = new vscode.Range(document.positionAt(at), document.positionAt(at + '"Reward"'.length));
    await editor.edit(edit => edit.replace(key, '"Rewrad"'));
    const ours = () => vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'mturk');
    await until('the key is marked', () => ours().some(({ code }) => code === 'unknownKey'));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      key,
    );
    const fix = actions.find(({ title }) => title === 'Replace with “Reward”');
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    await until('nothing is marked', () => ours().length === 0);
    // Saved, not reverted: a browser's VS Code may have saved the mistake already.
    assert.ok(await document.save());
  });

  it('shows a batch with what it did and what can be done with all of it', async () => {
    await run(commands.openBatch, [file('colors.hit.json')], { pick: /^colors/ });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'mturk-batch');
    const text = () => document?.getText() ?? '';
    assert.match(text(), /^Batch colors \([a-z0-9]{10}\) in LOCAL\n/);
    assert.match(text(), / {2}3 of 3 rows published, in 3 HITs\n/);
    assert.match(text(), /\nRows without a HIT \(0\)\n {2}none\n/);
    assert.match(text(), /\nHITs \(3\)\n {2}Row 1 {2}\S+ {2}0 of 2 reviewed {2}word: red\n/);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document?.uri,
    );
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      [
        'Review Work',
        'Extend All…',
        'Expire All…',
        'Publish Missing HITs…',
        'Republish Rejected Work…',
        'Open Definition',
        'Save Batch Record',
      ],
    );
    const { offers } = await run(commands.manageBatch, [document?.uri], { leave: true });
    assert.equal(offers[0]?.length, lenses.length);
    // The page follows what happens to its HITs.
    await run(commands.manageBatch, [document?.uri, 'expire'], { confirm: true });
    await until('the page shows it', () =>
      /Row 1 {2}\S+ {2}0 of 2 reviewed,(?: 2 unclear,)? expired {2}word: red/.test(text()),
    );
    const done = await run(commands.manageBatch, [document?.uri, 'missing']);
    assert.match(done.said.map(({ message }) => message).join('\n'), /Every row of the data has its HITs/);
  });

  it('publishes what is missing of a batch once, however often that is asked for', async () => {
    const { workbench } = await activated();
    const ledger = await workbench.ledgers.of(localProfile.id);
    const last = (await batchesOf(ledger)).findLast(({ facts }) => facts.name === 'colors');
    assert.ok(last);
    const uri = batchPageUri(localProfile.id, last.facts);
    const ofBatch = async () =>
      (await published()).filter(({ batch }) => batch === last.facts.id).map(({ row }) => row);
    await write('words.csv', 'word\nred\nblue\ngreen\nblack\nwhite\n');
    // A second click while the first one still asks.
    const twice = await run(commands.manageBatch, [uri, 'missing'], {
      confirm: true,
      before: async () => vscode.commands.executeCommand(commands.manageBatch, uri, 'missing'),
    });
    assert.match(
      twice.said.map(({ message }) => message).join('\n'),
      /Can’t publish “colors”: another operation on it/,
    );
    assert.deepEqual((await ofBatch()).toSorted(), [1, 2, 3, 4, 5]);
    // Another window publishes a row while this one asks.
    await write('words.csv', 'word\nred\nblue\ngreen\nblack\nwhite\ngray\n');
    const account = await accountNow();
    const elsewhere = async () => {
      const of = { row: 6, replica: 1, cells: ['gray'] };
      const input = {
        Title: 'Judge “gray”',
        Description: 'Choose its color.',
        Reward: '0.10',
        AssignmentDurationInSeconds: 600,
        LifetimeInSeconds: 86_400,
        Question: question,
        RequesterAnnotation: annotationOf('colors', { batch: last.facts.id, row: 6, replica: 1 }),
      };
      const { client } = account;
      const plan = { id: 'elsewhere', title: '', environment: 'local', profile: localProfile.id };
      await ledger.start(
        { ...plan, endpoint: client.endpoint, batch: last.facts },
        [{ verb: 'createHIT', input, of }],
        { client },
      );
    };
    const late = await run(commands.manageBatch, [uri, 'missing'], { confirm: true, before: elsewhere });
    assert.match(late.said.map(({ message }) => message).join('\n'), /published HITs of this batch meanwhile/);
    assert.deepEqual((await ofBatch()).toSorted(), [1, 2, 3, 4, 5, 6]);
  });
});
