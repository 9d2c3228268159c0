/** The arguments that every level takes: parts of file names, and `--grep TEXT`. */
import { parseArgs } from 'node:util';

export interface Selection {
  files: string[];
  grep?: string;
  watch: boolean;
}

export function selection(args: string[]): Selection {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { grep: { type: 'string', short: 'g' }, watch: { type: 'boolean', short: 'w', default: false } },
  });
  return { files: positionals, watch: values.watch, ...(values.grep ? { grep: values.grep } : {}) };
}
