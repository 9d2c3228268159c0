/** All readers, in the order in which they look: folders of one program first, then files that say what they are. */
import { findApiFiles } from './boto3.ts';
import type { Finder } from './importedRows.ts';

export const finders: readonly Finder[] = [findApiFiles];
