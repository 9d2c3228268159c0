/**
 * The page that the requester site put around a project's HTML: a form that posts to externalSubmit, its hidden assignmentId,
 * a Submit button where the project has none, and a script that sets the form's fields and its address (reference.md §6.10).
 */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';
import { boundedTree } from './boundedTree.ts';
import { contentSpan } from './pageContent.ts';
import type { Span } from './textSpan.ts';

type Element = DefaultTreeAdapterTypes.Element;

const helper = '<script src="https://s3.amazonaws.com/mturk-public/externalHIT_v1.js" type="text/javascript"></script>';
const formStart =
  '<form name="mturk_form" method="post" id="mturk_form" action="https://www.mturk.com/mturk/externalSubmit"><input type="hidden" value="" name="assignmentId" id="assignmentId">';
const submitButton = '<p><input type="submit" id="submitButton" value="Submit"></p>';
const formEnd = '</form>';
const helperCall = '<script>turkSetAssignmentID();</script>';

/** Does what the helper script does, without loading it from another host. */
const inlineScript = `<script>
(function () {
  var given = new URLSearchParams(location.search);
  var id = given.get('assignmentId') || '';
  document.getElementById('assignmentId').value = id;
  if (given.get('turkSubmitTo')) document.getElementById('mturk_form').action = given.get('turkSubmitTo') + '/mturk/externalSubmit';
  var button = document.getElementById('submitButton');
  if (button && id === 'ASSIGNMENT_ID_NOT_AVAILABLE') button.disabled = true;
})();
</script>`;

/**
 * The whole page of a project's HTML. What has its own form for externalSubmit, or a crowd-form, stays as it is. Throws
 * RangeError for a page of too many elements.
 */
export function projectPage(html: string): string {
  const { ownForm, submit, document } = factsOf(html);
  if (ownForm) return html;
  const before = formStart;
  const after = formEndOf(submit, helperCall);
  if (!document)
    return `<!DOCTYPE html><html><head><meta charset="utf-8">${helper}</head><body>${before}${html}${after}</body></html>`;
  const { bodyStart, bodyEnd } = document;
  return `${html.slice(0, bodyStart)}${helper}${before}${html.slice(bodyStart, bodyEnd)}${after}${html.slice(bodyEnd)}`;
}

/** Like {@link projectPage}, for a page that people edit: the form is on separate lines and loads no script from another host. */
export function pageWithForm(html: string): string {
  const { ownForm, submit, content } = factsOf(html);
  if (ownForm) return html;
  const { start, end } = content;
  const { before, after } = formAround(submit);
  return html.slice(0, start) + before + html.slice(start, end) + after + html.slice(end);
}

/** Whether a page has a form of any kind. Throws RangeError for a page of too many elements. */
export function hasForm(html: string): boolean {
  return factsOf(html).anyForm;
}

/** The markup before and after the content of a page without a form. `submit`: whether the page has a submit button. */
export function formAround(submit: boolean): { readonly before: string; readonly after: string } {
  return { before: `\n${formStart}\n`, after: `\n${formEndOf(submit, `\n${inlineScript}`)}\n` };
}

function formEndOf(submit: boolean, script: string): string {
  return `${submit ? '' : submitButton}${formEnd}${script}`;
}

interface Facts {
  readonly anyForm: boolean;
  readonly ownForm: boolean;
  readonly submit: boolean;
  /** Offsets of what is between the tags of body, where the project is a whole document. */
  readonly document: { readonly bodyStart: number; readonly bodyEnd: number } | undefined;
  readonly content: Span;
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
  const document = parsed(html);
  const elements = elementsOf(document);
  const body = elements.find(({ tagName }) => tagName === 'body')?.sourceCodeLocation;
  const bodyStart = body?.startTag?.endOffset;
  return {
    anyForm: elements.some(({ tagName }) => tagName === 'form' || tagName === 'crowd-form'),
    ownForm: elements.some(isOwnForm),
    submit: elements.some(isSubmit),
    document: bodyStart === undefined ? undefined : { bodyStart, bodyEnd: body?.endTag?.startOffset ?? html.length },
    content: contentSpan(document, html.length),
  };
}

function elementsOf(document: DefaultTreeAdapterTypes.Document): Element[] {
  const found: Element[] = [];
  const left: DefaultTreeAdapterTypes.ParentNode[] = [document];
  for (let next = left.pop(); next; next = left.pop())
    for (const child of next.childNodes)
      if (defaultTreeAdapter.isElementNode(child)) {
        found.push(child);
        left.push(child);
      }
  return found;
}

function parsed(html: string): DefaultTreeAdapterTypes.Document {
  return parse(html, { treeAdapter: boundedTree(), sourceCodeLocationInfo: true });
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
