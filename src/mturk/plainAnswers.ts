/**
 * The form that almost all answers have, free texts alone without a prefix or a comment, read several times as fast as XML in
 * general. What is not exactly so is left to the parser, which also knows what is wrong with it.
 */

const head =
  /^(?:<\?xml version="1\.0"(?: encoding="[A-Za-z][\w.-]*")?(?: standalone="(?:yes|no)")?\s*\?>)?\s*<QuestionFormAnswers(?: xmlns="http:\/\/mechanicalturk\.amazonaws\.com\/AWSMechanicalTurkDataSchemas\/[\d-]+\/QuestionFormAnswers\.xsd")?>/;
const answer =
  /\s*<Answer>\s*<QuestionIdentifier>([^<]*)<\/QuestionIdentifier>\s*<FreeText(?:\/>|>([^<]*)<\/FreeText>)\s*<\/Answer>/y;
const end = /\s*<\/QuestionFormAnswers>\s*$/y;
// Outside the Char production of XML 1.0, or turned into something else by a parser.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to look for
const special = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|\p{Cs}|\]\]>/u;

/** Question and text of each answer, or nothing if the document has any other form. Never throws. */
export function readPlainAnswers(xml: string): (readonly [question: string, text: string])[] | undefined {
  const start = head.exec(xml);
  if (!start || special.test(xml)) return undefined;
  const answers: (readonly [string, string])[] = [];
  let at = start[0].length;
  for (;;) {
    answer.lastIndex = at;
    const match = answer.exec(xml);
    if (!match) break;
    const question = unescaped(match[1] ?? '');
    const text = unescaped(match[2] ?? '');
    if (question === undefined || text === undefined) return undefined;
    answers.push([question, text]);
    at = answer.lastIndex;
  }
  end.lastIndex = at;
  return end.test(xml) ? answers : undefined;
}

const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** `undefined` for an ampersand that starts something else. */
function unescaped(text: string): string | undefined {
  if (!text.includes('&')) return text;
  let known = true;
  const plain = text.replace(/&(?:([a-z]+|#\d{1,7});)?/g, (whole, name: string | undefined) => {
    const character =
      name === undefined ? undefined : name.startsWith('#') ? numbered(Number(name.slice(1))) : named.get(name);
    known &&= character !== undefined;
    return character ?? whole;
  });
  return known ? plain : undefined;
}

/** The character of a reference; `undefined` for one that XML does not have, and for the rare ones that a parser judges. */
function numbered(code: number): string | undefined {
  const plain =
    code === 9 || code === 10 || code === 13 || (code >= 0x20 && code < 0xd800) || (code > 0xdfff && code < 0xfffe);
  return plain || (code > 0xffff && code <= 0x10ffff) ? String.fromCodePoint(code) : undefined;
}
