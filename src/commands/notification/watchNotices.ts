import { readNotices } from '../../ui/readSettings.ts';
import type { NoticeWindow } from './showNotices.ts';

/** Shows messages about events that the user chose in the settings. Loads nothing while none is chosen. */
export function watchNotices(workbench: NoticeWindow): { dispose(): void } {
  let listening: { dispose(): void } | undefined;
  const follow = () => {
    listening?.dispose();
    listening = undefined;
    const { profile, account } = workbench.sessions.current;
    if (!account) return;
    let showing: Promise<{ reportSoon(): void; dispose(): void }> | undefined;
    const changes = account.onChange(() => {
      if (account.listing.state !== 'fresh' || (!showing && readNotices().kinds.size === 0)) return;
      showing ??= import('./showNotices.ts').then(
        ({ NoticeMessages }) => new NoticeMessages(workbench, profile, account),
      );
      void showing
        .then(messages => messages.reportSoon())
        .catch(error => workbench.log.error('Couldn’t show a notice', error));
    });
    listening = {
      dispose: () => {
        changes.dispose();
        void showing?.then(messages => messages.dispose());
      },
    };
  };
  const sessions = workbench.sessions.onDidChange(follow);
  follow();
  return {
    dispose: () => {
      sessions.dispose();
      listening?.dispose();
    },
  };
}
