/** The process of the extension host, as the kernel lists it: on Linux alone. */
import { globSync, readFileSync } from 'node:fs';

/** The extension host of a server: the one that serves this data folder, told by its ancestors' command lines. */
export function hostOf(dataDir: string): string {
  for (const entry of globSync('/proc/[0-9]*/cmdline')) {
    const id = entry.split('/')[2] ?? '';
    if (
      commandOf(id).includes('--type=extensionHost') &&
      ancestorsOf(id).some(each => commandOf(each).includes(dataDir))
    )
      return id;
  }
  throw new Error('the extension host runs');
}

function ancestorsOf(id: string): string[] {
  const parent = /PPid:\s+(\d+)/.exec(fileOf(id, 'status'))?.[1] ?? '0';
  return parent === '0' ? [] : [parent, ...ancestorsOf(parent)];
}

function commandOf(id: string): string {
  return fileOf(id, 'cmdline');
}

/** A file of a process; empty when it has ended meanwhile. */
function fileOf(id: string, name: string): string {
  try {
    return readFileSync(`/proc/${id}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

/** Bytes that a process has in memory. */
export function residentOf(id: string): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(fileOf(id, 'status')) ?? [];
  return Number(kilobytes) * 1024;
}
