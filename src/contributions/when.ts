/** The conditions of `when` clauses, built from the source's own ids, so that one that names nothing does not compile. */

import { contextKeys } from '../contextKeys.ts';
import { batchScheme, panels, rowTokens, views, type webviewRows, webviewSections } from '../ids.ts';

type ViewName = keyof typeof views;
type ContextName = keyof typeof contextKeys;

export function all(...conditions: readonly string[]): string {
  return conditions.join(' && ');
}

export function any(...conditions: readonly string[]): string {
  return conditions.join(' || ');
}

/** The opposite of one term: `when` clauses have no parentheses around more. */
export function not(term: string): string {
  const equality = / == /.exec(term);
  return equality ? term.replace(' == ', ' != ') : `!${term}`;
}

export function key(name: ContextName): string {
  return contextKeys[name][0];
}

export function keyIs(name: ContextName, value: string): string {
  return `${key(name)} == ${value}`;
}

function pattern(names: readonly ViewName[]): string {
  const ends = names.map(name => views[name].slice('mturk.'.length));
  return `/^mturk\\.(${ends.join('|')})$/`;
}

export function inView(...names: readonly [ViewName, ...ViewName[]]): string {
  return names.length === 1 ? `view == ${views[names[0]]}` : `view =~ ${pattern(names)}`;
}

const rowViews = ['hits', 'review', 'workers', 'rejected', 'qualifications'] as const satisfies readonly ViewName[];

/** In each view that has rows of HITs, assignments or workers. */
export const inAnyView = inView(...rowViews);

/** While the list of one of these views has the keyboard and nobody types into it. */
export function listHasKeyboard(names: readonly ViewName[] = rowViews): string {
  return all(`focusedView =~ ${pattern(names)}`, 'listFocus', '!inputFocus');
}

/** On a row that has one of these tokens. */
export function onRow(...tokens: readonly (keyof typeof rowTokens)[]): string {
  const values = tokens.map(token => rowTokens[token]);
  return `viewItem =~ /\\b${values.length === 1 ? values[0] : `(${values.join('|')})`}\\b/`;
}

export const oneRow = '!listMultiSelection';
export const twoRows = 'listDoubleSelection';

export function inPanel(name: keyof typeof panels): string {
  return `webviewId == ${panels[name]}`;
}

/** In the title bar of a panel. */
export function onPanelTitle(name: keyof typeof panels): string {
  return `activeWebviewPanelId == ${panels[name]}`;
}

export function inSection(name: keyof typeof webviewSections): string {
  return `webviewSection == ${webviewSections[name]}`;
}

export const onGridRow = all(inPanel('review'), inSection('assignment'));

export function gridRows(count: (typeof webviewRows)[number]): string {
  return `webviewRows == ${count}`;
}

/** All rows that a right-click in the grid is about are rejected. */
export const gridRejected = 'webviewRejected';

export function fileWithExtension(extension: `.${string}`): string {
  return `resourceExtname == ${extension}`;
}

/** Where the palette offers what needs a target: a HIT, submitted work, rejected work. */
export const someHIT = key('hitsKnown');
export const someSubmitted = all(someHIT, not(keyIs('reviewEmpty', 'nothingWaits')));
export const someRejected = all(someHIT, not(keyIs('rejectedEmpty', 'nothingRejected')));

/** Something of the workbench was used in this window: it knows the environment from then on. */
const isUsed = key('environment');

/** On an HTML file, of which most workspaces have some that are no tasks. */
export const isPage = all(isUsed, 'resourceFilename =~ /\\.html?$/');

/** On a file that is likely part of a study of another program, or may be where the workbench is used. */
export const isConvertible = any(
  'resourceFilename =~ /^hittypeproperties\\.json$|\\.question$/',
  all(isUsed, 'resourceFilename =~ /^(config\\.txt|settings\\.py)$|\\.(html?|properties|cfg)$/'),
);

/** In the page of a batch. */
export const isBatchPage = `resourceScheme == ${batchScheme}`;

/** In an editor with a HIT definition. */
export const isDefinitionFile = 'resourceFilename =~ /\\.hit\\.json$/';
