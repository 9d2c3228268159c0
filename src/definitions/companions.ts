/** The files that go with a definition and are not sent: decision rules, gold answers, and definitions whose workers are excluded. */
import { sentenceOf } from '../mturk/sentence.ts';
import { parseRules } from '../review/rules/parseRules.ts';
import { dataFormatOf } from './dataTable.ts';
import type { HITDefinition } from './definition.ts';
import { largestText } from './files.ts';
import { readNamedFile, type Sources } from './namedFile.ts';
import { type Entry, spanFor } from './parseDefinition.ts';
import { type Finding, type Lines, type Problem, placed } from './problems.ts';

/** What is wrong with them, each with its place. Rejects only with the signal's reason. */
export async function companionProblems(
  { rules, gold, exclude }: HITDefinition,
  entries: ReadonlyMap<string, Entry>,
  lines: Lines,
  from: Pick<Sources, 'reader' | 'cache' | 'signal'>,
): Promise<Problem[]> {
  const own: Finding[] = [];
  const elsewhere: Problem[] = [];
  const sources: Sources = { ...from, own, elsewhere };
  if (rules !== undefined) await checkRules(rules, entries, sources);
  if (gold !== undefined) await checkGold(gold, entries, sources);
  for (const each of exclude) {
    if (each.kind !== 'definition') continue;
    const found = await from.reader.find(each.path, largestText);
    if (!found.ok)
      own.push({
        code: found.missing ? 'missingFile' : 'unreadableFile',
        severity: 'error',
        message: found.missing
          ? `There is no definition “${each.path}” here. Paths are relative to this one.`
          : `Couldn’t read “${each.path}”: ${found.words}.`,
        span: each.span,
      });
  }
  return [...placed(own, lines), ...elsewhere];
}

async function checkRules(path: string, entries: ReadonlyMap<string, Entry>, sources: Sources): Promise<void> {
  const file = await readNamedFile(path, largestText, spanFor(entries, 'rules'), sources);
  if (!file) return;
  const read = await sources.cache.made(['rules', file], async () => parseRules(file.text));
  if (read.ok) return;
  const findings = read.problems.map(({ message, start, end, line, column }): Finding => {
    // A whole line is meant where there is no span.
    const at = end > start ? start : file.lines.start(line) + column - 1;
    return {
      code: 'rule',
      severity: 'error',
      message: sentenceOf(message),
      file: path,
      span: { start: at, end: Math.max(end, at + 1) },
    };
  });
  sources.elsewhere.push(...placed(findings, file.lines));
}

/** A table has to be one. What its rows belong to is known where it is used. */
async function checkGold(path: string, entries: ReadonlyMap<string, Entry>, sources: Sources): Promise<void> {
  const file = await readNamedFile(path, largestText, spanFor(entries, 'gold'), sources);
  const format = dataFormatOf(path);
  if (!file || (format !== 'csv' && format !== 'tsv')) return;
  const { findings } = await sources.cache.table(file, format, sources.signal);
  sources.elsewhere.push(
    ...placed(
      findings.map(each => ({ ...each, file: path })),
      file.lines,
    ),
  );
}
