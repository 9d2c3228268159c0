/**
 * Lays XML out for people: one element a line, indented. Every tag, text, comment and CDATA section stays as it was written,
 * character for character; only white space between elements, which means nothing there, is put anew.
 */
import { withoutLeading, withoutTrailing } from './trimming.ts';
import { parseXml } from './xml.ts';

export interface LaidOut {
  readonly text: string;
  /** Why the text is unchanged: it is not well-formed, or not XML of the kind that the service carries. */
  readonly problem?: string;
}

interface Branch {
  readonly open: string;
  readonly nodes: (Branch | string)[];
  close: string;
  /** It has its own text, or asks for its white space to be kept: nothing inside may move. */
  verbatim: boolean;
}

const indentation = '  ';

/** Comments, CDATA, instructions, closing tags, opening tags, text. `>` may stand in an attribute, `<` may not. */
const tokens =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<\/[^>]*>|<(?:[^<>"']|"[^"]*"|'[^']*')*>|[^<]+/g;

/** Never throws: what can't be read comes back as it is, with the reason and the place. */
export function layOutXml(source: string): LaidOut {
  if (source.trim() === '') return { text: source };
  const document = parseXml(source);
  if (!document.ok)
    return { text: source, problem: `${document.reason} (line ${document.line}, column ${document.column})` };
  const lines: string[] = [];
  for (const node of treeOf(source).nodes) writeNode(node, '', lines);
  return { text: `${lines.join('\n')}\n` };
}

/** The source is well-formed, and at most 64 deep. */
function treeOf(source: string): Branch {
  const root: Branch = { open: '', nodes: [], close: '', verbatim: false };
  const above: Branch[] = [];
  let current = root;
  for (const [token] of source.matchAll(tokens)) {
    if (token.startsWith('</')) {
      current.close = token;
      current = above.pop() ?? root;
    } else if (isTag(token)) {
      const branch: Branch = { open: token, nodes: [], close: '', verbatim: keepsSpace(token) };
      current.nodes.push(branch);
      if (token.endsWith('/>')) continue;
      above.push(current);
      current = branch;
    } else {
      current.nodes.push(token);
      if (!(isMarkup(token) || /^[ \t\r\n\uFEFF]*$/.test(token))) current.verbatim = true;
    }
  }
  return root;
}

function writeNode(node: Branch | string, indent: string, lines: string[]): void {
  if (typeof node === 'string') {
    const text = withoutTrailing(withoutLeading(node, ' \t\r\n\uFEFF'), ' \t\r\n');
    if (text !== '') lines.push(indent + text);
    return;
  }
  if (isLine(node)) {
    lines.push(indent + sourceOf(node));
    return;
  }
  lines.push(indent + node.open);
  for (const inner of node.nodes) writeNode(inner, indent + indentation, lines);
  lines.push(indent + node.close);
}

/**
 * Whether an element goes on one line: it holds no element, so that all white space in it is text, or it holds text beside
 * elements. What it holds may contain line breaks.
 */
function isLine({ verbatim, nodes }: Branch): boolean {
  return verbatim || nodes.every(node => typeof node === 'string');
}

function sourceOf(node: Branch | string): string {
  return typeof node === 'string' ? node : node.open + node.nodes.map(sourceOf).join('') + node.close;
}

function isTag(token: string): boolean {
  return token.startsWith('<') && !token.startsWith('<!') && !token.startsWith('<?');
}

/** Comments and instructions; a CDATA section is text. */
function isMarkup(token: string): boolean {
  return token.startsWith('<!--') || token.startsWith('<?');
}

function keepsSpace(tag: string): boolean {
  return /\sxml:space\s*=\s*["']preserve["']/.test(tag);
}
