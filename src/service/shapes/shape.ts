/**
 * The language the request shapes are written in. A constraint is either the model's ([M] in reference.md), refused by the
 * framework with a ValidationException, or the service's own ([L], [D]), refused with a ParameterValidationError.
 */

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

export interface StringShape<T extends string = string> {
  readonly kind: 'string';
  readonly values?: readonly T[];
  readonly pattern?: RegExp;
  /** Length in characters, by the model. */
  readonly length?: Bounds;
  /** Length in characters, by the service. */
  readonly serviceLength?: Bounds;
  /** Size in bytes of UTF-8, by the service. */
  readonly serviceBytes?: Bounds;
  /** Without control characters but tabs and line breaks, refused with a RequestError. */
  readonly printable?: boolean;
}

export interface NumberShape {
  readonly kind: 'integer' | 'long';
  /** Bounds by the model. */
  readonly range?: Bounds;
  /** Bounds by the service. */
  readonly serviceRange?: Bounds;
}

interface BooleanShape {
  readonly kind: 'boolean';
}

/** Seconds since the epoch, with or without a fraction. */
interface TimestampShape {
  readonly kind: 'timestamp';
}

interface ListShape<M extends Shape = Shape> {
  readonly kind: 'list';
  readonly member: M;
  /** Number of members, by the service. */
  readonly serviceCount?: Bounds;
}

export interface StructureShape<M extends Members = Members> {
  readonly kind: 'structure';
  readonly members: M;
}

interface Required<S extends Shape = Shape> {
  readonly kind: 'required';
  readonly shape: S;
}

export type Shape = StringShape | NumberShape | BooleanShape | TimestampShape | ListAny | StructureAny;
// Interfaces, because a type alias may not refer to itself through type parameters.
interface ListAny {
  readonly kind: 'list';
  readonly member: Shape;
  readonly serviceCount?: Bounds;
}
interface StructureAny {
  readonly kind: 'structure';
  readonly members: Members;
}
export interface Members {
  readonly [name: string]: Shape | Required;
}

/** The TypeScript type of a value that passed validation against a shape. */
export type Value<S> =
  S extends StringShape<infer T>
    ? T
    : S extends NumberShape | TimestampShape
      ? number
      : S extends BooleanShape
        ? boolean
        : S extends { readonly kind: 'list'; readonly member: infer M }
          ? readonly Value<M>[]
          : S extends { readonly kind: 'structure'; readonly members: infer M }
            ? StructureValue<M>
            : never;

type StructureValue<M> = {
  readonly [K in keyof M as M[K] extends Required ? K : never]: M[K] extends Required<infer S> ? Value<S> : never;
} & {
  readonly [K in keyof M as M[K] extends Required ? never : K]?: Value<M[K]>;
};

export function text(constraints: Omit<StringShape, 'kind' | 'values'> = {}): StringShape {
  return { kind: 'string', ...constraints };
}

export function oneOf<const T extends string>(...values: readonly T[]): StringShape<T> {
  return { kind: 'string', values };
}

export function integer(constraints: Omit<NumberShape, 'kind'> = {}): NumberShape {
  return { kind: 'integer', ...constraints };
}

export function long(constraints: Omit<NumberShape, 'kind'> = {}): NumberShape {
  return { kind: 'long', ...constraints };
}

export const boolean: BooleanShape = { kind: 'boolean' };
export const timestamp: TimestampShape = { kind: 'timestamp' };

export function list<M extends Shape>(member: M, serviceCount?: Bounds): ListShape<M> {
  return { kind: 'list', member, ...(serviceCount ? { serviceCount } : {}) };
}

export function structure<const M extends Members>(members: M): StructureShape<M> {
  return { kind: 'structure', members };
}

export function required<S extends Shape>(shape: S): Required<S> {
  return { kind: 'required', shape };
}
