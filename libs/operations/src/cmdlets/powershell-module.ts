import { cmdlets } from './all-cmdlets.js';
import type { Cmdlet, CmdletParameter, ParameterType } from './cmdlet.js';
import { examplesOf } from './examples/examples.js';

/** Names that the module has beside those of the catalogue. */
const own = ['Connect-Mailyard', 'Disconnect-Mailyard', 'AssembleMessage'];

/** The manifest of the PowerShell module (deploy/powershell/Mailyard.psd1). */
export function powershellManifest(version: string): string {
  return `# Made by npm run docs.
@{
  RootModule = 'Mailyard.psm1'
  ModuleVersion = ${quoted(version)}
  GUID = 'b7f7a3de-8f0a-4c5e-9a5e-6f0b6f3c7a21'
  Author = 'Mailyard'
  Description = 'The cmdlets of Mailyard, over its API.'
  PowerShellVersion = '5.1'
  FunctionsToExport = @(
${exportedNames()}
  )
  CmdletsToExport = @()
  VariablesToExport = @()
  AliasesToExport = @()
}
`;
}

function exportedNames(): string {
  return [...own, ...cmdlets.map(({ name }) => name)].map((name) => `    ${quoted(name)}`).join(',\n');
}

/** The PowerShell module (deploy/powershell/Mailyard.psm1): a function for each cmdlet of the catalogue. */
export function powershellModule(): string {
  const exported = `Export-ModuleMember -Function @(\n${exportedNames()}\n)`;
  const parts = [
    "# Made by npm run docs.\n. (Join-Path $PSScriptRoot 'Connection.ps1')\n",
    ...views(),
    ...cmdlets.map(proxy),
  ];
  return `${parts.join('\n')}\n${exported}\n`;
}

/** What a table shows of the objects of a type. */
function views(): string[] {
  const shown = new Map(cmdlets.map(({ output }) => [output.typeName, output.columns]));
  return [...shown].flatMap(([typeName, columns]) =>
    typeName === '' || columns.length === 0
      ? []
      : [
          `Update-TypeData -TypeName ${quoted(typeName)} -DefaultDisplayPropertySet ${columns.map(quoted).join(', ')} -Force`,
        ],
  );
}

function proxy(cmdlet: Cmdlet): string {
  const { name, parameters, changes, confirms, output } = cmdlet;
  const hasForce = changes && !parameters.some((each) => each.name === 'Force');
  const declared = [
    ...parameters.map(declaration),
    ...(hasForce ? ['    [Parameter()]\n    [switch] $Force'] : []),
  ];
  const binding = changes
    ? `SupportsShouldProcess = $true, ConfirmImpact = '${confirms ? 'High' : 'Medium'}'`
    : '';
  const types = parameters.map((each) => `${quoted(each.name)} = ${quoted(each.type)}`).join('; ');
  return `function ${name} {
${help(cmdlet)}
  [CmdletBinding(${binding})]
  param(
${declared.join(',\n')}
  )
  process {
    $form = @{ Changes = $${changes}; TypeName = ${quoted(output.typeName)}; Types = @{ ${types} } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}
`;
}

function help(cmdlet: Cmdlet): string {
  const { synopsis, parameters } = cmdlet;
  const lines = [
    '.SYNOPSIS',
    synopsis,
    ...parameters.flatMap(({ name, description }) => [`.PARAMETER ${name}`, description]),
    ...examplesOf(cmdlet).flatMap(({ command, description }) => ['.EXAMPLE', command, description]),
  ];
  return `  <#\n${lines.map((line) => `  ${line.replaceAll('#>', '# >').replaceAll(/\s*\n\s*/g, ' ')}`).join('\n')}\n  #>`;
}

/** Lists take @{Add=…; Remove=…}, and sizes, time spans and numbers words such as Unlimited: the API judges them. */
const types: Readonly<Partial<Record<ParameterType, string>>> = {
  string: 'string',
  enum: 'string',
  boolean: 'bool',
  switch: 'switch',
  file: 'string',
  files: 'string[]',
  savePath: 'string',
};

function declaration(each: CmdletParameter): string {
  const { name, type, multiple, aliases = [], values } = each;
  const isOpen = multiple && type !== 'files';
  const lines = [`[Parameter(${bindingOf(each)})]`];
  if (aliases.length > 0) lines.push(`[Alias(${aliases.map(quoted).join(', ')})]`);
  // A begin of a value is enough, as in Exchange (-TransportRole Frontend), so that a ValidateSet would refuse too much.
  if (values !== undefined) lines.push(`[ArgumentCompleter({ ${values.map(quoted).join(', ')} })]`);
  lines.push(`[${isOpen || each.pipeline === 'value' ? 'object' : (types[type] ?? 'object')}] $${name}`);
  return lines.map((line) => `    ${line}`).join('\n');
}

function bindingOf({ mandatory, position, pipeline }: CmdletParameter): string {
  return [
    ...(mandatory ? ['Mandatory = $true'] : []),
    ...(position === undefined ? [] : [`Position = ${position - 1}`]),
    ...(pipeline === 'value' ? ['ValueFromPipeline = $true'] : []),
    ...(pipeline === undefined ? [] : ['ValueFromPipelineByPropertyName = $true']),
  ].join(', ');
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}
