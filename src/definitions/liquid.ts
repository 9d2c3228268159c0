/**
 * Liquid as SageMaker Ground Truth has it: `{{ task.input.name }}` with its output escaped, and a few filters more. Templates and
 * data are anybody's, so time, memory and output are bounded and nothing outside of the template can be read.
 */
import type { Liquid, Template } from 'liquidjs';
import type { Row } from './dataTable.ts';

/** Characters. The service takes 65,535 bytes of question. */
const mostOutput = 1_000_000;
const limits = { parseLimit: 2_000_000, renderLimit: 250, memoryLimit: 20_000_000 } as const;

export interface LiquidTemplate {
  /** Members of `task.input` that the page reads. */
  readonly inputs: readonly string[];
  /** Text between tags, which every row has. */
  readonly literals: readonly string[];
  /** Throws LiquidProblem. */
  render(row: Pick<Row, 'values'>): string;
}

/** What is wrong, in words, with its place in the template. */
export class LiquidProblem extends Error {
  override readonly name = 'LiquidProblem';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Whether a page uses it: other libraries have double braces as well. */
export function usesLiquid(text: string): boolean {
  return (
    /\{\{-?\s{0,20}task\.input\b/.test(text) ||
    /\{%-?\s{0,20}(?:for\s{1,20}\w{1,60}\s{1,20}in|if|unless|case|assign|capture|comment|raw)\b[^%]{0,400}%\}/.test(
      text,
    )
  );
}

let engine: Promise<Liquid> | undefined;

/** Reads a template. Rejects with LiquidProblem. */
export async function compileLiquid(text: string): Promise<LiquidTemplate> {
  engine ??= import('liquidjs').then(makeEngine);
  const liquid = await engine;
  const templates = attempt(text, () => liquid.parse(text));
  return {
    inputs: inputsOf(liquid, templates),
    literals: text.split(/\{\{[^{}]{0,2000}\}\}|\{%[^%]{0,2000}%\}/),
    render: ({ values }) => {
      const taskObject = values.source ?? values['source-ref'];
      const input =
        taskObject === undefined || Object.hasOwn(values, 'taskObject') ? values : { ...values, taskObject };
      const output = attempt(text, () => String(liquid.renderSync(templates, { task: { input } })));
      if (output.length > mostOutput)
        throw new LiquidProblem(`The page has more than ${mostOutput} characters for this row.`, 0);
      return output;
    },
  };
}

function makeEngine({ Liquid }: typeof import('liquidjs')): Liquid {
  const liquid = new Liquid({
    ...limits,
    outputEscape: 'escape',
    ownPropertyOnly: true,
    // Pages of other files are looked for here, and nowhere on the disk.
    templates: {},
    strictFilters: true,
  });
  const json = (value: unknown) => JSON.stringify(value ?? null);
  liquid.registerFilter('grant_read_access', (value: unknown) => value);
  liquid.registerFilter('to_json', json);
  liquid.registerFilter('json', json);
  liquid.registerFilter('skip_autoescape', { raw: true, handler: (value: unknown) => value });
  // What is escaped already is not escaped again.
  liquid.registerFilter('escape', { raw: true, handler: (value: unknown) => escapeHtml(textOf(value)) });
  liquid.registerFilter('escape_once', {
    raw: true,
    handler: (value: unknown) =>
      escapeHtml(textOf(value)).replace(/&amp;(#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/gi, '&$1;'),
  });
  return liquid;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] ?? character);
}

function inputsOf(liquid: Liquid, templates: Template[]): string[] {
  try {
    const names = liquid
      .globalVariableSegmentsSync(templates)
      .flatMap(([root, input, name]) =>
        root === 'task' && input === 'input' && typeof name === 'string' ? [name] : [],
      );
    return [...new Set(names)];
  } catch {
    // A page that can’t be looked through still can be rendered.
    return [];
  }
}

function attempt<T>(text: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof LiquidProblem) throw error;
    const { message, token } = error as { readonly message?: string; readonly token?: { readonly begin?: number } };
    const [first = 'the template can’t be read'] = (message ?? String(error)).split(/, line:|\n/);
    throw new LiquidProblem(`Liquid: ${first}.`, Math.min(token?.begin ?? 0, text.length));
  }
}
