import type { Random } from '../../chaos/random.js';

const WHO = [
  ...['The night ferry', 'The harbour council', 'A retired pilot', 'The island school', 'The fishing fleet'],
  ...['The weather office', 'A group of students', 'The tram company', 'The city library', 'The coast guard'],
  ...['The orchard cooperative', 'A local choir', 'The rescue service', 'The chess club', 'The fire brigade'],
];
const DOES = [
  ...['returns to', 'opens', 'repairs', 'asks about', 'celebrates', 'closes', 'votes on', 'measures', 'moves'],
  ...['pays for', 'rebuilds', 'argues over', 'finds', 'photographs', 'insures', 'warns of'],
];
const WHAT = [
  ...['the old lighthouse', 'a new timetable', 'the fish market', 'the winter budget', 'the flooded tunnel'],
  ...['the northern pier', 'the summer school', 'a forgotten map', 'the ice road', 'the village cinema'],
  ...['the water tower', 'the swing bridge', 'the tide tables', 'the youth orchestra', 'the bus shelters'],
];
const WHEN = [
  ...['after two years', 'before the holidays', 'for the third time', 'without a permit', 'in heavy rain'],
  ...['at last', 'by a narrow vote', 'despite the strike', 'with help from Norway', 'overnight'],
];
export const SECTIONS = ['Islands', 'City', 'Sport', 'Culture', 'Business', 'Weather', 'World', 'Opinion'];
export const AUTHORS = ['Ada Quay', 'Ben Shore', 'Chiyo Minato', 'Dag Fjord', 'Ella Sands', 'Finn Harbour'];

/** `The tram company repairs the swing bridge overnight (1204)`: the number makes each the only one. */
export function headline(random: Random, number: number): string {
  const words = [random.pick(WHO), random.pick(DOES), random.pick(WHAT), random.pick(WHEN)].join(' ');
  return `${words} (${String(number)})`;
}

function sentence(random: Random): string {
  return `${random.pick(WHO)} ${random.pick(DOES)} ${random.pick(WHAT)} ${random.pick(WHEN)}.`;
}

export function sentences(random: Random, count: number): string {
  return Array.from({ length: count }, () => sentence(random)).join(' ');
}
