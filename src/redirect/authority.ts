/**
 * The certificate authority of one run. It can vouch for MTurk's hosts and nothing else: root and intermediate are both
 * constrained to their names, since Java ignores the constraints of a root. Keys never leave memory, and the root's is dropped
 * as soon as it has signed.
 */
import { createHash, generateKeyPair, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import { servedHosts } from './hosts.ts';

const ecdsaWithSha256 = '1.2.840.10045.4.3.2';
const commonName = '2.5.4.3';
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
  const [rootKeys, intermediateKeys, leafKeys] = await Promise.all([newKeys(), newKeys(), newKeys()]);
  const rootName = 'mturk-local exec (this run only)';
  const intermediateName = `${rootName} intermediate`;
  const constrained = [
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.keyCertSign), true),
    new Extension({ extnID: id_ce_nameConstraints, critical: true, extnValue: new OctetString(nameConstraints()) }),
  ];
  const root = certificate(now, { name: rootName, keys: rootKeys }, { name: rootName, keys: rootKeys }, [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 1 }), true),
    ...constrained,
  ]);
  const intermediate = certificate(
    now,
    { name: intermediateName, keys: intermediateKeys },
    { name: rootName, keys: rootKeys },
    [
      extension(id_ce_basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
      ...constrained,
      issuedBy(rootKeys),
    ],
  );
  const leaf = certificate(
    now,
    { name: names[0] ?? '', keys: leafKeys },
    { name: intermediateName, keys: intermediateKeys },
    [
      extension(id_ce_basicConstraints, new BasicConstraints(), true),
      extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), true),
      extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth])),
      extension(id_ce_subjectAltName, new SubjectAlternativeName(names.map(dNSName => new GeneralName({ dNSName })))),
      issuedBy(intermediateKeys),
    ],
  );
  return {
    rootPem: new X509Certificate(root).toString(),
    rootDer: root,
    chainPem: [leaf, intermediate].map(each => new X509Certificate(each).toString()).join(''),
    keyPem: leafKeys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

interface Party {
  /** Its common name. */
  readonly name: string;
  readonly keys: Keys;
}

function newKeys(): Promise<Keys> {
  return promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
}

/** In DER, signed by the issuer, with the identifier of its own key after the other extensions. */
function certificate(now: number, subject: Party, issuer: Party, extensions: readonly Extension[]): Buffer {
  const algorithm = new AlgorithmIdentifier({ algorithm: ecdsaWithSha256 });
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: bytes(serial()),
    signature: algorithm,
    issuer: named(issuer.name),
    validity: new Validity({ notBefore: new Date(now - day), notAfter: new Date(now + 30 * day) }),
    subject: named(subject.name),
    subjectPublicKeyInfo: infoOf(subject.keys),
    extensions: new Extensions([
      ...extensions,
      extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(identifierOf(subject.keys))),
    ]),
  });
  const signed = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), issuer.keys.privateKey);
  return Buffer.from(
    AsnConvert.serialize(
      new Certificate({ tbsCertificate, signatureAlgorithm: algorithm, signatureValue: bytes(signed) }),
    ),
  );
}

function named(name: string): Name {
  const value = new AttributeValue({ utf8String: name });
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: commonName, value })])]);
}

function extension(extnID: string, value: object, critical = false): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

function issuedBy(keys: Keys): Extension {
  const keyIdentifier = new KeyIdentifier(identifierOf(keys));
  return extension(id_ce_authorityKeyIdentifier, new AuthorityKeyIdentifier({ keyIdentifier }));
}

function infoOf({ publicKey }: Keys): SubjectPublicKeyInfo {
  return AsnConvert.parse(publicKey.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo);
}

/** RFC 5280, 4.2.1.2, method 1. */
function identifierOf(keys: Keys): ArrayBuffer {
  return bytes(
    createHash('sha1')
      .update(Buffer.from(infoOf(keys).subjectPublicKey))
      .digest(),
  );
}

function bytes(buffer: Uint8Array): ArrayBuffer {
  return Uint8Array.from(buffer).buffer;
}

function serial(): Uint8Array {
  const random = randomBytes(16);
  // A positive number of full length.
  random[0] = ((random[0] ?? 0) & 0x7f) | 0x40;
  return random;
}

/** The served hosts with what is below them, and no address at all (RFC 5280, 4.2.1.10; the library's class takes no mask of zeros). */
function nameConstraints(): Uint8Array {
  const subtrees = (tag: number, names: readonly Buffer[]) =>
    der(tag, Buffer.concat(names.map(name => der(0x30, name))));
  const permitted = servedHosts.map(host => der(0x82, Buffer.from(host, 'ascii')));
  // An address with a mask of zeros is every address, of 4 bytes and of 16.
  const excluded = [8, 32].map(length => der(0x87, Buffer.alloc(length)));
  return der(0x30, Buffer.concat([subtrees(0xa0, permitted), subtrees(0xa1, excluded)]));
}

function der(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
