import type { Article } from '../../domain/article.js';

/** Templates are tried with both when they are loaded: whatever an article lacks or brings, they must work. */
export const EMPTY_ARTICLE: Article = {
  url: null,
  guid: null,
  title: '',
  summary: '',
  body: '',
  authors: [],
  publication: null,
  section: null,
  tags: [],
  image: null,
  language: null,
  publishedAt: null,
  updatedAt: null,
  embargoUntil: null,
};

export const FULL_ARTICLE: Article = {
  url: 'https://www.example.com/world/harbour-bridge',
  guid: 'https://www.example.com/?p=1',
  title: 'Harbour bridge reopens after two years',
  summary: 'The harbour bridge carries trams again. Repairs took two years. The last scaffolding goes in June.',
  body: 'The harbour bridge carries trams again.\n\nRepairs took two years.',
  authors: ['Aiko Mori', 'Tom Hale'],
  publication: {
    name: 'The Harbour Post',
    url: 'https://www.example.com/',
    x: '@harbourpost',
    facebook: 'https://www.facebook.com/harbourpost',
  },
  section: 'City',
  tags: ['Harbour bridge', 'Trams'],
  image: { url: 'https://www.example.com/bridge.jpg', alt: 'A tram on the bridge', credit: 'Tom Hale' },
  language: 'en',
  publishedAt: new Date('2026-05-01T09:00:00Z'),
  updatedAt: new Date('2026-05-01T10:00:00Z'),
  embargoUntil: new Date('2026-05-01T08:00:00Z'),
};
