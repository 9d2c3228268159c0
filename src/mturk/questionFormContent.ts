/** What a QuestionForm shows: titles, text, lists, formatted text, images, sound and film (reference.md §6.4). */
import { type FormattedNode, readFormattedContent } from './formattedContent.ts';
import { anyOf, choiceOf, identifierOf, refuse, type Sequence, sequence, textOf, urlOf } from './schemaReader.ts';
import type { Element } from './xml.ts';

export type Content =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'formatted'; readonly nodes: readonly FormattedNode[] }
  | BinaryContent
  | EmbeddedContent;

export type SelectionContent = Extract<Content, { readonly kind: 'text' | 'formatted' | 'binary' }>;

/** Something to look at or listen to. */
export interface BinaryContent {
  readonly kind: 'binary';
  readonly type: 'image' | 'audio' | 'video';
  readonly subType: string | undefined;
  /** http or https */
  readonly url: string;
  readonly altText: string;
}

/** Something for a plug-in of the browser's. */
export interface EmbeddedContent {
  readonly kind: 'embedded';
  readonly type: string;
  readonly subType: string;
  /** http or https */
  readonly url: string;
  readonly altText: string;
  /** As given: pixels, or anything else. */
  readonly width: string;
  readonly height: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

const kinds = ['Title', 'Text', 'List', 'FormattedContent', 'Binary', 'EmbeddedBinary', 'Application'];

/** Reads an Overview or a QuestionContent. Throws DocumentRefusal. */
export function readContent(element: Element): Content[] {
  return anyOf(element, kinds).map(readOne);
}

/** Reads what a selection shows: Text, FormattedContent or Binary. Throws DocumentRefusal. */
export function readSelectionContent(element: Element): SelectionContent {
  const content = readOne(element);
  if (content.kind === 'text' || content.kind === 'formatted' || content.kind === 'binary') return content;
  return refuse(element, `${element.name} can't be a selection`);
}

function readOne(element: Element): Content {
  switch (element.name) {
    case 'Title':
      return { kind: 'title', text: textOf(element) };
    case 'Text':
      return { kind: 'text', text: textOf(element) };
    case 'List': {
      const reader = sequence(element);
      const items = reader.many('ListItem', 1).map(textOf);
      reader.end();
      return { kind: 'list', items };
    }
    case 'FormattedContent':
      return { kind: 'formatted', nodes: readFormattedContent(textOf(element), element.line) };
    case 'Binary':
      return readBinary(element);
    case 'EmbeddedBinary':
      return readEmbedded(element);
    default:
      return refuse(element, `${element.name} has not been supported since 12 December 2017`);
  }
}

function readBinary(element: Element): BinaryContent {
  const reader = sequence(element);
  const mime = sequence(reader.one('MimeType'));
  const type = choiceOf(mime.one('Type'), ['image', 'audio', 'video']);
  const subType = mime.optional('SubType');
  mime.end();
  const common = readAddress(reader);
  reader.end();
  return { kind: 'binary', type, subType: subType && textOf(subType).trim(), ...common };
}

function readEmbedded(element: Element): EmbeddedContent {
  const reader = sequence(element);
  const mime = sequence(reader.one('EmbeddedMimeType'));
  const type = identifierOf(mime.one('Type'));
  const subType = identifierOf(mime.one('SubType'));
  mime.end();
  const common = readAddress(reader);
  const width = textOf(reader.one('Width')).trim();
  const height = textOf(reader.one('Height')).trim();
  const parameters = reader.many('ApplicationParameter', 0).map(parameter => {
    const pair = sequence(parameter);
    const name = textOf(pair.one('Name'));
    const value = textOf(pair.one('Value'));
    pair.end();
    return { name, value };
  });
  reader.end();
  return { kind: 'embedded', type, subType, ...common, width, height, parameters };
}

function readAddress(reader: Sequence): { readonly url: string; readonly altText: string } {
  return { url: urlOf(reader.one('DataURL')), altText: textOf(reader.one('AltText')) };
}
