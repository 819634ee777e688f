import type { NetworkName } from '../../domain/account.js';
import type { Article } from '../../domain/article.js';

/** The front matter of a template, read and checked. */
export interface TemplateRule {
  /** `x/default`: folder and file name without ending. */
  readonly name: string;
  readonly network: NetworkName;
  /** Account names it is narrowed to; null = every account of the network. */
  readonly accounts: readonly string[] | null;
  /** When its post goes out, as written: `now`, `+15m`, `next slot`, `18:30`, `tomorrow 09:00`. */
  readonly when: string;
  /** How long after we first saw the article (or a person published it) the post may still go out; null = for ever. */
  readonly expiresMs: number | null;
  readonly lane: 'normal' | 'breaking';
  readonly approval: boolean;
  readonly image: 'card' | 'photo' | 'none';
  readonly correction: 'none' | 'edit' | 'reply';
}

/** What a template's condition says of an article. */
export interface TemplateVerdict {
  readonly rule: TemplateRule;
  readonly matches: boolean;
  /** The condition as written; null = every article. */
  readonly condition: string | null;
  /** What the condition looks at, and what it is in this article. */
  readonly facts: Readonly<Record<string, string>>;
}

export interface TemplateRenderer {
  /** Every template there is, by name. */
  all(): readonly TemplateRule[];
  /** Every template with its verdict on the article, by name. */
  judge(article: Article): readonly TemplateVerdict[];
  /** Every template that applies to the article, by name. */
  matching(article: Article): readonly TemplateRule[];
  /** One text per part, trimmed, in order; `{% next_post %}` starts the next part. Fails with KWB_TEMPLATE_INVALID naming file and line. */
  render(templateName: string, article: Article): readonly string[];
  /** What the template asks for and the article does not have: `article.summary`. */
  missing(templateName: string, article: Article): readonly string[];
}
