import type { Grouping, Sorting } from '../../account/search/arrangeHITs.ts';
import type { Choice } from '../../ui/prompts.ts';
import type { ReviewGrouping } from '../../views/arrangement.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';

const groupings: Readonly<Record<Grouping, string>> = {
  repeated: 'Batch or title',
  none: 'No groups',
  status: 'Status',
  type: 'HIT type',
  batch: 'Annotation or HIT type',
  day: 'Day of creation',
  file: 'Source file',
};

const sortings: Readonly<Record<Sorting, string>> = {
  created: 'Newest first',
  expires: 'First to expire',
  reward: 'Highest reward first',
  title: 'Title',
  unreviewed: 'Most pending reviews',
  deadline: 'Nearest auto-approval',
};

const reviewGroupings: Readonly<Record<ReviewGrouping, string>> = {
  hit: 'HIT',
  deadline: 'Time until auto-approval',
};

export const groupHITs: Handler<Needs<'explorer' | 'prompts'>> = async ({ prompts, explorer: { arrangement } }) => {
  const chosen = await prompts.pick('Group HITs', 'Group HITs by', choices(groupings, arrangement.grouping));
  if (chosen) await arrangement.group(chosen);
};

export const sortHITs: Handler<Needs<'explorer' | 'prompts'>> = async ({ prompts, explorer: { arrangement } }) => {
  const chosen = await prompts.pick('Sort HITs', 'Sort HITs by', choices(sortings, arrangement.sorting));
  if (chosen) await arrangement.sort(chosen);
};

export const groupReview: Handler<Needs<'explorer' | 'prompts'>> = async ({ prompts, explorer: { arrangement } }) => {
  const all = choices(reviewGroupings, arrangement.reviewGrouping);
  const chosen = await prompts.pick('Group Pending Reviews', 'Group submitted assignments by', all);
  if (chosen) await arrangement.groupReview(chosen);
};

function choices<T extends string>(labels: Readonly<Record<T, string>>, current: T): Choice<T>[] {
  return (Object.entries(labels) as [T, string][]).map(([value, label]) => ({
    label,
    value,
    ...(value === current ? { description: 'now' } : {}),
  }));
}
