/** The home page's description for search engines. */
import { expect, test } from 'vitest';
import { websiteJsonLd } from '#components/site/home/website.ts';

test('is a WebSite in its language and cannot end the script element', () => {
  const json = websiteJsonLd({
    locale: 'zh-cn',
    url: 'https://strata.example/zh-cn/',
    name: 'Strata',
    description: 'a </script> b',
  });
  expect(json).not.toContain('<');
  expect(JSON.parse(json)).toMatchObject({
    '@type': 'WebSite',
    inLanguage: 'zh-CN',
    description: 'a </script> b',
  });
});
