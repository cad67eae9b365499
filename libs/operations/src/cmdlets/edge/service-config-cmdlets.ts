import type { KindCmdlets } from '../objects/kind-form.js';

export const edgeSyncServiceConfigCmdlets: KindCmdlets = {
  kind: 'EdgeSyncServiceConfigs',
  typeName: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.EdgeSyncServiceConfig',
  columns: ['Name', 'ConfigurationSyncInterval', 'RecipientSyncInterval', 'LockDuration'],
  output: {
    objectClass: ['msExchEdgeSyncServiceConfig'],
    container: () => ['Sites', 'Configuration'],
  },
  examples: {
    Get: [{ command: 'Get-EdgeSyncServiceConfig | Format-List', description: 'How often Edges are told.' }],
    Set: [
      {
        command: 'Set-EdgeSyncServiceConfig EdgeSyncService -RecipientSyncInterval 00:02:00',
        description: 'New recipients are known at the Edge after two minutes.',
      },
    ],
  },
};
