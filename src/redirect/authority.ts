/**
 * The certificate authority of one run. It can vouch for MTurk's hosts and nothing else: root and intermediate are both
 * constrained to their names, since Java ignores the constraints of a root. Keys never leave memory, and the root's is dropped
 * as soon as it has signed.
 */
import 'reflect-metadata';
import { X509Certificate as NodeCertificate, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { servedHosts } from './hosts.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const day = 86_400_000;

export interface Authority {
  /** The root, which the child is told to trust. */
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
  x509.cryptoProvider.set(globalThis.crypto);
  const dates = { notBefore: new Date(now - day), notAfter: new Date(now + 30 * day) };
  const [rootKeys, intermediateKeys, leafKeys] = await Promise.all([newKeys(), newKeys(), newKeys()]);
  const constrained = [new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true), nameConstraints()];
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...dates,
    name: 'CN=mturk-local exec (this run only)',
    serialNumber: serial(),
    keys: rootKeys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      ...constrained,
      await x509.SubjectKeyIdentifierExtension.create(rootKeys.publicKey),
    ],
  });
  const intermediate = await x509.X509CertificateGenerator.create({
    ...dates,
    subject: 'CN=mturk-local exec (this run only) intermediate',
    issuer: root.subject,
    serialNumber: serial(),
    publicKey: intermediateKeys.publicKey,
    signingKey: rootKeys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      ...constrained,
      await x509.SubjectKeyIdentifierExtension.create(intermediateKeys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(rootKeys.publicKey),
    ],
  });
  const leaf = await x509.X509CertificateGenerator.create({
    ...dates,
    subject: `CN=${names[0]}`,
    issuer: intermediate.subject,
    serialNumber: serial(),
    publicKey: leafKeys.publicKey,
    signingKey: intermediateKeys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names.map(value => ({ type: 'dns', value }))),
      await x509.SubjectKeyIdentifierExtension.create(leafKeys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(intermediateKeys.publicKey),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', leafKeys.privateKey));
  const rootDer = new Uint8Array(root.rawData);
  return {
    rootPem: new NodeCertificate(rootDer).toString(),
    rootDer,
    chainPem: [leaf, intermediate].map(each => new NodeCertificate(new Uint8Array(each.rawData)).toString()).join(''),
    keyPem: `-----BEGIN PRIVATE KEY-----\n${pkcs8.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END PRIVATE KEY-----\n`,
  };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function serial(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  // A positive number of full length.
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

/** The served hosts with what is below them, and no address at all (RFC 5280, 4.2.1.10; the library has no class for it). */
function nameConstraints(): x509.Extension {
  const subtrees = (tag: number, names: readonly Buffer[]) =>
    der(tag, Buffer.concat(names.map(name => der(0x30, name))));
  const permitted = servedHosts.map(host => der(0x82, Buffer.from(host, 'ascii')));
  // An address with a mask of zeros is every address, of 4 bytes and of 16.
  const excluded = [8, 32].map(length => der(0x87, Buffer.alloc(length)));
  const value = der(0x30, Buffer.concat([subtrees(0xa0, permitted), subtrees(0xa1, excluded)]));
  return new x509.Extension('2.5.29.30', true, new Uint8Array(value));
}

function der(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
