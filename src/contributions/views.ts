import type { views } from '../ids.ts';

export const containerIcon = 'media/mturk.svg';
export const containerTitle = 'MTurk';

interface ViewContribution {
  readonly name: string;
  readonly icon: string;
  readonly visibility?: 'collapsed';
}

/** In the order in which the side bar shows them. */
export const viewContributions: Readonly<Record<keyof typeof views, ViewContribution>> = {
  review: { name: 'To Review', icon: containerIcon },
  hits: { name: 'HITs', icon: containerIcon },
  workers: { name: 'Workers', icon: containerIcon, visibility: 'collapsed' },
  rejected: { name: 'Rejected', icon: containerIcon, visibility: 'collapsed' },
  qualifications: { name: 'Qualifications', icon: containerIcon, visibility: 'collapsed' },
};
