/** The one walkthrough: from nothing to own HITs, in four steps. */

import { contextKeys, type contextKeys as keys } from '../contextKeys.ts';
import { commands } from '../ids.ts';

interface Step {
  readonly id: string;
  readonly title: string;
  /** Markdown; a link alone on its line is a button. */
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

const button = (label: string, command: (typeof commands)[keyof typeof commands]) => `[${label}](command:${command})`;
const onCommand = (...ids: readonly (typeof commands)[keyof typeof commands][]) => ids.map(id => `onCommand:${id}`);
const onContext = (name: keyof typeof keys) => `onContext:${contextKeys[name][0]}`;

const steps: readonly Step[] = [
  {
    id: 'start',
    title: 'Start Local',
    description: [
      'Local is a complete Mechanical Turk service on this machine. It needs no account and spends no money.',
      button('Start Local with Sample HITs', commands.startLocalWithSamples),
    ].join('\n'),
    media: { svg: 'media/walkthrough/start.svg', altText: 'The views with sample HITs' },
    completionEvents: [onContext('localRunning')],
  },
  {
    id: 'review',
    title: 'Approve an assignment',
    description: [
      'Assignments pending review have their own view, soonest auto-approval first. Each operation is confirmed with its environment and its cost.',
      button('Approve Assignment', commands.approve),
    ].join('\n'),
    media: { svg: 'media/walkthrough/review.svg', altText: 'Assignments with the actions approve and reject' },
    completionEvents: onCommand(commands.approve, commands.approveAllPending, commands.reject),
  },
  {
    id: 'grid',
    title: 'Review many at once',
    description: [
      'In the review grid each answer is a column. Sort, filter, find outliers and duplicates, and decide by keyboard.',
      button('Open Review Grid', commands.openWaiting),
    ].join('\n'),
    media: { svg: 'media/walkthrough/grid.svg', altText: 'The review grid with a column for each answer' },
    completionEvents: onCommand(commands.openReview, commands.openWaiting),
  },
  {
    id: 'connect',
    title: 'Connect your code',
    description: [
      'Code that uses boto3, the AWS CLI or an AWS SDK talks to Local unchanged. Its HITs appear as it publishes them.',
      button('Connect Your Code', commands.connectCode),
    ].join('\n'),
    media: { svg: 'media/walkthrough/connect.svg', altText: 'A script in a terminal whose HITs appear in the view' },
    completionEvents: onCommand(
      commands.connectCode,
      commands.copySnippet,
      commands.useLocalForTerminals,
      commands.runInTerminal,
    ),
  },
];

export const walkthrough = {
  id: 'mturk.start',
  title: 'Get Started with MTurk Workbench',
  description: 'See, review and pay the work on your HITs beside the code that publishes them.',
  steps,
};
