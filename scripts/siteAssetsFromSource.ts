/**
 * The files of `client/`, bundled when they are first asked for: for a service that runs from its source. A build of the service
 * puts the bundled files in this module's place (scripts/siteAssets.ts).
 */

export type AssetFiles = Readonly<Record<string, string>>;

let files: Promise<AssetFiles> | undefined;

export function readAssets(): Promise<AssetFiles> {
  files ??= import('./siteAssets.ts').then(({ bundleSiteAssets }) => bundleSiteAssets(false));
  return files;
}
