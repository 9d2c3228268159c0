import { followSession } from '../../profiles/followSession.ts';
import { readNotices } from '../../ui/readSettings.ts';
import type { NoticeWindow } from './showNotices.ts';

/** Shows messages about events that the user chose in the settings. Loads nothing while none is chosen. */
export function watchNotices(workbench: NoticeWindow): { dispose(): void } {
  return followSession(workbench, ({ profile, account }) => {
    if (!account) return undefined;
    const report = (error: unknown) => workbench.log.error('Couldn’t show a notice', error);
    let showing: Promise<{ reportSoon(): void; dispose(): void }> | undefined;
    const changes = account.onChange(() => {
      if (account.listing.state !== 'fresh' || (!showing && readNotices().kinds.size === 0)) return;
      showing ??= import('./showNotices.ts').then(
        ({ NoticeMessages }) => new NoticeMessages(workbench, profile, account),
      );
      void showing.then(messages => messages.reportSoon()).catch(report);
    });
    return {
      dispose: () => {
        changes.dispose();
        void showing?.then(messages => messages.dispose()).catch(report);
      },
    };
  });
}
