import * as vscode from 'vscode';
import { type SiteAddress, siteAddress } from '../../local/siteAddress.ts';

/** Where the user’s browser finds Local’s worker site: over SSH, in a container or in a browser, VS Code knows the way. */
export function workerSiteAddress(workerSite: string): Promise<SiteAddress> {
  return siteAddress(workerSite, async address =>
    (await vscode.env.asExternalUri(vscode.Uri.parse(address))).toString(),
  );
}
