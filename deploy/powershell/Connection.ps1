# What the cmdlets of this module have in common: where the API is, and how it is called. Windows PowerShell 5.1 and
# PowerShell 7 read it alike. The cmdlets themselves are in Mailyard.psm1, which is made from the server's catalogue.

$script:MailyardUri = $null
$script:MailyardAuthorization = $null

function Connect-Mailyard {
  <#
  .SYNOPSIS
  Says to which admin centre the cmdlets of this session go, and with which login.
  .PARAMETER ConnectionUri
  The address of the admin centre: https://mbx01.contoso.com:8080.
  .PARAMETER Credential
  An administrator's name and password.
  .PARAMETER Token
  A token of the API instead of a password. Without either it is taken from the environment variable MAILYARD_API_TOKEN.
  .EXAMPLE
  Connect-Mailyard https://mbx01.contoso.com:8080 -Credential (Get-Credential)
  .EXAMPLE
  Connect-Mailyard https://mbx01.contoso.com:8080 -Token (Read-Host Token -AsSecureString)
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $ConnectionUri,
    [Parameter(Position = 1)]
    [pscredential] $Credential,
    [Parameter()]
    [securestring] $Token
  )
  if (($null -ne $Credential) -and ($null -ne $Token)) { throw 'Say -Credential or -Token, not both.' }
  if (($null -eq $Credential) -and ($null -eq $Token)) {
    if ([string]::IsNullOrEmpty($env:MAILYARD_API_TOKEN)) { throw 'Say -Credential or -Token, or set MAILYARD_API_TOKEN.' }
    $Token = ConvertTo-SecureString $env:MAILYARD_API_TOKEN -AsPlainText -Force
  }
  # The login must not go over a network in the clear.
  $address = [uri] $ConnectionUri
  if ($address.Scheme -ne 'https' -and -not $address.IsLoopback) { throw "$ConnectionUri would get the login in the clear: say https://." }
  if ($null -ne $Token) {
    $plain = (New-Object System.Management.Automation.PSCredential 'token', $Token).GetNetworkCredential().Password
    $authorization = "Bearer $plain"
  } else {
    $pair = "$($Credential.UserName):$($Credential.GetNetworkCredential().Password)"
    $authorization = 'Basic ' + [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($pair))
  }
  # Windows PowerShell offers older versions of TLS alone unless it is told.
  if ($PSVersionTable.PSVersion.Major -lt 6) {
    $known = [System.Net.ServicePointManager]::SecurityProtocol
    [System.Net.ServicePointManager]::SecurityProtocol = $known -bor [System.Net.SecurityProtocolType]::Tls12
  }
  $script:MailyardUri = $ConnectionUri.TrimEnd('/')
  $script:MailyardAuthorization = $authorization
  try {
    Invoke-MailyardRequest 'GET' '/api/v1/cmdlets' | Out-Null
  } catch {
    Disconnect-Mailyard
    throw
  }
}

function Disconnect-Mailyard {
  <#
  .SYNOPSIS
  Forgets address and login.
  #>
  [CmdletBinding()]
  param()
  $script:MailyardUri = $null
  $script:MailyardAuthorization = $null
}

function AssembleMessage {
  <#
  .SYNOPSIS
  Writes what Export-Message names into a file, with its envelope.
  .PARAMETER Path
  The file that is written, or a folder: there each message has a file of its own.
  .PARAMETER Message
  Of Export-Message.
  .PARAMETER Force
  Also over a file that is there.
  .EXAMPLE
  Export-Message MBX01\DB01\8796093022209 | AssembleMessage -Path message.eml
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Path,
    [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
    [object] $Message,
    [switch] $Force
  )
  begin { $written = @{} }
  process {
    if ($null -eq $script:MailyardUri) { throw 'Say Connect-Mailyard first.' }
    $identity = if ($null -ne $Message.Identity) { $Message.Identity } else { $Message }
    $file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
    if (Test-Path -LiteralPath $file -PathType Container) { $file = Join-Path $file $Message.FileName }
    if ($written.ContainsKey($file)) {
      throw "'$file' has another message already: with a folder as -Path each has a file of its own."
    }
    if ((Test-Path -LiteralPath $file) -and -not $Force) {
      throw "The file '$file' already exists: -Force writes over it."
    }
    $written[$file] = $true
    $copy = if ($null -ne $Message.Copy) { '?copy=' + $Message.Copy } else { '' }
    $request = @{
      Uri = $script:MailyardUri + '/api/v1/messages/' + [Uri]::EscapeDataString("$identity") + '/export' + $copy
      Headers = @{ Authorization = $script:MailyardAuthorization }
      OutFile = $file
    }
    Invoke-WebRequest @request -UseBasicParsing -ErrorAction Stop
  }
}

