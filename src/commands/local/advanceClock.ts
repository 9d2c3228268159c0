import { parseSpan, spanText } from '../../mturk/times.ts';
import { withProgress } from '../../ui/progress.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { runningLocal } from './running.ts';

export const advanceClock: Handler<Needs<'local' | 'prompts'>> = async workbench => {
  runningLocal(workbench);
  const typed = await workbench.prompts.input({
    title: 'Advance Local’s clock',
    prompt:
      'By how much? Everything that falls due in that time happens in order: expiration, auto-approval, abandonment.',
    placeholder: '2 d, 12 h, 90 m',
    check: text => (parseSpan(text) === undefined ? 'Enter a time such as 2 d, 12 h or 1 d 6 h.' : undefined),
  });
  const span = typed === undefined ? undefined : parseSpan(typed);
  if (span === undefined) return;
  await withProgress('Advancing Local’s clock', () =>
    workbench.local.control('clock', { advanceSeconds: span / 1000 }),
  );
  await workbench.prompts.inform(
    `Advanced Local’s clock by ${spanText(span)}. It can’t be set back; Reset Local Data restarts it.`,
  );
};
