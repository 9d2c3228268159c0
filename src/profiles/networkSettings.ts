/** VS Code's proxy settings, for the client. */
import * as vscode from 'vscode';
import { type NetworkSettings, networkSettings } from '../mturk/network.ts';

/** Read at each new client, so that a change counts from the next one on. */
export function readNetworkSettings(endpoint: string): NetworkSettings {
  const http = vscode.workspace.getConfiguration('http');
  return networkSettings(
    {
      proxy: http.get<string>('proxy'),
      proxyAuthorization: http.get<string | null>('proxyAuthorization'),
      noProxy: http.get<string[]>('noProxy'),
      strictTls: http.get<boolean>('proxyStrictSSL'),
      proxySupport: http.get<string>('proxySupport'),
    },
    process.env,
    endpoint,
  );
}
