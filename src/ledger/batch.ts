/** A batch: the HITs of one publishing of a definition, as the header of its plan has it. */
import * as v from 'valibot';

const short = v.pipe(v.string(), v.maxLength(4_000));

export const batchSchema = v.object({
  /** Ten letters and figures, which the annotations of its HITs carry. */
  id: v.pipe(v.string(), v.regex(/^[a-z0-9]{10}$/)),
  /** The definition's file name, without its ending. */
  name: short,
  /** Where the definition was, as a URI; another machine may have it elsewhere. */
  definition: short,
  /** SHA-256 of its text, in hex. */
  definitionHash: short,
  /** The data file as the definition names it, and the hash of its text. */
  data: v.optional(short),
  dataHash: v.optional(short),
  /** The commit that was checked out, if the definition is in a Git repository. */
  commit: v.optional(short),
  /** The qualification type that keeps out the workers of other batches, where the definition excludes any. */
  exclusion: v.optional(v.object({ typeId: short, name: short, batches: v.array(short) })),
  /** The decision rules and the gold answers, as the definition names them. */
  rules: v.optional(short),
  gold: v.optional(short),
  columns: v.array(v.string()),
  /** How many rows the definition had. */
  rows: v.number(),
});

export type BatchFacts = Readonly<v.InferOutput<typeof batchSchema>>;

/** Which HIT of a batch an operation creates. */
export const batchRowSchema = v.object({
  row: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  replica: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** One for each column of the batch. */
  cells: v.array(v.string()),
});
