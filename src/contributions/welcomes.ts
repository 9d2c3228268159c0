/** What a view says instead of rows, by the reason why it has none. A link alone on its line is a button: one for each view. */
import { commands, type views } from '../ids.ts';
import { keyIs } from './when.ts';

interface Welcome {
  readonly view: keyof typeof views;
  readonly when: string;
  readonly contents: string;
}

const link = (label: string, command: (typeof commands)[keyof typeof commands]) => `[${label}](command:${command})`;

export const welcomes: readonly Welcome[] = [
  {
    view: 'hits',
    when: keyIs('hitsEmpty', 'localStopped'),
    contents: [
      'Local is a complete Mechanical Turk service on this machine. It needs no account and spends no money.',
      link('Start Local with sample HITs', commands.startLocalWithSamples),
      `Or ${link('start it empty', commands.startLocal)} and ${link('connect your code', commands.connectCode)}. HITs that run elsewhere? ${link('Add a profile', commands.addProfile)} or ${link('switch to one', commands.switchProfile)}.`,
    ].join('\n'),
  },
  {
    view: 'hits',
    when: keyIs('hitsEmpty', 'noHITs'),
    contents: [
      'This profile has no HITs. HITs that your code publishes appear here.',
      link('Connect Your Code', commands.connectCode),
      `Published already? ${link('Refresh', commands.refresh)} or ${link('switch profile', commands.switchProfile)}.`,
    ].join('\n'),
  },
  {
    view: 'hits',
    when: keyIs('hitsEmpty', 'noHITsInLocal'),
    contents: [
      'Local has no HITs. HITs that your code publishes to it appear here.',
      link('Connect Your Code', commands.connectCode),
      `Or ${link('write a new HIT', commands.newDefinition)}, ${link('add samples', commands.addSamples)} to explore, or ${link('switch profile', commands.switchProfile)}.`,
    ].join('\n'),
  },
  {
    view: 'hits',
    when: keyIs('hitsEmpty', 'filtered'),
    contents: [
      'No HIT matches the filter.',
      link('Clear Filter', commands.clearFilter),
      `Or ${link('change the filter', commands.filterHITs)}.`,
    ].join('\n'),
  },
  {
    view: 'review',
    when: keyIs('reviewEmpty', 'localStopped'),
    contents: 'Assignments pending review appear here, soonest auto-approval first. Local is not running.',
  },
  { view: 'review', when: keyIs('reviewEmpty', 'nothingWaits'), contents: 'No assignments are pending review.' },
  {
    view: 'workers',
    when: keyIs('workersEmpty', 'localStopped'),
    contents: 'Local is not running. The workers of your HITs appear here, with their work and earnings.',
  },
  {
    view: 'workers',
    when: keyIs('workersEmpty', 'noWorkers'),
    contents: `No work has been submitted to this profile yet. ${link('Refresh', commands.refresh)}`,
  },
  {
    view: 'qualifications',
    when: keyIs('qualificationsEmpty', 'localStopped'),
    contents: 'Your qualification types appear here, with who has them and who asks for them. Local is not running.',
  },
  {
    view: 'rejected',
    when: keyIs('rejectedEmpty', 'localStopped'),
    contents: 'Local is not running. Rejections that can still be reversed appear here, with the days left.',
  },
  {
    view: 'rejected',
    when: keyIs('rejectedEmpty', 'nothingRejected'),
    contents:
      'No rejections can be reversed. A rejection can be reversed for 30 days after the submission, as long as its HIT is not deleted.',
  },
];
