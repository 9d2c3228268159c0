/** The content of HTMLQuestion HITs, served apart from the site (reference.md §1, §6.12). */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseQuestion } from '../../mturk/questionKinds.ts';
import type { Engine } from '../engine.ts';
import { send } from '../wire/http.ts';
import { bootstrapPath, crowdPath, helperPath, sendAsset } from './assets.ts';
import { submitPath, submitToIn } from './lease.ts';
import { type Preview, previewFormPath } from './preview/preview.ts';
import { answerPreviewForm } from './preview/previewForm.ts';
import { withReporter } from './preview/reporter.ts';
import { contentPath, sandboxPolicy, storagePath } from './taskFrame.ts';

const headers = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' } as const;

interface ContentOrigins {
  /** Of the port that serves the content. */
  readonly own: string;
  readonly site: string;
  /** Of a service that an editor's preview shows. */
  readonly preview?: Preview | undefined;
}

/** Sends the HTML of the HIT that the query names. `sandboxed` content has its own origin on whatever port it is served. */
export async function sendContent(
  engine: Engine,
  request: IncomingMessage,
  response: ServerResponse,
  origins: ContentOrigins,
  sandboxed: boolean,
): Promise<void> {
  request.resume();
  const { searchParams } = new URL(request.url ?? '/', 'http://site.invalid');
  const hitId = searchParams.get('hitId') ?? '';
  const hit = await engine.run(tx => tx.store.hits.get(hitId));
  const question = hit && hit.status !== 'Disposed' ? parseQuestion(hit.question) : undefined;
  if (question?.kind !== 'html')
    return send(response, 404, 'text/plain; charset=utf-8', 'There is no such HIT.', headers);
  const { site, content } = origins.preview?.reach() ?? { site: origins.site, content: origins.own };
  const own = origins.preview ? (content ?? site) : origins.own;
  const page = withLocalAddresses(question.html, own, submitToIn(searchParams, site));
  send(response, 200, 'text/html; charset=utf-8', origins.preview ? withReporter(page, own) : page, {
    ...headers,
    ...(sandboxed ? { 'Content-Security-Policy': sandboxPolicy } : {}),
  });
}

/** Answers on the content's own port: content, and what it loads in Amazon's scripts' place. */
export async function answerContent(
  engine: Engine,
  request: IncomingMessage,
  response: ServerResponse,
  origins: ContentOrigins,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://site.invalid');
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const { preview } = origins;
  if (preview && pathname === previewFormPath) return answerPreviewForm(engine, preview, request, response);
  if (preview && reads && (await sendAsset('preview', pathname, request, response))) return void request.resume();
  if (reads && pathname === contentPath) return sendContent(engine, request, response, origins, false);
  request.resume();
  if (reads && pathname === storagePath) return send(response, 200, 'text/html; charset=utf-8', storagePage, headers);
  if (reads && (await sendAsset('content', pathname, request, response))) return;
  send(response, 404, 'text/plain; charset=utf-8', 'There is no such page.', headers);
}

/** Chromium with third-party storage blocked throws; others may give nothing. */
const storagePage = `<!doctype html><title>Storage</title><script>
let kept = false;
try { localStorage.setItem('mturk-local', '1'); kept = localStorage.getItem('mturk-local') === '1'; localStorage.removeItem('mturk-local'); } catch {}
if (!kept) parent.postMessage('mturk-local:no-storage', '*');
</script>
`;

/** Amazon's addresses, which are gone, with their replacements here. */
export function withLocalAddresses(content: string, own: string, submitTo: string): string {
  return content
    .replace(/(?:https?:)?\/\/assets\.crowd\.aws\/crowd-html-elements(?:-[\w.]+)?\.js/gi, `${own}${crowdPath}`)
    .replace(
      /(?:https?:)?\/\/(?:s3\.amazonaws\.com\/mturk-public|mturk-public\.s3\.amazonaws\.com)\/externalHIT_v1\.js/gi,
      `${own}${helperPath}`,
    )
    .replace(
      /(?:https?:)?\/\/(?:s3\.amazonaws\.com\/mturk-public|mturk-public\.s3\.amazonaws\.com)\/bs30\/css\/bootstrap(?:\.min)?\.css/gi,
      `${own}${bootstrapPath}`,
    )
    .replace(/(?:https?:)?\/\/(?:www|workersandbox)\.mturk\.com\/mturk\/externalSubmit/gi, `${submitTo}${submitPath}`);
}
