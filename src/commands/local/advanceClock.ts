import { parseSpan, spanText } from '../../mturk/times.ts';
import { withProgress } from '../../ui/progress.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { runningLocal } from './running.ts';

export const advanceClock: Handler<Needs<'local' | 'prompts'>> = async workbench => {
  runningLocal(workbench);
  const typed = await workbench.prompts.input({
    title: 'Advance Local’s clock',
    prompt: 'By how much? Everything that falls due on the way happens in order: expiry, auto-approval, abandonment.',
    placeholder: '2 d, 12 h, 90 m',
    check: text => (parseSpan(text) === undefined ? 'A time such as 2 d, 12 h or 1 d 6 h is needed.' : undefined),
  });
  const span = typed === undefined ? undefined : parseSpan(typed);
  if (span === undefined) return;
  await withProgress('Advancing Local’s clock', () =>
    workbench.local.control('clock', { advanceSeconds: span / 1000 }),
  );
  await workbench.prompts.inform(
    `Local’s clock went forward by ${spanText(span)}. It can’t go back, but Reset Local Data restarts it.`,
  );
};
