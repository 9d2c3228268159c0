/**
 * Values in DER (X.690) of at most 65,535 bytes, as much of it as certificates need. Written here because a library's schemas take longer to load and to
 * warm up than a whole run may take; the tests read what this writes with such a library.
 */

export function sequence(...parts: readonly Uint8Array[]): Buffer {
  return value(0x30, ...parts);
}

export function set(...parts: readonly Uint8Array[]): Buffer {
  return value(0x31, ...parts);
}

/** A number from its bytes, the highest first. Its first byte is below 0x80 and, where there are more, not 0. */
export function integer(...bytes: readonly number[]): Buffer {
  return value(0x02, Uint8Array.from(bytes));
}

export function boolean(yes: boolean): Buffer {
  return value(0x01, Uint8Array.of(yes ? 0xff : 0));
}

/** `unused` bits at the end of the last byte don't count. */
export function bitString(bytes: Uint8Array, unused = 0): Buffer {
  return value(0x03, Uint8Array.of(unused), bytes);
}

export function octetString(bytes: Uint8Array): Buffer {
  return value(0x04, bytes);
}

export function utf8String(text: string): Buffer {
  return value(0x0c, Buffer.from(text, 'utf8'));
}

/** An object identifier in its dotted form, such as `2.5.29.15`. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap(arc => {
    const digits = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
    return digits;
  });
  return value(0x06, Uint8Array.from(bytes));
}

/** A time in ms, to the second: with two digits of the year before 2050 (RFC 5280, 4.1.2.5). */
export function time(ms: number): Buffer {
  const digits = `${new Date(ms).toISOString().replace(/[-:T]|\..*/g, '')}Z`;
  return digits < '2050' ? value(0x17, Buffer.from(digits.slice(2))) : value(0x18, Buffer.from(digits));
}

/** A value whose tag is the context's: primitive from its bytes, constructed from the values in it. */
export function tagged(number: number, kind: 'primitive' | 'constructed', ...parts: readonly Uint8Array[]): Buffer {
  return value((kind === 'primitive' ? 0x80 : 0xa0) + number, ...parts);
}

function value(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Uint8Array.of(tag, ...size), ...parts]);
}
