import { exportEdgeMailFlow } from '../../edge-mail-flow/export-edge-mail-flow.js';
import { testEdgeMailFlow } from '../../edge-mail-flow/test-edge-mail-flow.js';
import { parameter, type Cmdlet } from '../cmdlet.js';
import { bytesValue } from '../values/rich-value.js';

const reading = { confirms: false, changes: false } as const;

/** Ours: Exchange compares nothing where there is no subscription. */
export const edgeMailFlowCmdlets: readonly Cmdlet[] = [
  {
    ...reading,
    name: 'Export-EdgeMailFlow',
    synopsis:
      'Writes what mail between an Edge and its organization depends on at this side; it has no secret in it.',
    parameters: [
      parameter('FileName', 'Where the file is written, on the machine of the shell.', {
        type: 'savePath',
        position: 1,
      }),
    ],
    output: { typeName: 'Mailyard.EdgeMailFlow', columns: [] },
    examples: [
      {
        command: 'Export-EdgeMailFlow edge01.json',
        description: 'At one side, for Test-EdgeMailFlow at the other.',
      },
    ],
    async run({ order }) {
      const { fileData } = await order(exportEdgeMailFlow, {});
      return { output: [{ FileData: bytesValue(fileData) }] };
    },
  },
  {
    ...reading,
    name: 'Test-EdgeMailFlow',
    synopsis:
      'Compares this side with what the other has exported, and says what is missing and how to cure it.',
    parameters: [
      parameter('FileName', 'What Export-EdgeMailFlow has written at the other side.', {
        type: 'file',
        mandatory: true,
        position: 1,
      }),
    ],
    output: {
      typeName: 'Mailyard.EdgeMailFlowTest',
      columns: ['Check', 'Result', 'Server', 'Finding', 'Cure'],
    },
    examples: [
      {
        command: 'Test-EdgeMailFlow edge01.json | where Result -ne Success | Format-List',
        description: 'What would keep mail from flowing, and what to do about it.',
      },
    ],
    async run({ parameters: { FileName }, order }) {
      const rows = await order(testEdgeMailFlow, { fileData: FileName });
      return {
        output: rows.map(({ check, result, server, finding, cure }) => ({
          Check: check,
          Result: result,
          Server: server ?? null,
          Finding: finding ?? null,
          Cure: cure ?? null,
        })),
      };
    },
  },
];
