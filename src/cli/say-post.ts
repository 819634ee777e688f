import { drawPost } from './draw-posts.js';
import { articleJson, postJson } from './json-views.js';
import { toJson } from './options.js';
import type { PostView } from './post-view.js';
import type { Program } from './program.js';
import type { Terminal } from './terminal.js';

/** What became of one post, for people or for machines. */
export function sayPost(view: PostView, json: boolean | undefined, { zone }: Program, terminal: Terminal): void {
  terminal.out(json ? toJson(articleJson(null, [postJson(view)])) : drawPost(view, zone));
}
