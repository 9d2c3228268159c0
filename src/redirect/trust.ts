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

/** One letter a byte: what stands between the certificates is passed on as it is, and much faster than as letters. */
const encoding = 'latin1';

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
  const written = new Map<string, string>();
  const write = (pem: string): string => {
    const known = written.get(pem);
    if (known !== undefined) return known;
    const file = join(folder, `trust-${written.size + 1}.pem`);
    writeFileSync(file, `${pem.trimEnd()}\n${authority.rootPem}`.trimStart(), { mode: 0o600, encoding });
    written.set(pem, file);
    return file;
  };
  const read = (name: string): string | undefined => {
    const file = variable(env, name);
    if (!file) return undefined;
    try {
      return readFileSync(file, encoding);
    } catch {
      problems.push(`Couldn't read ${file}, which ${name} names. The command trusts the system's roots instead.`);
      return undefined;
    }
  };
  const variables: Record<string, string> = {};
  for (const [name, otherwise] of replacing) {
    const source = [name, ...otherwise].find(each => variable(env, each));
    variables[name] = write((source && read(source)) ?? roots.pem);
  }
  for (const name of replacingIfSet) if (variable(env, name)) variables[name] = write(read(name) ?? roots.pem);
  for (const name of adding) variables[name] = write(read(name) ?? '');
  const javaStore = join(folder, 'trust.jks');
  writeFileSync(javaStore, javaKeyStore([...certificatesOf(roots.pem), Buffer.from(authority.rootDer)]), {
    mode: 0o600,
  });
  return { variables, javaStore, problems: [...new Set(problems)] };
}

function systemRoots(): { readonly pem: string; readonly problem?: string } {
  const file = rootFiles.find(each => existsSync(each));
  if (file) return { pem: readFileSync(file, encoding) };
  // Came with Node.js 22.15.
  if ('getCACertificates' in tls) {
    const system = tls.getCACertificates('system');
    if (system.length > 0) return { pem: [...new Set(system)].join('\n') };
  }
  return {
    pem: tls.rootCertificates.join('\n'),
    problem:
      "This Node.js can't read the system's root certificates, so the command trusts those that Node.js carries. Use Node.js 22.15 or later.",
  };
}

function certificatesOf(pem: string): Buffer[] {
  const bodies = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)];
  return [...new Set(bodies.map(([, body = '']) => body))].map(body => Buffer.from(body, 'base64'));
}

/** A key store in Java's own format (JKS, version 2) that holds certificates only. */
export function javaKeyStore(certificates: readonly Buffer[]): Buffer {
  const names = certificates.map((_, index) => `root${index}`);
  const sizes = certificates.map((der, index) => 4 + sizeOf(names[index] ?? '') + 8 + sizeOf(kind) + 4 + der.length);
  const end = 12 + sizes.reduce((sum, size) => sum + size, 0);
  const store = Buffer.alloc(end + 20);
  let at = 0;
  const number = (value: number, bytes: 2 | 4): void => {
    at = store.writeUIntBE(value, at, bytes);
  };
  const word = (value: string): void => {
    number(value.length, 2);
    at += store.write(value, at, 'latin1');
  };
  number(0xfeedfeed, 4);
  number(2, 4);
  number(certificates.length, 4);
  for (const [index, der] of certificates.entries()) {
    number(2, 4);
    word(names[index] ?? '');
    // Its date: none.
    at += 8;
    word(kind);
    number(der.length, 4);
    at += der.copy(store, at);
  }
  createHash('sha1')
    .update(Buffer.from(storePassword, 'utf16le').swap16())
    .update('Mighty Aphrodite')
    .update(store.subarray(0, end))
    .digest()
    .copy(store, end);
  return store;
}

const kind = 'X.509';

/** Bytes of a text with its length before it. */
function sizeOf(value: string): number {
  return 2 + value.length;
}
