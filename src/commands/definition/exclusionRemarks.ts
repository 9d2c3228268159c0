import { counted } from '../../mturk/plurals.ts';
/** What a confirmation says of the workers whom a definition excludes. */

export interface ExclusionFacts {
  readonly profile: string;
  /** Excluded batches. */
  readonly batches: number;
  /** Of the qualification type. */
  readonly name?: string;
  /** Workers who can't see the HITs, and those of them who get the qualification first. */
  readonly excluded?: number;
  readonly granted?: number;
  /** Workers whose qualification was revoked: they may take part. */
  readonly revoked?: number;
  /** Deleted HITs of which no list of workers is left. */
  readonly unreadable?: number;
  /** Definitions, as written, that have no batch. */
  readonly unpublished: readonly string[];
}

export function exclusionRemarks(facts: ExclusionFacts): string[] {
  const { profile, batches, unpublished, name = '' } = facts;
  const { excluded = 0, granted = 0, revoked = 0, unreadable = 0 } = facts;
  const later = `Workers who submit to ${batches === 1 ? 'it' : 'them'} later are excluded too, while MTurk Workbench runs with profile ${profile}. After a restart of VS Code, open an MTurk view to continue.`;
  const get = `${granted === excluded ? (granted === 1 ? 'The worker' : 'They') : granted} ${granted === 1 ? 'gets' : 'get'} the qualification “${name}” first, without a message.`;
  return [
    ...(batches === 0
      ? []
      : [
          excluded + revoked > 0
            ? `${counted(excluded, 'worker')} of ${counted(batches, 'batch', 'batches')} can’t see these HITs.`
            : unreadable > 0
              ? 'No worker of the excluded batches is known.'
              : 'No workers have submitted work to the excluded batches yet.',
          ...(excluded === 0 ? [] : [granted > 0 ? get : `All have the qualification “${name}” already.`]),
          ...(unreadable > 0
            ? [
                `${counted(unreadable, 'deleted HIT')} of these batches can no longer be read. Workers who submitted only to ${unreadable === 1 ? 'it' : 'them'} may see the new HITs.`,
              ]
            : []),
          ...(revoked > 0
            ? [`${counted(revoked, 'worker')} can see these HITs, because “${name}” was revoked from them.`]
            : []),
          later,
        ]),
    ...unpublished.map(path => `“${path}” has no batch in profile ${profile}, so it excludes no workers yet.`),
  ];
}
