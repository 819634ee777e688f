import { Tokenizer, TypeGuards, type Liquid, type Template } from 'liquidjs';

import type { TemplateRule, TemplateVerdict } from '../../application/ports/template-renderer.js';
import type { Article } from '../../domain/article.js';
import { articleVariables, NEXT_POST } from './article-variables.js';
import { checkVariables, listFields } from './check-variables.js';
import { EMPTY_ARTICLE, FULL_ARTICLE } from './example-articles.js';
import { readTemplateText } from './front-matter.js';
import { readFacts } from './read-facts.js';
import { fromLiquidError, invalidTemplate } from './template-error.js';

/** One template file, parsed and checked. */
export class CompiledTemplate {
  private constructor(
    private readonly file: string,
    private readonly engine: Liquid,
    readonly rule: TemplateRule,
    private readonly condition: { readonly text: string; readonly parsed: Template[] } | null,
    private readonly body: Template[],
  ) {}

  /** Fails with KWB_TEMPLATE_INVALID, naming file and line, for all that can be known before an article comes. */
  static compile(
    file: string,
    text: string,
    identity: Pick<TemplateRule, 'name' | 'network'>,
    engine: Liquid,
  ): CompiledTemplate {
    const { frontMatter, matchLine, body } = readTemplateText(file, text, identity.network);
    const { match, ...rule } = frontMatter;
    const condition = match === null ? null : { text: match, parsed: parseCondition(file, engine, match, matchLine) };
    const template = new CompiledTemplate(file, engine, { ...identity, ...rule }, condition, parse(file, engine, body));
    for (const article of [EMPTY_ARTICLE, FULL_ARTICLE]) {
      template.judge(article);
      template.render(article);
    }
    return template;
  }

  matches(article: Article): boolean {
    return this.condition === null || this.run(this.condition.parsed, article).trim() !== '';
  }

  judge(article: Article): TemplateVerdict {
    const { rule, condition } = this;
    const facts = condition === null ? {} : readFacts(condition.parsed, article);
    return { rule, matches: this.matches(article), condition: condition?.text ?? null, facts };
  }

  render(article: Article): readonly string[] {
    return this.run(this.body, article)
      .split(NEXT_POST)
      .map(tidy)
      .filter((part) => part !== '');
  }

  /** The fields that it asks for and the article leaves empty. */
  missing(article: Article): readonly string[] {
    const variables = { article: articleVariables(article) };
    return listFields(this.body).filter((field) => isEmpty(valueAt(variables, field)));
  }

  private run(template: Template[], article: Article): string {
    try {
      return String(this.engine.renderSync(template, { article: articleVariables(article) }) as unknown);
    } catch (error) {
      throw fromLiquidError(this.file, error);
    }
  }
}

function valueAt(variables: unknown, field: string): unknown {
  return field.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], variables);
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

function parse(file: string, engine: Liquid, source: string): Template[] {
  const templates = parseLiquid(file, engine, source);
  checkVariables(file, templates);
  return templates;
}

function parseLiquid(file: string, engine: Liquid, source: string): Template[] {
  try {
    return engine.parse(source);
  } catch (error) {
    throw fromLiquidError(file, error);
  }
}

/** Liquid has conditions in tags only. The empty lines make its errors name the line of the file. */
function parseCondition(file: string, engine: Liquid, match: string, line: number): Template[] {
  if (/[{%]%|%\}/u.test(match)) throw invalidTemplate(file, line, 'match: write the condition without {% and %}');
  const condition = parse(file, engine, `${'\n'.repeat(line - 1)}{% if ${match} %}yes{% endif %}`);
  if (!isWhole(match))
    throw invalidTemplate(file, line, `match: the condition breaks off or lacks an operator: ${match}`);
  return condition;
}

/** Liquid takes `a ==` and `a b` for conditions; there must be a value on either side of every operator. */
function isWhole(condition: string): boolean {
  const tokens = [...new Tokenizer(condition).readExpressionTokens()];
  const operators = tokens.filter((token) => TypeGuards.isOperatorToken(token)).map((token) => token.operator);
  const binary = operators.filter((operator) => operator !== 'not').length;
  const endsWithValue = !TypeGuards.isOperatorToken(tokens.at(-1));
  return endsWithValue && tokens.length - operators.length === binary + 1;
}

function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/gu, '\n')
    .replace(/[ \t]+\n/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}
