/** Wiring, nothing else: no network, no file reads. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { watchLocal } from './commands/local/watch.ts';
import { watchShared } from './commands/profile/watchShared.ts';
import { registerCommands } from './commands/registry.ts';
import type { Workbench } from './commands/workbench.ts';
import { LocalService } from './local/localService.ts';
import { HITPanels } from './panels/hit/hitPanels.ts';
import { Identities } from './profiles/identities.ts';
import { readNetworkSettings as network } from './profiles/networkSettings.ts';
import { ProfileStore } from './profiles/profileStore.ts';
import { Sessions, type SessionsOptions } from './profiles/sessions.ts';
import { LocalTerminals } from './profiles/terminals.ts';
import { initialiseContexts, setContext } from './ui/contexts.ts';
import { Log } from './ui/log.ts';
import { windowPrompts } from './ui/prompts.ts';
import { HITsView } from './views/hitsView.ts';

import { StatusBar } from './views/statusBar.ts';

/** What the suite inside VS Code gets to see; other extensions get nothing. */
export interface Insides {
  readonly workbench: Workbench;
  readonly view: HITsView;
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
  const identities = new Identities({ store, network, now: Date.now });
  const onCall: SessionsOptions['onCall'] = (profile, record) => log.call(profile.name, record);
  const sessions = new Sessions({ store, identities, network, local, onCall });
  const terminals = new LocalTerminals(context, local);
  const panels = new HITPanels({
    extensionUri: context.extensionUri,
    run: (command, target) => void vscode.commands.executeCommand(command, target),
    resolve: profileId => (sessions.current.profile.id === profileId ? sessions.current : undefined),
  });
  const workbench: Workbench = {
    store,
    identities,
    sessions,
    local,
    terminals,
    log,
    prompts: windowPrompts,
    clipboard: vscode.env.clipboard,
    openHIT: (session, what) => panels.open({ ...session, ...what }),
  };
  const view = new HITsView(sessions, local);
  const statusBar = new StatusBar(sessions);
  setContext('localTerminals', terminals.isOn);
  context.subscriptions.push(
    log,
    store,
    sessions,
    local,
    panels,
    view,
    statusBar,
    terminals,
    watchLocal(workbench),
    watchShared(workbench),
    terminals.onDidChange(on => setContext('localTerminals', on)),
    registerCommands(workbench),
    sessions.onDidChange(session => panels.follow(session)),
    { dispose: local.onState(({ state }) => setContext('localRunning', state === 'running')).dispose },
  );
  const activatedIn = performance.now() - started;
  log.info(`activated in ${activatedIn.toFixed(1)} ms`);
  return context.extensionMode === vscode.ExtensionMode.Test
    ? { workbench, view, statusBar, context, storage: context.globalStorageUri, activatedIn }
    : undefined;
}
