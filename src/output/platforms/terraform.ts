import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { formatCpu } from '../../cpu/definition/format.ts';
import { hclString, indent, isPlainName, nameFor } from '../kit/quote.ts';
import type { OutputInput, OutputTarget, OutputText } from '../kit/target.ts';
import { clusterNotes, modelNotes } from './domain.ts';

export const terraform: OutputTarget = {
  id: 'terraform',
  title: 'Terraform, dmacvicar/libvirt 0.9.1 and later',
  short: 'Terraform',
  where: 'merge into your libvirt_domain resource: what else it needs is yours to add',
  names: 'quoted',
  modelsApart: true,
  write: writeTerraform,
};

export const terraformOld: OutputTarget = {
  id: 'terraform-0.8',
  title: 'Terraform, dmacvicar/libvirt 0.6.11 to 0.8',
  short: 'Terraform',
  where: 'merge into your libvirt_domain resource: what else it needs is yours to add',
  names: 'plain',
  modelsApart: true,
  write: writeOld,
};

type HclValue = string | number | boolean | undefined;

function writeTerraform(input: OutputInput): OutputText {
  const { guest, name } = input;
  const notes: string[] = [...clusterNotes(input), ...modelNotes(guest)];
  const named = guest.mode === 'custom' || guest.mode === 'host-model';
  const custom = guest.mode === 'custom' && guest.model !== undefined;
  const model = named ? guest.model : undefined;
  const values: Record<string, HclValue> = {
    mode: guest.mode === 'custom' && !custom ? undefined : guest.mode,
    match: custom ? guest.match : undefined,
    check: guest.check,
    deprecated_features: guest.deprecatedFeatures,
    model,
    model_fallback: model === undefined ? undefined : guest.fallback,
    model_vendor_id: named ? guest.vendorId : undefined,
    vendor: named ? guest.vendor : undefined,
  };
  if (guest.migratable !== undefined) {
    notes.push(
      `migratable='${guest.migratable}' is left out: the provider writes it as yes or no, which libvirt refuses.`,
    );
  }
  const lines = [...assignments(values), ...objects(guest), ...featureList(guest)];
  const cpu = `cpu = {\n${indent(lines.map((line) => `${line}\n`).join(''), 1)}}\n`;
  return { text: resource(name, cpu, notes), language: 'hcl', notes };
}

function assignments(values: Readonly<Record<string, HclValue>>): string[] {
  const set = Object.entries(values).filter(([, value]) => value !== undefined);
  const width = Math.max(0, ...set.map(([key]) => key.length));
  return set.map(
    ([key, value]) =>
      `${key.padEnd(width)} = ${typeof value === 'string' ? hclString(value) : String(value)}`,
  );
}

function objects({ topology, cache, maxphysaddr }: GuestCpu): string[] {
  const lines: string[] = [];
  const add = (key: string, values: Readonly<Record<string, HclValue>>) => {
    lines.push(`${key} = {`, ...assignments(values).map((line) => `  ${line}`), '}');
  };
  if (topology !== undefined) add('topology', { ...topology });
  if (cache !== undefined) add('cache', { level: cache.level, mode: cache.mode });
  if (maxphysaddr !== undefined) add('max_phys_addr', { ...maxphysaddr });
  return lines;
}

function featureList({ features }: GuestCpu): string[] {
  if (features.length === 0) return [];
  const items = features.map(({ name, policy }) => `  { name = ${hclString(name)}, policy = "${policy}" },`);
  return ['features = [', ...items, ']'];
}

/**
 * From 0.6.11 on cpu is a block; up to 0.8 it knows the mode only, and the rest goes through the stylesheet that the
 * provider applies to its XML. 0.9.0 has neither a stylesheet nor features.
 */
function writeOld(input: OutputInput): OutputText {
  const { guest, name } = input;
  const notes: string[] = [...clusterNotes(input), ...modelNotes(guest)];
  const mode = `cpu {\n  mode = "${guest.mode}"\n}\n`;
  const xml = formatCpu(guest, input.map.dialect);
  const words = [guest.model, guest.vendor, guest.vendorId, ...guest.features.map((feature) => feature.name)];
  const bad = words
    .filter((word) => word !== undefined && !isPlainName(word))
    .map((word) => JSON.stringify(word));
  if (xml === `<cpu mode='${guest.mode}'/>\n`)
    return { text: resource(name, mode, notes), language: 'hcl', notes };
  if (bad.length > 0) {
    notes.push(
      `The cpu block says the mode only, and no stylesheet is written with ${bad.join(', ')} in it.`,
    );
    return { text: '', language: 'hcl', notes };
  }
  return { text: resource(name, mode + stylesheet(xml), notes), language: 'hcl', notes };
}

function stylesheet(xml: string): string {
  return `xml {
  xslt = <<-XSLT
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
      <xsl:output omit-xml-declaration="yes" indent="yes"/>
      <xsl:template match="node()|@*">
        <xsl:copy>
          <xsl:apply-templates select="node()|@*"/>
        </xsl:copy>
      </xsl:template>
      <xsl:template match="/domain/cpu">
${indent(xml, 4)}      </xsl:template>
    </xsl:stylesheet>
  XSLT
}
`;
}

function resource(name: string, cpu: string, notes: string[]): string {
  const label = nameFor(name, /^[A-Za-z_][A-Za-z0-9_-]*$/, notes);
  return `resource "libvirt_domain" "${label}" {\n${indent(cpu, 1)}}\n`;
}
