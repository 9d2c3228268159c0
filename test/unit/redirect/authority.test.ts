/** The certificates of one run, read by a library that writes its own: their fields, and each byte. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createPublicKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AsnConvert, AsnUtf8StringConverter, OctetString } from '@peculiar/asn1-schema';
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
  KeyUsage,
  KeyUsageFlags,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509';
import { createAuthority } from '../../../src/redirect/authority.ts';
import * as der from '../../../src/redirect/der.ts';
import { servedHosts } from '../../../src/redirect/hosts.ts';

const now = Date.UTC(2026, 10, 29, 18, 0, 5);
const day = 86_400_000;

interface Read {
  readonly certificate: Certificate;
  /** An extension's value by its identifier. */
  readonly value: (id: string) => ArrayBuffer;
  readonly critical: readonly string[];
}

function read(raw: Uint8Array): Read {
  const certificate = AsnConvert.parse(raw, Certificate);
  const extensions = certificate.tbsCertificate.extensions ?? [];
  return {
    certificate,
    value: id => {
      const found = extensions.find(({ extnID }) => extnID === id);
      assert.ok(found, id);
      return found.extnValue.buffer;
    },
    critical: [...extensions].filter(({ critical }) => critical).map(({ extnID }) => extnID),
  };
}

async function chain(at = now) {
  const authority = await createAuthority(at);
  const [leafPem = '', intermediatePem = ''] = authority.chainPem.split(/(?<=-----END CERTIFICATE-----\n)/);
  const [root, intermediate, leaf] = [authority.rootPem, intermediatePem, leafPem].map(pem => new X509Certificate(pem));
  assert.ok(root && intermediate && leaf);
  return { authority, root, intermediate, leaf };
}

const hex = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes as Uint8Array).toString('hex');

