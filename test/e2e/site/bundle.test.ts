import assert from 'node:assert/strict';
import { spawnLocal } from '../../support/local.ts';

describe('worker site in the bundled service', () => {
  it('has its style, its script and the stand-ins for Amazon’s scripts inside', async () => {
    const local = await spawnLocal({ program: 'dist/mturk-local.cjs', args: ['--memory', '--seed', 'sample'] });
    try {
      const get = async (path: string) => {
        const response = await fetch(local.workerSite + path);
        return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
      };
      const { text } = await get('/');
      assert.match(text, /Which bird is in the photo\?/);
      for (const [path, type, part] of [
        ['/assets/site.css', 'text/css', 'prefers-color-scheme'],
        ['/assets/site.js', 'text/javascript', 'mturk-local:submitted'],
        ['/assets/icon.svg', 'image/svg+xml', '<svg'],
        ['/mturk/externalHIT_v1.js', 'text/javascript', 'turkSetAssignmentID'],
        ['/mturk/crowd-html-elements.js', 'text/javascript', 'crowd-image-classifier'],
      ] as const) {
        const asset = await get(path);
        assert.equal(asset.status, 200, path);
        assert(asset.type?.startsWith(type), path);
        assert(asset.text.includes(part), path);
      }
    } finally {
      await local.stop();
    }
  });
});
