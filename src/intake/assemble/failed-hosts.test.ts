import { describe, expect, test } from 'vitest';
import { fixture } from '../fixtures.test-support.ts';
import { readText } from '../intake.ts';

const cpu = fixture('cpu-host.xml');
const refused = 'ssh: connect to host kvm-02 port 22: Connection refused';

/** Each after the CPU of kvm-01. */
const failures: readonly (readonly [title: string, text: string, said: string])[] = [
  [
    'under a heading',
    `== kvm-02 ==\nerror: failed to connect to the hypervisor\n`,
    'error: failed to connect',
  ],
  [
    'under a heading and a command',
    `== kvm-02\n$ virsh capabilities\nbash: virsh: command not found\n`,
    'bash: virsh',
  ],
  [
    'under a prompt and a command',
    `[root@kvm-02 ~]# virsh -r capabilities\nerror: failed to connect to the hypervisor\n`,
    'error: failed to connect',
  ],
  ['ssh by itself', `${refused}\n`, refused],
  [
    'Ansible, unreachable',
    `kvm-02 | UNREACHABLE! => {\n    "changed": false\n}\n`,
    'kvm-02 | UNREACHABLE! => {',
  ],
  ['Ansible, a task', `fatal: [kvm-02]: FAILED! => {"rc": 1}\n`, 'fatal: [kvm-02]: FAILED!'],
  [
    'parallel-ssh',
    `[2] 12:00:01 [FAILURE] kvm-02 Exited with error code 255\n`,
    '[2] 12:00:01 [FAILURE] kvm-02',
  ],
  ['pdsh', `pdsh@admin: kvm-02: ssh exited with exit code 255\n`, 'pdsh@admin: kvm-02: ssh'],
  ['clush', `clush: kvm-02: exited with exit code 1\n`, 'clush: kvm-02: exited'],
  [
    'clush -b',
    `---------------\nkvm-02\n---------------\nerror: failed to connect\n`,
    'error: failed to connect',
  ],
];

describe('a host that gave an error', () => {
  test.each(failures)('%s', (_title, text, said) => {
    const before = `== kvm-01 ==\n${cpu}`;
    const { hosts, problems } = readText(before + text, 'paste 1');
    expect(hosts.map(({ name }) => name)).toEqual(['kvm-01']);
    expect(problems).toMatchObject([{ code: 'host-failed', host: 'kvm-02' }]);
    const [problem] = problems;
    expect(problem?.sentence).toContain(`says “${said}`);
    const line = before.split('\n').length + text.split('\n').findIndex((each) => each.startsWith(said));
    expect(problem?.place).toEqual({ file: 'paste 1', line });
  });

  test("in Ansible's JSON, with its own words or those of the command", () => {
    const results = {
      'kvm-01': { changed: true, stderr: '', stdout: cpu },
      'kvm-02': { unreachable: true, msg: `Failed to connect to the host via ssh: ${refused}` },
      'kvm-03': {
        failed: true,
        msg: 'non-zero return code',
        stderr: 'error: no connection\nerror: no "socket"',
      },
      'kvm-04': { failed: true },
    };
    const text = JSON.stringify({ hosts: results, stats: { 'kvm-05': { unreachable: 0 } } }, null, 2);
    const { hosts, problems } = readText(text, 'paste 1');
    expect(hosts.map(({ name }) => name)).toEqual(['kvm-01']);
    expect(problems.map(({ host }) => host)).toEqual(['kvm-02', 'kvm-03', 'kvm-04']);
    const line = (key: string) => text.slice(0, text.indexOf(`"${key}"`)).split('\n').length;
    for (const [i, said] of [refused, 'error: no "socket"', 'it failed'].entries()) {
      expect(problems[i]?.sentence).toContain(said);
      expect(problems[i]?.place.line).toBe(line(`kvm-0${i + 2}`));
    }
  });

  test('is named once, and not where it gave its CPU too', () => {
    const text = `${refused}\n${refused}\n== kvm-01 ==\nerror: a warning\n${cpu}`;
    expect(readText(text, 'paste 1').problems).toMatchObject([{ host: 'kvm-02' }]);
    expect(readText(`${text}== kvm-02 ==\n${cpu}`, 'paste 1').problems).toEqual([]);
  });

  test.each([
    'kvm-01 reports an error',
    'Notes:\nthe import failed',
    'mei-me: error 5',
    'dm-0: device not found',
    '[root@kvm-02 ~]# virsh start web-01\nerror: Domain not found',
  ])('is none: %s', (words) => {
    expect(readText(`== kvm-01 ==\n${cpu}\n\n\n\n${words}\n`, 'paste 1').problems).toEqual([]);
  });

  test('is named where every host gave one', () => {
    const text = `== kvm-01\nssh: connect to host kvm-01 port 22: No route to host\n== kvm-02\nbash: virsh: command not found\n`;
    const { hosts, problems } = readText(text, 'paste 1');
    expect(hosts).toEqual([]);
    expect(problems.map(({ code, host, place }) => [code, host, place.line])).toEqual([
      ['host-failed', 'kvm-01', 2],
      ['host-failed', 'kvm-02', 4],
    ]);
  });

  test('twenty thousand of them are a list that ends', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `clush: kvm-${i}: exited with exit code 1`).join(
      '\n',
    );
    const { hosts, problems } = readText(`${cpu}\n${many}\n`, 'paste 1');
    expect(hosts).toHaveLength(1);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)?.sentence).toMatch(/^paste 1 has 19,900 more problems/);
  });
});