describe('exec: certificates', () => {
  it('are what a library writes for the same fields, byte for byte', async () => {
    const { root, intermediate, leaf, authority } = await chain();
    assert.equal(hex(authority.rootDer), hex(root.raw));
    for (const { raw } of [root, intermediate, leaf])
      assert.equal(hex(AsnConvert.serialize(read(raw).certificate)), hex(raw));
  });

  it('stand in PEM as Node.js writes them', async () => {
    const { root, intermediate, leaf, authority } = await chain();
    assert.equal(authority.rootPem, root.toString());
    assert.equal(authority.chainPem, `${leaf}${intermediate}`);
  });

  it('are signed by the next one, with names and key identifiers that lead there', async () => {
    const { root, intermediate, leaf, authority } = await chain();
    for (const [subject, issuer] of [
      [root, root],
      [intermediate, root],
      [leaf, intermediate],
    ] as const) {
      assert.ok(subject.verify(issuer.publicKey));
      assert.equal(subject.issuer, issuer.subject);
      const own = AsnConvert.parse(read(issuer.raw).value(id_ce_subjectKeyIdentifier), SubjectKeyIdentifier);
      if (subject === root) continue;
      const named = AsnConvert.parse(read(subject.raw).value(id_ce_authorityKeyIdentifier), AuthorityKeyIdentifier);
      assert.equal(hex(named.keyIdentifier?.buffer ?? new ArrayBuffer(0)), hex(own.buffer));
    }
    assert.equal(leaf.subject, `CN=${servedHosts[0]}`);
    assert.equal(root.subject, 'CN=mturk-local exec (this run only)');
    assert.ok(leaf.publicKey.equals(createPublicKey(authority.keyPem)));
    const serials = new Set([root, intermediate, leaf].map(({ serialNumber }) => serialNumber));
    assert.equal(serials.size, 3);
    for (const serial of serials) assert.match(serial, /^[4-7][0-9A-F]{31}$/);
  });

  it('hold from the day before for a month, also where years take four digits', async () => {
    for (const at of [now, Date.UTC(2049, 11, 31, 12), Date.UTC(2050, 5, 1)])
      for (const { raw } of Object.values(await chain(at)).filter(each => each instanceof X509Certificate)) {
        const { notBefore, notAfter } = read(raw).certificate.tbsCertificate.validity;
        assert.deepEqual([notBefore.getTime(), notAfter.getTime()].map(Number), [at - day, at + 30 * day]);
        assert.equal(hex(AsnConvert.serialize(read(raw).certificate)), hex(raw));
      }
  });

  it('allow each key one use', async () => {
    const { root, intermediate, leaf } = await chain();
    for (const [{ raw }, below] of [
      [root, 1],
      [intermediate, 0],
    ] as const) {
      const { value, critical } = read(raw);
      assert.deepEqual(critical, [id_ce_basicConstraints, id_ce_keyUsage, id_ce_nameConstraints]);
      const { cA, pathLenConstraint } = AsnConvert.parse(value(id_ce_basicConstraints), BasicConstraints);
      assert.deepEqual([cA, pathLenConstraint], [true, below]);
      assert.equal(AsnConvert.parse(value(id_ce_keyUsage), KeyUsage).toNumber(), KeyUsageFlags.keyCertSign);
    }
    const { value, critical } = read(leaf.raw);
    assert.deepEqual(critical, [id_ce_basicConstraints, id_ce_keyUsage]);
    assert.equal(AsnConvert.parse(value(id_ce_basicConstraints), BasicConstraints).cA, false);
    assert.equal(AsnConvert.parse(value(id_ce_keyUsage), KeyUsage).toNumber(), KeyUsageFlags.digitalSignature);
    assert.deepEqual([...AsnConvert.parse(value(id_ce_extKeyUsage), ExtendedKeyUsage)], [id_kp_serverAuth]);
    const names = AsnConvert.parse(value(id_ce_subjectAltName), SubjectAlternativeName);
    assert.deepEqual(
      [...names].map(({ dNSName }) => dNSName),
      [...servedHosts],
    );
  });

  it('are taken by OpenSSL with its strict rules', async function () {
    if (spawnSync('openssl', ['version'], { stdio: 'ignore' }).status !== 0) this.skip();
    const { root, intermediate, leaf } = await chain(Date.now());
    const folder = mkdtempSync(join(tmpdir(), 'mturk-exec-test-'));
    const file = (name: string, certificate: X509Certificate) => {
      writeFileSync(join(folder, name), certificate.toString());
      return join(folder, name);
    };
    const trusted = file('root.pem', root);
    const between = file('intermediate.pem', intermediate);
    const verify = (host: string) =>
      spawnSync(
        'openssl',
        ['verify', '-x509_strict', '-purpose', 'sslserver', '-verify_hostname', host, '-CAfile', trusted].concat(
          ['-untrusted', between],
          [file('leaf.pem', leaf)],
        ),
        { encoding: 'utf8' },
      );
    try {
      for (const host of servedHosts) assert.equal(verify(host).status, 0, verify(host).stderr);
      assert.notEqual(verify('study.example').status, 0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('exec: values in DER', () => {
  it('have short and long lengths', () => {
    for (const length of [0, 1, 127, 128, 255, 256, 65_535]) {
      const bytes = Buffer.alloc(length, 0x61);
      assert.equal(hex(der.octetString(bytes)), hex(AsnConvert.serialize(new OctetString(bytes))), String(length));
    }
  });

  it('write identifiers with numbers of several bytes, and text in UTF-8', () => {
    for (const [dotted, bytes] of [
      ['2.5.29.30', '0603551d1e'],
      ['1.2.840.10045.4.3.2', '06082a8648ce3d040302'],
      ['1.3.6.1.4.1.311.60.2.1.3', '060b2b0601040182373c020103'],
    ] as const)
      assert.equal(hex(der.objectIdentifier(dotted)), bytes);
    assert.equal(hex(der.utf8String('Straße 𝄞')), hex(AsnUtf8StringConverter.toASN('Straße 𝄞').toBER()));
  });
});
