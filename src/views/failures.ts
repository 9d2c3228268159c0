/** The rows of a view that couldn't be read: why, in the words of the failure, and what to do, by selecting a row. */
import type { Freshness } from '../account/freshness.ts';
import { type CommandId, commands } from '../ids.ts';
import type { FailureKind } from '../mturk/errors.ts';
import { explain } from '../mturk/explain.ts';
import type { NoteNode } from './nodes.ts';

interface Remedy {
  readonly label: string;
  readonly icon: string;
  readonly command: CommandId;
}

const switchProfile: Remedy = {
  label: 'Switch to another profile',
  icon: 'arrow-swap',
  command: commands.switchProfile,
};
const startLocal: Remedy = { label: 'Use Local instead', icon: 'play', command: commands.startLocal };
const addProfile: Remedy = { label: 'Add a profile with other keys', icon: 'add', command: commands.addProfile };
const showLog: Remedy = { label: 'Show the log', icon: 'output', command: commands.showLog };

const remedies: Readonly<Partial<Record<FailureKind, readonly Remedy[]>>> = {
  unreachable: [startLocal, switchProfile],
  notTheService: [switchProfile, addProfile],
  badCredentials: [addProfile, switchProfile],
  noCredentials: [addProfile, switchProfile],
  notPermitted: [addProfile, switchProfile],
  notLinked: [switchProfile],
};

/** `what` is what couldn't be done: “list HITs”. No rows where nothing failed, or where it was only cancelled. */
export function failureNotes(what: string, freshness: Freshness, endpoint: string): NoteNode[] {
  if (freshness.state !== 'failed' || freshness.error.kind === 'cancelled') return [];
  const { reason, advice } = explain(freshness.error, endpoint);
  const { kind } = freshness.error;
  const note: NoteNode = {
    kind: 'note',
    id: 'failed',
    label: `Couldn’t ${what}: ${reason}`,
    description: `${advice} Select to try again.`.trim(),
    icon: 'error',
    command: { command: commands.refresh, title: 'Refresh' },
  };
  // What was read before is worth more than ways out of having nothing.
  if (freshness.updated !== undefined) return [note];
  return [
    note,
    ...[...(remedies[kind] ?? []), showLog].map(
      (remedy): NoteNode => ({
        kind: 'note',
        id: `remedy ${remedy.command}`,
        label: remedy.label,
        description: '',
        icon: remedy.icon,
        command: { command: remedy.command, title: remedy.label },
      }),
    ),
  ];
}
