/** The question of a definition, read once and filled for each row. */
import { questionNamespaces } from '../mturk/questionKinds.ts';
import { escapeXml } from '../mturk/xml.ts';
import type { Row } from './dataTable.ts';
import type { QuestionSource } from './definition.ts';
import { compileLiquid, type LiquidTemplate, usesLiquid } from './liquid.ts';
import { compileText, type Escaping, fillText, type TextTemplate } from './textTemplate.ts';

type QuestionKind = 'html' | 'external' | 'form' | 'layout' | 'unknown';

interface Shared {
  readonly kind: QuestionKind;
  /** The file it was read from, as the definition names it. */
  readonly file: string | undefined;
  /** Its text; empty for a layout. */
  readonly source: string;
  readonly template: TextTemplate;
  readonly liquid: LiquidTemplate | undefined;
}

/** A question that is sent as XML. */
export interface XMLQuestion extends Shared {
  readonly kind: Exclude<QuestionKind, 'layout'>;
  /** Whether the source is the XML itself, not the HTML or the address inside it. */
  readonly isXML: boolean;
  /** How each placeholder of the template is filled. */
  readonly escaping: readonly Escaping[];
  /** Long texts that every filled question has, in their order: a ledger stores them once. */
  readonly texts: readonly string[];
  /** The Question of a row. Throws LiquidProblem. */
  fill(row: Pick<Row, 'cells' | 'values'>): string;
  /** The page of a row, where the source is HTML; the filled source otherwise. Throws LiquidProblem. */
  fillSource(row: Pick<Row, 'cells' | 'values'>): string;
}

interface LayoutQuestion extends Shared {
  readonly kind: 'layout';
  readonly id: string;
  parameters(row: Row): { readonly Name: string; readonly Value: string }[];
}

export type QuestionTemplate = XMLQuestion | LayoutQuestion;

/** Shorter texts are not worth their own place. */
const shortestText = 64;
const nothing: TextTemplate = { literals: [''], placeholders: [], others: [] };
export const emptyRow: Pick<Row, 'cells' | 'values'> = { cells: [], values: {} };

/** Reads a question. `text` is the content of its file, where it has one. Rejects with LiquidProblem. */
export async function compileQuestion(
  source: QuestionSource,
  text: string,
  columns: ReadonlyMap<string, number>,
  names: readonly string[],
  liquid: boolean | undefined,
): Promise<QuestionTemplate> {
  switch (source.kind) {
    case 'layout':
      return layoutQuestion(source, columns, names);
    case 'external':
      return externalQuestion(source, columns);
    case 'xml':
      return xmlQuestion(source.xml, undefined, columns, liquid ?? usesLiquid(source.xml));
    case 'file':
      return isQuestionXML(text, source.path)
        ? xmlQuestion(text, source.path, columns, liquid ?? usesLiquid(text))
        : htmlQuestion(text, source, columns, liquid ?? usesLiquid(text));
  }
}

const xmlStart = /^\uFEFF?\s{0,1000}(?:<\?xml|<!--|<(?:\w{1,20}:)?(?:ExternalQuestion|HTMLQuestion|QuestionForm)\b)/;

function isQuestionXML(text: string, path: string): boolean {
  if (/\.html?$/i.test(path))
    return /^\uFEFF?\s{0,1000}(?:<\?xml[^>]{0,200}>\s{0,100})?<(?:\w{1,20}:)?(?:ExternalQuestion|HTMLQuestion|QuestionForm)\b/.test(
      text,
    );
  return /\.(?:xml|question)$/i.test(path) || xmlStart.test(text);
}

async function htmlQuestion(
  text: string,
  { path, frameHeight }: QuestionSource & { kind: 'file' },
  columns: ReadonlyMap<string, number>,
  asLiquid: boolean,
): Promise<XMLQuestion> {
  const source = text.replace(/^\uFEFF/, '');
  const { template, liquid, fill } = await filler(source, columns, asLiquid, 'raw');
  const [before, after] = htmlFrame(frameHeight);
  return {
    kind: 'html',
    file: path,
    source,
    isXML: false,
    template,
    liquid,
    escaping: template.placeholders.map(() => 'raw'),
    texts: longOnes(liquid?.literals ?? template.literals),
    fill: row => `${before}${inCdata(fill(row))}${after}`,
    fillSource: fill,
  };
}

/** What surrounds the page of an HTMLQuestion. */
function htmlFrame(frameHeight: number): readonly [string, string] {
  const [namespace] = questionNamespaces.HTMLQuestion;
  return [
    `<HTMLQuestion xmlns="${namespace}"><HTMLContent><![CDATA[`,
    `]]></HTMLContent><FrameHeight>${frameHeight}</FrameHeight></HTMLQuestion>`,
  ];
}

/** A section can’t hold its own end, so it is closed in the middle of one and opened again. */
function inCdata(text: string): string {
  return text.replaceAll(']]>', ']]]]><![CDATA[>');
}

