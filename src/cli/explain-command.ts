import type { Command } from 'commander';
import type { Explanation } from '../application/explain-article.js';
import { drawExplanation } from './draw-explanation.js';
import { explainedPostJson } from './json-views.js';
import { jsonOption, toJson, type Json } from './options.js';
import type { OpenProgram } from './program.js';
import type { Terminal } from './terminal.js';

export function addExplainCommand(root: Command, open: OpenProgram, terminal: Terminal): void {
  root
    .command('explain')
    .description('tell how an article came in and what became of it, or exactly why not')
    .argument('<url|id>', 'the address of an article, its id, or the id of one of its posts')
    .addOption(jsonOption())
    .action(async (which: string, { json }: Json) => {
      const program = await open();
      const explanation = await program.explain(which);
      terminal.out(json ? toJson(explanationJson(explanation)) : drawExplanation(explanation, program.zone));
    });
}

function explanationJson(explanation: Explanation): unknown {
  const { recorded, sightings, verdicts, posts, events, whyNothing } = explanation;
  return {
    id: recorded.id,
    revision: recorded.revision,
    firstSeenAt: recorded.firstSeenAt,
    plannedAt: recorded.plannedAt,
    notPosted: recorded.notPosted,
    alikeTo: recorded.alikeTo,
    sightings,
    templates: verdicts.map(({ rule, matches, condition, facts }) => ({ name: rule.name, matches, condition, facts })),
    whyNothing,
    events,
    warnings: recorded.page?.warnings ?? [],
    article: recorded.article,
    posts: posts.map(explainedPostJson),
  };
}
