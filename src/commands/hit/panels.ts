/** The HIT panels, given what they may not reach for by themselves: commands and the ledger. */
import * as vscode from 'vscode';
import { HITPanels } from '../../panels/hit/hitPanels.ts';
import type { Sessions } from '../../profiles/sessions.ts';
import type { Ledgers } from '../ledger/ledgers.ts';

export function hitPanels(extensionUri: vscode.Uri, sessions: Sessions, ledgers: Ledgers): HITPanels {
  return new HITPanels({
    extensionUri,
    run: (command, target) => void vscode.commands.executeCommand(command, target),
    resolve: profileId => (sessions.current.profile.id === profileId ? sessions.current : undefined),
    history: async (profileId, hitId) => {
      const { hitHistory } = await import('../ledger/hitHistory.ts');
      return hitHistory(await ledgers.of(profileId), hitId);
    },
  });
}