function Invoke-MailyardRequest($Method, $Path, $Body) {
  if ($null -eq $script:MailyardUri) { throw 'Say Connect-Mailyard first.' }
  $request = @{
    Uri = $script:MailyardUri + $Path
    Method = $Method
    Headers = @{ Authorization = $script:MailyardAuthorization; Accept = 'application/json' }
    ContentType = 'application/json; charset=utf-8'
  }
  if ($null -ne $Body) {
    $request.Body = [System.Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $Body -Depth 20 -Compress))
  }
  Invoke-RestMethod @request -ErrorAction Stop
}

# RFC 9457: what the API refuses, and why. Anything else is no problem of the API.
function ConvertTo-MailyardProblem($Failure) {
  $text = if ($null -ne $Failure.ErrorDetails) { $Failure.ErrorDetails.Message } else { $null }
  # Windows PowerShell does not always read the answer.
  if ([string]::IsNullOrEmpty($text) -and $PSVersionTable.PSVersion.Major -lt 6 -and $null -ne $Failure.Exception.Response) {
    $reader = New-Object System.IO.StreamReader ($Failure.Exception.Response.GetResponseStream())
    $text = $reader.ReadToEnd()
  }
  if ([string]::IsNullOrEmpty($text)) { return $null }
  try { $problem = ConvertFrom-Json $text -ErrorAction Stop } catch { return $null }
  if ($null -eq $problem.title) { return $null }
  return $problem
}

# A parameter as the API takes it.
function ConvertTo-MailyardValue($Value, $Type) {
  if ($null -eq $Value) { return $null }
  if ($Type -eq 'file') { return [Convert]::ToBase64String([System.IO.File]::ReadAllBytes((Resolve-Path $Value).ProviderPath)) }
  if ($Type -eq 'files') {
    return , @($Value | ForEach-Object {
        $path = (Resolve-Path $_).ProviderPath
        @{ name = $path; base64 = [Convert]::ToBase64String([System.IO.File]::ReadAllBytes($path)) }
      })
  }
  if ($Value -is [switch]) { return $Value.IsPresent }
  if ($Value -is [pscredential]) {
    return @{ UserName = $Value.UserName; Password = $Value.GetNetworkCredential().Password }
  }
  if ($Value -is [securestring]) {
    return (New-Object System.Management.Automation.PSCredential 'secret', $Value).GetNetworkCredential().Password
  }
  if ($Value -is [byte[]]) { return [Convert]::ToBase64String($Value) }
  if ($Value -is [datetime]) { return $Value.ToUniversalTime().ToString('o') }
  if ($Value -is [timespan]) { return $Value.ToString() }
  if ($Value -is [scriptblock]) { return $Value.ToString().Trim() }
  if ($Value -is [System.Collections.IDictionary]) {
    $converted = @{}
    foreach ($key in $Value.Keys) { $converted["$key"] = ConvertTo-MailyardValue $Value[$key] }
    return $converted
  }
  if ($Value -is [array]) { return , @($Value | ForEach-Object { ConvertTo-MailyardValue $_ }) }
  if ($Value -is [string] -or $Value -is [bool] -or $Value -is [int] -or $Value -is [long] -or $Value -is [double]) { return $Value }
  # An object of the pipeline stands for its identity.
  if ($null -ne $Value.Identity) { return "$($Value.Identity)" }
  return "$Value"
}

