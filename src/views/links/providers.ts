/** What VS Code asks for links and hovers; loaded when it first asks. */
import type { Account } from '../../account/account.ts';
import { DocumentLinks } from './documentLinks.ts';
import { IdHovers } from './hovers.ts';
import { TerminalLinks } from './terminalLinks.ts';

export interface LinkProviders {
  readonly documents: DocumentLinks;
  readonly hovers: IdHovers;
  readonly terminal: TerminalLinks;
}

export function linkProviders(account: () => Account | undefined): LinkProviders {
  return {
    documents: new DocumentLinks(account),
    hovers: new IdHovers(account),
    terminal: new TerminalLinks(account),
  };
}
