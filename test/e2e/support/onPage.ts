/** The page that every part of the workbench under test is on, and how texts on it are matched. */
import type { Page } from 'playwright-core';
import { patience } from './eventually.ts';
import type { Session } from './session.ts';

export type Text = string | RegExp;

/** A literal text as a pattern that matches it alone, but for the key binding that VS Code adds: in parentheses, or in menus behind it. */
export function label(text: Text): RegExp {
  return text instanceof RegExp
    ? text
    : new RegExp(`^${escaped(text)}( \\(.*\\)| (Ctrl|Shift|Alt|Meta)\\+.*| [⌃⇧⌥⌘].*)?$`);
}

export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

export class OnPage {
  readonly session: Session;
  readonly page: Page;

  constructor(session: Session) {
    this.session = session;
    this.page = session.page;
    this.page.setDefaultTimeout(patience);
  }
}
