/** Types, lint and the imports between rooms: what must hold before a test is worth running. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { binary, capture, root, run } from './command.ts';
import { refusals } from './rooms/check.ts';

/** Every tsconfig of the repo: the root's, and one more for each part that lives in a browser. */
function projects(): string[] {
  const nested = ['src', 'test', 'bench'].flatMap(folder => {
    try {
      return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter(path => /(^|[\\/])tsconfig\.json$/.test(path))
        .map(path => join(folder, path));
    } catch {
      return [];
    }
  });
  return ['tsconfig.json', ...nested];
}

/** `tsc` over every project; the words of those that failed. */
async function types(): Promise<string> {
  const outputs: string[] = [];
  for (const project of projects()) {
    const { code, output } = await capture(process.execPath, [binary('typescript', 'tsc'), '--noEmit', '-p', project]);
    // A part of which no file exists yet is no error: TS18003 says that a project has no inputs.
    if (code !== 0 && !output.includes('TS18003')) outputs.push(output);
  }
  return outputs.join('\n');
}

async function lint(): Promise<string> {
  const { code, output } = await capture(process.execPath, [
    binary('@biomejs/biome', 'biome'),
    'check',
    '--error-on-warnings',
    '--colors=off',
  ]);
  return [...(code === 0 ? [] : [output]), ...refusals()].join('\n');
}

function report(what: string, problems: string): number {
  console.log(problems ? `✗ ${what}\n${problems}` : `✓ ${what}`);
  return problems ? 1 : 0;
}

export const typesTask = async () => report('types', await types());
export const lintTask = async () => report('lint', await lint());
export const formatTask = () => run(process.execPath, [binary('@biomejs/biome', 'biome'), 'check', '--write']);

/** Both at once; true when both hold. */
export async function check(): Promise<boolean> {
  const codes = await Promise.all([typesTask(), lintTask()]);
  return codes.every(code => code === 0);
}
