import assert from 'node:assert/strict';
import { parse } from 'parse5';
import { checkPage } from '../../../src/definitions/checkPage.ts';
import { pageWithForm } from '../../../src/mturk/projectPage.ts';

const fields = '<p>Read</p><input name="a">';

describe('a form around the page of a project', () => {
  for (const [what, page, before, after] of [
    ['a fragment', fields, '', ''],
    ['a fragment with a style', `<style>p { color: red }</style>${fields}`, '', ''],
    [
      'a document',
      `<!DOCTYPE html><html><head></head><body>${fields}</body></html>`,
      '<!DOCTYPE html><html><head></head><body>',
      '</body></html>',
    ],
    ['a doctype alone', `<!DOCTYPE html>\n${fields}`, '<!DOCTYPE html>\n', ''],
    ['a doctype and a title', `<!doctype html><title>T</title>${fields}`, '<!doctype html><title>T</title>', ''],
    [
      'a head without a body',
      `<!DOCTYPE html><head><title>T</title></head>\n${fields}`,
      '<!DOCTYPE html><head><title>T</title></head>\n',
      '',
    ],
    ['html alone', `<html>${fields}</html>`, '<html>', '</html>'],
  ] as const)
    it(`leaves in front what has to stay there: ${what}`, async () => {
      const formed = pageWithForm(page);
      assert.ok(formed.startsWith(`${before}\n<form name="mturk_form"`), formed);
      assert.ok(formed.endsWith(`</script>\n${after}`), formed);
      assert.equal(parse(formed).mode, parse(page).mode);
      const fixed = (await checkPage(page)).findings.find(({ code }) => code === 'noForm')?.fixes?.[0];
      assert.ok(fixed);
      const [first, second] = fixed.edits;
      assert.ok(first && second);
      const applied =
        page.slice(0, first.start) +
        first.text +
        page.slice(first.start, second.start) +
        second.text +
        page.slice(second.end);
      assert.equal(applied, formed);
    });
});
