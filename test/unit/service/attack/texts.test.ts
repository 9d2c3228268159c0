/**
 * A long hostile line through every function that reads strangers' text: one that needs quadratic time finds no end.
 * MTURK_LINE_SIZE=1000000 for lines of a megabyte.
 */
import assert from 'node:assert/strict';
import { parseAnswerKey } from '../../../../src/mturk/answerKey.ts';
import { decodeAnswers, encodeAnswers } from '../../../../src/mturk/answers.ts';
import { answerProblem } from '../../../../src/mturk/formAnswers.ts';
import { readFormattedContent } from '../../../../src/mturk/formattedContent.ts';
import { maskSecrets } from '../../../../src/mturk/masking.ts';
import { numberIn } from '../../../../src/mturk/numbers.ts';
import { readPlainAnswers } from '../../../../src/mturk/plainAnswers.ts';
import { printable, printableLines } from '../../../../src/mturk/plainText.ts';
import { parseQuestionForm } from '../../../../src/mturk/questionForm.ts';
import { parseQuestion, questionNamespaces } from '../../../../src/mturk/questionKinds.ts';
import { questionProblem } from '../../../../src/mturk/questionRules.ts';
import { shellQuoted } from '../../../../src/mturk/quoting.ts';
import { guardCell, unguardCell } from '../../../../src/mturk/spreadsheet.ts';
import { toMTurkError } from '../../../../src/mturk/thrownErrors.ts';
import { parseSpan } from '../../../../src/mturk/times.ts';
import { parseXml } from '../../../../src/mturk/xml.ts';
import { createMatcher, formatMatcher, withinTime } from '../../../../src/service/bounded.ts';
import { layoutParameters } from '../../../../src/service/operations/layouts.ts';
import { readPage } from '../../../../src/service/simulate/pageFields.ts';
import { answersOf } from '../../../../src/service/site/fieldAnswers.ts';
import { readForm } from '../../../../src/service/site/form/read.ts';
import { submissionIn } from '../../../../src/service/site/lease.ts';
import { originsFor } from '../../../../src/service/site/origins.ts';
import { localPath } from '../../../../src/service/site/pages/signin.ts';
import { withLocalAddresses } from '../../../../src/service/site/taskContent.ts';

const size = Number(process.env.MTURK_LINE_SIZE ?? 200_000);
const line = (piece: string, end = ''): string => piece.repeat(Math.floor(size / piece.length)) + end;
const hostile: readonly string[] = [
  ...[
    ' ',
    '\t',
    '\n',
    '\r',
    '\u00a0',
    '\u200b',
    '0',
    'a',
    'A',
    '=',
    '"',
    "'",
    '<',
    '>',
    '&',
    '-',
    '.',
    ',',
    '(',
    '[',
    '{',
    '\\',
  ].flatMap(piece => [line(piece, '!'), `(${line(piece)}1`]),
  ...[
    ' (',
    '(1',
    '${',
    '${a',
    '&#1',
    '&amp',
    '<a ',
    '<b>',
    '</',
    '<!--',
    '<![CDATA[',
    ']]>',
    "='",
    '" ',
    'secret ',
    'Bearer ',
    'AKIA',
    'e+',
    '1d ',
    '://',
    '\u0301',
  ].flatMap(piece => line(piece, '!')),
];

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  parseXml,
  parseQuestion,
  parseQuestionForm,
  parseAnswerKey,
  questionProblem: text => questionProblem(text, { externalHttp: 'anywhere' }),
  readFormattedContent: text => {
    try {
      return readFormattedContent(text, 1);
    } catch (error) {
      return error;
    }
  },
  'answers, plain': text => readPlainAnswers(`<?xml version="1.0"?>${text}`),
  'answers, decoded': decodeAnswers,
  'answers, encoded': text => encodeAnswers([{ question: text, value: { kind: 'text', text } }]),
  'an error of the service': text =>
    toMTurkError(Object.assign(new Error(text), { name: 'RequestError', TurkErrorCode: text }), 'GetHIT'),
  'an answer in a form': text =>
    answerProblem(
      {
        required: true,
        answer: { kind: 'freeText', numeric: {}, length: { min: 1 }, formats: [], defaultText: undefined, lines: 1 },
      },
      { kind: 'text', text },
    ),
  maskSecrets,
  numberIn,
  printable,
  printableLines,
  shellQuoted,
  guardCell,
  unguardCell,
  parseSpan,
  layoutParameters,
  'the addresses of a page': text => withLocalAddresses(text, 'http://localhost:1', 'http://localhost:2'),
  submissionIn,
  'a Host': text => originsFor({ host: text }, { host: '127.0.0.1', site: 1, content: 2 }),
  localPath: text => localPath(`/${text}`),
  'a submitted form': text => answersOf([...new URLSearchParams(text)]),
  'the fields of a page': text => {
    try {
      return readPage(`<form><select name=a><option>${text}`);
    } catch (error) {
      return error;
    }
  },
};

describe('service under attack: one long line', function () {
  this.timeout(600_000);

  for (const [name, read] of Object.entries(readers))
    it(`through ${name}`, () => {
      // Each takes some ms; what is quadratic takes minutes, and with a megabyte hours.
      for (const text of hostile) withinTime(60_000, () => read(text));
    });

  it('all expressions of one submission share their time', () => {
    const matches = createMatcher();
    const endless = Array.from({ length: 1700 }, (_, index) => matches('^(a+)+$', '', `${'a'.repeat(40)}${index}`));
    assert(endless.every(Boolean), 'what finds no end asks for nothing');
    const format = { regex: '^b$', errorText: 'b, please', ignoreCase: false };
    assert.equal(formatMatcher()(format, 'a'), false, 'and the next submission has its own time');
  });

  it('a form of very many questions, sent with very many fields', () => {
    const question = (index: number) =>
      `<Question><QuestionIdentifier>q${index}</QuestionIdentifier><QuestionContent><Text>?</Text></QuestionContent><AnswerSpecification><FreeTextAnswer/></AnswerSpecification></Question>`;
    const form = parseQuestionForm(
      `<QuestionForm xmlns="${questionNamespaces.QuestionForm[0]}">${Array.from({ length: 400 }, (_, index) => question(index)).join('')}</QuestionForm>`,
    );
    assert(form.ok);
    const fields = Array.from({ length: 300_000 }, (_, index) => [`z${index}`, 'x'] as const);
    const filled = withinTime(60_000, () => readForm(form.value, [...fields, ['q399-text', 'here']]));
    assert(filled.ok);
    assert.deepEqual(filled.answers.at(-1), { question: 'q399', value: { kind: 'text', text: 'here' } });
  });
});
