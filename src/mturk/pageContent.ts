/** Where the content of a page stands in its text: what a form goes around. */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter } from 'parse5';
import type { Span } from './textSpan.ts';

type Element = DefaultTreeAdapterTypes.Element;

/**
 * What is between the tags of body; where these are not written, what a browser puts into the body, so that a doctype and a head stay
 * in front. All of a fragment. `length`: characters of the text; the document was parsed with locations.
 */
export function contentSpan(document: DefaultTreeAdapterTypes.Document, length: number): Span {
  const html = childOf(document, 'html');
  const [head, body] = [html && childOf(html, 'head'), html && childOf(html, 'body')];
  const end = body?.sourceCodeLocation?.endTag?.startOffset ?? html?.sourceCodeLocation?.endTag?.startOffset ?? length;
  const written = body?.sourceCodeLocation?.startTag;
  if (written) return { start: written.endOffset, end };
  const isFragment =
    !document.childNodes.some(each => defaultTreeAdapter.isDocumentTypeNode(each)) &&
    !html?.sourceCodeLocation?.startTag &&
    !head?.sourceCodeLocation?.startTag;
  if (isFragment) return { start: 0, end: length };
  const first = body?.childNodes.find(each => each.sourceCodeLocation)?.sourceCodeLocation;
  return { start: Math.min(first?.startOffset ?? end, end), end };
}

function childOf({ childNodes }: DefaultTreeAdapterTypes.ParentNode, name: string): Element | undefined {
  return childNodes.find((each): each is Element => defaultTreeAdapter.isElementNode(each) && each.tagName === name);
}
