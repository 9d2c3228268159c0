/** A definition with many rows and a long page, in memory, either of which can change. */
import type { FileReader } from '../../src/definitions/files.ts';

const fields = 740;
const columns = 10;

export function largeDefinition(rows: number) {
  const paragraph = (at: number) =>
    `<p class="text">Paragraph ${at} about \${c${at % columns}} <input name="f${at}" value="\${c1}"></p>`;
  const page = `<form action="/mturk/externalSubmit">${Array.from({ length: fields }, (_, at) => paragraph(at)).join('\n')}<button>Send</button></form>`;
  const cells = (row: number) => Array.from({ length: columns }, (_, at) => `v${row}-${at}`).join(',');
  const data = [
    Array.from({ length: columns }, (_, at) => `c${at}`).join(','),
    ...Array.from({ length: rows }, (_, row) => cells(row)),
  ].join('\n');
  const versions = { page: 0, data: 0 };
  const reader: FileReader = {
    find: async path => {
      const [what, content] = path === 'rows.csv' ? (['data', data] as const) : (['page', page] as const);
      const version = versions[what];
      return {
        ok: true,
        version: String(version),
        // As a file system gives it.
        content: async () => new TextEncoder().encode(what === 'page' ? `<!-- ${version} -->${content}` : content),
      };
    },
  };
  return {
    name: `${rows} rows × ${Math.round(page.length / 1000)} kB`,
    reader,
    edit: (what: 'page' | 'data') => {
      versions[what] += 1;
    },
    text: (title: string) =>
      JSON.stringify({
        Title: title,
        Description: 'One of many.',
        Reward: '0.10',
        duration: '10 min',
        lifetime: '1 day',
        question: 'page.html',
        data: 'rows.csv',
      }),
  };
}