# A value as the API tells it: sizes and flags as their text.
function ConvertFrom-MailyardValue($Value) {
  if ($null -eq $Value) { return $null }
  if ($Value -is [array]) { return , @($Value | ForEach-Object { ConvertFrom-MailyardValue $_ }) }
  if ($null -eq $Value.'$type') { return $Value }
  if ($Value.'$type' -eq 'TimeSpan' -and $null -ne $Value.value) { return [timespan]::FromMilliseconds($Value.value) }
  if ($Value.'$type' -eq 'DateTime') { return [datetime]$Value.value }
  return $Value.text
}

function ConvertTo-MailyardObject($Told, $TypeName) {
  $properties = [ordered]@{}
  foreach ($property in $Told.PSObject.Properties) {
    $properties[$property.Name] = ConvertFrom-MailyardValue $property.Value
  }
  $object = New-Object PSObject -Property $properties
  if (-not [string]::IsNullOrEmpty($TypeName)) { $object.PSObject.TypeNames.Insert(0, $TypeName) }
  return $object
}

$script:MailyardCommon = 'Verbose', 'Debug', 'ErrorAction', 'WarningAction', 'InformationAction', 'ErrorVariable',
  'WarningVariable', 'InformationVariable', 'OutVariable', 'OutBuffer', 'PipelineVariable', 'WhatIf', 'Confirm', 'Force'

# Runs a cmdlet of the API with what was bound; what is refused is an error of the command that was called.
function Invoke-MailyardCmdlet($Command, $Form, $Bound) {
  $name = $Command.MyInvocation.MyCommand.Name
  $parameters = @{}
  foreach ($key in $Bound.Keys) {
    if ($script:MailyardCommon -contains $key -or $Form.Types[$key] -eq 'savePath') { continue }
    $parameters[$key] = ConvertTo-MailyardValue $Bound[$key] $Form.Types[$key]
  }
  $call = @{ parameters = $parameters; force = ($Bound['Force'] -eq $true) }
  $target = "$($parameters['Identity'])$($parameters['Name'])$($parameters['Filter'])"
  if ($Form.Changes) {
    if ($WhatIfPreference) { $call.whatIf = $true }
    elseif (-not $Command.ShouldProcess($target, $name)) { return }
  }
  try {
    $result = Send-MailyardCall $Command $name $call
  } catch {
    $problem = ConvertTo-MailyardProblem $_
    if ($null -eq $problem) { throw }
    $message = (@($problem.detail, $problem.cure) | Where-Object { $_ }) -join ' '
    $exception = New-Object System.InvalidOperationException $message
    $record = New-Object System.Management.Automation.ErrorRecord $exception, "$($problem.type),$name", 'InvalidOperation', $target
    $Command.WriteError($record)
    return
  }
  if ($null -eq $result) { return }
  foreach ($warning in $result.warnings) { $Command.WriteWarning($warning) }
  foreach ($line in $result.verbose) {
    if ($WhatIfPreference) { Write-Host "What if: $line" } else { $Command.WriteVerbose($line) }
  }
  foreach ($told in $result.output) { Write-MailyardOutput $told $Form $Bound }
}

# What is dangerous has to be said to be meant, -Force or not.
function Send-MailyardCall($Command, $Name, $Call) {
  try {
    return Invoke-MailyardRequest 'POST' "/api/v1/cmdlets/$Name" $Call
  } catch {
    $problem = ConvertTo-MailyardProblem $_
    if ($null -eq $problem -or "$($problem.type)" -notlike '*confirmation-required') { throw }
    if (-not $Command.ShouldContinue("$($problem.detail)", 'Danger')) { return $null }
    $Call.force = $true
    return Invoke-MailyardRequest 'POST' "/api/v1/cmdlets/$Name" $Call
  }
}

function Write-MailyardOutput($Told, $Form, $Bound) {
  $path = $Form.Types.Keys | Where-Object { $Form.Types[$_] -eq 'savePath' -and $null -ne $Bound[$_] } | Select-Object -First 1
  if ($null -eq $path) { return ConvertTo-MailyardObject $Told $Form.TypeName }
  $file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Bound[$path])
  [System.IO.File]::WriteAllBytes($file, [byte[]]@($Told.FileData))
}