async function filler(
  source: string,
  columns: ReadonlyMap<string, number>,
  asLiquid: boolean,
  escaping: Escaping | readonly Escaping[],
) {
  const template = compileText(source, columns);
  if (!asLiquid)
    return {
      template,
      liquid: undefined,
      fill: (row: Pick<Row, 'cells' | 'values'>) => fillText(template, row, escaping),
    };
  // Cells must not be read as Liquid: they go in when it has been rendered.
  const mark = (at: number) => `\uE000${at}\uE001`;
  const marked = template.literals
    .map((literal, at) => literal + (at < template.placeholders.length ? mark(at) : ''))
    .join('');
  const liquid = await compileLiquid(marked);
  const fill = (row: Pick<Row, 'cells' | 'values'>) =>
    liquid.render(row).replace(/\uE000(\d{1,6})\uE001/g, (found, at: string) => {
      const placeholder = template.placeholders[Number(at)];
      return placeholder ? (row.cells[placeholder.column] ?? '') : found;
    });
  return { template, liquid, fill };
}

function externalQuestion(
  { url, frameHeight }: QuestionSource & { kind: 'external' },
  columns: ReadonlyMap<string, number>,
): XMLQuestion {
  const template = compileText(url, columns);
  const escaping = addressEscaping(template);
  const [namespace] = questionNamespaces.ExternalQuestion;
  const fillSource = (row: Pick<Row, 'cells'>) =>
    fillText(
      template,
      row,
      escaping.map(each => (each === 'address' ? 'raw' : each)),
    );
  return {
    kind: 'external',
    file: undefined,
    source: url,
    isXML: false,
    template,
    liquid: undefined,
    escaping,
    texts: [],
    fill: row =>
      `<ExternalQuestion xmlns="${namespace}"><ExternalURL>${escapeXml(fillSource(row).trim())}</ExternalURL><FrameHeight>${frameHeight}</FrameHeight></ExternalQuestion>`,
    fillSource,
  };
}

/** A cell that an address begins with is the address, or its beginning; anywhere else it is a part of one. */
function addressEscaping({ literals, placeholders }: TextTemplate): Escaping[] {
  return placeholders.map((_, at) => (at === 0 && (literals[0] ?? '').trim() === '' ? 'address' : 'url'));
}

async function xmlQuestion(
  text: string,
  file: string | undefined,
  columns: ReadonlyMap<string, number>,
  asLiquid: boolean,
): Promise<XMLQuestion> {
  const source = text.replace(/^\uFEFF/, '');
  const kind = kindOf(source);
  const escaping = escapingIn(source, compileText(source, columns), kind);
  const { template, liquid, fill } = await filler(source, columns, asLiquid, escaping);
  return {
    kind,
    file,
    source,
    isXML: true,
    template,
    liquid,
    escaping,
    texts: longOnes(liquid?.literals ?? template.literals),
    fill,
    fillSource: fill,
  };
}

function kindOf(xml: string): XMLQuestion['kind'] {
  const [, root] = /<(?:\w{1,20}:)?(ExternalQuestion|HTMLQuestion|QuestionForm)\b/.exec(xml) ?? [];
  return root === 'ExternalQuestion'
    ? 'external'
    : root === 'HTMLQuestion'
      ? 'html'
      : root === 'QuestionForm'
        ? 'form'
        : 'unknown';
}

/** The place of a placeholder decides how it is filled: in the page of an HTMLQuestion as it is, in an address encoded, else escaped. */
function escapingIn(xml: string, { placeholders }: TextTemplate, kind: QuestionKind): Escaping[] {
  const [addressStart, addressEnd] = elementSpan(xml, 'ExternalURL');
  const inSection = sectionTest(xml);
  return placeholders.map(({ start }) => {
    if (start >= addressStart && start < addressEnd)
      return xml.slice(addressStart, Math.min(start, addressStart + 100)).trim() === '' ? 'address' : 'url';
    return inSection(start) && kind === 'html' ? 'cdata' : 'xml';
  });
}

/** Whether an offset is in a CDATA section. Offsets are asked for in ascending order. */
function sectionTest(xml: string): (offset: number) => boolean {
  let [start, end] = [xml.indexOf('<![CDATA['), 0];
  return offset => {
    while (start !== -1 && start < offset) {
      end = xml.indexOf(']]>', start);
      if (end === -1) end = xml.length;
      if (offset < end) return true;
      start = xml.indexOf('<![CDATA[', end);
    }
    return false;
  };
}

/** The offsets between the first start tag of a name and the next end tag; `[-1, -1]` where there is none. */
export function elementSpan(xml: string, name: string): readonly [start: number, end: number] {
  for (let at = xml.indexOf(name); at !== -1; at = xml.indexOf(name, at + 1)) {
    const close = xml.indexOf('>', at);
    // A prefix of its namespace may stand before it.
    if ((xml[at - 1] !== '<' && xml[at - 1] !== ':') || close === -1) continue;
    const end = xml.indexOf('</', close);
    return [close + 1, end === -1 ? xml.length : end];
  }
  return [-1, -1];
}

function layoutQuestion(
  { id, parameters }: QuestionSource & { kind: 'layout' },
  columns: ReadonlyMap<string, number>,
  names: readonly string[],
): LayoutQuestion {
  const given = parameters?.map(([name, value]) => [name, compileText(value, columns)] as const);
  return {
    kind: 'layout',
    file: undefined,
    source: '',
    template: nothing,
    liquid: undefined,
    id,
    parameters: row =>
      given
        ? given.map(([Name, value]) => ({ Name, Value: fillText(value, row) }))
        : names.map((Name, at) => ({ Name, Value: row.cells[at] ?? '' })),
  };
}

function longOnes(literals: readonly string[]): string[] {
  return literals.filter(({ length }) => length >= shortestText);
}
