import './testDocument.ts';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { environments, spendsRealMoney } from '../../../src/profiles/profile.ts';
import { environmentBadge, whereabouts } from '../../../src/webview/base/whereabouts.ts';
import { drawn, textOf } from './drawing.ts';

const webview = new URL('../../../src/webview/', import.meta.url);
const stylesOf = (folder: string) =>
  readdirSync(new URL(`${folder}/`, webview), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.css'))
    .map(name => readFileSync(new URL(`${folder}/${name}`, webview), 'utf8'))
    .join('\n');

describe('where a page does what it does', () => {
  it('names the profile where its name says more than the environment', () => {
    assert.equal(textOf(drawn(whereabouts({ name: 'lab', environment: 'other' }, ' a.csv'))), 'OTHERlab a.csv');
    assert.equal(textOf(drawn(whereabouts({ name: 'Sandbox', environment: 'sandbox' }))), 'SANDBOX');
  });

  it('is marked on all pages alike, and wherever money is real', () => {
    const base = stylesOf('base');
    for (const environment of environments) {
      const badge = drawn(environmentBadge(environment)).firstElementChild;
      assert.equal(badge?.getAttribute('data-environment'), environment);
      assert.equal(base.includes(`.environment[data-environment="${environment}"]`), spendsRealMoney(environment));
    }
    for (const page of ['dashboard', 'decisions', 'hit', 'people', 'preview', 'review'])
      assert.doesNotMatch(stylesOf(page), /\.environment\b/, page);
  });
});
