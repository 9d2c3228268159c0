import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { oneLine } from '../../../src/account/notes.ts';
import { matches } from '../../../src/account/search/match.ts';
import { findIds } from '../../../src/account/search/mentions.ts';
import { parseQuery } from '../../../src/account/search/searchQuery.ts';
import { addressOf, type DocumentAddress, pathOf } from '../../../src/documents/address.ts';
import { awsCliCall, boto3Call } from '../../../src/mturk/callTexts.ts';
import { countsOf } from '../../../src/mturk/counts.ts';
import { groupPage } from '../../../src/mturk/workerSite.ts';
import { snippetKinds } from '../../../src/profiles/snippets.ts';
import { parseSearch } from '../../../src/review/columnSearch.ts';
import { fill, parseTemplate } from '../../../src/review/feedback.ts';
import { judge } from '../../../src/review/rules/evaluate.ts';
import { parseRules } from '../../../src/review/rules/parseRules.ts';
import { hostileTexts } from '../../support/hostile/corpus.ts';
import { noon, someAssignment, someHIT } from '../../support/records.ts';

const endpoint = 'http://127.0.0.1:1';
/** A shell takes no NUL and not more than so many bytes for a word. */
const forShells = hostileTexts.filter(({ text }) => text.length < 30_000);

describe('code with hostile ids in it', () => {
  it('hands a shell the id and nothing else to do', () => {
    const lines = forShells.map(({ text }) => awsCliCall({ operation: 'GetHIT', hitId: text }, { endpoint }));
    for (const line of lines) assert.match(line, /^[ -~]*$/);
    const script = `aws() { printf '%s\\n' "$#:$4"; }\n${lines.join('\n')}\n`;
    const { stdout, status } = spawnSync('sh', ['-s'], { input: script, encoding: 'utf8' });
    assert.equal(status, 0);
    const given = stdout.trimEnd().split('\n');
    assert.equal(given.length, forShells.length);
    for (const [index, { name, text }] of forShells.entries()) {
      const [, count, json = ''] = /^(\d+):(.*)$/.exec(given[index] ?? '') ?? [];
      if (/^[A-Za-z0-9]+$/.test(text)) continue;
      assert.equal(count, '8', name);
      assert.equal(JSON.parse(json).HITId, text, name);
    }
  });

  it('hands Python one string', () => {
    for (const { name, text } of hostileTexts) {
      const line = boto3Call({ operation: 'GetAssignment', assignmentId: text });
      assert.match(line, /^mturk\.get_assignment\(AssignmentId='(?:[^'\\\n]|\\.)*'\)$/, name);
      assert.match(line, /^[ -~]*$/, name);
    }
  });

  it('names profiles in quotes in every language', () => {
    for (const { name, text } of hostileTexts.filter(({ kind }) => kind === 'shell' || kind === 'control'))
      for (const { label, write } of snippetKinds) {
        const profile = {
          id: 'p',
          name: 'lab',
          endpoint,
          environment: 'other',
          keys: 'awsProfile',
          awsProfile: text,
        } as const;
        const code = write({ profile, endpoint });
        const harmless = write({ profile: { ...profile, awsProfile: 'lab' }, endpoint });
        const lines =
          (code.match(/\n/g) ?? []).length -
          (label.startsWith('AWS CLI') || label.startsWith('Environment') ? (text.match(/\n/g) ?? []).length : 0);
        assert.equal(lines, (harmless.match(/\n/g) ?? []).length, `${label}: ${name}`);
      }
  });

  it('makes addresses of one part for each id, which lead back to it', () => {
    for (const { name, text } of hostileTexts) {
      assert.match(
        groupPage('https://worker.example', text),
        /^https:\/\/worker\.example\/projects\/[^/?#\s]*\/tasks$/,
        name,
      );
      const target = { kind: 'assignment', hitId: text, assignmentId: text } as const;
      const address: DocumentAddress = { form: 'json', profileId: 'p', target };
      const path = pathOf(address);
      assert.equal(path.split('/').length, 5, name);
      assert.doesNotMatch(path, /\/\.{0,2}\/|[?#\s]/, name);
      if (text.isWellFormed()) assert.deepEqual(addressOf(path), address, name);
    }
  });

  it('reads no address that it does not write', () => {
    for (const { name, text } of hostileTexts)
      for (const path of [text, `/${text}`, `/p/h/${text}`, `/p/h/assignments/${text}`]) {
        const address = addressOf(path);
        assert.ok(address === undefined || pathOf(address) === path, name);
      }
  });
});

describe('lines that people type or paste', () => {
  it('are searched for, or told what is wrong with them', () => {
    const hit = someHIT({ title: hostileTexts.map(({ text }) => text.slice(0, 100)).join(' ') });
    const candidate = { hit, counts: countsOf(hit, noon), assignments: [someAssignment()], notes: [], now: noon };
    for (const { name, text } of hostileTexts) {
      const parsed = parseQuery(text);
      if (parsed.ok && parsed.query.length < 1000) matches(parsed.query, candidate);
      else assert.ok(parsed.ok || parsed.problem !== '', name);
      const inGrid = parseSearch(text);
      assert.ok(inGrid.ok || inGrid.problem !== '', name);
      findIds(text);
    }
  });

  it('are rules, or problems with a place', () => {
    const subject = { valueOf: (_source: unknown, name: string) => name };
    for (const { name, text } of hostileTexts)
      for (const line of [
        text,
        `reject "${text}"`,
        `answer.${text} == "${text}" -> approve`,
        `if ${text} then ${text}`,
      ]) {
        const parsed = parseRules(line);
        if (parsed.ok) judge(parsed.rules, subject);
        else for (const problem of parsed.problems) assert.ok(problem.line >= 1 && problem.column >= 1, name);
      }
  });

  it('are messages to workers that say what stands in them, whatever an answer holds', () => {
    const template = parseTemplate('You wrote “{answer.q}” in {title}.');
    assert.ok(template.ok);
    for (const { name, text } of hostileTexts) {
      parseTemplate(text);
      const facts = {
        worker: text,
        title: text.slice(0, 100),
        hit: text,
        assignment: text,
        spent: 1,
        answers: new Map([['q', text]]),
      };
      const filled = fill(template.template, facts);
      if (filled.ok) assert.ok(filled.text.startsWith('You wrote “'), name);
    }
  });

  it('are notes of one line', () => {
    for (const { name, text } of hostileTexts) assert.doesNotMatch(oneLine(text), /[\p{Cc}\p{Zl}\p{Zp}]/u, name);
  });
});
