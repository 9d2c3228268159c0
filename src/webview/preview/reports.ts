/** What the framed page says. It is a stranger's: read with care, bounded, and shown as text. */
import type { EditorKey } from '../../mturk/editorKeys.ts';
import { isRecord, webAddress } from '../../panels/contract.ts';

export interface PageProblem {
  readonly kind: 'console' | 'error' | 'load' | 'dialog' | 'blocked' | 'opens';
  readonly level: 'error' | 'warning';
  readonly text: string;
  /** "line 12" */
  readonly place: string;
  /** Of `opens`: what may be opened in the browser. */
  readonly url?: string;
}

/** What the page says. Any script of it can say it. */
export type Report =
  | { readonly kind: 'problem'; readonly problem: PageProblem }
  | { readonly kind: 'typed'; readonly fields: readonly unknown[] }
  | { readonly kind: 'ready' }
  | { readonly kind: 'submitted' };

/** What the stage hears. Keys are only those that were pressed in the page. */
export type Heard = Report | { readonly kind: 'key'; readonly key: EditorKey };

const longestText = 2000;
const mostFields = 500;
const kinds: readonly string[] = ['console', 'error', 'load', 'dialog', 'blocked'];

export function readReport(data: unknown): Report | undefined {
  if (data === 'mturk-local:submitted') return { kind: 'submitted' };
  if (!isRecord(data) || data.source !== 'mturk-preview') return undefined;
  switch (data.type) {
    case 'ready':
      return { kind: 'ready' };
    case 'typed':
      return Array.isArray(data.fields) ? { kind: 'typed', fields: data.fields.slice(0, mostFields) } : undefined;
    case 'opens': {
      const url = textIn(data.url, 8000);
      if (!webAddress(url)) return undefined;
      return {
        kind: 'problem',
        problem: { kind: 'opens', level: 'warning', text: `The page opens ${url} in a new window.`, place: '', url },
      };
    }
    case 'problem': {
      const kind = kinds.find(each => each === data.kind) as PageProblem['kind'] | undefined;
      const text = textIn(data.text, longestText);
      if (!kind || text === '') return undefined;
      const level = data.level === 'warning' ? 'warning' : 'error';
      return { kind: 'problem', problem: { kind, level, text, place: textIn(data.place, 100) } };
    }
    default:
      return undefined;
  }
}

/** Whether this brings the port of the keys. Whoever ran first in the page sends the first of them. */
export function bringsKeys(data: unknown): boolean {
  return isRecord(data) && data.source === 'mturk-preview' && data.type === 'keys';
}

function textIn(value: unknown, longest: number): string {
  return typeof value === 'string' ? value.slice(0, longest) : '';
}
