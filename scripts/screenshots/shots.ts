import {
  asList,
  broken,
  changedGuest,
  example,
  explained,
  find,
  forty,
  inOrder,
  longNames,
  menu,
  mistaken,
  mixed,
  nothing,
  type Prepare,
  pool,
  press,
  reading,
  three,
  twice,
  unfolded,
} from './states.ts';

/** A state of the page, and the window that it is seen in. */
export interface Shot {
  readonly name: string;
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly forced?: boolean;
  /** The printed page: a PDF. */
  readonly print?: boolean;
  readonly scale?: number;
  readonly touch?: boolean;
  /** File name in docs/, for one that the README shows. */
  readonly readme?: string;
  readonly prepare: Prepare;
}

const phone = { width: 390, height: 844, touch: true };
const small = { width: 320, height: 640, touch: true };
/** A window of 1280 × 900 px at 400 %. */
const enlarged = { width: 320, height: 225, scale: 2 };

const all = inOrder(three, press('radio', /^All/));
const wide = inOrder(three, press('button', 'Widen'));
const registers = inOrder(forty, press('radio', 'Registers'));
const xeons = example('Skylake, Cascade Lake and Ice Lake');
const many = pool({ hosts: 1000, kinds: 1000 });
const guestTab = press('tab', /^Guest/);

export const shots: readonly Shot[] = [
  { name: '01-empty', prepare: nothing },
  { name: '01-empty-dark', dark: true, prepare: nothing },
  { name: '01-empty-phone', ...phone, prepare: nothing },
  { name: '01-empty-320', ...small, prepare: nothing },
  { name: '02-three', readme: 'three-hosts', prepare: explained },
  { name: '02-three-dark', dark: true, prepare: explained },
  { name: '02-three-2560', width: 2560, height: 1440, prepare: explained },
  { name: '02-three-720', width: 1280, height: 700, prepare: explained },
  { name: '02-three-1180', width: 1180, height: 800, prepare: explained },
  { name: '02-three-1024', width: 1024, height: 768, prepare: explained },
  { name: '02-three-768', width: 768, height: 1024, prepare: explained },
  { name: '02-three-phone', ...phone, prepare: three },
  { name: '02-three-phone-dark', ...phone, dark: true, prepare: explained },
  { name: '02-three-phone-guest', ...phone, prepare: inOrder(three, guestTab) },
  { name: '02-three-phone-xml', ...phone, prepare: inOrder(three, press('tab', /^Guest/)) },
  { name: '02-three-320', ...small, prepare: three },
  { name: '02-three-zoom-400', ...enlarged, prepare: three },
  { name: '02b-all', prepare: all },
  { name: '02b-all-dark', dark: true, prepare: all },
  { name: '02c-six', prepare: xeons },
  { name: '02c-six-1180', width: 1180, height: 800, prepare: xeons },
  { name: '02c-six-phone', ...phone, prepare: xeons },
  { name: '03-forty', prepare: forty },
  { name: '03-forty-dark', dark: true, prepare: forty },
  { name: '03-forty-phone', ...phone, prepare: forty },
  { name: '03-forty-320', ...small, prepare: forty },
  { name: '03-forty-unfolded', prepare: inOrder(forty, unfolded) },
  { name: '03-forty-list', prepare: inOrder(forty, asList) },
  { name: '03-forty-768', width: 768, height: 1024, prepare: forty },
  { name: '03b-twelve', prepare: pool({ hosts: 12, kinds: 12, name: (number) => `kvm-${number + 10}` }) },
  { name: '03c-seven-phone', ...phone, prepare: pool({ hosts: 7, kinds: 7 }) },
  { name: '03d-long-names', prepare: longNames },
  { name: '03d-long-names-phone', ...phone, prepare: longNames },
  { name: '04-guest', readme: 'guest-cpu', prepare: wide },
  { name: '04-guest-dark', dark: true, prepare: wide },
  { name: '04-guest-1180', width: 1180, height: 800, prepare: wide },
  { name: '04b-guest-changed', prepare: changedGuest },
  { name: '04b-guest-changed-dark', dark: true, prepare: changedGuest },
  { name: '04c-xml-mistake', prepare: mistaken },
  { name: '05-registers', prepare: registers },
  { name: '05-registers-dark', dark: true, prepare: registers },
  { name: '05-registers-1024', width: 1024, height: 768, prepare: registers },
  { name: '05-registers-thousand', prepare: inOrder(many, press('radio', 'Registers')) },
  { name: '06-problem', prepare: broken },
  { name: '06-problem-phone', ...phone, prepare: broken },
  { name: '06b-progress', prepare: reading },
  { name: '06c-twice', prepare: twice },
  { name: '06c-twice-phone', ...phone, prepare: twice },
  { name: '07-two-hundred', prepare: pool({ hosts: 200, kinds: 200 }) },
  { name: '08-thousand', prepare: many },
  { name: '09-intel-and-amd', prepare: example('Intel and AMD together') },
  { name: '09b-mixed', prepare: mixed },
  { name: '10-article', prepare: example('A laptop and a server of 2010') },
  { name: '11-forced-colours', forced: true, prepare: explained },
  { name: '11-forced-colours-dark', forced: true, dark: true, prepare: explained },
  { name: '11-forced-colours-forty', forced: true, prepare: forty },
  { name: '11-forced-colours-registers', forced: true, dark: true, prepare: registers },
  { name: '11-forced-colours-guest', forced: true, prepare: changedGuest },
  { name: '12-print', print: true, prepare: three },
  { name: '12-print-dark', print: true, dark: true, prepare: three },
  { name: '12-print-forty', print: true, prepare: forty },
  { name: '12-print-forty-unfolded', print: true, prepare: inOrder(forty, unfolded) },
  { name: '12-print-guest', print: true, prepare: changedGuest },
  { name: '13-hosts', prepare: inOrder(forty, press('button', /^40 hosts/)) },
  { name: '13-hosts-phone', ...phone, prepare: inOrder(forty, press('button', /^40 hosts/)) },
  { name: '14-keys', prepare: inOrder(three, press('button', 'Keys and help')) },
  { name: '14-keys-phone', ...phone, prepare: inOrder(three, press('button', 'Keys and help')) },
  { name: '15-find', prepare: inOrder(forty, find('leaf:7')) },
  { name: '15-find-nothing', prepare: inOrder(forty, find('missing:kvm-99')) },
  { name: '15-find-mistake', prepare: inOrder(forty, find('leaf:zz')) },
  { name: '15-find-help', prepare: inOrder(three, press('button', 'What Find understands')) },
  { name: '16-share', prepare: inOrder(three, menu('Share')) },
  { name: '16-columns', prepare: inOrder(forty, menu('Same CPUs merged')) },
  {
    name: '17-left-out',
    prepare: inOrder(three, async (page) => page.getByRole('checkbox', { name: 'kvm-03 counts' }).uncheck()),
  },
  { name: '18-add', prepare: inOrder(three, press('button', /Add hosts/)) },
];
