import type { CommandDefinition } from '../command/command.js';

/** What Get-Help shows of commands that are small enough to have no examples beside them. */
const examples: Readonly<Record<string, readonly (readonly [command: string, description: string])[]>> = {
  'Add-Content': [["'192.168.5.30' | Add-Content ranges.txt", 'One more line at the end of a file.']],
  'Add-Member': [
    ["$user | Add-Member -NotePropertyName Site -NotePropertyValue 'Berlin'", 'One more property.'],
  ],
  'ConvertFrom-Csv': [['"Name,Mail`nAlice,alice@contoso.com" | ConvertFrom-Csv', 'An object for each line.']],
  'ConvertFrom-Json': [['Get-Content users.json -Raw | ConvertFrom-Json', 'Objects of a file.']],
  'ConvertTo-Csv': [
    ['Get-Queue | select Identity,MessageCount | ConvertTo-Csv', 'Lines for another program.'],
  ],
  'ConvertTo-Json': [['Get-ReceiveConnector | ConvertTo-Json', 'For another program.']],
  'ConvertTo-SecureString': [
    ["ConvertTo-SecureString 'Secret-5' -AsPlainText -Force", 'A password that is not shown.'],
  ],
  'Get-Content': [['Get-Content ranges.txt', 'The lines of a file.']],
  'Get-Member': [['Get-Queue | Get-Member', 'Which properties a queue has.']],
  'Get-Variable': [['Get-Variable', 'All variables and their values.']],
  'Join-Path': [["Join-Path /srv/exports 'users.csv'", 'One path of two.']],
  'New-Object': [["New-Object PSObject -Property @{ Name = 'Alice' }", 'An object of one’s own.']],
  'New-TimeSpan': [['New-TimeSpan -Hours 6', 'Six hours.']],
  'Out-File': [['Get-Queue | Out-File queues.txt', 'What would be shown, in a file.']],
  'Out-Host': [['Get-Queue | Out-Host', 'Shown, even where its result is kept.']],
  'Out-Null': [['New-AcceptedDomain fabrikam.com -DomainName fabrikam.com | Out-Null', 'Nothing is shown.']],
  'Out-String': [['(Get-Queue | Out-String).Length', 'What would be shown, as a text.']],
  'Read-Host': [["$name = Read-Host 'Name'", 'Asks for a line.']],
  'Set-Content': [['(Get-Mailbox).PrimarySmtpAddress | Set-Content addresses.txt', 'A file of these lines.']],
  'Set-Variable': [['Set-Variable limit 100', 'The same as $limit = 100.']],
  'Split-Path': [['Split-Path /srv/exports/users.csv -Leaf', 'users.csv']],
  'Start-Sleep': [['Start-Sleep 5', 'Goes on after five seconds.']],
  'Tee-Object': [['Get-Queue | Tee-Object -Variable queues | measure', 'Kept, and counted.']],
  'Write-Error': [["Write-Error 'No such file'", 'As an error of a script.']],
  'Write-Host': [["Write-Host 'done' -ForegroundColor Green", 'For whoever sits there; no result.']],
  'Write-Information': [
    ["Write-Information 'half done' -InformationAction Continue", 'Where it is asked for.'],
  ],
  'Write-Output': [["Write-Output 'a','b'", 'Results, one by one.']],
  'Write-Verbose': [["Write-Verbose 'reading' -Verbose", 'Where -Verbose asks for it.']],
  'Write-Warning': [["Write-Warning 'This takes long'", 'In another colour, beside the results.']],
};

/** A command with its own examples, or with those of this table. */
export function withExamples(command: CommandDefinition): CommandDefinition {
  const known =
    command.examples ??
    examples[command.name]?.map(([typed, does]) => ({ command: typed, description: does }));
  return known === undefined ? command : { ...command, examples: known };
}
