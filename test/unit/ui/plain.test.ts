import assert from 'node:assert/strict';
import { detailText, labelText, logDetail, logLine, messageText } from '../../../src/ui/plain.ts';
import { hostileTexts } from '../../support/hostile/corpus.ts';
import { assertLine, assertNoIcon } from '../hostile/assertions.ts';

/** What VS Code takes for a link in a notification, a prompt or a validation message; a click on it runs commands, too. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

describe('what is told to the user', () => {
  it('links to nothing that somebody else wrote', () => {
    for (const { name, text } of hostileTexts)
      for (const sentence of [text, `Couldn’t approve: ${text}.`, `“${text}”`, `[${text}](${text})`]) {
        const message = messageText(sentence);
        assert.doesNotMatch(message, link, name);
        assertLine(message, name, 1000);
      }
    assert.equal(messageText('see [x](command:evil)'), 'see [x] (command:evil)');
  });

  it('draws no icons of others in lists', () => {
    for (const { name, text } of hostileTexts) {
      assertNoIcon(labelText(text), name);
      assertLine(labelText(text), name, 600);
    }
    assert.equal(labelText('$(trash) gone'), '\\$(trash) gone');
  });

  it('keeps the lines of details, and hides nothing in them', () => {
    for (const { name, text } of hostileTexts)
      for (const line of detailText(text).split('\n')) assertLine(line, name, 10_001);
    assert.equal(detailText('a\r\nb\u202Ec'), 'a\nbc');
  });

  it('can’t be mistaken for another entry of the log', () => {
    for (const { name, text } of hostileTexts) {
      assert.doesNotMatch(logLine(text), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u, name);
      for (const line of logDetail(text).slice(1).split('\n')) assert.match(line, /^ {4}/, name);
    }
    assert.equal(logLine('a\nb'), 'a\\u{a}b');
  });
});
