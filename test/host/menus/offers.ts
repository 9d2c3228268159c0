/** What menus offer by package.json, and whether they do where things are so: VS Code's own answer can't be asked for. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type CommandId, panels, webviewRows, webviewSections } from '../../../src/ids.ts';

interface Contribution {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}

interface Manifest {
  readonly contributes: { readonly menus: Readonly<Record<string, readonly Contribution[]>> };
}

interface Offer {
  readonly command: CommandId;
  /** All of them must hold: those of the submenus around it, too. */
  readonly whens: readonly string[];
  readonly inline: boolean;
}

/** Context keys with their values. Those that are not here are undefined, as in VS Code. */
type Keys = Readonly<Record<string, string | boolean>>;

const extension = vscode.extensions.getExtension('mturk-workbench.mturk-workbench');
assert.ok(extension);
const { contributes }: Manifest = extension.packageJSON;

/** The items of a menu, those of its submenus among them. */
export function offersIn(menu: string): Offer[] {
  return (contributes.menus[menu] ?? []).flatMap(({ command, submenu, when, group = '' }) => {
    const whens = when === undefined ? [] : [when];
    if (submenu !== undefined) return offersIn(submenu).map(each => ({ ...each, whens: [...whens, ...each.whens] }));
    return [{ command: command as CommandId, whens, inline: group.startsWith('inline') }];
  });
}

export function commandsOf(offers: readonly Offer[]): CommandId[] {
  return [...new Set(offers.map(({ command }) => command))];
}

export function isOffered({ whens }: Offer, keys: Keys): boolean {
  return whens.every(when =>
    when.split(' || ').some(either => either.split(' && ').every(term => openHITs(term.trim(), keys))),
  );
}

function openHITs(term: string, keys: Keys): boolean {
  const read = /^(!?)([\w.]+)(?: (==|!=|=~) (\S+))?$/.exec(term);
  assert.ok(read, `a condition that this test can read: ${term}`);
  const [, not, key = '', by, operand = ''] = read;
  const value = keys[key];
  if (by === undefined) return (value !== undefined && value !== false) === (not === '');
  if (by === '=~') return value !== undefined && new RegExp(operand.slice(1, -1)).test(String(value));
  return (value === operand) === (by === '==');
}

/** What holds while rows of a tree are right-clicked. */
export function keysInTree(view: string, viewItem: string, selected: number): Keys {
  return {
    view,
    viewItem,
    listMultiSelection: selected > 1,
    listDoubleSelection: selected === 2,
    'mturk.local.running': true,
    'mturk.local.active': true,
  };
}

/** What holds while rows of the review grid are right-clicked. */
export function keysInGrid(rows: number, webviewRejected: boolean): Keys {
  const webviewSection = webviewSections.assignment;
  const count = webviewRows[Math.min(rows, webviewRows.length) - 1] ?? '';
  return { webviewId: panels.review, webviewSection, webviewRows: count, webviewRejected };
}
