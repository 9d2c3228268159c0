/** The page of a webview: a frame without content, locked down, that loads one script and its styles. */
import { escapeHtml } from '../mturk/escapeHtml.ts';

export interface PageOptions {
  readonly title: string;
  /** The webview's own source for the Content-Security-Policy. */
  readonly cspSource: string;
  readonly nonce: string;
  readonly script: string;
  readonly styles: readonly string[];
  /** It frames markup of others, which inherits this page's policy and needs its own styles and inlined pictures to look right. */
  readonly framesMarkup?: boolean;
  /** The origins whose pages it may frame. */
  readonly frames?: readonly string[];
  /** The zone of the times on it, by its IANA name; that of this process unless given. */
  readonly timeZone?: string;
}

/**
 * Nothing may load but our script (by nonce), our stylesheets and the icon font: no inline styles or handlers, no images,
 * frames, forms or connections, and no base that would bend relative addresses. A page that frames markup allows inline
 * styles and inlined pictures besides; the frame can't go anywhere, because no address may be framed. Only the preview of a
 * definition frames pages, of the origins that it names.
 */
export function contentSecurityPolicy(
  cspSource: string,
  nonce: string,
  framesMarkup = false,
  frames: readonly string[] = [],
): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}${framesMarkup ? " 'unsafe-inline'" : ''}`,
    ...(framesMarkup ? ['img-src data:'] : []),
    ...(frames.length > 0 ? [`frame-src ${frames.join(' ')}`] : []),
    `font-src ${cspSource}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

export function page({ title, cspSource, nonce, script, styles, framesMarkup, frames, timeZone }: PageOptions): string {
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return `<!DOCTYPE html>
<html lang="en" data-time-zone="${escapeHtml(zone)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(contentSecurityPolicy(cspSource, nonce, framesMarkup, frames))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${styles.map(href => `<link rel="stylesheet" href="${escapeHtml(href)}">`).join('\n')}
<script type="module" nonce="${escapeHtml(nonce)}" src="${escapeHtml(script)}"></script>
</head>
<body></body>
</html>
`;
}
