import type { HIT } from '../../mturk/model.ts';
import { counted } from '../../mturk/plurals.ts';
import { parseSpan } from '../../mturk/times.ts';
import type { Handler } from '../commandHandler.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { deleteHITs } from './delete.ts';
import { disable } from './disable.ts';

const title = 'Clean Up HITs';

/** Ends HITs that were created before a date: deletes those that are done, or disables all of them. */
export const cleanUp: Handler<Operating & Needs<'memory'>> = async workbench => {
  const { prompts } = workbench;
  const session = connected(workbench);
  if (session.account.listing.state === 'never') await session.account.refreshHITs();
  const typed = await prompts.input({
    title,
    prompt: 'Created before which date, or older than how long?',
    placeholder: '2026-10-01, 2 w, 30 d',
    value: '30 d',
    check: text => {
      const before = momentOf(text, session.account.now());
      if (before === undefined) return 'Enter a date such as 2026-10-01, or a time such as 2 w or 30 d.';
      return olderThan(session, before).length > 0 ? undefined : 'No HIT of this profile is that old.';
    },
    preview: text => {
      const before = momentOf(text, session.account.now());
      if (before === undefined) return undefined;
      const { length } = olderThan(session, before);
      return counted(length, 'HIT');
    },
  });
  const before = typed === undefined ? undefined : momentOf(typed, session.account.now());
  if (before === undefined) return;
  const old = olderThan(session, before);
  const done = old.filter(hit => isDone(session, hit));
  const way = await prompts.pick(title, `${counted(old.length, 'HIT')} created before ${dateText(before)}`, [
    {
      label: 'Delete the ones that are done',
      description: `${done.length.toLocaleString('en')} of ${old.length.toLocaleString('en')}`,
      detail: 'No one is working on them, and nothing is pending review. Nothing is paid.',
      value: 'delete' as const,
    },
    {
      label: 'Disable all of them',
      description: old.length.toLocaleString('en'),
      detail: 'Expires them, approves and pays everything submitted, and deletes them.',
      value: 'disable' as const,
    },
  ]);
  if (way === 'delete' && done.length === 0) await prompts.inform('None of them can be deleted yet.');
  else if (way === 'delete') await deleteHITs(workbench, session, done);
  else if (way === 'disable') await disable(workbench, session, old);
};

function olderThan({ account }: ConnectedSession, before: number): HIT[] {
  return account.hits().filter(hit => hit.created < before && hit.status !== 'Disposed');
}

function isDone({ account }: ConnectedSession, hit: HIT): boolean {
  const over = hit.status === 'Reviewable' || hit.status === 'Reviewing';
  return over && account.counts(hit).submitted === 0;
}

/** A local date, or so long before now. */
function momentOf(text: string, now: number): number | undefined {
  const [, year, month, date] = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text) ?? [];
  if (year && month && date) {
    const at = new Date(Number(year), Number(month) - 1, Number(date));
    return at.getMonth() === Number(month) - 1 ? at.getTime() : undefined;
  }
  const span = parseSpan(text);
  return span === undefined ? undefined : now - span;
}

function dateText(instant: number): string {
  const date = new Date(instant);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(each => String(each).padStart(2, '0')).join('-');
}
