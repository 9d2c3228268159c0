/** Bundles what the worker site sends to browsers, and puts it into the service's own bundle. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const client = fileURLToPath(new URL('../src/service/site/client', import.meta.url));
/** Bootstrap 3, which many task pages take from a bucket of Amazon's. */
const bootstrap = fileURLToPath(new URL('../node_modules/bootstrap/dist/css/bootstrap.min.css', import.meta.url));

/** Hears what a bundle is made of. */
type UsedBy = (metafile: esbuild.Metafile) => void;

/** File names with their text. */
export async function bundleSiteAssets(production: boolean, used: UsedBy = () => {}): Promise<Record<string, string>> {
  const { outputFiles, metafile } = await esbuild.build({
    bundle: true,
    metafile: true,
    write: false,
    minify: production,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    outdir: client,
    entryPoints: {
      site: `${client}/site.ts`,
      externalHIT: `${client}/externalHIT.ts`,
      submitGuard: `${client}/submitGuard.ts`,
      previewReporter: `${client}/preview/pageReporter.ts`,
      crowd: `${client}/crowd/main.ts`,
    },
  });
  used(metafile);
  const scripts = outputFiles.map(file => [file.path.replace(/^.*[\\/]/, ''), file.text] as const);
  return {
    ...Object.fromEntries(scripts),
    'site.css': await bundleStyle(production, used),
    'icon.svg': await readFile(`${client}/icon.svg`, 'utf8'),
    'bootstrap.css': await bundleBootstrap(used),
  };
}

/** The site's own style sheet, with what it imports inside. */
async function bundleStyle(production: boolean, used: UsedBy): Promise<string> {
  const { outputFiles, metafile } = await esbuild.build({
    bundle: true,
    metafile: true,
    write: false,
    minify: production,
    charset: 'utf8',
    logLevel: 'warning',
    entryPoints: [`${client}/site.css`],
  });
  used(metafile);
  return outputFiles[0]?.text ?? '';
}

/** With its icon font inside, as one file, and its licence on top. */
async function bundleBootstrap(used: UsedBy): Promise<string> {
  const { outputFiles, metafile } = await esbuild.build({
    bundle: true,
    metafile: true,
    write: false,
    minify: true,
    legalComments: 'inline',
    logLevel: 'warning',
    entryPoints: [bootstrap],
    loader: { '.woff2': 'dataurl', '.woff': 'empty', '.ttf': 'empty', '.eot': 'empty', '.svg': 'empty' },
  });
  used(metafile);
  return outputFiles[0]?.text ?? '';
}

/** Stands the finished files where the service, run from source, would bundle them itself. */
export function siteAssetsInside(production: boolean, used?: UsedBy): esbuild.Plugin {
  return {
    name: 'site-assets',
    setup(build) {
      build.onResolve({ filter: /^#site-assets$/ }, () => ({ path: 'site-assets', namespace: 'site-assets' }));
      build.onLoad({ filter: /.*/, namespace: 'site-assets' }, async () => ({
        contents: `const files = ${JSON.stringify(await bundleSiteAssets(production, used))};\nexport const readAssets = async () => files;`,
        watchDirs: ['', '/crowd', '/preview', '/styles'].map(folder => client + folder),
      }));
    },
  };
}
