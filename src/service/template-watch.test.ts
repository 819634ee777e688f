import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LiquidTemplateRenderer } from '../adapters/templating/liquid-template-renderer.js';
import { TemplateWatch } from './template-watch.js';

const length = (text: string) => text.length;

describe('a folder of templates that changes while the service runs', () => {
  let folder: string;
  let templates: LiquidTemplateRenderer;
  let watch: TemplateWatch;
  let complaints: string[];

  const write = (name: string, text: string) => writeFileSync(join(folder, 'x', `${name}.liquid`), text);
  const load = () => LiquidTemplateRenderer.load({ folder, zone: 'UTC', measures: { x: length, facebook: length } });
  const names = () => templates.all().map(({ name }) => name);

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kawaraban-watch-'));
    mkdirSync(join(folder, 'x'));
    write('default', '{{ article.title }}');
    templates = await load();
    complaints = [];
    watch = new TemplateWatch({ folder, templates, load, complain: (error) => complaints.push(String(error)) });
    await watch.look();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('counts from the next look on', async () => {
    write('live', 'Live: {{ article.title }}');
    await watch.look();
    expect(names()).toEqual(['x/default', 'x/live']);
    rmSync(join(folder, 'x', 'live.liquid'));
    await watch.look();
    expect(names()).toEqual(['x/default']);
  });

  it('leaves all as they were where one is not sound, and says so once', async () => {
    write('live', '{% if %}');
    await watch.look();
    await watch.look();
    expect(names()).toEqual(['x/default']);
    expect(complaints).toEqual([expect.stringContaining('live.liquid')]);
    write('live', 'Live: {{ article.title }}');
    await watch.look();
    expect(names()).toEqual(['x/default', 'x/live']);
  });

  it('that is away for a while changes nothing', async () => {
    rmSync(folder, { recursive: true });
    await watch.look();
    expect(names()).toEqual(['x/default']);
    mkdirSync(join(folder, 'x'), { recursive: true });
    write('default', '{{ article.title }}!');
    await watch.look();
    expect([names(), complaints]).toEqual([['x/default'], []]);
  });
});
