import type { CommandContribution } from '../command.ts';
import { key, someHIT } from '../when.ts';

export const notificationCommands = {
  setNotifications: {
    title: 'Set Notifications…',
    icon: 'bell',
    palette: someHIT,
  },
  sendTestEvent: {
    title: 'Send Test Event…',
    icon: 'bell-dot',
  },
  showNotifications: {
    title: 'Show Local’s Notifications',
    icon: 'bell',
    enablement: key('localRunning'),
    palette: key('localActive'),
  },
  markReviewing: {
    title: 'Mark as Reviewing…',
    icon: 'eye',
    palette: someHIT,
  },
  markReviewable: {
    title: 'Mark as Reviewable…',
    icon: 'eye-closed',
    palette: someHIT,
  },
  showReviewable: {
    title: 'Show Reviewable HITs',
    icon: 'list-filter',
  },
  showReviewResults: {
    title: 'Show Review Policy Results',
    icon: 'checklist',
    palette: someHIT,
  },
  openUploadedFile: {
    title: 'Open Uploaded File…',
    icon: 'file',
    palette: someHIT,
  },
} satisfies Record<string, CommandContribution>;
