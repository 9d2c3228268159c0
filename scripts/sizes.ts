/** How large the chunks of the extension's bundle are, which of them activation loads, and what is in those. */
import type { Metafile } from 'esbuild';

export interface ChunkSize {
  /** Its path below the output folder. */
  readonly file: string;
  readonly bytes: number;
  /** Whether the entry imports it statically, itself or through others. */
  readonly startup: boolean;
  /** Its largest sources, largest first. */
  readonly largest: readonly { readonly source: string; readonly bytes: number }[];
}

const largestSources = 4;

/** The chunks of a split bundle, largest first; `entry` is the source file it starts at. */
export function chunkSizes({ outputs }: Metafile, entry: string): ChunkSize[] {
  const start = Object.keys(outputs).find(file => outputs[file]?.entryPoint === entry);
  if (start === undefined) throw new Error(`no output starts at ${entry}`);
  const startup = new Set<string>();
  const visit = (file: string): void => {
    const output = outputs[file];
    if (!output || startup.has(file)) return;
    startup.add(file);
    for (const { path, kind } of output.imports) if (kind === 'import-statement') visit(path);
  };
  visit(start);
  return Object.entries(outputs)
    .filter(([file]) => file.endsWith('.mjs'))
    .map(([file, { bytes, inputs }]) => ({
      file: file.slice(start.lastIndexOf('/') + 1),
      bytes,
      startup: startup.has(file),
      largest: Object.entries(inputs)
        .map(([source, { bytesInOutput }]) => ({ source, bytes: bytesInOutput }))
        .sort((a, b) => b.bytes - a.bytes)
        .slice(0, largestSources),
    }))
    .sort((a, b) => b.bytes - a.bytes);
}

/** What activation loads, in bytes. */
export function startupBytes(chunks: readonly ChunkSize[]): number {
  return chunks.reduce((sum, { startup, bytes }) => sum + (startup ? bytes : 0), 0);
}

/** The report as lines: what activation loads, then every other chunk. */
export function sizeReport(chunks: readonly ChunkSize[]): string[] {
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1).padStart(7)} kB`;
  const line = ({ file, bytes, largest }: ChunkSize) =>
    `${kB(bytes)}  ${file}  ${largest.map(({ source }) => source.replace(/^(?:src|node_modules)\//, '')).join(', ')}`;
  const at = chunks.filter(({ startup }) => startup);
  const later = chunks.filter(({ startup }) => !startup);
  return [
    `Activation loads ${kB(startupBytes(chunks)).trim()} in ${at.length} chunks:`,
    ...at.map(line),
    `Loaded when needed, ${later.length} chunks:`,
    ...later.map(line),
  ];
}
