/** The files that browsers get: the site's style and script, and the stand-ins for Amazon's scripts. */

import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readAssets } from '#site-assets';
import { send } from '../wire/http.ts';
import { reporterFile, reporterPath } from './preview/reporter.ts';

const javascript = 'text/javascript; charset=utf-8';

/** Paths, each with the file of `client/` that is bundled there. */
const siteAssets = {
  '/assets/site.css': { file: 'site.css', type: 'text/css; charset=utf-8' },
  '/assets/site.js': { file: 'site.js', type: javascript },
  '/assets/icon.svg': { file: 'icon.svg', type: 'image/svg+xml' },
} as const;

export const helperPath = '/mturk/externalHIT_v1.js';
export const crowdPath = '/mturk/crowd-html-elements.js';
export const bootstrapPath = '/mturk/bootstrap.css';

/** What task pages load, on the site's port and on the content's. */
const taskAssets = {
  [helperPath]: { file: 'externalHIT.js', type: javascript },
  [crowdPath]: { file: 'crowd.js', type: javascript },
  [bootstrapPath]: { file: 'bootstrap.css', type: 'text/css; charset=utf-8' },
} as const;

export function isTaskAsset(path: string): boolean {
  return Object.hasOwn(taskAssets, path);
}

/** What pages of an editor's preview load besides, on both ports. */
const previewAssets = {
  '/assets/site.css': siteAssets['/assets/site.css'],
  [reporterPath]: { file: reporterFile, type: javascript },
} as const;

type Assets = Readonly<Record<string, { readonly file: string; readonly type: string }>>;

const assetsOf = {
  site: { ...siteAssets, ...taskAssets },
  content: taskAssets,
  preview: { ...previewAssets, ...taskAssets },
} as const;

/** Sends the file of a path; tells whether there is one. */
export async function sendAsset(
  where: 'site' | 'content' | 'preview',
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const assets: Assets = assetsOf[where];
  const asset = Object.hasOwn(assets, path) ? assets[path] : undefined;
  if (!asset) return false;
  const text = (await readAssets())[asset.file];
  if (text === undefined) throw new Error(`the build has no ${asset.file}`);
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers = {
    ETag: tag,
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    ...(where === 'preview' || isTaskAsset(path) ? { 'Access-Control-Allow-Origin': '*' } : {}),
  };
  if (request.headers['if-none-match'] === tag) response.writeHead(304, headers).end();
  else send(response, 200, asset.type, text, headers);
  return true;
}
