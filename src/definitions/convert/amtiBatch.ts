/** amti: `hittypeproperties.json`, `hitproperties.json`, `question.xml.j2` and `data.jsonl` (docs/import.md). */
import { type Converter, definitionOf, folderName, folderPath, jsonOf, recordOf } from './converted.ts';
import { fromJinja, placeQuestion } from './templates.ts';

export const fromAmti: Converter = files =>
  [...files.keys()]
    .filter(path => path.endsWith('hittypeproperties.json'))
    .map(path => {
      const folder = folderPath(path);
      const type = recordOf(jsonOf(files.get(path)));
      const { LifetimeInSeconds, MaxAssignments, ...hit } = recordOf(jsonOf(files.get(`${folder}hitproperties.json`)));
      const template = files.get(`${folder}question.xml.j2`);
      const batch = folder.replace(/definition\/$/, '');
      const data = [`${folder}data.jsonl`, `${batch}data.jsonl`].find(each => files.has(each));
      const notes: string[] = [];
      const written = new Map<string, string>();
      const { Title, Description, Keywords, Reward, ...rest } = type;
      let question: unknown;
      if (template === undefined) notes.push('question.xml.j2 is missing: the question has to be written.');
      else {
        const read = fromJinja(template);
        notes.push(...read.notes);
        question = placeQuestion(read.text, 'question', written);
      }
      if (data !== undefined) written.set('data.jsonl', files.get(data) ?? '');
      else notes.push('data.jsonl is not there or too large: name the data file in “data”.');
      if (/"\$QUALIFICATION_TYPE_ID"/.test(files.get(path) ?? ''))
        notes.push('A requirement still names $QUALIFICATION_TYPE_ID: put a type in its place.');
      notes.push('amti wrote “batch=…” into RequesterAnnotation; batches of the workbench have their own.');
      return {
        name:
          folderName(path) === 'definition'
            ? (folderName(batch.slice(0, -1).concat('/x')) ?? 'amti')
            : (folderName(path) ?? 'amti'),
        format: 'amti',
        definition: definitionOf({
          Title,
          Description,
          Keywords,
          Reward,
          MaxAssignments,
          LifetimeInSeconds,
          ...rest,
          ...hit,
          question,
          data: data && 'data.jsonl',
        }),
        files: written,
        notes,
      };
    });
