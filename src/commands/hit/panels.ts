/** The HIT panels, given what they may not reach for by themselves: commands. */
import * as vscode from 'vscode';
import { HITPanels } from '../../panels/hit/hitPanels.ts';
import type { Sessions } from '../../profiles/sessions.ts';

export function hitPanels(extensionUri: vscode.Uri, sessions: Sessions): HITPanels {
  return new HITPanels({
    extensionUri,
    run: (command, target) => void vscode.commands.executeCommand(command, target),
    resolve: profileId => (sessions.current.profile.id === profileId ? sessions.current : undefined),
  });
}
