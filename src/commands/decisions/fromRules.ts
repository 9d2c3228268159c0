/** Rules make a file of decisions, which a person then reviews: never an operation. */
import * as vscode from 'vscode';
import { applyRules, type Ruled, rulesProblems } from '../../files/byRules.ts';
import { type Gold, readGold } from '../../files/gold.ts';
import { type DecisionRow, rowOf } from '../../files/writing.ts';
import { counted } from '../../mturk/plurals.ts';
import { asksFor } from '../../review/rules/checkRules.ts';
import { parseRules } from '../../review/rules/parseRules.ts';
import type { RuleProblem, Rules } from '../../review/rules/syntax.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';
import { collect } from './collect.ts';
import { openFresh } from './freshDocument.ts';
import { saveDecisions } from './save.ts';
import { clickedScope, pickedScope, type Scope } from './scope.ts';

/** Rules with where they come from: a document, or a line that was typed. */
interface Source {
  readonly text: string;
  readonly document?: vscode.TextDocument;
}

const title = 'Make Decision File from Rules';

export const decideByRules: Handler<Needs<'decisions' | 'explorer' | 'prompts' | 'sessions'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const rows = clicked instanceof vscode.Uri ? undefined : clicked;
  const pointed = clickedScope(workbench, session, title, rows, selected);
  const source = await sourceOf(workbench, clicked);
  if (!source) return;
  await decide(workbench, session, source, undefined, async () => pointed ?? pickedScope(workbench, session, title));
};

async function decide(
  workbench: Needs<'decisions' | 'explorer' | 'prompts' | 'sessions'>,
  session: ConnectedSession,
  source: Source,
  goldFile: vscode.Uri | undefined,
  scopeOf: () => Promise<Scope | undefined>,
): Promise<void> {
  const rules = parsed(workbench, source);
  const gold = await goldFor(workbench, rules, source, goldFile);
  if (gold === 'left') return;
  const scope = await scopeOf();
  if (!scope) return;
  const work = (await collect(session, scope)).map(rowOf);
  if (work.length === 0) {
    await workbench.prompts.inform('No work has been submitted for these HITs yet.');
    return;
  }
  reportProblems(workbench, source, rulesProblems(rules.rules, work, gold, source.text));
  const ruled = applyRules(rules.rules, work, gold);
  if (await previewed(workbench, ruled, work)) await saveDecisions(workbench, session, ruled.rows, title);
}

/** Rules of a definition on the work of its HITs; its gold answers count before those that the rules name. */
export async function decideByRulesOf(
  workbench: Needs<'decisions' | 'explorer' | 'prompts' | 'sessions'>,
  hits: readonly { readonly kind: 'hit'; readonly hitId: string }[],
  rules: vscode.Uri,
  gold: vscode.Uri | undefined,
): Promise<void> {
  const session = connected(workbench);
  const scope = clickedScope(workbench, session, title, hits[0], hits);
  if (scope) await decide(workbench, session, await opened(rules), gold, async () => scope);
}

/** The rules file that was given or is in the active editor; else one that is chosen, or rules that are typed. */
async function sourceOf({ prompts }: Needs<'prompts'>, given: unknown): Promise<Source | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  const uri = given instanceof vscode.Uri ? given : active?.fileName.endsWith('.rules') ? active.uri : undefined;
  if (uri) return opened(uri);
  const way = await prompts.pick(title, 'Where are the rules?', [
    { label: 'In a file…', description: '*.rules', value: 'file' as const },
    { label: 'Type a rule…', description: 'workTime < 20 → reject "…"', value: 'type' as const },
  ]);
  if (way === 'file') {
    const chosen = await prompts.openFile({ title, action: 'Use Rules', filters: { Rules: ['rules', 'txt'] } });
    return chosen && opened(chosen);
  }
  if (way !== 'type') return undefined;
  const text = await prompts.input({
    title,
    prompt: 'A condition, an arrow and a decision. The command only writes a file.',
    placeholder: 'workTime < 20 -> reject "Too quick to have read the words."',
    check: line => {
      const read = parseRules(line);
      return read.ok
        ? undefined
        : read.problems.map(({ column, message }) => `Column ${column}: ${message}`).join('; ');
    },
  });
  return text === undefined ? undefined : { text };
}

async function opened(uri: vscode.Uri): Promise<Source> {
  const document = await openFresh(uri);
  return { document, text: document.getText() };
}

function parsed(workbench: Needs<'decisions'>, source: Source): Rules {
  const read = parseRules(source.text);
  if (!read.ok) reportProblems(workbench, source, read.problems);
  if (!read.ok || read.rules.length === 0) throw new CommandError('It contains no rules.');
  workbench.decisions.reportRules(source.document, []);
  return read;
}

/** Lists the problems and ends the command, if there are any. */
function reportProblems(
  { decisions }: Needs<'decisions'>,
  { document }: Source,
  problems: readonly RuleProblem[],
): void {
  decisions.reportRules(document, problems);
  const [first] = problems;
  if (!first) return;
  const more = problems.length > 1 ? ` And ${problems.length - 1} more.` : '';
  throw new CommandError(
    `The rules can’t be used: line ${first.line}, column ${first.column}: ${first.message}.${more}`,
  );
}

/** The known answers: of the file that the rules name, or that is chosen because they ask for some. */
async function goldFor(
  { prompts }: Needs<'prompts'>,
  rules: Rules,
  { document }: Source,
  given: vscode.Uri | undefined,
): Promise<Gold | undefined | 'left'> {
  if (!asksFor(rules.rules, 'gold')) return undefined;
  const named = given ?? (rules.goldFile !== undefined && document ? besides(document.uri, rules.goldFile) : undefined);
  const uri =
    named ??
    (await prompts.openFile({
      title: 'Known Answers',
      action: 'Use Answers',
      filters: { 'Known answers': ['csv', 'tsv', 'json', 'jsonl'] },
    }));
  if (!uri) return 'left';
  const name = uri.path.split('/').at(-1) ?? '';
  const text = await Promise.resolve(vscode.workspace.fs.readFile(uri)).then(
    bytes => new TextDecoder().decode(bytes),
    () => {
      throw new CommandError(`The gold file ${name} can’t be read.`);
    },
  );
  const gold = readGold(text);
  if ('problem' in gold) throw new CommandError(`The gold file ${name} can’t be used: ${gold.problem}.`);
  return gold;
}

function besides(rules: vscode.Uri, path: string): vscode.Uri {
  return vscode.Uri.joinPath(rules, '..', path);
}

/** What the rules would fill in, before a file is written. */
function previewed({ prompts }: Needs<'prompts'>, ruled: Ruled, rows: readonly DecisionRow[]): Promise<boolean> {
  const { counts, unclear, none } = ruled;
  return prompts.confirm({
    message: `Write a decision file for ${counted(rows.length, 'assignment')}?`,
    detail: [
      ...counts.map(({ rule, rows: count }) => `Line ${rule.line}, ${count}: ${shortened(rule.text)}`),
      ...(unclear > 0 ? [`Undecided because a rule can’t be evaluated, ${unclear}: the column Rule says why.`] : []),
      ...(none > 0 ? [`Undecided because no rule matches, ${none}.`] : []),
      'Nothing is approved, rejected or paid until you review and apply the file.',
    ].join('\n'),
    action: 'Write File',
    warning: false,
  });
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
