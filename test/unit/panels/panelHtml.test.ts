import assert from 'node:assert/strict';
import { contentSecurityPolicy, page } from '../../../src/panels/panelHtml.ts';

const source = 'https://*.vscode-cdn.net';

describe('the page of a webview', () => {
  it('allows our script by nonce, our styles and the icon font, and nothing else', () => {
    assert.equal(
      contentSecurityPolicy(source, 'abc'),
      `default-src 'none'; script-src 'nonce-abc'; style-src ${source}; font-src ${source}; base-uri 'none'; form-action 'none'`,
    );
  });

  it('allows inline styles and inlined pictures where it frames markup, and still no frame with an address', () => {
    const policy = contentSecurityPolicy(source, 'abc', true);
    assert.equal(
      policy,
      `default-src 'none'; script-src 'nonce-abc'; style-src ${source} 'unsafe-inline'; img-src data:; font-src ${source}; base-uri 'none'; form-action 'none'`,
    );
  });

  it('names the zone of this process, in which messages tell times', () => {
    const options = { title: '', cspSource: source, nonce: 'abc', script: 'x.js', styles: [] };
    assert.match(page({ ...options, timeZone: 'Asia/Tokyo' }), /<html lang="en" data-time-zone="Asia\/Tokyo">/);
    assert.ok(page(options).includes(`data-time-zone="${Intl.DateTimeFormat().resolvedOptions().timeZone}"`));
  });

  it('carries no markup of a title', () => {
    const html = page({
      title: '</title><script>alert(1)</script>',
      cspSource: source,
      nonce: 'abc',
      script: 'https://host/hit.js?a=1&b="2"',
      styles: ['https://host/hit.css'],
    });
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.match(html, /<script type="module" nonce="abc" src="https:\/\/host\/hit\.js\?a=1&amp;b=&quot;2&quot;">/);
    assert.match(html, /&lt;\/title&gt;/);
  });
});
