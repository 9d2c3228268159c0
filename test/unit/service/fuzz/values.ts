/** Inputs that are right, nearly right and wrong, drawn from the shapes of the operations. */
import fc from 'fast-check';
import type { Members, Shape } from '../../../../src/service/shapes/shape.ts';

/** JSON text that JSON.stringify would not write; `write` puts it where its stand-in is. */
class Verbatim {
  readonly json: string;
  constructor(json: string) {
    this.json = json;
  }
  toJSON(): string {
    return `@@${Buffer.from(this.json).toString('base64')}@@`;
  }
}

/** JSON, with what is verbatim as it is. */
export function write(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replace(/"@@([\w+/]+=*)@@"/g, (_, encoded: string) =>
    Buffer.from(encoded, 'base64').toString(),
  );
}

const nested = (depth: number, open: string, close: string) =>
  new Verbatim(`${open.repeat(depth)}1${close.repeat(depth)}`);

/** Values that have broken some program or other. */
const poison: readonly unknown[] = [
  ...[null, true, false, [], {}, [[]], [null], [{}], { a: 1 }],
  ...[0, -0, -1, 1.5, 1e308, -1e308, 5e-324, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 2 ** 63, 1e21],
  ...['1e999', '-1e999', '9'.repeat(400), '1E400', '-0', '0.1e-400'].map(json => new Verbatim(json)),
  new Verbatim('"\\ud800"'),
  new Verbatim('"\\udc00\\ud800"'),
  new Verbatim('"a\\u0000b"'),
  new Verbatim('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  new Verbatim('{"Title":"a","Title":"b","toString":1,"hasOwnProperty":null}'),
  nested(5000, '[', ']'),
  nested(5000, '{"a":', '}'),
  ...['', ' ', '\u0000', 'a\u0000b', '\uffff', '\ufeff', '\u202e', '\u2028', '\r\n', '\u001b[2J', '😀'],
  ...['__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', 'Infinity', 'true'],
  ...["' OR 1=1 --", '"; DROP TABLE hits; --', '%', '_', '\\', '%s%n%x', '../../etc/passwd', '{{7*7}}', '<script>'],
  ...['9'.repeat(400), '0'.repeat(400), '99999999999999.99', '9007199254740993', '1e5', '٣', '-5'],
  ...['x'.repeat(65_536), 'é'.repeat(40_000), 'A'.repeat(65), 'A1\n', ' A1', 'a b '.repeat(30_000), '%'.repeat(60_000)],
];

export interface Pool {
  /** Ids of things that exist, so that calls get past the door. */
  readonly ids: readonly string[];
  readonly documents: readonly string[];
}

/** Mostly what the shape asks for, sometimes anything at all. */
function valueFor(shape: Shape, pool: Pool): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 12, arbitrary: rightValue(shape, pool) },
    { weight: 1, arbitrary: fc.constantFrom(...poison) },
  );
}

function rightValue(shape: Shape, pool: Pool): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'string':
      return textOf(shape, pool);
    case 'integer':
    case 'long':
      return fc.oneof(fc.integer({ min: 1, max: 100 }), fc.constantFrom(30, 60, 3600), fc.integer());
    case 'boolean':
      return fc.boolean();
    case 'timestamp':
      return fc.oneof(fc.constantFrom(0, 1.7e9, 1.7e9 + 0.123, 1e300, -1e300, 4e9), fc.double({ noNaN: true }));
    case 'list':
      return fc.oneof(
        { weight: 8, arbitrary: fc.array(valueFor(shape.member, pool), { maxLength: 3 }) },
        { weight: 1, arbitrary: rightValue(shape.member, pool).map(value => Array(120).fill(value)) },
      );
    case 'structure':
      return inputOf(shape.members, pool);
  }
}

function textOf(shape: Extract<Shape, { kind: 'string' }>, pool: Pool): fc.Arbitrary<string> {
  if (shape.values) return fc.constantFrom(...shape.values);
  const source = shape.pattern?.source ?? '';
  if (source.startsWith('^A')) return fc.constantFrom('A1', 'A2', 'A3', 'A4');
  if (source.startsWith('^[A-Z')) return fc.constantFrom(...pool.ids);
  if (source !== '') return fc.constantFrom('0', '0.01', '1.5', '3.', '99999999999.99');
  if (shape.serviceBytes) return fc.constantFrom(...pool.documents, ...pool.ids);
  return fc.oneof(fc.constantFrom(...pool.ids, 'one', '2006-05-05'), fc.string({ unit: 'binary', maxLength: 20 }));
}

/** An input with required members mostly there. */
export function inputOf(members: Members, pool: Pool): fc.Arbitrary<Record<string, unknown>> {
  const required: string[] = [];
  const record: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, member] of Object.entries(members)) {
    if (member.kind === 'required') required.push(name);
    record[name] = valueFor(member.kind === 'required' ? member.shape : member, pool);
  }
  return fc.oneof(
    { weight: 9, arbitrary: fc.record(record, { requiredKeys: required }) },
    { weight: 1, arbitrary: fc.record(record, { requiredKeys: [] }) },
  ) as fc.Arbitrary<Record<string, unknown>>;
}
