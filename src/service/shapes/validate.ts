/** Reads a request's JSON against a shape: first types, then the model's constraints, then the service's (reference.md §5.1, §5.4). */
import { FrameworkError, invalidParameter, invalidValue, outOfRange, type RequestError } from '../serviceErrors.ts';
import type { NumberShape, Shape, StringShape, StructureShape, Value } from './shape.ts';

interface Violations {
  readonly model: string[];
  readonly service: RequestError[];
}

/** All are counted, but a request of a thousand mistakes is not answered with a thousand sentences. */
const mostShown = 50;

/**
 * Gives the value with only the members the shape knows: unknown ones are dropped and nulls are absent, as AWS does.
 * Throws SerializationException for a wrong JSON type, ValidationException for the model's constraints,
 * ParameterValidationError for the service's, and RequestError for characters that it does not take.
 */
export function readInput<S extends StructureShape>(shape: S, json: unknown): Value<S> {
  const violations: Violations = { model: [], service: [] };
  const value = read(shape, json, '', violations);
  const found = violations.model.length;
  if (found > 0)
    throw new FrameworkError(
      'ValidationException',
      `${found} validation error${found > 1 ? 's' : ''} detected: ${violations.model.slice(0, mostShown).join('; ')}${found > mostShown ? '; …' : ''}`,
    );
  const [first] = violations.service;
  if (first) throw first;
  return value as Value<S>;
}

function read(shape: Shape, json: unknown, path: string, violations: Violations): unknown {
  switch (shape.kind) {
    case 'string':
      if (typeof json !== 'string') throw mismatch(json, 'String');
      checkText(shape, json, path, violations);
      // Half a surrogate pair can't be written as UTF-8: what is answered now must be what is read later.
      return json.toWellFormed();
    case 'integer':
    case 'long':
      return readNumber(shape, json, path, violations);
    case 'boolean':
      if (typeof json !== 'boolean') throw mismatch(json, 'Boolean');
      return json;
    case 'timestamp':
      if (typeof json !== 'number') throw mismatch(json, 'Date');
      return json;
    case 'list': {
      if (!Array.isArray(json)) throw mismatch(json, 'List');
      const { serviceCount } = shape;
      if (serviceCount) checkBounds(serviceCount, json.length, `The number of values in ${path}`, violations);
      return json.map((member: unknown, index) => {
        const memberPath = `${path}.${index + 1}.member`;
        if (member !== null && member !== undefined) return read(shape.member, member, memberPath, violations);
        violations.model.push(refusal(null, memberPath, 'Member must not be null'));
        return undefined;
      });
    }
    case 'structure':
      return readStructure(shape, json, path, violations);
  }
}

function readStructure(
  shape: Extract<Shape, { kind: 'structure' }>,
  json: unknown,
  path: string,
  violations: Violations,
): Record<string, unknown> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw mismatch(json, 'Structure');
  const given = new Map<string, unknown>(Object.entries(json));
  const value: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape.members)) {
    const memberPath = path === '' ? camelCase(name) : `${path}.${camelCase(name)}`;
    const json = given.get(name);
    const present = json !== null && json !== undefined;
    if (present) value[name] = read(member.kind === 'required' ? member.shape : member, json, memberPath, violations);
    else if (member.kind === 'required') violations.model.push(refusal(null, memberPath, 'Member must not be null'));
  }
  return value;
}

function readNumber(shape: NumberShape, json: unknown, path: string, violations: Violations): number {
  const kind = shape.kind === 'integer' ? 'Integer' : 'Long';
  if (typeof json !== 'number') throw mismatch(json, kind);
  const limit = shape.kind === 'integer' ? 2_147_483_647 : Number.MAX_SAFE_INTEGER;
  if (!Number.isInteger(json) || Math.abs(json) > limit)
    throw new FrameworkError('SerializationException', `${json} can not be converted to ${article(kind)}`);
  const { min, max } = shape.range ?? {};
  if (min !== undefined && json < min)
    violations.model.push(refusal(json, path, `Member must have value greater than or equal to ${min}`));
  if (max !== undefined && json > max)
    violations.model.push(refusal(json, path, `Member must have value less than or equal to ${max}`));
  const { min: least = 0, max: most = Number.MAX_SAFE_INTEGER } = shape.serviceRange ?? {};
  if (shape.serviceRange && (json < least || json > most))
    violations.service.push(outOfRange(memberName(path), json, least, most));
  return json;
}

function checkText(shape: StringShape, value: string, path: string, violations: Violations): void {
  if (shape.values && !(shape.values as readonly string[]).includes(value))
    violations.model.push(
      refusal(value, path, `Member must satisfy enum value set: [${[...shape.values].join(', ')}]`),
    );
  const { min, max } = shape.length ?? {};
  if (max !== undefined && value.length > max)
    violations.model.push(refusal(value, path, `Member must have length less than or equal to ${max}`));
  if (min !== undefined && value.length < min)
    violations.model.push(refusal(value, path, `Member must have length greater than or equal to ${min}`));
  if (shape.pattern && !shape.pattern.test(value))
    violations.model.push(
      refusal(value, path, `Member must satisfy regular expression pattern: ${shape.pattern.source}`),
    );
  if (shape.serviceLength)
    checkBounds(shape.serviceLength, value.length, `The length in characters of ${path}`, violations);
  if (shape.serviceBytes)
    checkBounds(shape.serviceBytes, Buffer.byteLength(value), `The size in bytes of ${path}`, violations);
  if (shape.printable && unprintable.test(value))
    violations.service.push(
      invalidParameter(`${memberName(path)} must not contain the ASCII characters 0 to 8, 11, 12 and 14 to 31.`),
    );
}

function checkBounds(
  { min, max }: { readonly min?: number; readonly max?: number },
  measure: number,
  subject: string,
  violations: Violations,
): void {
  if (min !== undefined && measure < min) violations.service.push(invalidValue(`${subject} must be at least ${min}.`));
  if (max !== undefined && measure > max)
    violations.service.push(invalidValue(`${subject} must not be more than ${max}.`));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to look for
const unprintable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/;

/** A member as the API names it. */
function memberName(path: string): string {
  const name = path.split('.').at(-1) ?? path;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function refusal(value: string | number | null, path: string, constraint: string): string {
  const shown = value === null ? 'null' : `'${shorten(String(value))}'`;
  return `Value ${shown} at '${path}' failed to satisfy constraint: ${constraint}`;
}

/** A refused value is quoted, but not by the kilobyte. */
function shorten(value: string): string {
  return value.length > 256 ? `${value.slice(0, 256)}…` : value;
}

function mismatch(json: unknown, kind: string): FrameworkError {
  return new FrameworkError('SerializationException', `${jsonKind(json)} can not be converted to ${article(kind)}`);
}

function article(kind: string): string {
  return /^[AEIOU]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}

function jsonKind(json: unknown): string {
  if (Array.isArray(json)) return 'START_ARRAY';
  switch (typeof json) {
    case 'string':
      return 'STRING_VALUE';
    case 'number':
      return 'NUMBER_VALUE';
    case 'boolean':
      return json ? 'TRUE_VALUE' : 'FALSE_VALUE';
    default:
      return 'START_OBJECT';
  }
}

/** `HITId` is `hITId` in the framework's words: only the first letter changes. */
function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
