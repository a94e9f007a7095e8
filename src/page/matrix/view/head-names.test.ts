import { expect, it } from 'vitest';
import { headNames } from './head-names.ts';

it.each([
  [['kvm-01', 'kvm-02'], 'kvm-', '', ['01', '02']],
  [['kvm01', 'kvm02'], '', '', ['kvm01', 'kvm02']],
  [['a.example.org', 'b.example.org'], '', '.example.org', ['a', 'b']],
  [['kvm-1.lab', 'kvm-2.lab'], 'kvm-', '.lab', ['1', '2']],
  [['kvm-', 'kvm-1'], '', '', ['kvm-', 'kvm-1']],
  [['kvm-01'], '', '', ['kvm-01']],
  [['rack-a-compute-0147', 'rack-b-compute-0148'], 'rack-', '', ['a-co…0147', 'b-co…0148']],
])('%j', (all, prefix, suffix, names) => {
  expect(headNames(all, 9, true)).toEqual({ prefix, suffix, names });
});

it('leaves names whole that need not share', () => {
  expect(headNames(['kvm-01', 'kvm-02'], 9, false)).toEqual({
    prefix: '',
    suffix: '',
    names: ['kvm-01', 'kvm-02'],
  });
});
