/**
 * The certificate authority of one run. It can vouch for MTurk's hosts and nothing else: root and intermediate are both
 * constrained to their names, since Java ignores the constraints of a root. Keys never leave memory, and the root's is dropped
 * as soon as it has signed.
 */
import { createHash, generateKeyPair, type KeyObject, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';
import * as der from './der.ts';
import { servedHosts } from './hosts.ts';

const day = 86_400_000;

const ids = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  authorityKeyIdentifier: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
} as const;

export interface Authority {
  /** The root, which the child has to trust. */
  readonly rootPem: string;
  readonly rootDer: Uint8Array;
  /** For the TLS server: leaf and intermediate, and the leaf's key. */
  readonly chainPem: string;
  readonly keyPem: string;
}

/**
 * Makes an authority with one certificate for all served hosts. `now` in ms; clocks of containers may be a day off. Names that
 * are not among those hosts can be put into the certificate, but no client takes it.
 */
export async function createAuthority(now: number, names: readonly string[] = servedHosts): Promise<Authority> {
  const rootName = 'mturk-local exec (this run only)';
  const [root, intermediate, leaf] = await Promise.all([
    newParty(rootName),
    newParty(`${rootName} intermediate`),
    newParty(names[0] ?? ''),
  ]);
  // keyCertSign, the sixth bit; and digitalSignature, the first.
  const signsCertificates = extension(ids.keyUsage, der.bitString(Uint8Array.of(0x04), 2), true);
  const signsData = extension(ids.keyUsage, der.bitString(Uint8Array.of(0x80), 7), true);
  const constrained = [signsCertificates, extension(ids.nameConstraints, nameConstraints(), true)];
  const isAuthority = (below: number) =>
    extension(ids.basicConstraints, der.sequence(der.boolean(true), der.integer(below)), true);
  const rootDer = certificate(now, root, root, [isAuthority(1), ...constrained]);
  const intermediateDer = certificate(now, intermediate, root, [isAuthority(0), ...constrained, issuedBy(root)]);
  const leafDer = certificate(now, leaf, intermediate, [
    extension(ids.basicConstraints, der.sequence(), true),
    signsData,
    extension(ids.extKeyUsage, der.sequence(der.objectIdentifier(ids.serverAuth))),
    extension(ids.subjectAltName, der.sequence(...names.map(dnsName))),
    issuedBy(intermediate),
  ]);
  return {
    rootPem: pem(rootDer),
    rootDer,
    chainPem: pem(leafDer) + pem(intermediateDer),
    keyPem: leaf.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

interface Party {
  /** Its distinguished name. */
  readonly name: Uint8Array;
  readonly privateKey: KeyObject;
  /** Its public key with the algorithm. */
  readonly keyInfo: Uint8Array;
  readonly keyId: Uint8Array;
}

/** Bytes of a public key of P-256, uncompressed: where they stand, at the end of its information, depends on nothing else. */
const pointSize = 65;

async function newParty(commonName: string): Promise<Party> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const keyInfo = publicKey.export({ type: 'spki', format: 'der' });
  const attribute = der.sequence(der.objectIdentifier(ids.commonName), der.utf8String(commonName));
  return {
    name: der.sequence(der.set(attribute)),
    privateKey,
    keyInfo,
    // RFC 5280, 4.2.1.2, method 1.
    keyId: createHash('sha1').update(keyInfo.subarray(-pointSize)).digest(),
  };
}

/** In DER (RFC 5280, 4.1), signed by the issuer, with the subject's key identifier after the other extensions. */
function certificate(now: number, subject: Party, issuer: Party, extensions: readonly Uint8Array[]): Buffer {
  const algorithm = der.sequence(der.objectIdentifier(ids.ecdsaWithSha256));
  const version3 = der.tagged(0, 'constructed', der.integer(2));
  const signed = der.sequence(
    version3,
    serialNumber(),
    algorithm,
    issuer.name,
    der.sequence(der.time(now - day), der.time(now + 30 * day)),
    subject.name,
    subject.keyInfo,
    der.tagged(
      3,
      'constructed',
      der.sequence(...extensions, extension(ids.subjectKeyIdentifier, der.octetString(subject.keyId))),
    ),
  );
  return der.sequence(signed, algorithm, der.bitString(sign('sha256', signed, issuer.privateKey)));
}

function extension(id: string, value: Uint8Array, critical = false): Buffer {
  // Not critical is the default, which DER leaves out.
  const mark = critical ? [der.boolean(true)] : [];
  return der.sequence(der.objectIdentifier(id), ...mark, der.octetString(value));
}

function issuedBy({ keyId }: Party): Buffer {
  return extension(ids.authorityKeyIdentifier, der.sequence(der.tagged(0, 'primitive', keyId)));
}

/** A positive number of full length. */
function serialNumber(): Buffer {
  const [first = 0, ...rest] = randomBytes(16);
  return der.integer((first & 0x7f) | 0x40, ...rest);
}

function dnsName(name: string): Buffer {
  return der.tagged(2, 'primitive', Buffer.from(name, 'ascii'));
}

/** The served hosts with what is below them, and no address at all (RFC 5280, 4.2.1.10). */
function nameConstraints(): Buffer {
  const subtrees = (tag: number, names: readonly Uint8Array[]) =>
    der.tagged(tag, 'constructed', ...names.map(name => der.sequence(name)));
  // An address with a mask of zeros is every address, of 4 bytes and of 16.
  const addresses = [8, 32].map(length => der.tagged(7, 'primitive', new Uint8Array(length)));
  return der.sequence(subtrees(0, servedHosts.map(dnsName)), subtrees(1, addresses));
}

/** As certificates stand in files, 64 letters a line. */
function pem(certificate: Uint8Array): string {
  const lines =
    Buffer.from(certificate)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
