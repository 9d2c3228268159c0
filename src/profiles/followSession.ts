/** Work that belongs to the session at hand: begun for each one, and ended when another takes its place. */
import type { Session } from './sessions.ts';

interface Disposable {
  dispose(): void;
}

interface Parts {
  readonly sessions: {
    readonly current: Session;
    readonly onDidChange: (listener: () => void) => Disposable;
  };
}

/** Begins it for the session of this moment too. `begin` returns what ends it, or nothing where it did not begin. */
export function followSession({ sessions }: Parts, begin: (session: Session) => Disposable | undefined): Disposable {
  let work: Disposable | undefined;
  const follow = () => {
    work?.dispose();
    work = undefined;
    work = begin(sessions.current);
  };
  const changes = sessions.onDidChange(follow);
  follow();
  return {
    dispose: () => {
      changes.dispose();
      work?.dispose();
    },
  };
}
