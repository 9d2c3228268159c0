/**
 * Files by which the child, and nothing else, trusts the authority of this run. A variable that replaces what a program trusts
 * gets a copy of what the program would have trusted otherwise, with our root added; one that adds gets the user's own file
 * with our root.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tls from 'node:tls';
import { variable } from './variables.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that replace, each with those that its programs would look at next. */
const replacing: readonly (readonly [name: string, otherwise: readonly string[]])[] = [
  ['AWS_CA_BUNDLE', ['REQUESTS_CA_BUNDLE']],
  ['REQUESTS_CA_BUNDLE', ['CURL_CA_BUNDLE']],
  ['CURL_CA_BUNDLE', ['SSL_CERT_FILE']],
  ['SSL_CERT_FILE', []],
];
/** Replacing ones that are only followed where the user has them. */
const replacingIfSet: readonly string[] = ['NIX_SSL_CERT_FILE', 'HTTPLIB2_CA_CERTS', 'PERL_LWP_SSL_CA_FILE'];
const adding: readonly string[] = ['NODE_EXTRA_CA_CERTS', 'DENO_CERT'];

/** Where Linux and BSD systems keep their roots in one file; reading it is much faster than asking OpenSSL for each. */
const rootFiles: readonly string[] = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

export interface Trust {
  readonly variables: Readonly<Record<string, string>>;
  /** A key store for Java, of {@link storePassword}. */
  readonly javaStore: string;
  /** What could not be done as it should be, in sentences. */
  readonly problems: readonly string[];
}

export const storePassword = 'changeit';

/** Writes the files into a folder that only this user can read. */
export function writeTrust(
  folder: string,
  authority: { readonly rootPem: string; readonly rootDer: Uint8Array },
  env: Environment,
): Trust {
  const problems: string[] = [];
  const roots = systemRoots();
  if (roots.problem) problems.push(roots.problem);
  const ours = Buffer.from(authority.rootPem);
  const written = new Map<Buffer, string>();
  const write = (pem: Buffer): string => {
    const known = written.get(pem);
    if (known !== undefined) return known;
    const file = join(folder, `trust-${written.size + 1}.pem`);
    // As bytes: what is between the certificates is passed on as it is, in whatever encoding.
    writeFileSync(file, pem.length === 0 ? ours : Buffer.concat([pem, newLine, ours]), { mode: 0o600 });
    written.set(pem, file);
    return file;
  };
  const files = new Map<string, Buffer | undefined>();
  const read = (name: string): Buffer | undefined => {
    const file = variable(env, name);
    if (!file) return undefined;
    if (!files.has(file)) files.set(file, bytesOf(file));
    const bytes = files.get(file);
    if (!bytes)
      problems.push(`Couldn't read ${file}, which ${name} names. The command trusts the system's roots instead.`);
    return bytes;
  };
  const variables: Record<string, string> = {};
  for (const [name, otherwise] of replacing) {
    const source = [name, ...otherwise].find(each => variable(env, each));
    variables[name] = write((source === undefined ? undefined : read(source)) ?? roots.pem);
  }
  for (const name of replacingIfSet) if (variable(env, name)) variables[name] = write(read(name) ?? roots.pem);
  for (const name of adding) variables[name] = write(read(name) ?? nothing);
  const javaStore = join(folder, 'trust.jks');
  writeFileSync(javaStore, javaKeyStore([...certificatesOf(roots.pem), Buffer.from(authority.rootDer)]), {
    mode: 0o600,
  });
  return { variables, javaStore, problems: [...new Set(problems)] };
}

const newLine = Buffer.from('\n');
const nothing = Buffer.alloc(0);

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function systemRoots(): { readonly pem: Buffer; readonly problem?: string } {
  const file = rootFiles.find(each => existsSync(each));
  if (file) return { pem: readFileSync(file) };
  // Came with Node.js 22.15.
  if ('getCACertificates' in tls) {
    const system = tls.getCACertificates('system');
    if (system.length > 0) return { pem: Buffer.from([...new Set(system)].join('\n')) };
  }
  return {
    pem: Buffer.from(tls.rootCertificates.join('\n')),
    problem:
      "This Node.js can't read the system's root certificates, so the command trusts those bundled with Node.js. Use Node.js 22.15 or later.",
  };
}

const begin = '-----BEGIN CERTIFICATE-----';
const end = '-----END CERTIFICATE-----';

/** Each certificate of a file once, in DER. */
function certificatesOf(pem: Buffer): Buffer[] {
  const bodies = new Set<string>();
  for (let at = pem.indexOf(begin); at >= 0; at = pem.indexOf(begin, at)) {
    const from = at + begin.length;
    const to = pem.indexOf(end, from);
    if (to < 0) break;
    bodies.add(pem.toString('latin1', from, to));
    at = to;
  }
  return Array.from(bodies, body => Buffer.from(body, 'base64'));
}

/** A key store in Java's own format (JKS, version 2) that holds certificates only. */
export function javaKeyStore(certificates: readonly Buffer[]): Buffer {
  const entries = certificates.flatMap((der, index) => [
    // A trusted certificate with its name, its date (none) and its kind.
    number(2),
    word(`root${index}`),
    noDate,
    kind,
    number(der.length),
    der,
  ]);
  const store = Buffer.concat([number(0xfeedfeed), number(2), number(certificates.length), ...entries]);
  const check = createHash('sha1')
    .update(Buffer.from(storePassword, 'utf16le').swap16())
    .update('Mighty Aphrodite')
    .update(store)
    .digest();
  return Buffer.concat([store, check]);
}

function number(value: number): Buffer {
  return Buffer.of(value >>> 24, value >>> 16, value >>> 8, value);
}

/** A text of one letter a byte with its length before it. */
function word(value: string): Buffer {
  return Buffer.from(`${String.fromCharCode(value.length >> 8, value.length & 0xff)}${value}`, 'latin1');
}

const noDate = Buffer.alloc(8);
const kind = word('X.509');
