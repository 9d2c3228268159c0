/**
 * The shared config of the AWS CLI, read as the CLI reads it: names with blanks, dots and quotes, keys in any case. The SDK's
 * own reader knows less, so it is given what is read here in the one form that it takes for any name.
 */

/** The lines of a section: each key in lower case with its value, or with the indented lines under it. */
interface Entry {
  readonly key: string;
  readonly value: string;
  readonly nested: readonly string[];
}

type Section = Map<string, Entry>;

export interface SharedConfig {
  /** By name, in the order of the files: credentials first. */
  readonly profiles: ReadonlyMap<string, Section>;
  readonly sessions: ReadonlyMap<string, Section>;
  readonly services: ReadonlyMap<string, Section>;
}

/** Sections of the CLI's own. */
const notProfiles: ReadonlySet<string> = new Set(['plugins', 'preview', '__proto__']);

/** Reads the texts of ~/.aws/config and ~/.aws/credentials. Never throws; what is no section and no key is passed over. */
export function readSharedConfig(configText: string, credentialsText: string): SharedConfig {
  const found = { profile: new Map<string, Section>(), 'sso-session': new Map(), services: new Map() };
  const credentials = sectionsOf(credentialsText);
  for (const { name } of credentials) if (isUsable(name)) found.profile.set(name, new Map());
  for (const { name, entries } of sectionsOf(configText)) {
    const [, kind, rest] = /^(profile|sso-session|services)\s+(\S.*)$/.exec(name) ?? [];
    const bare = unquoted(rest ?? name);
    if (isUsable(bare)) add(found[(kind ?? 'profile') as keyof typeof found], bare, entries);
  }
  // What both files say of a profile counts as the credentials have it.
  for (const { name, entries } of credentials) if (isUsable(name)) add(found.profile, name, entries);
  return { profiles: found.profile, sessions: found['sso-session'], services: found.services };
}

function add(sections: Map<string, Section>, name: string, entries: readonly Entry[]): void {
  const section = sections.get(name) ?? new Map<string, Entry>();
  for (const entry of entries) section.set(entry.key, entry);
  sections.set(name, section);
}

/** A bracket ends a section's line, and what looks like a comment would be cut off it. */
function isUsable(name: string): boolean {
  return name !== '' && !notProfiles.has(name) && !/\]|(?:^|\s)[;#]/.test(name);
}

function unquoted(name: string): string {
  const [quote = ''] = name;
  return name.length > 1 && `'"`.includes(quote) && name.endsWith(quote) ? name.slice(1, -1) : name;
}

function sectionsOf(text: string): { readonly name: string; readonly entries: Entry[] }[] {
  const sections: { name: string; entries: Entry[] }[] = [];
  let nested: string[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    const entries = sections.at(-1)?.entries;
    if (/^\s/.test(line) && entries && entries.length > 0) nested.push(trimmed);
    else if (trimmed.startsWith('[') && trimmed.includes(']'))
      sections.push({ name: trimmed.slice(1, trimmed.lastIndexOf(']')).trim(), entries: [] });
    else {
      const place = trimmed.search(/[=:]/);
      if (place <= 0 || !entries) continue;
      nested = [];
      entries.push({
        key: trimmed.slice(0, place).trim().toLowerCase(),
        value: trimmed.slice(place + 1).trim(),
        nested,
      });
    }
  }
  return sections;
}

/** The same as one config file that the SDK reads, whatever the names are: its reader takes `[profile.NAME]` as it is. */
export function sdkConfigText({ profiles, sessions, services }: SharedConfig): string {
  const parts = [
    ['profile', profiles],
    ['sso-session', sessions],
    ['services', services],
  ] as const;
  return parts
    .flatMap(([kind, sections]) => [...sections].map(([name, section]) => `[${kind}.${name}]\n${sectionText(section)}`))
    .join('\n');
}

function sectionText(section: Section): string {
  return [...section.values()]
    .map(({ key, value, nested }) => [`${key} = ${value}`, ...nested.map(line => `  ${line}`)].join('\n'))
    .join('\n');
}

/** What a profile refers to and doesn't find, as a clause about the profile; nothing where the SDK may try. */
export function sharedConfigProblem(
  config: SharedConfig,
  profile: string,
  fileExists: (path: string) => boolean,
): string | undefined {
  const seen = new Set<string>();
  for (let name = profile; ; ) {
    const section = config.profiles.get(name);
    const whose = name === profile ? 'it' : `its source profile ${name}`;
    if (!section) return name === profile ? undefined : `the source profile “${name}” is not in the shared config`;
    if (seen.has(name)) return undefined;
    seen.add(name);
    const value = (key: string) => section.get(key)?.value || undefined;
    const problem = ownProblem(config, value, whose, fileExists);
    const source = value('source_profile');
    if (problem !== undefined || source === undefined || source === name || !value('role_arn')) return problem;
    name = source;
  }
}

function ownProblem(
  { sessions }: SharedConfig,
  value: (key: string) => string | undefined,
  whose: string,
  fileExists: (path: string) => boolean,
): string | undefined {
  const token = value('web_identity_token_file');
  if (token !== undefined && !fileExists(token))
    return `${whose} names web_identity_token_file ${token}, which is not there`;
  if (value('role_arn') && !value('source_profile') && !value('credential_source') && token === undefined)
    return `${whose} names a role, but no source_profile, credential_source or web_identity_token_file`;
  if (value('role_arn') || value('aws_access_key_id') || value('credential_process')) return undefined;
  const session = value('sso_session');
  if (session !== undefined) {
    const section = sessions.get(unquoted(session)) ?? sessions.get(session);
    if (!section)
      return `${whose} names the SSO session “${session}”, and there is no section [sso-session ${session}]`;
    const missing = ['sso_start_url', 'sso_region'].find(key => !section.get(key)?.value);
    if (missing) return `the section [sso-session ${session}] has no ${missing}`;
  } else if (!value('sso_start_url')) return undefined;
  else if (!value('sso_region')) return `${whose} has no sso_region`;
  const missing = ['sso_account_id', 'sso_role_name'].find(key => !value(key));
  return missing && `${whose} has no ${missing}`;
}
