/** Sections in their fixed order, articles by their number, neighbours across sections. */
import { describe, expect, test } from 'vitest';
import { placeOf, shelvesOf, standingOf } from '#site/articles.ts';
import { SECTIONS, sectionOf } from '#site/sections.ts';

const article = (id: string, order: number) => ({ id, data: { title: id, navTitle: id, order } });
const articles = [
  article('en/about/demos', 1),
  article('en/depth/second', 2),
  article('zh-cn/depth/first', 1),
  article('en/depth/first', 1),
  article('en/inside/layer', 7),
];

describe('placeOf', () => {
  test('splits an id', () => {
    expect(placeOf('zh-cn/depth/first')).toEqual({
      locale: 'zh-cn',
      section: 'depth',
      page: 'depth/first',
    });
  });
  test.each(['depth/first', 'fr/depth/first', 'en/first'])('refuses %s', (id) => {
    expect(() => placeOf(id)).toThrow(id);
  });
});

describe('shelvesOf', () => {
  test('orders sections and articles, and leaves out what is empty or in the other language', () => {
    const shelves = shelvesOf(articles, 'en');
    expect(shelves.map(({ section }) => section.id)).toEqual(['inside', 'depth', 'about']);
    expect(shelves.map((shelf) => shelf.articles.map(({ id }) => id))).toEqual([
      ['en/inside/layer'],
      ['en/depth/first', 'en/depth/second'],
      ['en/about/demos'],
    ]);
  });
  test('equal numbers are ordered by id, whatever the order of the files', () => {
    const two = [article('en/depth/b', 1), article('en/depth/a', 1)];
    expect(shelvesOf(two, 'en')[0]?.articles.map(({ id }) => id)).toEqual([
      'en/depth/a',
      'en/depth/b',
    ]);
  });
  test('an article outside the sections is an error that names the sections', () => {
    expect(() => shelvesOf([article('en/misc/x', 1)], 'en')).toThrow(/depth.*misc/);
  });
});

describe('standingOf', () => {
  const shelves = shelvesOf(articles, 'en');
  test('counts within the section and finds neighbours across sections', () => {
    const { section, number, of, previous, next } = standingOf(shelves, 'en/depth/first');
    expect([section.id, number, of]).toEqual(['depth', 1, 2]);
    expect([previous?.id, next?.id]).toEqual(['en/inside/layer', 'en/depth/second']);
  });
  test('the ends have one neighbour', () => {
    expect(standingOf(shelves, 'en/inside/layer').previous).toBeUndefined();
    expect(standingOf(shelves, 'en/about/demos').next).toBeUndefined();
  });
  test('an unknown article is an error', () => {
    expect(() => standingOf(shelves, 'en/depth/none')).toThrow('en/depth/none');
  });
});

test('every section has a name of its own in both languages', () => {
  expect(new Set(SECTIONS.map(({ name }) => name.en)).size).toBe(SECTIONS.length);
  expect(new Set(SECTIONS.map(({ name }) => name['zh-cn'])).size).toBe(SECTIONS.length);
  expect(sectionOf('depth').name['zh-cn']).toBe('层数');
});
