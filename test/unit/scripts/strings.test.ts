import assert from 'node:assert/strict';
import { stringsIn, visibleStrings } from '../../../scripts/strings.ts';

/** What the product does not say, and what it says instead. */
const avoided: readonly (readonly [RegExp, string])[] = [
  [/\bacts?\b/i, 'operation, or the verb itself'],
  [/\b(?:tak(?:e|es|en|ing)|took) (?:[\w’]+ ){0,3}back\b/i, 'reverse'],
  [/\bwhat waits\b|\bwaits? for (?:your )?review\b|\bwaiting for review\b/i, 'pending review'],
  [/\bapproves? (?:itself|themselves)\b/i, 'auto-approves'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\bcarr(?:y|ies|ied|ying) out\b/i, 'run'],
  [/\banew\b/i, 'again, or refreshed'],
  [/\bread again\b/i, 'refreshed'],
  [/\b(?:whoever|whatever is|somebody|everybody)\b/i, 'the worker, the requester, the user'],
  [/\w*colour|\blicence|\bcancell|judgement|recognis|organis(?!ation)|behaviour|favour|honour/i, 'American spelling'],
  [/\btold\b|\b(?:Local|service|who) tells\b/i, 'reports, notifies'],
  [/\bthings?\b/i, 'the plain noun of what it is'],
  [/\bby (?:itself|themselves)\b|\bof (?:its|their) own\b/i, 'nothing, or its own …'],
  [/\bmeans nothing\b|\bnot that way\b|\bbeforehand\b|\bunfinished\b/i, 'what it is'],
  [/\bCopy [Ii]ds?\b|\b(?:HIT|worker|assignment|type|group|key|request) ids?\b/i, 'ID'],
];

/** Where such a word is another one, or stands for a program. */
// Names of columns in other people’s files, or of XML, and scripts.
const excepted = [
  /^src\/mturk\/workerList\.ts$/,
  /^src\/mturk\/schemaReader\.ts$/,
  /^src\/redirect\/preload\.ts$/,
  /^src\/service\/site\/taskContent\.ts$/,
];

describe('the strings that people see', () => {
  const strings = visibleStrings();

  it('are found with their places, values that are put in left out', () => {
    const source = `import { a } from 'some path';\nconst x = { label: 'Stop', id: 'stop' };\nsay(\`Couldn’t stop \${x}: \${why}.\`);\n`;
    assert.deepEqual(stringsIn('src/a.ts', source), [
      { file: 'src/a.ts', line: 2, text: 'Stop' },
      { file: 'src/a.ts', line: 3, text: 'Couldn’t stop {…}: {…}.' },
    ]);
    assert.ok(strings.length > 1500, String(strings.length));
  });

  it('use the words of the field', () => {
    const found = strings
      .filter(({ file }) => !excepted.some(each => each.test(file)))
      .map(each => ({ ...each, text: each.text.replace(/<[^>]*>/g, ' ') }))
      .flatMap(({ file, line, text }) =>
        avoided
          .filter(([pattern]) =>
            pattern.source.includes('ids?') ? /\bids?\b/.test(text) && pattern.test(text) : pattern.test(text),
          )
          .map(([, instead]) => `${file}:${line}: ${text.slice(0, 120)} (say: ${instead})`),
      );
    assert.deepEqual(found, []);
  });
});
