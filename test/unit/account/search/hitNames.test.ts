import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Inputs } from '../../../../src/account/inputs.ts';
import { nameHITs } from '../../../../src/account/search/hitNames.ts';

function members(annotations: readonly string[], inputs: readonly string[] = []): string[] {
  const hits = annotations.map((annotation, index) => ({ id: `3AAAAAAAAAAAAAA${index}`, title: 'Judge', annotation }));
  const names = nameHITs(hits, id => inputs[Number(id.slice(15))]);
  return hits.map(({ id }) => [names.get(id)?.batch ?? '', names.get(id)?.member ?? ''].join('|'));
}

describe('names of HITs of one title', () => {
  it('take what differs at the end of annotations, and what stands before it for the batch', () => {
    assert.deepEqual(members(['stroop-pilot s01', 'stroop-pilot s02']), ['stroop-pilot|s01', 'stroop-pilot|s02']);
    assert.deepEqual(members(['run_7_item-12', 'run_7_item-13']), ['run_7_item|12', 'run_7_item|13']);
    assert.deepEqual(members(['exp 3 row 17 of 20', 'exp 3 row 18 of 20']), [
      'exp 3 row|17 of 20',
      'exp 3 row|18 of 20',
    ]);
    assert.deepEqual(
      members(['wave 1', 'wave 1', 'wave 2', 'wave 2']).map(each => each.split('|')[0]),
      ['wave 1', 'wave 1', 'wave 2', 'wave 2'],
    );
  });

  it('take words without a number for names, not for rows', () => {
    assert.deepEqual(members(['stroop-pilot', 'stroop-main']), ['|stroop-pilot', '|stroop-main']);
  });

  it('read what JSON and Amazon’s requester site write', () => {
    assert.deepEqual(members(['{"batch":"p","row":1,"by":"x"}', '{"batch":"p","row":2,"by":"x"}']), [
      'p|row 1',
      'p|row 2',
    ]);
    const site = 'BatchId:2931;OriginalHitTemplateId:92;';
    assert.deepEqual(members([site, site], ['cat.jpg', 'dog.jpg']), ['2931|cat.jpg', '2931|dog.jpg']);
  });

  it('fall back on the input and on the end of the id', () => {
    assert.deepEqual(members(['', ''], ['item=1', 'item=2']), ['|item=1', '|item=2']);
    assert.deepEqual(members(['', '']), ['|…AAAAA0', '|…AAAAA1']);
    assert.deepEqual(members(['', '', ''], ['a', 'a', 'b']), ['|a …AAAAA0', '|a …AAAAA1', '|b']);
  });

  it('say nothing where no other HIT has the title', () => {
    const names = nameHITs([{ id: '3A', title: 'Alone', annotation: 'stroop s01' }], () => undefined);
    assert.deepEqual(names.get('3A'), { batch: undefined, member: '' });
  });

  it('tell all HITs of a title apart, whatever their annotations are', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('a 1', 'a 2', '{"a":1}', ''))), annotations => {
        const hits = annotations.map((annotation, index) => ({
          id: `3BBBBBBB${1000 + index}`,
          title: 'T',
          annotation,
        }));
        const names = nameHITs(hits, () => undefined);
        if (hits.length < 2) return;
        assert.equal(new Set(hits.map(({ id }) => names.get(id)?.member)).size, hits.length);
      }),
    );
  });
});

describe('what questions of one type differ in', () => {
  const note = (inputs: Inputs, questions: readonly string[]) =>
    questions.map((question, index) => inputs.note({ id: String(index), typeId: '3T', question }));

  it('is the parameter, the value or the file in which they do', () => {
    const inputs = new Inputs();
    const url = (item: number) => `<ExternalURL>https://example.org/task?item=${item}&amp;wave=2</ExternalURL>`;
    assert.deepEqual(note(inputs, [url(17), url(18), url(29)]), [[], ['1', '0'], ['2']]);
    assert.deepEqual(
      ['0', '1', '2'].map(id => inputs.of(id)),
      ['item=17', 'item=18', 'item=29'],
    );
    const html = new Inputs();
    note(html, ['<p>The film was great.</p>', '<p>The film was dull.</p>', '<p>I left.</p>']);
    assert.deepEqual(
      ['0', '1', '2'].map(id => html.of(id)),
      ['The film was great.', 'The film was dull.', 'I left.'],
    );
    const images = new Inputs();
    note(images, ['<img src="https://a.org/x/001.jpg">', '<img src="https://a.org/x/002.jpg">']);
    assert.equal(images.of('1'), '002.jpg');
  });

  it('is found in long questions, and stays short', () => {
    const inputs = new Inputs();
    const long = 'x'.repeat(60_000);
    note(inputs, [`${long}"${'a'.repeat(5000)}"`, `${long}"${'b'.repeat(5000)}"`]);
    assert.equal(inputs.of('1'), 'b'.repeat(80));
  });
});
