/** Wiring, nothing else: no network, no file reads. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { DecisionFiles } from './commands/decisions/decisionFiles.ts';
import { batchesFor } from './commands/definition/batchesFor.ts';
import { batchInputsOf } from './commands/definition/batchInputs.ts';
import { Previews } from './commands/definition/previews.ts';
import { watchBatchPages } from './commands/definition/watchBatchPages.ts';
import { watchLaterExclusions } from './commands/definition/watchLaterExclusions.ts';
import { watchDefinitionTests } from './commands/definition/watchTests.ts';
import { watchDisabling } from './commands/hit/watchDisabling.ts';
import { historyOf } from './commands/ledger/history.ts';
import { Ledgers } from './commands/ledger/ledgers.ts';
import { watchInterrupted } from './commands/ledger/watch.ts';
import { watchLocal, watchTerminals } from './commands/local/watch.ts';
import { watchTasks } from './commands/local/watchTasks.ts';
import { watchNotices } from './commands/notification/watchNotices.ts';
import { watchShared } from './commands/profile/watchShared.ts';
import { registerCommands } from './commands/registerCommands.ts';
import type { Workbench } from './commands/workbench.ts';
import { workerRecordsOf } from './commands/worker/recordsOf.ts';
import { watchDefinitions } from './definitionEditor/watchDefinitions.ts';
import { Documents } from './documents/documents.ts';
import { Archives } from './local/archives.ts';
import { LocalService } from './local/localService.ts';
import { Panels } from './panels/panels.ts';
import { Identities } from './profiles/identities.ts';
import { LocalTerminals } from './profiles/localTerminals.ts';
import { readNetworkSettings as network } from './profiles/networkSettings.ts';
import { ProfileStore } from './profiles/profileStore.ts';
import { Sessions, type SessionsOptions } from './profiles/sessions.ts';
import { StateFiles } from './profiles/stateFiles.ts';
import { initialiseContexts } from './ui/contexts.ts';
import { Log } from './ui/log.ts';
import { windowPrompts } from './ui/prompts.ts';
import { SilentEndpoint } from './ui/silentEndpoint.ts';
import { soon } from './ui/soon.ts';
import { Explorer } from './views/explorer.ts';
import { StatusBar } from './views/statusBar.ts';

/** What the suite inside VS Code gets to see; other extensions get nothing. */
export interface TestApi {
  readonly workbench: Workbench;
  readonly explorer: Explorer;
  readonly statusBar: StatusBar;
  readonly panels: Panels;
  readonly context: vscode.ExtensionContext;
  readonly storage: vscode.Uri;
  readonly activatedIn: number;
}

export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  const started = performance.now();
  initialiseContexts();
  const log = new Log();
  const store = new ProfileStore(context);
  const local = new LocalService({
    folder: join(context.globalStorageUri.fsPath, 'local'),
    program: context.asAbsolutePath('dist/mturk-local.cjs'),
  });
  const archives = new Archives(local.program);
  const states = new StateFiles(join(context.globalStorageUri.fsPath, 'accounts'));
  const identities = new Identities({ store, network, now: Date.now });
  const onCall: SessionsOptions['onCall'] = (profile, record) => log.call(profile.name, record);
  const onArchiveFailed: SessionsOptions['onArchiveFailed'] = ({ name }, error) => {
    log.error(`Archive ${name} was not opened`, error);
    const reason = error instanceof Error ? error.message : String(error);
    void workbench.prompts.reportError(`Couldn’t open archive ${name}: ${reason}`);
  };
  const silence = new SilentEndpoint();
  const sessions = new Sessions({
    store,
    identities,
    network,
    local,
    archives,
    onArchiveFailed,
    states,
    onCall,
    onSilence: (client, endpoint, silent) => silence.show(client, endpoint, silent),
  });
  const terminals = new LocalTerminals(context, local);
  const ledgers = new Ledgers(join(context.globalStorageUri.fsPath, 'ledger'));
  const records = {
    history: historyOf(ledgers),
    workers: workerRecordsOf(ledgers, context.globalState),
    batchInputs: batchInputsOf({ ledgers, store, archives }),
  };
  const panels = new Panels(context.extensionUri, sessions, records, {
    control: (verb, body) => local.control(verb, body),
    reportError: message => void workbench.prompts.reportError(message),
    onReopenFailed: error => log.error('A panel was not reopened', error),
    askForFile: name =>
      workbench.prompts.saveFile({ title: 'Save as PNG', action: 'Save', filters: { PNG: ['png'] }, name }),
  });
  const documents = new Documents({ sessions, join: () => local.join() });
  const explorer = new Explorer({
    context,
    sessions,
    local,
    warn: (message, ...actions) => workbench.prompts.warn(message, ...actions),
    onSaveFailed: error => log.error('The account snapshot was not saved', error),
  });
  const definitionTests = watchDefinitionTests({ local, log });
  const workbench: Workbench = {
    store,
    identities,
    sessions,
    local,
    archives,
    terminals,
    log,
    prompts: windowPrompts,
    ledgers,
    explorer,
    documents,
    decisions: new DecisionFiles(context),
    definitionTests,
    previews: new Previews(context.extensionUri, () => workbench),
    clipboard: vscode.env.clipboard,
    memory: context.globalState,
    workspaceMemory: context.workspaceState,
    secrets: context.secrets,
    openHIT: (session, what) => panels.hits.open({ ...session, ...what }),
    openReview: (session, what) => panels.reviews.open({ ...session, ...what }),
    openPeople: (session, subject) => panels.people.open({ ...session, subject }),
    visibleHITs: () => panels.hits.visible,
    reportInGrid: (profileId, hitIds, message) => panels.reviews.report(profileId, hitIds, message),
    openDashboard: (session, selection) => panels.dashboards.open({ ...session, selection }),
  };
  const statusBar = new StatusBar(sessions, local);
  context.subscriptions.push(
    log,
    store,
    sessions,
    local,
    archives,
    panels,
    documents,
    explorer,
    statusBar,
    terminals,
    workbench.previews,
    watchLocal(workbench),
    watchShared(workbench),
    watchInterrupted(workbench),
    watchTerminals(workbench),
    watchDisabling(workbench),
    watchLaterExclusions(workbench),
    watchBatchPages(workbench),
    watchNotices(workbench),
    watchTasks(workbench),
    soon(() => watchDefinitions({ sessions, batches: uri => batchesFor(workbench, uri) })),
    definitionTests,
    registerCommands(workbench),
  );
  const activatedIn = performance.now() - started;
  log.info(`activated in ${activatedIn.toFixed(1)} ms`);
  return context.extensionMode === vscode.ExtensionMode.Test
    ? { workbench, explorer, statusBar, panels, context, storage: context.globalStorageUri, activatedIn }
    : undefined;
}
