import assert from 'node:assert/strict';
import fc from 'fast-check';
import { element, Html, html } from '../../../../src/service/site/html.ts';
import { movedTo, originsFor } from '../../../../src/service/site/origins.ts';
import { withLocalAddresses } from '../../../../src/service/site/taskContent.ts';
import { frameOf, withParameters } from '../../../../src/service/site/taskFrame.ts';

const site = 'http://127.0.0.1:8000';
const work = { kind: 'work', assignmentId: '3A', workerId: 'A1', lease: 't0ken' } as const;

describe('worker site: the task frame (§6.12)', () => {
  it('adds the parameters in the order of real logs, turkSubmitTo without a slash at its end', () => {
    const parameters =
      'assignmentId=3A&hitId=3H&workerId=A1&turkSubmitTo=http%3A%2F%2F127.0.0.1%3A8000%2Flease%2Ft0ken';
    const cases: [string, string][] = [
      ['https://x.org/t', `https://x.org/t?${parameters}`],
      ['https://x.org/t?a=%20b', `https://x.org/t?a=%20b&${parameters}`],
      ['https://x.org/t?', `https://x.org/t?${parameters}`],
      ['https://x.org/#/route', `https://x.org/?${parameters}#/route`],
    ];
    for (const [url, expected] of cases) assert.equal(withParameters(url, '3H', work, site), expected);
  });

  it('tells a preview no worker and no place to submit to', () => {
    assert.equal(
      withParameters('https://x.org/t', '3H', { kind: 'preview' }, site),
      'https://x.org/t?assignmentId=ASSIGNMENT_ID_NOT_AVAILABLE&hitId=3H',
    );
  });

  it('lets a page be of its own origin only where that is not the site’s', () => {
    const origins = (apart: boolean) => ({
      site,
      content: { origin: apart ? 'http://localhost:8001' : site, apart, near: false },
    });
    const external = (url: string) => ({ kind: 'external', url, frameHeight: 0 }) as const;
    const content = { kind: 'html', html: '', frameHeight: 0 } as const;
    assert.equal(frameOf(external('https://x.org/'), '3H', work, origins(true)).sameOrigin, true);
    assert.equal(frameOf(external(`${site}/dashboard`), '3H', work, origins(true)).sameOrigin, false);
    assert.equal(frameOf(external('HTTP://127.0.0.1:8000/x'), '3H', work, origins(true)).sameOrigin, false);
    assert.equal(frameOf(content, '3H', work, origins(true)).sameOrigin, true);
    assert.equal(frameOf(content, '3H', work, origins(false)).sameOrigin, false);
  });

  it('parts the site from its content by name and port, and through a tunnel by a sandbox', () => {
    const ports = { host: '127.0.0.1', site: 8000, content: 8001 };
    const { mirror, ...usual } = originsFor({ host: '127.0.0.1:8000' }, ports);
    assert.equal(mirror, undefined);
    assert.deepEqual(usual, {
      site,
      content: { origin: 'http://localhost:8001', apart: true, near: false },
    });
    assert.deepEqual(originsFor({ host: 'x.example', 'x-forwarded-proto': 'https' }, ports), {
      site: 'https://x.example',
      content: { origin: 'https://x.example', apart: false, near: false },
    });
    const near = originsFor({ host: '127.0.0.1:8000' }, ports, 'near').content;
    assert.deepEqual(near, { origin: 'http://127.0.0.1:8001', apart: true, near: true });
    assert.equal(originsFor({ host: 'x.example' }, ports, 'near').content.apart, false);
    assert.equal(originsFor({ host: '127.0.0.1:8000' }, ports, 'sandboxed').content.origin, site);
    assert.equal(originsFor({ host: '127.0.0.1:9999' }, ports).content.apart, false);
    assert.equal(movedTo({ host: 'localhost:8000' }, ports), site);
    assert.equal(movedTo({ host: 'localhost:9999' }, ports), undefined);
    assert.equal(movedTo({ host: '127.0.0.1:8000' }, ports), undefined);
    assert.equal(movedTo({ host: 'localhost:8000' }, { ...ports, host: '::1' }), 'http://[::1]:8000');
  });

  it('puts what is here in place of Amazon’s addresses, and leaves everything else', () => {
    const given = `<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>
<script src='//s3.amazonaws.com/mturk-public/externalHIT_v1.js'></script>
<form action="https://www.mturk.com/mturk/externalSubmit"><form action="https://workersandbox.mturk.com/mturk/externalSubmit">
<link href="https://s3.amazonaws.com/mturk-public/bs30/css/bootstrap.min.css" rel="stylesheet">
<script src="https://assets.crowd.aws/crowd-html-elements-v2.js"></script>
<a href="https://assets.crowd.aws/other.js">https://www.mturk.com/</a>`;
    const own = 'http://localhost:8001';
    assert.equal(
      withLocalAddresses(given, own, `${site}/lease/t0ken`),
      `<script src="${own}/mturk/crowd-html-elements.js"></script>
<script src='${own}/mturk/externalHIT_v1.js'></script>
<form action="${site}/lease/t0ken/mturk/externalSubmit"><form action="${site}/lease/t0ken/mturk/externalSubmit">
<link href="${own}/mturk/bootstrap.css" rel="stylesheet">
<script src="${own}/mturk/crowd-html-elements.js"></script>
<a href="https://assets.crowd.aws/other.js">https://www.mturk.com/</a>`,
    );
  });
});

describe('worker site: HTML', () => {
  it('escapes whatever is put into a template', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), text => {
        const inside = String(html`<p title="${text}">${[text, html`${text}`]}</p>`).slice(10, -4);
        assert.doesNotMatch(inside.replace('">', ''), /[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
    );
  });

  it('nests what is markup already, and leaves out what is not there', () => {
    const markup = String(html`<b>${html`<i>${1}</i>`}${undefined}${false}${['a', html`<br>`]}</b>`);
    assert.equal(markup, '<b><i>1</i>a<br></b>');
    assert(html`` instanceof Html);
  });

  it('makes elements of plain names only', () => {
    assert.equal(String(element('b', { title: '"' }, '<')), '<b title="&quot;">&lt;</b>');
    assert.throws(() => element('b onclick', {}, ''), TypeError);
    assert.throws(() => element('b', { 'a b': '' }, ''), TypeError);
  });
});
