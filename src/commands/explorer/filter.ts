import { fieldNames, parseQuery } from '../../account/search/searchQuery.ts';
import type { Choice, Prompts } from '../../ui/prompts.ts';
import type { Arrangement } from '../../views/arrangement.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';

type Step = { readonly step: 'type' | 'clear' | 'save' | 'forget' } | { readonly step: 'use'; readonly line: string };

/** A line that is given, a saved one, or one that is typed. */
export const filterHITs: Handler<Needs<'explorer' | 'prompts'>> = async (
  { prompts, explorer: { arrangement } },
  given,
) => {
  if (typeof given === 'string') return arrangement.filterBy(given);
  const steps = stepsFor(arrangement);
  const chosen: Step | undefined =
    steps.length === 1 ? { step: 'type' } : await prompts.pick('Filter HITs', 'A new filter or a saved one', steps);
  switch (chosen?.step) {
    case 'type':
      return typeLine(prompts, arrangement);
    case 'clear':
      return arrangement.filterBy('');
    case 'save':
      return arrangement.saveFilter(arrangement.filter);
    case 'use':
      return arrangement.filterBy(chosen.line);
    case 'forget': {
      const saved = arrangement.savedFilters.map((line): Choice<string> => ({ label: line, value: line }));
      const lines = (await prompts.pickMany('Forget Filters', 'Which saved filters?', saved)) ?? [];
      for (const line of lines) await arrangement.forgetFilter(line);
      return;
    }
  }
};

export const clearFilter: Handler<Needs<'explorer'>> = ({ explorer: { arrangement } }) => arrangement.filterBy('');

function stepsFor({ filter, savedFilters }: Arrangement): Choice<Step>[] {
  const saved = savedFilters.filter(line => line !== filter);
  return [
    { label: filter === '' ? 'New filter…' : 'Change the filter…', description: filter, value: { step: 'type' } },
    ...(filter === '' ? [] : [{ label: 'Show all HITs', value: { step: 'clear' } as const }]),
    ...(filter === '' || savedFilters.includes(filter)
      ? []
      : [{ label: 'Save this filter', description: filter, value: { step: 'save' } as const }]),
    ...saved.map(line => ({ label: line, description: 'saved', value: { step: 'use', line } as const })),
    ...(savedFilters.length > 0 ? [{ label: 'Forget saved filters…', value: { step: 'forget' } as const }] : []),
  ];
}

async function typeLine(prompts: Prompts, arrangement: Arrangement): Promise<void> {
  const line = await prompts.input({
    title: 'Filter HITs',
    prompt: `Words, "phrases", -not, and fields: ${fieldNames.join(', ')}`,
    value: arrangement.filter,
    placeholder: 'status:reviewable reward>0.5 -"pilot" expires<2d',
    check: text => {
      const parsed = parseQuery(text);
      return parsed.ok ? undefined : parsed.problem;
    },
  });
  if (line !== undefined) await arrangement.filterBy(line);
}
