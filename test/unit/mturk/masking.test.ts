import assert from 'node:assert/strict';
import { maskSecrets, registerSecret } from '../../../src/mturk/masking.ts';

describe('masking', () => {
  it('hides keys, tokens and signatures', () => {
    const text = [
      'Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261102/us-east-1, SignedHeaders=host, Signature=fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024',
      'x-amz-security-token: IQoJb3JpZ2luX2VjEXAMPLE',
      'Authorization: Bearer abc.def-123',
      '{"secretAccessKey":"wJalrXUtnFEMI/K7MDENG"}',
    ].join('\n');
    const masked = maskSecrets(text);
    for (const secret of ['IOSFODNN7', 'fe5f80f7', 'IQoJb3', 'abc.def', 'wJalr'])
      assert.ok(!masked.includes(secret), secret);
    assert.match(masked, /SignedHeaders=host/);
  });

  it('hides the secrets of this session wherever they stand', () => {
    registerSecret('a secret of some length');
    registerSecret('short');
    assert.equal(maskSecrets('failed with a secret of some length, short'), 'failed with •••, short');
  });
});
