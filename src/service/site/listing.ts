/** The worker site's front page: the HIT groups that have work, to look at. */
import { formatDollars } from '../../mturk/money.ts';
import { escapeXml } from '../../mturk/xml.ts';
import type { Engine } from '../engine.ts';
import { available } from '../states/hit.ts';
import type { HIT } from '../storage/rows.ts';
import { send } from '../wire/http.ts';
import type { HttpHandler } from '../wire/server.ts';

const mostHITs = 1000;
const securityHeaders = {
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
} as const;

export function siteHandler(engine: Engine): HttpHandler {
  return async (request, response) => {
    request.resume();
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (request.method !== 'GET' || path !== '/') return send(response, 404, 'text/plain', 'There is no such page.');
    const hits = await engine.run(tx => tx.store.hits.listOpen(mostHITs));
    send(response, 200, 'text/html; charset=utf-8', page(groupsOf(hits)), securityHeaders);
  };
}

interface Group {
  readonly first: HIT;
  readonly hits: number;
  readonly assignments: number;
}

function groupsOf(hits: readonly HIT[]): Group[] {
  const groups = new Map<string, Group>();
  for (const hit of hits) {
    const group = groups.get(hit.type.groupId) ?? { first: hit, hits: 0, assignments: 0 };
    groups.set(hit.type.groupId, {
      ...group,
      hits: group.hits + 1,
      assignments: group.assignments + available(hit),
    });
  }
  return [...groups.values()];
}

function page(groups: readonly Group[]): string {
  const rows = groups.map(
    ({ first: { type }, hits, assignments }) =>
      `<tr><td>${escapeXml(type.title)}<br><small>${escapeXml(type.description)}</small></td>` +
      `<td>${formatDollars(type.reward)}</td><td>${Math.ceil(type.assignmentDuration / 60)} min</td>` +
      `<td>${hits}</td><td>${assignments}</td></tr>`,
  );
  const list =
    rows.length === 0
      ? '<p>There is no work now.</p>'
      : `<table><thead><tr><th scope="col">HIT group</th><th scope="col">Reward</th><th scope="col">Time</th><th scope="col">HITs</th><th scope="col">Assignments</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Local worker site</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color-scheme: light dark; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .5rem; border-bottom: 1px solid #8884; vertical-align: top; }
</style></head>
<body><main><h1>Available HITs</h1>
<p>This is the Local MTurk service. Workers accept and submit through its control API.</p>
${list}</main></body></html>
`;
}
