/** Responses of the API as scripts and the AWS CLI save them: JSON, JSON Lines, and Python's own writing of a response. */
import { addObject } from './apiObjects.ts';
import { type Finder, fileName, ImportProblem, type Sink, type SourceFile } from './importedRows.ts';
import { JsonFault, visitJson, visitValue } from './jsonStream.ts';
import { isPythonLiteral, readPythonLiteral } from './pythonLiteral.ts';
import { headText, wholeText } from './text.ts';

/** Members that stand in nothing but objects of the API. */
const marks =
  /["'](?:HITId|AssignmentId|QualificationTypeId|QualificationRequestId|WorkerBlocks|BonusPayments|AvailableBalance|HITs|Qualifications)["']\s*:/;
const jsonStart = /^[\uFEFF\s]*[[{]/;

export const findApiFiles: Finder = async files => {
  const sources = [];
  for (const file of files) {
    const head = await headText(file);
    if (!jsonStart.test(head) || !marks.test(head)) continue;
    const python = isPythonLiteral(head);
    sources.push({
      path: file.path,
      format: python ? 'a printed boto3 response' : 'JSON of boto3 or the AWS CLI',
      files: [file],
      read: (sink: Sink) => (python ? readPython(file, sink) : readJson(file, sink)),
    });
  }
  return sources;
};

async function readJson(file: SourceFile, sink: Sink): Promise<void> {
  await readJsonObjects(file, object => addObject(object, sink));
}

/** Hands out the objects of a JSON file. Rejects with ImportProblem. */
export async function readJsonObjects(file: SourceFile, visit: Parameters<typeof visitJson>[2]): Promise<void> {
  try {
    await visitJson(file.chunks(), file.path, visit);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw new ImportProblem(`${file.path} can't be read: ${error.message}. Fix the file or leave it out.`);
  }
}

async function readPython(file: SourceFile, sink: Sink): Promise<void> {
  const text = await wholeText(file);
  let found = 0;
  for (const value of readPythonLiteral(text, fileName(file))) {
    visitValue(value, object => {
      const taken = addObject(object, sink);
      if (taken) found += 1;
      return taken;
    });
  }
  if (found === 0) sink.note('unread', 'a printed response without any object');
}
