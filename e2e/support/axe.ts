import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The page as it is now breaks none of axe's rules, or none of those named: some are off unless asked for. */
export async function expectNoAxeViolations(page: Page, only?: readonly string[]): Promise<void> {
  // Passed rules would be described node by node, and another page be opened to collect what frames of other
  // origins said: three quarters of the time, for results that nobody reads and frames that this page has not.
  const { violations } = await new AxeBuilder({ page })
    .options({
      resultTypes: ['violations'],
      ...(only !== undefined && { runOnly: { type: 'rule', values: [...only] } }),
    })
    .setLegacyMode()
    .analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    rule: `${id}: ${help}`,
    where: nodes.map(({ target, failureSummary }) => `${target.join(' ')}\n${failureSummary ?? ''}`),
  }));
  expect(found, 'accessibility').toEqual([]);
}
