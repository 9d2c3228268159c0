/** `mturk-local check`: the examples pass as they are, and each kind of fault fails the check it belongs to. */
import assert from 'node:assert/strict';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseXml } from '../../../src/mturk/xml.ts';
import { check, checkUsage } from '../../../src/redirect/checkCommand.ts';
import { startService } from '../../../src/service/service.ts';
import { chosenRows } from '../../../src/trial/trialRun.ts';

const definition = {
  Title: 'Judge ${word}',
  Description: 'A task.',
  Reward: '0.10',
  MaxAssignments: 2,
  duration: '10 min',
  lifetime: '1 day',
  question: 'task.html',
  data: 'words.csv',
};
const page = `<!DOCTYPE html><html><body><form method="post" action="https://www.mturk.com/mturk/externalSubmit"><p>\${word}</p>
<input type="hidden" name="assignmentId"><input type="hidden" name="version" value="2"><select name="color"><option>red</option><option>blue</option></select><input type="submit"></form></body></html>`;

describe('mturk-local check', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mturk-check-'));
    write('task.html', page);
    write('words.csv', 'word\nRED\nBLUE\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  const run = async (...args: readonly string[]) => {
    const lines: string[] = [];
    const code = await check(args, startService, { out: line => lines.push(line), error: line => lines.push(line) });
    return { code, text: lines.join('\n').replaceAll(folder, '.') };
  };
  const tried = (changes: Readonly<Record<string, unknown>>, ...args: readonly string[]) => {
    const path = join(folder, 'a.hit.json');
    write('a.hit.json', JSON.stringify({ ...definition, ...changes }, undefined, 1));
    return run(...args, path);
  };

  it('passes the examples as they are', async () => {
    const examples = globSync('examples/*/*.hit.json').sort();
    assert.ok(examples.length >= 3);
    const { code, text } = await run(...examples);
    assert.equal(code, 0, text);
    assert.match(
      text,
      /word-colors\/colors\.hit\.json {2}8 rows, \d+ HITs, 30 submitted, \d+ approved, \d+ rejected, \$/,
    );
    assert.match(text, /3 definitions checked, no failures\.$/);
  });

  it('does the same for the same seed', async () => {
    const rules = { rules: 'a.rules' };
    write('a.rules', 'color == "red" → approve\notherwise → reject "Not red."\n');
    const facts = async (seed: string) => {
      const { text } = await tried(rules, '--seed', seed, '--workers', '2');
      return /\d+ approved.*paid/.exec(text)?.[0];
    };
    assert.equal(await facts('7'), await facts('7'));
    const several = new Set([await facts('1'), await facts('2'), await facts('3'), await facts('4'), await facts('5')]);
    assert.ok(several.size > 1);
  });

  const faults: readonly (readonly [
    string,
    Readonly<Record<string, unknown>>,
    RegExp,
    Readonly<Record<string, string>>?,
  ])[] = [
    ['a mistyped key', { Rewward: '0.10' }, /a\.hit\.json:\d+:\d+: .*Rewward/],
    ['a missing file', { question: 'no.html' }, /a\.hit\.json:\d+:\d+: There is no file “no\.html” here/],
    [
      'no rows',
      {},
      /words\.csv:1:1: The data file has column names and no rows\.\n1 definition/,
      { 'words.csv': 'word\n' },
    ],
    ['a column that no answer has', { expect: ['color', 'colour'] }, /No worker’s answer has the column “colour”/],
    [
      'another value than expected',
      { expect: { version: '3' } },
      /“version” is “2” where “expect” says “3”\. \(row 1\)/,
    ],
    ['rules that can’t be read', { rules: 'a.rules' }, /\.\/a\.rules:1:\d+: /, { 'a.rules': 'color = → nothing\n' }],
    [
      'rules about a field that is not there',
      { rules: 'a.rules' },
      /\.\/a\.rules:1:1: .*colour/,
      { 'a.rules': 'colour == "red" → approve\n' },
    ],
    [
      'gold answers that are rejected',
      { rules: 'a.rules', gold: 'gold.csv' },
      /\.\/a\.rules:2:1: A worker whose answers are the gold answers is rejected\. \(row 1\)/,
      {
        'a.rules': 'gold.color is blank → approve\ncolor == gold.color → reject "No."\notherwise → approve\n',
        'gold.csv': 'Input.word,color\nRED,red\n',
      },
    ],
    [
      'gold answers that make no difference',
      { rules: 'a.rules', gold: 'gold.csv' },
      /The rules decide a worker whose answers differ from all gold answers as one whose answers are right/,
      {
        'a.rules': 'gold.color is blank → approve\ncolor == gold.color → approve\notherwise → approve\n',
        'gold.csv': 'Input.word,color\nRED,red\n',
      },
    ],
    [
      'a rejection after everything was approved',
      { rules: 'a.rules', AutoApprovalDelayInSeconds: 1 },
      /is Approved where it should be Rejected/,
      { 'a.rules': 'otherwise → reject "No."\n' },
    ],
    [
      'a layout that is not there',
      { question: { layout: 'ABC' } },
      /The HIT was refused: The HITLayout ABC does not exist/,
    ],
  ];
  for (const [name, changes, words, files = {}] of faults)
    it(`fails for ${name}`, async () => {
      for (const [file, text] of Object.entries(files)) write(file, text);
      const { code, text } = await tried(changes);
      assert.equal(code, 1, text);
      assert.match(text, words);
      assert.match(text, /1 definition checked, 1 failed\.$/);
    });

  it('uses layouts that are given, and qualifies its workers for any requirement', async () => {
    write('layout.html', '<p>${word}</p><input name="seen">');
    const { code, text } = await tried(
      {
        question: { layout: 'ABC' },
        requirements: [
          { percentApproved: '>= 99' },
          { country: ['CA-QC'] },
          { masters: true },
          { adult: true },
          { type: 'Has done it', value: '> 3' },
          { type: 'Never did it', not: 'exists' },
        ],
        expect: ['seen'],
      },
      '--layout',
      `ABC=${join(folder, 'layout.html')}`,
    );
    assert.equal(code, 0, text);
    // 2 rows, 2 workers, 10 cents and 25 percent with Masters, half up.
    assert.match(text, /2 rows, 2 HITs, 4 submitted, 4 approved, \$0\.52 paid/);
  });

  it('says what a page elsewhere keeps from it', async () => {
    const { code, text } = await tried({ question: { url: 'https://example.org/task?w=${word}' }, expect: ['color'] });
    assert.equal(code, 0, text);
    assert.match(text, /note: The task is an external page, which can’t be inspected/);
  });

  it('writes JUnit’s XML, whatever stands in it', async () => {
    const report = join(folder, 'report.xml');
    const { code } = await tried({ expect: ['<a & "b">\u0007'] }, '--junit', report);
    assert.equal(code, 1);
    const text = readFileSync(report, 'utf8');
    const read = parseXml(text);
    assert.ok(read.ok, text);
    assert.equal(read.root.name, 'testsuites');
    assert.match(text, /tests="6" failures="1" errors="0"/);
    assert.match(text, /No worker’s answer has the column “&lt;a &amp; &quot;b&quot;&gt;/);
  });

  it('explains itself, and refuses arguments that mean nothing', async () => {
    assert.deepEqual(await run('--help'), { code: 0, text: checkUsage });
    for (const args of [[], ['--rows', 'x', 'a'], ['--nonsense'], ['--layout', 'x', 'a'], ['no-such.hit.json']])
      assert.equal((await run(...args)).code, 2);
  });

  it('tries rows that are spread over the data, the first and the last among them', () => {
    assert.deepEqual(chosenRows(3), [1, 2, 3]);
    assert.deepEqual(chosenRows(1000, { sample: 3 }), [1, 501, 1000]);
    assert.equal(chosenRows(1000, 'all').length, 1000);
    assert.deepEqual(chosenRows(10, [3, 11, 1]), [3, 1]);
    assert.deepEqual(chosenRows(0), []);
  });
});
