/** What must hold of any text of ours that repeats a stranger's. */
import assert from 'node:assert/strict';
import { Lexer, type Token } from 'marked';

const steering =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/u;

/** One line, nothing hidden in it, no longer than rows and messages need. */
export function assertLine(text: string, what: string, longest = 3000): void {
  const found = steering.exec(text)?.[0];
  assert.equal(found?.codePointAt(0)?.toString(16), undefined, `${what}: a character that hides or steers`);
  assert.doesNotMatch(text, /\p{M}{6}/u, `${what}: a pile of marks`);
  assert.ok(text.length <= longest, `${what}: ${text.length} characters`);
}

/** Markdown of bold and line breaks, and of links to the commands given; nothing else. Icons and HTML are none of it. */
export function assertMarkdown(markdown: string, commands: readonly string[], what: string): void {
  for (const token of flat(new Lexer({ gfm: true, breaks: false }).lex(markdown))) {
    if (token.type === 'link')
      assert.ok(
        commands.some(command => token.href.startsWith(`command:${command}?`)),
        `${what}: a link to ${token.href}`,
      );
    else
      assert.ok(
        ['paragraph', 'text', 'strong', 'br', 'escape', 'space'].includes(token.type),
        `${what}: ${token.type} ${token.raw}`,
      );
  }
  assertNoIcon(markdown, what);
}

/** VS Code draws `$(name)` as an icon unless a backslash stands before it. */
export function assertNoIcon(text: string, what: string): void {
  assert.doesNotMatch(text, /(?<!\\)\$\([\w~-]+\)/, `${what}: an icon`);
}

function* flat(tokens: readonly Token[]): Generator<Token> {
  for (const token of tokens) {
    yield token;
    if ('tokens' in token && token.tokens) yield* flat(token.tokens);
  }
}
