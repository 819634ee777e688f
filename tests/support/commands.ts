/** Every command that the program promises. */
export const COMMANDS = [
  'start',
  'migrate',
  'simulate',
  'preview',
  'publish',
  'post',
  'posts',
  'show',
  'cancel',
  'reschedule',
  'retract',
] as const;
