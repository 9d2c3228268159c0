/** Settings that keep VS Code from asking, telling and fetching, so that a run shows our extension and nothing else. */

export type Theme = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

const themes: Record<Theme, string> = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

export const quietSettings: Record<string, unknown> = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  // Services listen here all the time; none of them wants to be announced.
  'remote.autoForwardPorts': false,
  'git.openRepositoryInParentFolders': 'never',
  'git.showProgress': false,
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
};

/** A server without a gallery: nobody is asked which extensions there are. */
export const quietEnvironment: NodeJS.ProcessEnv = { EXTENSIONS_GALLERY: '{}' };

/** Quiet, and the same picture every time. */
export function testSettings(theme: Theme = 'dark', more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...quietSettings,
    'workbench.colorTheme': themes[theme],
    'workbench.reduceMotion': 'on',
    'workbench.hover.delay': 100,
    'editor.hover.delay': 100,
    'editor.hover.hidingDelay': 50,
    'editor.cursorBlinking': 'solid',
    ...more,
  };
}
