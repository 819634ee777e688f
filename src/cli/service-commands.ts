import { Option, type Command } from 'commander';
import { jsonOption, readPort, toJson, type Json } from './options.js';
import type { OpenProgram } from './program.js';
import type { Terminal } from './terminal.js';

const ROLES = ['all', 'worker'] as const;

export function addServiceCommands(root: Command, open: OpenProgram, terminal: Terminal): void {
  root
    .command('start')
    .description('run the service: queue, worker, pages; simulated networks where no credentials are set')
    .option('--port <number>', 'port of the pages (default: KAWARABAN_PORT or 3000)', readPort)
    .addOption(
      new Option('--role <role>', 'worker: sends posts, without pages and without taking the sample in')
        .choices(ROLES)
        .default('all'),
    )
    .action(async ({ port, role }: { port?: number; role: (typeof ROLES)[number] }) =>
      (await open()).start({ port: port ?? null, role }),
    );
  root
    .command('migrate')
    .description('bring the ledger to the schema of this version (start does it by itself)')
    .addOption(jsonOption())
    .action(async ({ json }: Json) => {
      const report = await (await open()).migrate();
      const text = report.applied.length === 0 ? 'The ledger is up to date.' : `Applied: ${report.applied.join(', ')}`;
      terminal.out(
        json
          ? toJson(report)
          : [text, ...(report.backup === null ? [] : [`Copy of the ledger before: ${report.backup}`])].join('\n'),
      );
    });
  root
    .command('simulate')
    .description('run the simulated networks alone')
    .addOption(jsonOption())
    .action(async ({ json }: Json) =>
      (await open()).simulate((urls) =>
        terminal.out(
          json ? JSON.stringify(urls) : `SIMULATED X         ${urls.x}\nSIMULATED Facebook  ${urls.facebook}`,
        ),
      ),
    );
}
