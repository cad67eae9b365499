import { exportEdgeConfig } from '../../edge-clone/export-edge-config.js';
import { importEdgeConfig } from '../../edge-clone/import-edge-config.js';
import { newEdgeConfigAnswer } from '../../edge-clone/new-edge-config-answer.js';
import { parameter, type Cmdlet } from '../cmdlet.js';
import { secretOf } from '../certificates/certificate-parameters.js';
import { told } from '../objects/kind-cmdlet.js';
import { bytesValue } from '../values/rich-value.js';

const key = parameter('Key', 'What secrets are encrypted with; 12 characters at least.', {
  type: 'credential',
  mandatory: true,
});
const data = parameter('CloneConfigData', 'What Export-EdgeConfig has written at the other Edge.', {
  type: 'file',
  mandatory: true,
  position: 1,
});
const output = { typeName: 'Mailyard.EdgeConfig', columns: [] } as const;

/** In Exchange scripts of these names, ExportEdgeConfig.ps1 and ImportEdgeConfig.ps1. */
export const cloneCmdlets: readonly Cmdlet[] = [
  {
    name: 'Export-EdgeConfig',
    synopsis: 'Writes the configuration of this Edge into a file, from which others are made like it.',
    parameters: [
      parameter('CloneConfigData', 'Where the file is written, on the machine of the shell.', {
        type: 'savePath',
        position: 1,
      }),
      key,
    ],
    output,
    confirms: false,
    changes: false,
    examples: [
      {
        command: 'Export-EdgeConfig edge01.clone -Key (Get-Credential)',
        description: 'At the Edge that is to be cloned; asks for the key, of which the name does not matter.',
      },
    ],
    async run({ parameters: { Key }, order }) {
      const { fileData } = await order(exportEdgeConfig, { key: secretOf(Key) });
      return { output: [{ FileData: bytesValue(fileData) }] };
    },
  },
  {
    name: 'New-EdgeConfigAnswer',
    synopsis: 'Asks what the other Edge’s file cannot know of this one: writes a file to be filled in.',
    parameters: [
      data,
      key,
      parameter('CloneConfigAnswer', 'Where the file is written, on the machine of the shell.', {
        type: 'savePath',
      }),
    ],
    output,
    confirms: false,
    changes: false,
    examples: [
      {
        command: 'New-EdgeConfigAnswer edge01.clone -Key (Get-Credential) -CloneConfigAnswer edge02.yaml',
        description: 'At the new Edge; ImportEdgeConfig.ps1 -IsImport $false in Exchange.',
      },
    ],
    async run({ parameters: { CloneConfigData, Key }, order }) {
      const { fileData, asked } = await order(newEdgeConfigAnswer, {
        cloneConfigData: CloneConfigData,
        key: secretOf(Key),
      });
      return { output: [{ Asked: asked, FileData: bytesValue(fileData) }] };
    },
  },
  {
    name: 'Import-EdgeConfig',
    synopsis: 'Makes this Edge like the one whose file it is, as a whole or not at all.',
    parameters: [
      data,
      key,
      parameter('CloneConfigAnswer', 'What New-EdgeConfigAnswer has written, filled in.', { type: 'file' }),
    ],
    output: { typeName: '', columns: [] },
    confirms: true,
    changes: true,
    examples: [
      {
        command:
          'Import-EdgeConfig edge01.clone -Key (Get-Credential) -CloneConfigAnswer edge02.yaml -WhatIf',
        description: 'At the new Edge: what would become of it. Without -WhatIf it does.',
      },
    ],
    async run({ parameters: { CloneConfigData, CloneConfigAnswer, Key }, order, whatIf, force }) {
      const result = await order(importEdgeConfig, {
        cloneConfigData: CloneConfigData,
        cloneConfigAnswer: CloneConfigAnswer ?? undefined,
        key: secretOf(Key),
        validateOnly: whatIf,
        force: force || whatIf,
      });
      return told(result, whatIf);
    },
  },
];
