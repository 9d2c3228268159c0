import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Note } from '../../../../src/account/notes.ts';
import { type Candidate, matches } from '../../../../src/account/search/match.ts';
import {
  type Comparison,
  markStates,
  numberFields,
  parseQuery,
  type Query,
  states,
  type Term,
  textFields,
  timeFields,
} from '../../../../src/account/search/searchQuery.ts';
import { countsOf } from '../../../../src/mturk/counts.ts';
import { cents, formatAmount } from '../../../../src/mturk/money.ts';
import { day, hour, noon, someAssignment, someHIT } from '../../../support/records.ts';

function queryOf(line: string): Query {
  const parsed = parseQuery(line);
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.problem);
  return parsed.query;
}

const comparisons: readonly Comparison[] = ['=', '<', '<=', '>', '>='];
const text = fc.string({ minLength: 1 }).filter(each => !each.includes('"') && each === each.toLowerCase());
const span = fc.integer({ min: 1, max: 999 }).map(hours => hours * hour);

/** Any term, with a way to write it. */
const writtenTerm: fc.Arbitrary<{ term: Term; line: string }> = fc
  .tuple(
    fc.boolean(),
    fc.oneof(
      text.map(value => ({ condition: { kind: 'words', text: value } as const, line: `"${value}"` })),
      fc.tuple(fc.constantFrom(...textFields), text).map(([field, value]) => ({
        condition: { kind: 'text', field, text: value } as const,
        line: `${field}:"${value}"`,
      })),
      fc.constantFrom(...states).map(state => ({
        condition: { kind: 'status', state } as const,
        line: `status:${state}`,
      })),
      fc.constantFrom(...markStates).map(mark => ({
        condition: { kind: 'mark', mark } as const,
        line: `mark:${mark}`,
      })),
      fc.tuple(fc.constantFrom(...comparisons), fc.nat({ max: 100_000 })).map(([comparison, amount]) => ({
        condition: { kind: 'reward', comparison, amount: cents(amount) } as const,
        line: `reward${comparison}${formatAmount(cents(amount))}`,
      })),
      fc
        .tuple(fc.constantFrom(...numberFields), fc.constantFrom(...comparisons), fc.nat({ max: 1_000_000 }))
        .map(([field, comparison, value]) => ({
          condition: { kind: 'number', field, comparison, value } as const,
          line: `${field}${comparison}${value}`,
        })),
      fc
        .tuple(fc.constantFrom(...timeFields), fc.constantFrom(...comparisons), span)
        .map(([field, comparison, value]) => ({
          condition: { kind: 'time', field, comparison, span: value } as const,
          line: `${field}${comparison}${value / hour}h`,
        })),
    ),
  )
  .map(([not, { condition, line }]) => ({ term: { not, condition }, line: `${not ? '-' : ''}${line}` }));

const candidate: fc.Arbitrary<Candidate> = fc
  .record({
    title: fc.constantFrom('Pilot: colours', 'Birds', 'pilot'),
    annotation: fc.constantFrom('', 'batch-7'),
    status: fc.constantFrom('Assignable', 'Unassignable', 'Reviewable', 'Reviewing'),
    available: fc.nat({ max: 2 }),
    pending: fc.nat({ max: 1 }),
    completed: fc.nat({ max: 2 }),
    reward: fc.nat({ max: 200 }).map(cents),
    expires: fc.integer({ min: -100, max: 100 }).map(hours => noon + hours * hour),
    mark: fc.constantFrom(undefined, 'star', 'flag'),
  } as const)
  .map(({ mark, ...facts }) => {
    const hit = someHIT(facts);
    const notes = mark ? [noteOf({ mark })] : [];
    return { hit, counts: countsOf(hit, noon, 1), assignments: [someAssignment()], notes, now: noon };
  });

function noteOf(changed: Partial<Note>): Note {
  return { assignmentId: '3A', hitId: '3H', text: '', mark: undefined, ...changed };
}

describe('a search line', () => {
  it('is read back as what was written', () => {
    fc.assert(
      fc.property(fc.array(writtenTerm), fc.constantFrom(' ', '  ', '\t'), (terms, space) => {
        assert.deepEqual(
          queryOf(terms.map(({ line }) => line).join(space)),
          terms.map(({ term }) => term),
        );
      }),
    );
  });

  it('never breaks on what a person types', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), line => {
        const parsed = parseQuery(line);
        assert.ok(parsed.ok || parsed.problem.length > 0);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom('-', '"', ':', '<', 'reward', 'status', ' ', '1', 'x')), parts => {
        const parsed = parseQuery(parts.join(''));
        assert.ok(parsed.ok || parsed.problem.length > 0);
      }),
    );
  });

  it('finds by negation what it does not find without, and by two terms what both find', () => {
    fc.assert(
      fc.property(writtenTerm, writtenTerm, candidate, ({ term }, { term: other }, each) => {
        assert.equal(matches([{ ...term, not: !term.not }], each), !matches([term], each));
        assert.equal(matches([term, other], each), matches([term], each) && matches([other], each));
      }),
    );
    fc.assert(fc.property(candidate, each => matches([], each)));
  });

  it('says what is wrong with it', () => {
    const problem = (line: string) => {
      const parsed = parseQuery(line);
      return parsed.ok ? '' : parsed.problem;
    };
    assert.match(problem('"pilot'), /not closed/);
    assert.match(problem('colour:red'), /no field “colour”/);
    assert.match(problem('status:sleepy'), /no status “sleepy”.*reviewable/);
    assert.match(problem('mark:heart'), /no mark “heart”.*star, question, flag, note, any/);
    assert.match(problem('mark>star'), /can’t be compared/);
    assert.match(problem('reward>lots'), /not an amount/);
    assert.match(problem('unreviewed>some'), /not a number/);
    assert.match(problem('expires<soon'), /not a time/);
    assert.match(problem('title>a'), /can’t be compared/);
    assert.match(problem('title:'), /needs a value/);
    assert.match(problem('a - b'), /directly before/);
  });

  it('takes the names that fields and states had in version 0.1', () => {
    assert.deepEqual(parseQuery('status:waiting waiting>2'), parseQuery('status:unreviewed unreviewed>2'));
  });

  it('finds what the fields mean', () => {
    const hit = someHIT({ title: 'Pilot study', annotation: 'batch-7', created: noon - 3 * day, expires: noon + day });
    const found = (line: string, facts: Partial<Candidate> = {}) =>
      matches(queryOf(line), {
        hit,
        counts: countsOf(hit, noon),
        assignments: [someAssignment({ workerId: 'A2YUCJ28XANFOX', autoApproves: noon + 5 * hour })],
        notes: [noteOf({ text: 'Asked twice', mark: 'flag' })],
        now: noon,
        ...facts,
      });
    for (const line of [
      'pilot',
      '"pilot study" batch-7',
      '-birds',
      'reward>0.5 reward<=$0.60 reward=.6',
      'worker:a2yucj28',
      'annotation:batch',
      'status:assignable status:open',
      'expires<2d -expires<12h',
      'created>2d created<1w',
      'deadline<6h',
      'max:5 unreviewed:0',
      `id:${hit.id}`,
      'note:"asked twice" mark:flag mark:note mark:any -mark:star -note:bot',
    ])
      assert.ok(found(line), line);
    for (const line of ['birds', '-pilot', '"study pilot"', 'worker:A9', 'status:done', 'deadline<1h', 'reward>0.6'])
      assert.ok(!found(line), line);
    const over = someHIT({ expires: noon - day });
    assert.ok(!found('expires<2d', { hit: over }), 'what is over does not expire soon');
  });
});
