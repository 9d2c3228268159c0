/** Texts as literals of other languages. Whatever the text holds, the literal is that text and nothing else. */

/** A word of a POSIX shell; in quotes only where it needs them. */
export function shellQuoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A string of Python 3, on one line and in ASCII. */
export function pythonQuoted(text: string): string {
  const inside = [...text].map(character => {
    if (character === "'" || character === '\\') return `\\${character}`;
    if (/^[ -~]$/.test(character)) return character;
    const code = character.codePointAt(0) ?? 0;
    if (code <= 0xff) return `\\x${hex(code, 2)}`;
    return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
  });
  return `'${inside.join('')}'`;
}

/** JSON on one line and in ASCII. */
export function asciiJSON(value: unknown): string {
  return JSON.stringify(value).replace(/[^ -~]/g, character => `\\u${hex(character.charCodeAt(0), 4)}`);
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
