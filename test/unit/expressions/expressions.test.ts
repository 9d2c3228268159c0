import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { type Node, parse } from 'acorn';
import { transformSync } from 'esbuild';
import { checkSync } from 'recheck';

/** Local's own expressions run in its own process, and are bounded there. */
const sources = () => globSync('src/**/*.ts').filter(file => !file.replaceAll('\\', '/').startsWith('src/service/'));

/** What was found safe before, one expression a line. MTURK_WRITE_EXPRESSIONS=1 writes it anew: each check takes a while. */
const list = 'test/unit/expressions/safe.txt';

/** Expressions that are slow on long texts, and why they never meet one. */
const bounded: ReadonlyMap<string, string> = new Map([
  ['/\\B(?=(\\d{3})+$)/g', 'money.ts groups the digits of a number'],
  ['/^[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?$/i', 'numbers.ts looks at 40 characters at most'],
  ['/Credential=([^/,\\s]{1,128})\\//', 'gateway.ts reads a header, which Node bounds to 16 KB'],
  ['/0+$/', 'numbers.ts compares what is a number, so 40 characters at most'],
  ['/(\\d+) ([smhd])\\b/g', 'times.ts reads what it wrote itself'],
  ['/(\\d+)\\s*([mhdw])/gi', 'times.ts has checked the whole text first'],
  [
    '/(?![\\n\\t\\u200C\\u200D])[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]|(?<=\\p{M}{5})\\p{M}+|(?<=(?:\\u200D[^\\s\\u200D]{1,4}){8})\\u200D/gu',
    'text.ts looks back a bounded way; a long text is tried in texts.test.ts',
  ],
]);

interface RegExpNode extends Node {
  readonly regex?: { readonly pattern: string; readonly flags: string };
}

/** Each literal, written as in the source, with a file that has it. */
function expressions(): Map<string, { readonly pattern: string; readonly flags: string; readonly file: string }> {
  const found = new Map<string, { readonly pattern: string; readonly flags: string; readonly file: string }>();
  for (const file of sources()) {
    const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts', target: 'esnext' });
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const { type, regex } = value as RegExpNode;
      if (type === 'Literal' && regex) found.set(`/${regex.pattern}/${regex.flags}`, { ...regex, file });
      else for (const inner of Object.values(value)) visit(inner);
    };
    visit(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }));
  }
  return found;
}

describe('regular expressions on foreign text', () => {
  it('take a time that grows no faster than the text', () => {
    const all = expressions();
    assert.ok(all.size > 100, 'the search finds them');
    const known = new Set(readFileSync(list, 'utf8').split('\n'));
    const rewrite = process.env.MTURK_WRITE_EXPRESSIONS === '1';
    const safe: string[] = [];
    const slow: string[] = [];
    for (const [expression, { pattern, flags, file }] of all) {
      if (bounded.has(expression)) continue;
      if (!rewrite && known.has(expression)) continue;
      const result = checkSync(pattern, flags.replace('v', 'u'), { timeout: 20_000 });
      if (result.status === 'safe') safe.push(expression);
      else slow.push(`${file}: ${expression} (${'complexity' in result ? result.complexity?.summary : result.status})`);
    }
    if (rewrite) writeFileSync(list, `${safe.toSorted().join('\n')}\n`);
    assert.deepEqual(slow, []);
  });

  it('are excused only while they are there', () => {
    const all = expressions();
    assert.deepEqual(
      [...bounded.keys()].filter(expression => !all.has(expression)),
      [],
    );
  });
});
