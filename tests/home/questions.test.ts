/** Which questions stand on the home page. */
import { describe, expect, test } from 'vitest';
import { asSentence, chooseQuestions, headingAt } from '#components/site/home/questions.ts';

const articles = [
  {
    page: 'depth/a',
    questions: [
      { q: 'a, first wording' },
      { q: 'a, second wording' },
      { q: 'x, first wording', anchor: 'x' },
      { q: 'x, second wording', anchor: 'x' },
      { q: 'y', anchor: 'y' },
    ],
  },
  { page: 'code/b', questions: [{ q: 'b', anchor: 'x' }] },
];

describe('chooseQuestions', () => {
  test('takes the first wording for each answering section, and the articles take turns', () => {
    expect(chooseQuestions(articles, 10)).toEqual([
      { q: 'a, first wording', page: 'depth/a', section: 'depth' },
      { q: 'b', page: 'code/b', section: 'code', anchor: 'x' },
      { q: 'x, first wording', page: 'depth/a', section: 'depth', anchor: 'x' },
      { q: 'y', page: 'depth/a', section: 'depth', anchor: 'y' },
    ]);
  });

  test('keeps to the limit', () => {
    expect(chooseQuestions(articles, 2).map(({ q }) => q)).toEqual(['a, first wording', 'b']);
  });

  test('has nothing to ask without articles', () => {
    expect(chooseQuestions([], 5)).toEqual([]);
  });
});

describe('asSentence', () => {
  test.each([
    ['what does num_layers=2 mean', 'What does num_layers=2 mean?'],
    ['single layer vs stacked LSTM', 'Single layer vs stacked LSTM'],
    ['Is it slower?', 'Is it slower?'],
    ['whatever works', 'Whatever works'],
    ['单层LSTM和双层LSTM有什么区别', '单层LSTM和双层LSTM有什么区别？'],
    ['单层LSTM和多层LSTM的区别', '单层LSTM和多层LSTM的区别'],
    ['多层能解决梯度消失吗？', '多层能解决梯度消失吗？'],
  ])('%s', (typed, set) => expect(asSentence(typed)).toBe(set));
});

test('headingAt finds a heading by its id and gives its plain text', () => {
  const body = 'Text\n\n<h2 id="cost">What `two` cost</h2>\n\n<h3 id="time">In time</h3>\n';
  expect(headingAt(body, 'cost')).toBe('What two cost');
  expect(headingAt(body, 'time')).toBe('In time');
  expect(headingAt(body, 'tim')).toBeUndefined();
});
