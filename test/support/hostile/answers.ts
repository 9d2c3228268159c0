/** Answers as hostile workers would submit them, or as a broken service would hand them on. */
import { encodeAnswers } from '../../../src/mturk/answers.ts';
import { canary, type Hostile, hostileTexts, marker } from './corpus.ts';

interface HostileAnswer {
  readonly name: string;
  readonly xml: string;
}

const namespace = 'http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd';

function form(body: string, attributes = `xmlns="${namespace}"`): string {
  return `<QuestionFormAnswers ${attributes}>${body}</QuestionFormAnswers>`;
}

function freeText(question: string, text: string): string {
  return `<Answer><QuestionIdentifier>${question}</QuestionIdentifier><FreeText>${text}</FreeText></Answer>`;
}

/** A text as the answer to a question of the same name, chosen, written as another choice, and as the key of a file. */
export function wellFormed({ text }: Hostile): string {
  return encodeAnswers([
    { question: text.slice(0, 1000), value: { kind: 'text', text } },
    { question: 'choice', value: { kind: 'selection', selected: [text.slice(0, 1000)], other: text.slice(0, 1000) } },
    { question: 'file', value: { kind: 'upload', key: text.slice(0, 1000), bytes: 1 } },
  ]);
}

/** A text as name and value in the JSON of a crowd form. */
export function crowdForm({ text }: Hostile): string {
  const fields: Record<string, unknown> = Object.create(null);
  fields[text] = text;
  fields.nested = { [text]: [text] };
  return encodeAnswers([{ question: 'taskAnswers', value: { kind: 'text', text: JSON.stringify([fields]) } }]);
}

function taskAnswers(json: string): string {
  return encodeAnswers([{ question: 'taskAnswers', value: { kind: 'text', text: json } }]);
}

const deep = 60_000;

const documents: Readonly<Record<string, string>> = {
  'wrong encoding declared': `<?xml version="1.0" encoding="UTF-16"?>${form(freeText('q', 'é'))}`,
  'unknown encoding': `<?xml version="1.0" encoding="x-hostile"?>${form(freeText('q', 'a'))}`,
  'byte order mark': `\uFEFF${form(freeText('q', 'a'))}`,
  'read as Latin-1': form(freeText('q', '\u00C3\u00A9')),
  'version 9.9': `<?xml version="9.9"?>${form(freeText('q', 'a'))}`,
  'no namespace': form(freeText('q', 'a'), ''),
  'foreign namespace': form(freeText('q', 'a'), `xmlns="https://${canary}/ns"`),
  'prefix named __proto__': `<__proto__:QuestionFormAnswers xmlns:__proto__="${namespace}"><__proto__:Answer/></__proto__:QuestionFormAnswers>`,
  'attribute named __proto__': form('<Answer __proto__="x" constructor="y"/>'),
  'another root': `<html><body onload="globalThis.${marker}=1"><script>globalThis.${marker}=1</script></body></html>`,
  'half a document': form(freeText('q', 'a')).slice(0, 150),
  'two documents': form(freeText('q', 'a')).repeat(2),
  'markup inside': form(freeText('q', `<script>globalThis.${marker}=1</script>`)),
  'script in CDATA': form(freeText('q', `<![CDATA[<img src=x onerror="globalThis.${marker}=1">]]>`)),
  'character references': form(freeText('q', '&#x202E;&#8238;&#9;&#10;&#x1F469;')),
  'forbidden references': form(freeText('q', '&#0;')),
  'undeclared entity': form(freeText('q', '&nbsp;')),
  'schema location': form(
    freeText('q', 'a'),
    `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x https://${canary}/x.xsd"`,
  ),
  inclusion: form(`<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="https://${canary}/i" parse="text"/>`),
  'deeply nested': form('<a>'.repeat(9000) + '</a>'.repeat(9000)),
  'many answers': form(freeText('q', 'a').repeat(3000)),
  'many fields': form(Array.from({ length: 3000 }, (_, index) => freeText(`q${index}`, 'a')).join('')),
  'many attributes': form(`<Answer ${Array.from({ length: 3000 }, (_, index) => `a${index}="x"`).join(' ')}/>`),
  'no question': form('<Answer><FreeText>a</FreeText></Answer><Answer/>'),
  'questions of one name': form(freeText('__proto__', 'a') + freeText('__proto__', 'b')),
  'a size that is not a number': form(
    '<Answer><QuestionIdentifier>f</QuestionIdentifier><UploadedFileKey>k</UploadedFileKey><UploadedFileSizeInBytes>-1e999</UploadedFileSizeInBytes></Answer>',
  ),
  'deep JSON': taskAnswers(`[{"a":${'['.repeat(deep)}${']'.repeat(deep)}}]`),
  'deep JSON objects': taskAnswers(`[{"a":${'{"b":'.repeat(deep)}1${'}'.repeat(deep)}}]`),
  'JSON with prototypes': taskAnswers(
    '[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1}]',
  ),
  'JSON that is a number': taskAnswers('1e999'),
  'JSON that is null': taskAnswers('[null,{}]'),
  'JSON of many tasks': taskAnswers(`[${Array.from({ length: 2000 }, () => '{"a":1}').join(',')}]`),
  'JSON with a repeated name': taskAnswers('[{"a":1,"a":2,"":3}]'),
  'broken JSON': taskAnswers('[{"a":'),
};

/** Texts inside documents, texts instead of documents, and documents that are wrong in themselves. */
export const hostileAnswers: readonly HostileAnswer[] = [
  ...hostileTexts.flatMap(each => [
    { name: `${each.name} in fields`, xml: wellFormed(each) },
    // The long ones are long enough once.
    ...(each.kind === 'length' ? [] : [{ name: `${each.name} in a crowd form`, xml: crowdForm(each) }]),
    { name: `${each.name} instead of a document`, xml: each.text },
    { name: `${each.name} unescaped`, xml: form(freeText('q', each.text)) },
  ]),
  ...Object.entries(documents).map(([name, xml]) => ({ name, xml })),
];

/** The documents that are wrong in themselves alone. */
export const hostileDocuments: readonly HostileAnswer[] = Object.entries(documents).map(([name, xml]) => ({
  name,
  xml,
}));
