/** What a dashboard is about and what may be said between its two sides. No state lives here, only its shape. */
import type { ChartSpec, Figure, TableSpec } from '../../statistics/dashboard/chartSpec.ts';
import { command, isRecord, nothing, notification, type Reader, readTextUpTo } from '../contract.ts';
import { type ReadProgress, type ReviewIdentity, readIdentity } from '../review/contract.ts';

export type DashboardIdentity = ReviewIdentity;
export { readIdentity };

export interface DashboardModel {
  readonly identity: DashboardIdentity;
  readonly title: string;
  readonly profile: { readonly name: string; readonly environment: string };
  readonly progress: ReadProgress;
  readonly figures: readonly Figure[];
  readonly charts: readonly ChartSpec[];
  /** Names of answer fields, and which one is shown; none where there are none. */
  readonly fields: readonly string[];
  readonly field: string | null;
  /** What takes longer, and so comes a moment later: agreement, likely answers, statistics of the account. */
  readonly tables: readonly TableSpec[];
  /** HITs whose bonuses were not read. */
  readonly bonusesUnread: number;
}

export interface DashboardChanges extends Partial<Omit<DashboardModel, 'charts' | 'tables'>> {
  /** All of them in order, where any changed; the ID of one that the page has as it is. */
  readonly charts?: readonly (ChartSpec | string)[];
  readonly tables?: readonly (TableSpec | string)[];
}

const longestName = 10_000;
const longestSearch = 10_000;
const longestCopy = 4_000_000;
/** Characters of a picture in base64. */
const longestPicture = 20_000_000;

const readField: Reader<{ field: string }> = value =>
  isRecord(value) && typeof value.field === 'string' && value.field.length <= longestName
    ? { field: value.field }
    : undefined;

const readSearch: Reader<{ search: string }> = value =>
  isRecord(value) && typeof value.search === 'string' && value.search.length <= longestSearch
    ? { search: value.search }
    : undefined;

const readPicture: Reader<{ name: string; base64: string }> = value =>
  isRecord(value) &&
  typeof value.name === 'string' &&
  /^[a-z-]{1,40}$/.test(value.name) &&
  typeof value.base64 === 'string' &&
  value.base64.length <= longestPicture
    ? { name: value.name, base64: value.base64 }
    : undefined;

export const dashboardContract = {
  requests: {},
  commands: {
    /** Shows another answer field. */
    chooseField: command(readField),
    /** Opens the review grid on what the dashboard is about, filtered. */
    openGrid: command(readSearch),
    copy: command(readTextUpTo(longestCopy)),
    /** Saves a chart as a PNG file. */
    savePicture: command(readPicture),
    readBonuses: command(nothing),
    refresh: command(nothing),
    stop: command(nothing),
  },
  notifications: {
    model: notification<DashboardModel>(),
    /** What is different from what was sent last. */
    changes: notification<DashboardChanges>(),
  },
};

export type DashboardContract = typeof dashboardContract;
