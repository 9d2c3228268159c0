/**
 * The page that the requester site put around a project's HTML: a form that posts to externalSubmit, its hidden assignmentId,
 * a Submit button where the project has none, and the script that fills and points the form (reference.md §6.10).
 */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';
import { boundedTree } from '../../mturk/boundedTree.ts';
import { invalidParameter } from '../serviceErrors.ts';

type Element = DefaultTreeAdapterTypes.Element;

const helper = '<script src="https://s3.amazonaws.com/mturk-public/externalHIT_v1.js" type="text/javascript"></script>';
const formStart =
  '<form name="mturk_form" method="post" id="mturk_form" action="https://www.mturk.com/mturk/externalSubmit"><input type="hidden" value="" name="assignmentId" id="assignmentId">';
const submitButton = '<p><input type="submit" id="submitButton" value="Submit"></p>';
const formEnd = '</form>';
const pointing = '<script>turkSetAssignmentID();</script>';

/**
 * The whole page of a project's HTML. What has its own form for externalSubmit, or a crowd-form, stays as it is. Throws
 * RequestError for a page of too many elements.
 */
export function layoutPage(html: string): string {
  const { ownForm, submit, document } = factsOf(html);
  if (ownForm) return html;
  const before = formStart;
  const after = `${submit ? '' : submitButton}${formEnd}${pointing}`;
  if (!document)
    return `<!DOCTYPE html><html><head><meta charset="utf-8">${helper}</head><body>${before}${html}${after}</body></html>`;
  const { bodyStart, bodyEnd } = document;
  return `${html.slice(0, bodyStart)}${helper}${before}${html.slice(bodyStart, bodyEnd)}${after}${html.slice(bodyEnd)}`;
}

interface Facts {
  readonly ownForm: boolean;
  readonly submit: boolean;
  /** Offsets of what is between the tags of body, where the project is a whole document. */
  readonly document: { readonly bodyStart: number; readonly bodyEnd: number } | undefined;
}

/** Pages of one study are wrapped again and again: the last ones stay known. */
const known = new Map<string, Facts>();
const mostKnown = 8;

function factsOf(html: string): Facts {
  const before = known.get(html);
  if (before) return before;
  const facts = readFacts(html);
  const [oldest] = known.keys();
  if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest);
  known.set(html, facts);
  return facts;
}

function readFacts(html: string): Facts {
  const elements = elementsOf(html);
  const body = elements.find(({ tagName }) => tagName === 'body')?.sourceCodeLocation;
  const bodyStart = body?.startTag?.endOffset;
  return {
    ownForm: elements.some(isOwnForm),
    submit: elements.some(isSubmit),
    document: bodyStart === undefined ? undefined : { bodyStart, bodyEnd: body?.endTag?.startOffset ?? html.length },
  };
}

function elementsOf(html: string): Element[] {
  const found: Element[] = [];
  const left: DefaultTreeAdapterTypes.ParentNode[] = [parsed(html)];
  for (let next = left.pop(); next; next = left.pop())
    for (const child of next.childNodes)
      if (defaultTreeAdapter.isElementNode(child)) {
        found.push(child);
        left.push(child);
      }
  return found;
}

function parsed(html: string): DefaultTreeAdapterTypes.Document {
  try {
    return parse(html, { treeAdapter: boundedTree(), sourceCodeLocationInfo: true });
  } catch (error) {
    throw error instanceof RangeError ? invalidParameter(`The HITLayout can not be used: ${error.message}.`) : error;
  }
}

function isOwnForm(element: Element): boolean {
  if (element.tagName === 'crowd-form') return true;
  if (element.tagName !== 'form') return false;
  const [id, name, action] = ['id', 'name', 'action'].map(each => attribute(element, each) ?? '');
  return id === 'mturk_form' || name === 'mturk_form' || /externalSubmit/i.test(action ?? '');
}

function isSubmit(element: Element): boolean {
  const type = attribute(element, 'type')?.toLowerCase();
  if (element.tagName === 'input') return type === 'submit' || type === 'image';
  if (element.tagName === 'button') return type !== 'button' && type !== 'reset';
  return element.tagName === 'crowd-button' && attribute(element, 'form-action') === 'submit';
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find(each => each.name === name)?.value;
}
