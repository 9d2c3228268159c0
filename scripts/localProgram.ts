/**
 * The program `mturk-local` as files: the service, which starts fastest when Node reads nothing else, one file for each command
 * that is more than the service, and one that they share.
 */
import { join } from 'node:path';
import type * as esbuild from 'esbuild';

export const localEntry = { 'mturk-local': 'src/redirect/main.ts' };

/** The commands, by their files in the output folder. */
export const commandEntries: Readonly<Record<string, string>> = {
  'mturk-local/exec': 'src/redirect/exec.ts',
  'mturk-local/check': 'src/redirect/checkCommand.ts',
  'mturk-local/archive': 'src/archive/cli.ts',
};

/** Lets the program load commands from their files. Fails for a part that it would load when it is needed, and that has none. */
export const commandsApart: esbuild.Plugin = {
  name: 'commands-apart',
  setup(build) {
    build.onResolve({ filter: /^\./ }, async ({ kind, path, importer, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const source = join(resolveDir, path).replaceAll('\\', '/');
      const [output] = Object.entries(commandEntries).find(([, entry]) => source.endsWith(`/${entry}`)) ?? [];
      if (output !== undefined) return { path: `./${output}.cjs`, external: true };
      return { errors: [{ text: `${importer} loads ${path} later; scripts/localProgram.ts names no file for it` }] };
    });
  },
};

/** What the other files share, because it is large. */
export const markupEntry = { 'mturk-local/markup': 'scripts/localMarkup.ts' };
const markupPackages = /^(?:parse5|saxes)$/;

/** Lets a command use the shared file. */
export const markupBeside: esbuild.Plugin = {
  name: 'markup-beside',
  setup(build) {
    build.onResolve({ filter: markupPackages }, () => ({ path: './markup.cjs', external: true }));
  },
};

/**
 * Lets the program use the shared file. To load it would take a tenth of a start, so it is loaded when something of it is first
 * used, or once the service is ready, because its folder may be taken away while the service runs; a second after the start of
 * a command. Where it is missing at the start, the program ends at once; later, only what needs it fails.
 */
export const markupLater: esbuild.Plugin = {
  name: 'markup-later',
  setup(build) {
    const file = './mturk-local/markup.cjs';
    build.onResolve({ filter: markupPackages }, () => ({ path: 'markup', namespace: 'markup-later' }));
    build.onResolve({ filter: /markup\.cjs$/ }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /.*/, namespace: 'markup-later' }, async () => {
      const getters = Object.keys(await import('./localMarkup.ts')).map(
        name => `get ${name}() { return load().${name}; },`,
      );
      return {
        contents: `require.resolve('${file}');
let loaded;
const load = () => (loaded ??= require('${file}'));
setTimeout(() => { try { load(); } catch {} }, 1000).unref();
module.exports = {\n${getters.join('\n')}\n};`,
      };
    });
  },
};

/** Keeps the service out of the commands' files: it is handed to those that start one. */
export const withoutService: esbuild.Plugin = {
  name: 'without-service',
  setup(build) {
    build.onLoad({ filter: /src[\\/]service[\\/]service\.ts$/ }, () => ({
      errors: [{ text: 'a command would ship a second copy of the service' }],
    }));
  },
};
