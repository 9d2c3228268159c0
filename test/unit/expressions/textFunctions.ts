/** Every function of the extension host that reads a text of strangers, by its name. */
import { fileOf } from '../../../src/account/search/arrangeHITs.ts';
import { findIds } from '../../../src/account/search/mentions.ts';
import { parseQuery } from '../../../src/account/search/searchQuery.ts';
import { parseDuration } from '../../../src/definitions/durations.ts';
import { elementSpans, lineSpans } from '../../../src/definitions/jsonRows.ts';
import { usesLiquid } from '../../../src/definitions/liquid.ts';
import { parseDefinition } from '../../../src/definitions/parseDefinition.ts';
import { columnIndex, compileText } from '../../../src/definitions/textTemplate.ts';
import { decodeText } from '../../../src/definitions/utf8.ts';
import { formOf } from '../../../src/files/decisionColumns.ts';
import { isReason, readDecisions } from '../../../src/files/decisions.ts';
import { readGold } from '../../../src/files/gold.ts';
import { resultEdits } from '../../../src/files/resultColumn.ts';
import { parseLine } from '../../../src/ledger/records.ts';
import { readReadyLine } from '../../../src/local/controlClient.ts';
import { parseAnswerKey } from '../../../src/mturk/answerKey.ts';
import { answerFields, decodeAnswers } from '../../../src/mturk/answers.ts';
import { originOf } from '../../../src/mturk/batchAnnotation.ts';
import { csvDialectOf, readCsvTable } from '../../../src/mturk/csvDialect.ts';
import { explain } from '../../../src/mturk/explain.ts';
import { maskSecrets } from '../../../src/mturk/masking.ts';
import { parseAmount } from '../../../src/mturk/money.ts';
import { numberIn } from '../../../src/mturk/numbers.ts';
import { printable, printableLines } from '../../../src/mturk/plainText.ts';
import { parseQuestion } from '../../../src/mturk/questionKinds.ts';
import { answerSets } from '../../../src/mturk/reviewScores.ts';
import { csvCell, guardCell, unguardCell } from '../../../src/mturk/spreadsheet.ts';
import { toMTurkError } from '../../../src/mturk/thrownErrors.ts';
import { parseSpan } from '../../../src/mturk/times.ts';
import { groupPage } from '../../../src/mturk/workerSite.ts';
import { escapeXml } from '../../../src/mturk/xml.ts';
import { layOutXml } from '../../../src/mturk/xmlLayout.ts';
import { webAddress } from '../../../src/panels/contract.ts';
import { tabTitle } from '../../../src/panels/tabTitle.ts';
import { endpointProblem, normalEndpoint } from '../../../src/profiles/profile.ts';
import { inputsOf } from '../../../src/review/annotationInputs.ts';
import { parseSearch } from '../../../src/review/columnSearch.ts';
import { parseTemplate } from '../../../src/review/feedback.ts';
import { matchesGlob } from '../../../src/review/rules/glob.ts';
import { parseRules } from '../../../src/review/rules/parseRules.ts';

/** A call that failed with this message of a service. */
function failureWords(message: string): unknown {
  const error = Object.assign(new Error(message), { name: 'RequestError', $fault: 'client' });
  return explain(toMTurkError(error, 'GetHIT'), 'https://lab.example');
}

const failing = (message: string, name: string) =>
  explain(toMTurkError(Object.assign(new Error(message), { name }), 'GetHIT'), 'https://lab.example');

const answerOf = (text: string) =>
  `<QuestionFormAnswers xmlns="x"><Answer><QuestionIdentifier>q</QuestionIdentifier><FreeText>${escapeXml(text)}</FreeText></Answer></QuestionFormAnswers>`;

export const textFunctions: ReadonlyMap<string, (text: string) => unknown> = new Map([
  ['the message of a refusal', failureWords],
  ['the message of a wrong clock', text => failing(text, 'RequestTimeTooSkewed')],
  ['the message of an unknown error', text => failing(text, 'Strange')],
  ['fileOf', fileOf],
  ['findIds', findIds],
  ['parseQuery', parseQuery],
  ['formOf', formOf],
  ['isReason', isReason],
  ['readDecisions', readDecisions],
  ['readGold', readGold],
  ['resultEdits', text => resultEdits(text, new Map())],
  ['parseLine', text => caught(() => parseLine(text))],
  ['readReadyLine', readReadyLine],
  ['parseAnswerKey', parseAnswerKey],
  ['decodeAnswers', decodeAnswers],
  ['decodeAnswers, in an answer', text => decodeAnswers(answerOf(text))],
  ['answerFields', text => answerFields([{ question: 'taskAnswers', value: { kind: 'text', text } }])],
  ['csvDialectOf and readCsvTable', text => readCsvTable(text, csvDialectOf(text))],
  ['maskSecrets', maskSecrets],
  ['parseAmount', parseAmount],
  ['numberIn', numberIn],
  ['printable', printable],
  ['printableLines', printableLines],
  ['parseQuestion', parseQuestion],
  ['answerSets', answerSets],
  ['csvCell', csvCell],
  ['guardCell', guardCell],
  ['unguardCell', unguardCell],
  ['parseSpan', parseSpan],
  ['groupPage', text => groupPage(text, text)],
  ['escapeXml', escapeXml],
  ['layOutXml', layOutXml],
  ['layOutXml, in an answer', text => layOutXml(answerOf(text))],
  ['webAddress', webAddress],
  ['tabTitle', tabTitle],
  ['endpointProblem', endpointProblem],
  ['normalEndpoint', normalEndpoint],
  ['parseTemplate', parseTemplate],
  ['inputsOf', inputsOf],
  ['parseSearch', parseSearch],
  ['matchesGlob', text => matchesGlob('*a*b', text)],
  ['parseRules', parseRules],
  ['originOf', originOf],
  ['parseDuration', parseDuration],
  ['elementSpans', text => [...elementSpans(`[${text}`)]],
  ['lineSpans', text => [...lineSpans(text)]],
  ['usesLiquid', usesLiquid],
  ['parseDefinition', parseDefinition],
  ['compileText', text => compileText(text, columnIndex(['x']))],
  ['decodeText', text => decodeText(Buffer.from(text, 'latin1'))],
] as const satisfies readonly [string, (text: string) => unknown][]);

function caught(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
