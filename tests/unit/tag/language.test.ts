import { expect, test } from 'vitest';
import { detectLanguage } from '../../../src/tag/language.ts';

const english =
  'The harbour was closed for two days after the storm, and the ferries stayed in port until Sunday.';
const german = 'Der Hafen blieb nach dem Sturm zwei Tage geschlossen, und die Fähren lagen bis Sonntag fest.';
const turkish = 'Fırtınadan sonra liman iki gün kapalı kaldı ve feribotlar pazar gününe kadar bekledi.';

test('the language of running text is found', () => {
  expect(detectLanguage('', english, null)).toBe('en');
  expect(detectLanguage('', german, null)).toBe('de');
  expect(detectLanguage('', turkish, null)).toBe('tr');
});

test('a short title is judged together with the lead', () => {
  expect(detectLanguage('Sturm', german, null)).toBe('de');
});

test('a wrong declaration does not win over clear text', () => {
  expect(detectLanguage('', german, 'en-GB')).toBe('de');
});

test('where there is too little to judge the declaration wins, without its region', () => {
  expect(detectLanguage('OK', '', 'pt-BR')).toBe('pt');
  expect(detectLanguage('', '', 'tr')).toBe('tr');
});

test('nothing said and nothing to read gives null; nonsense is no declaration', () => {
  expect(detectLanguage('', '', null)).toBeNull();
  expect(detectLanguage('', '', 'und')).toBeNull();
  expect(detectLanguage('', '', 'english please')).toBeNull();
});
