/** INI as Python's ConfigParser reads it: keys in any case, `=` or `:`, comments by `#` and `;`, indented lines go on. */

type Ini = ReadonlyMap<string, ReadonlyMap<string, string>>;

const heading = /^\[([^\]]{1,200})\]\s*$/;
const mostLines = 20_000;

/** Sections by name. Lines that are none of a file are passed over. Never throws. */
export function readIni(text: string): Ini {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let key: string | undefined;
  for (const raw of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .slice(0, mostLines)) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    if (/^[ \t]/.test(raw) && section && key !== undefined) {
      section.set(key, `${section.get(key)}\n${line}`);
      continue;
    }
    const name = heading.exec(line)?.[1];
    if (name !== undefined) {
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      key = undefined;
      continue;
    }
    const at = line.search(/[=:]/);
    if (at <= 0 || !section) continue;
    key = line.slice(0, at).trim().toLowerCase();
    section.set(key, line.slice(at + 1).trim());
  }
  return sections;
}

/** All keys, whatever section they stand in; the last one counts. */
export function mergedKeys(ini: Ini): ReadonlyMap<string, string> {
  return new Map([...ini.values()].flatMap(section => [...section]));
}

/** `true` and `false` as Python's configparser has them. */
export function flagOf(text: string | undefined): boolean | undefined {
  const word = text?.trim().toLowerCase() ?? '';
  if (['1', 'yes', 'y', 'true', 't', 'on'].includes(word)) return true;
  return ['0', 'no', 'n', 'false', 'f', 'off'].includes(word) ? false : undefined;
}
