/** What a view says instead of rows, by the reason why it has none. */
import type { views } from '../ids.ts';
import { keyIs } from './when.ts';

interface Welcome {
  readonly view: keyof typeof views;
  readonly when: string;
  readonly contents: string;
}

export const welcomes: readonly Welcome[] = [
  {
    view: 'hits',
    when: keyIs('hitsEmpty', 'localStopped'),
    contents:
      'Local is a complete Mechanical Turk service on this machine. It needs no account and spends no money.\n[Start Local with sample HITs](command:mturk.local.startWithSamples)\nOr [start it empty](command:mturk.local.start) and publish to it from your own code. HITs that run elsewhere? [Add a profile](command:mturk.profile.add) or [switch to one](command:mturk.profile.switch).',
  },
  {
    view: 'hits',
    when: keyIs('hitsEmpty', 'noHITs'),
    contents:
      'This profile has no HITs yet. Publish some from your experiment code, then [refresh](command:mturk.refresh).\n[Switch profile](command:mturk.profile.switch)',
  },
  {
    view: 'hits',
    when: keyIs('hitsEmpty', 'noHITsInLocal'),
    contents:
      'Local has no HITs yet. Publish some from your experiment code: the endpoint is in the hover of the status bar item.\n[Switch profile](command:mturk.profile.switch)',
  },
  {
    view: 'hits',
    when: keyIs('hitsEmpty', 'filtered'),
    contents:
      'The filter hides all HITs.\n[Show all HITs](command:mturk.hits.clearFilter)\n[Change the filter](command:mturk.hits.filter)',
  },
  {
    view: 'review',
    when: keyIs('reviewEmpty', 'localStopped'),
    contents:
      'Local is not running. Assignments pending review appear here, soonest auto-approval first.\n[Start Local with sample HITs](command:mturk.local.startWithSamples)',
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
    contents: 'Nobody has worked on HITs of this profile yet.\n[Refresh](command:mturk.refresh)',
  },
  {
    view: 'qualifications',
    when: keyIs('qualificationsEmpty', 'localStopped'),
    contents:
      'Local is not running. Your qualification types show here, with who has them and who asks for them.\n[Start Local with sample HITs](command:mturk.local.startWithSamples)',
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
