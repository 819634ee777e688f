import { Argument, type Command } from 'commander';
import type { NewsroomSettings } from '../application/ports/desk-ledger.js';
import { localTime } from './draw-posts.js';
import { jsonOption, readCount, toJson, type Json } from './options.js';
import type { OpenProgram } from './program.js';
import type { Terminal } from './terminal.js';

const SETTINGS = ['editorsNeedApproval', 'saveTemplates'] as const satisfies readonly (keyof NewsroomSettings)[];
const ON_OFF = ['on', 'off'] as const;

interface AuditOptions extends Json {
  readonly by?: string;
  readonly kind?: string;
  readonly last: number;
}

/** What concerns the newsroom as a whole: who did what, and what it has decided for itself. */
export function addNewsroomCommands(root: Command, open: OpenProgram, terminal: Terminal): void {
  root
    .command('audit')
    .description('list what people changed, the newest first')
    .option('--by <login>', 'of one person')
    .option('--kind <kind>', 'of one kind: post-released, …')
    .option('--last <number>', 'so many', readCount, 50)
    .addOption(jsonOption())
    .action(async ({ by, kind, last, json }: AuditOptions) => {
      const program = await open();
      const changes = await program.listAudit({ login: by ?? null, kind: kind ?? null, count: last });
      const lines = changes.map(
        (change) => `${localTime(change.at, program.zone)}  ${change.by?.name ?? ''}  ${change.kind}  ${change.detail}`,
      );
      terminal.out(json ? toJson({ changes }) : lines.join('\n') || 'Nothing was changed.');
    });
  root
    .command('settings')
    .description('show what the newsroom has decided for itself, or change one of it')
    .addArgument(new Argument('[name]', 'which').choices(SETTINGS))
    .addArgument(new Argument('[value]').choices(ON_OFF))
    .addOption(jsonOption())
    .action(async (name: keyof NewsroomSettings | undefined, value: 'on' | 'off' | undefined, { json }: Json) => {
      const program = await open();
      const isChange = name !== undefined && value !== undefined;
      const now = isChange ? await program.changeSettings({ [name]: value === 'on' }) : await program.settings();
      const lines = SETTINGS.map((each) => `${each}: ${now[each] ? 'on' : 'off'}`);
      terminal.out(json ? toJson(now) : lines.join('\n'));
    });
}
