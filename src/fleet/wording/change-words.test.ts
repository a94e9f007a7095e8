import { expect, it } from 'vitest';
import { changePhrases, followPhrases, startsPhrases, wayBackPhrases } from './change-words.ts';
import { plainText } from './phrases.ts';

it('names the removed and added features and the other changes', () => {
  const told = [{ what: 'Microcode', before: '0x1', now: '0x2' }];
  expect(plainText(changePhrases({ gone: ['rdtscp'], came: ['ibpb', 'ssbd'], told }))).toBe(
    '1 feature removed: rdtscp. 2 features added: ibpb and ssbd. Microcode: 0x1, now 0x2. ',
  );
  expect(plainText(changePhrases({ gone: [], came: [], told: [] }))).toBe(
    'Nothing that is compared has changed. ',
  );
});

it('says what that does to the guest', () => {
  expect(plainText(followPhrases({ gained: ['a'], lost: [] }))).toBe('The guest gains 1 feature: a. ');
  expect(plainText(followPhrases({ gained: [], lost: ['b'] }))).toBe('The guest loses 1 feature: b.');
  expect(plainText(followPhrases({ gained: [], lost: [] }))).toBe('The guest CPU stays as it is.');
});

it('says which guests start elsewhere', () => {
  const words = (guests: string[], lost: string[], gained: string[]) =>
    plainText(startsPhrases({ guests, lost, gained }));
  expect(words(['web-01'], ['kvm-02'], [])).toBe('web-01 no longer starts on kvm-02.');
  expect(words(['web-01', 'web-02'], ['kvm-02'], ['kvm-03'])).toBe(
    'web-01 and web-02 no longer start on kvm-02. They now start on kvm-03.',
  );
  expect(words(['web-01'], [], ['kvm-03'])).toBe('web-01 now starts on kvm-03.');
});

it('says how removed features usually come back, each way once', () => {
  expect(wayBackPhrases(['md-clear', 'avx512vnni', 'ssbd', 'smap']).map(plainText)).toEqual([
    'md-clear and ssbd usually come back with newer microcode (BIOS or the microcode package), with a kernel and QEMU that know it.',
    'smap usually comes back with a kernel started without nosmap.',
  ]);
  expect(wayBackPhrases(['avx512vnni'])).toEqual([]);
});
