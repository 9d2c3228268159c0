/** Bytes of files as text. Study files come from editors and spreadsheets of twenty years. */

type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string; readonly line: number; readonly column: number };

/** UTF-8 with or without a byte order mark, and UTF-16 with one; anything else is an error with its place. Never throws. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { ok: true, text: new TextDecoder('utf-16le').decode(bytes) };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { ok: true, text: new TextDecoder('utf-16be').decode(bytes) };
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const at = wrongByte(bytes);
    const before = new TextDecoder().decode(bytes.subarray(0, at));
    const start = before.lastIndexOf('\n') + 1;
    const byte = bytes[at] ?? 0;
    return {
      ok: false,
      message:
        byte === 0
          ? 'This is not a text file.'
          : `The file is not UTF-8: the byte 0x${byte.toString(16).toUpperCase()} here is likely “${new TextDecoder('windows-1252').decode(bytes.subarray(at, at + 1))}” in Latin-1. Save the file with the encoding UTF-8.`,
      line: before.split('\n').length,
      column: before.length - start + 1,
    };
  }
}

/** The index of the first byte that is not part of a UTF-8 sequence. Only for bytes that have one. */
function wrongByte(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const length =
      first < 0x80
        ? 1
        : first >= 0xc2 && first < 0xe0
          ? 2
          : first >= 0xe0 && first < 0xf0
            ? 3
            : first >= 0xf0 && first < 0xf5
              ? 4
              : 0;
    if (length === 0) return at;
    for (let next = 1; next < length; next += 1) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return at;
    at += length;
  }
  return Math.max(0, bytes.length - 1);
}

/** Bytes of a text in UTF-8, without making them. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    if (code < 0x800) length += 1;
    else if (code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      // Two units, four bytes.
      length += 2;
      at += 1;
    } else length += 2;
  }
  return length;
}
