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
  const written = new Map<string, string>();
  const write = (pem: string): string => {
    const known = written.get(pem);
    if (known !== undefined) return known;
    const file = join(folder, `trust-${written.size + 1}.pem`);
    writeFileSync(file, `${pem.trimEnd()}\n${authority.rootPem}`.trimStart(), { mode: 0o600 });
    written.set(pem, file);
    return file;
  };
  const read = (name: string): string | undefined => {
    const file = variable(env, name);
    if (!file) return undefined;
    try {
      return readFileSync(file, 'utf8');
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
  if (file) return { pem: readFileSync(file, 'utf8') };
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
  return [...new Set(bodies.map(([, body = '']) => body.replace(/\s+/g, '')))].map(body => Buffer.from(body, 'base64'));
}

/** A key store in Java's own format (JKS, version 2) that holds certificates only. */
export function javaKeyStore(certificates: readonly Buffer[]): Buffer {
  const text = (value: string): Buffer => Buffer.concat([number(value.length, 2), Buffer.from(value, 'ascii')]);
  const date = Buffer.alloc(8);
  const entries = certificates.map((der, index) =>
    Buffer.concat([number(2, 4), text(`root${index}`), date, text('X.509'), number(der.length, 4), der]),
  );
  const content = Buffer.concat([number(0xfeedfeed, 4), number(2, 4), number(entries.length, 4), ...entries]);
  const digest = createHash('sha1')
    .update(Buffer.from(storePassword, 'utf16le').swap16())
    .update('Mighty Aphrodite')
    .update(content)
    .digest();
  return Buffer.concat([content, digest]);
}

function number(value: number, bytes: 2 | 4): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}
