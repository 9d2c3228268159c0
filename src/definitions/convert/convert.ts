/** All converters, and a definition as the text of its file. */
import { fromAmti } from './amtiBatch.ts';
import { fromCommandLineTools } from './commandLineStudy.ts';
import type { Converted, Converter, StudyFiles } from './converted.ts';
import { fromTemplate } from './htmlTemplate.ts';
import { fromMephisto } from './mephistoTask.ts';
import { fromNosub } from './nosubSettings.ts';
import { fromOTree } from './otree.ts';
import { fromP808 } from './p808.ts';
import { fromDallinger, fromPsiturk } from './psiturkConfig.ts';
import { fromSimpleAmt } from './simpleAmtConfig.ts';

const converters: readonly Converter[] = [
  ...[fromAmti, fromNosub, fromSimpleAmt, fromPsiturk, fromDallinger, fromMephisto],
  ...[fromCommandLineTools, fromP808, fromOTree],
];

/** The studies that are found among files; pages by themselves only where nothing else claims the folder. Never throws. */
export function convert(files: StudyFiles): readonly Converted[] {
  const found = converters.flatMap(each => each(files));
  return found.length > 0 ? found : fromTemplate(files);
}

/** The text of the definition's file: what could not be carried over is noted above it in comments. */
export function definitionText({ definition, notes, format }: Converted): string {
  const comments = [`Converted from ${format}. Not carried over, or to be checked:`, ...notes.map(note => `- ${note}`)];
  const lines = comments.map(line => `// ${line.replace(/[\r\n]+/g, ' ')}`);
  return `${lines.join('\n')}\n${JSON.stringify(definition, null, 2)}\n`;
}
