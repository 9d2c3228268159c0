/** What dashboards need of the window. */
import type * as vscode from 'vscode';
import type { PanelHost, PanelSession } from '../panelHost.ts';
import type { ReviewSelection } from '../review/contract.ts';
import type { ServiceStatistics } from './statisticsTable.ts';

export interface DashboardHost extends PanelHost {
  readonly openGrid: (profile: PanelSession['profile'], selection: ReviewSelection, search: string) => Promise<void>;
  /** What the service of a profile tells of itself, where it does. */
  readonly serviceStatistics: (profileId: string) => Promise<ServiceStatistics | undefined>;
  readonly reportError: (message: string) => void;
  /** Where to save a picture. */
  readonly askForFile: (name: string) => Promise<vscode.Uri | undefined>;
}
