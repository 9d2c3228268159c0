/** Wiring, nothing else: no network, no file reads. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Ledgers } from './commands/ledger/ledgers.ts';
import { watchUnfinished } from './commands/ledger/watch.ts';
import { watchLocal } from './commands/local/watch.ts';
import { watchShared } from './commands/profile/watchShared.ts';
import { registerCommands } from './commands/registry.ts';
import type { Workbench } from './commands/workbench.ts';
import { LocalService } from './local/localService.ts';
import { Panels } from './panels/panels.ts';
import { Identities } from './profiles/identities.ts';
import { readNetworkSettings as network } from './profiles/networkSettings.ts';
import { ProfileStore } from './profiles/profileStore.ts';
import { Sessions, type SessionsOptions } from './profiles/sessions.ts';
import { StateFiles } from './profiles/stateFiles.ts';
import { LocalTerminals } from './profiles/terminals.ts';
import { initialiseContexts, setContext } from './ui/contexts.ts';
import { Log } from './ui/log.ts';
import { windowPrompts } from './ui/prompts.ts';
import { Explorer } from './views/explorer.ts';
import { StatusBar } from './views/statusBar.ts';

/** What the suite inside VS Code gets to see; other extensions get nothing. */
export interface Insides {
  readonly workbench: Workbench;
  readonly explorer: Explorer;
  readonly statusBar: StatusBar;
  readonly context: vscode.ExtensionContext;
  readonly storage: vscode.Uri;
  readonly activatedIn: number;
}

export function activate(context: vscode.ExtensionContext): Insides | undefined {
  const started = performance.now();
  initialiseContexts();
  const log = new Log();
  const store = new ProfileStore(context);
  const local = new LocalService({
    folder: join(context.globalStorageUri.fsPath, 'local'),
    program: context.asAbsolutePath('dist/mturk-local.cjs'),
  });
  const states = new StateFiles(join(context.globalStorageUri.fsPath, 'accounts'));
  const identities = new Identities({ store, network, now: Date.now });
  const onCall: SessionsOptions['onCall'] = (profile, record) => log.call(profile.name, record);
  const sessions = new Sessions({ store, identities, network, local, states, onCall });
  const terminals = new LocalTerminals(context, local);
  const panels = new Panels(context.extensionUri, sessions);
  const explorer = new Explorer({
    context,
    sessions,
    local,
    warn: (message, ...actions) => workbench.prompts.warn(message, ...actions),
    onSaveFailed: error => log.error('The last known state was not kept', error),
  });
  const workbench: Workbench = {
    store,
    identities,
    sessions,
    local,
    terminals,
    log,
    prompts: windowPrompts,
    ledgers: new Ledgers(join(context.globalStorageUri.fsPath, 'ledger')),
    explorer,
    clipboard: vscode.env.clipboard,
    openHIT: (session, what) => panels.hits.open({ ...session, ...what }),
    openReview: (session, what) => panels.reviews.open({ ...session, ...what }),
  };
  const statusBar = new StatusBar(sessions);
  setContext('localTerminals', terminals.isOn);
  context.subscriptions.push(
    log,
    store,
    sessions,
    local,
    panels,
    explorer,
    statusBar,
    terminals,
    watchLocal(workbench),
    watchShared(workbench),
    watchUnfinished(workbench),
    terminals.onDidChange(on => setContext('localTerminals', on)),
    registerCommands(workbench),
    { dispose: local.onState(({ state }) => setContext('localRunning', state === 'running')).dispose },
  );
  const activatedIn = performance.now() - started;
  log.info(`activated in ${activatedIn.toFixed(1)} ms`);
  return context.extensionMode === vscode.ExtensionMode.Test
    ? { workbench, explorer, statusBar, context, storage: context.globalStorageUri, activatedIn }
    : undefined;
}
