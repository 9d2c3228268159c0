import assert from 'node:assert/strict';
import { Texts } from '../../../src/account/textCache.ts';

describe('long texts', () => {
  const of = (text: string) => new Map([['a', text]]);
  const none = () => false;

  it('are given up when there are too many, the longest unused first', () => {
    const texts = new Texts(10);
    texts.keep('one', of('1234'), none);
    texts.keep('two', of('1234'), none);
    texts.touch('one');
    assert.deepEqual(texts.keep('three', of('1234'), none), ['two']);
    assert.equal(texts.get('one', 'a'), '1234');
    assert.equal(texts.get('two', 'a'), undefined);
    assert.ok(!texts.has('two'));
  });

  it('stay while something shows them, and so do the newest', () => {
    const texts = new Texts(10);
    texts.keep('one', of('1234'), none);
    texts.keep('two', of('1234'), none);
    assert.deepEqual(
      texts.keep('three', of('123456789012'), key => key === 'one'),
      ['two'],
    );
    assert.ok(texts.has('one') && texts.has('three'));
  });

  it('count for nothing once they are replaced or dropped', () => {
    const texts = new Texts(10);
    texts.keep('one', of('123456'), none);
    texts.keep('one', of('12345'), none);
    assert.deepEqual(texts.keep('two', of('12345'), none), []);
    texts.drop('one');
    assert.deepEqual(texts.keep('three', of('12345'), none), []);
    assert.deepEqual(texts.keys(), ['two', 'three']);
  });
});
