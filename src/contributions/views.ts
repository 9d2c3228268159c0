import type { views } from '../ids.ts';

export const containerIcon = 'media/mturk.svg';
export const containerTitle = 'MTurk';

interface ViewContribution {
  readonly name: string;
  /** A codicon, another one for each view. */
  readonly icon: string;
  readonly visibility?: 'collapsed';
  /** Its share of the side bar when it is first shown. A view without one counts as 20, folded ones too; what these don’t need goes to the first. */
  readonly initialSize?: number;
}

/** In the order in which the side bar shows them. */
export const viewContributions: Readonly<Record<keyof typeof views, ViewContribution>> = {
  review: { name: 'Pending Review', icon: '$(inbox)', initialSize: 60 },
  hits: { name: 'HITs', icon: '$(list-tree)', initialSize: 120 },
  workers: { name: 'Workers', icon: '$(organization)', visibility: 'collapsed' },
  rejected: { name: 'Rejected', icon: '$(discard)', visibility: 'collapsed' },
  qualifications: { name: 'Qualifications', icon: '$(verified)', visibility: 'collapsed' },
};
