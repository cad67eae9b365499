/**
 * Operations over many messages, as steps of our transactions. An operation is a hash, and the sorted set of the copies with
 * which nothing has been done yet; each leaves it in the transaction that does it, or finds that nothing is to be done, and
 * is counted there. So whoever carries the operation out may die anywhere, and the next one goes on.
 *
 * transition: operation, next state, when somebody has to look at it ('' = it has ended), number of states, those that it may
 *   be in, number of words, field, value, …
 * during: operation, its state, token of the lease, how long that holds: without them nothing that follows in the
 *   transaction is carried out
 * release: operation, token of the lease
 * conclude: operation, copy, outcome ('' = by the reply to the step before), number of words, reply, outcome, …
 *
 * A transition answers with 1, or 0: it was in another state. A conclusion answers with the outcome, '' when the copy is not
 * done with.
 */
export const bulkSteps = `
local keptMs = 604800000

steps.transition = function()
  local id, to, due, states = word(), word(), word(), tonumber(word())
  local key, allowed = prefix .. 'operation:' .. id, false
  local now = call('HGET', key, 'state')
  for _ = 1, states do allowed = word() == now or allowed end
  local count = tonumber(word())
  local first = at + 1
  at = at + count
  if not allowed then return 0 end
  call('HSET', key, 'state', to, unpack(ARGV, first, at))
  if due == '' then
    call('ZREM', prefix .. 'operations-due', id)
    call('DEL', key .. ':targets')
    call('PEXPIRE', key, keptMs)
  else
    call('ZADD', prefix .. 'operations-due', due, id)
    call('PERSIST', key)
    call('PERSIST', key .. ':targets')
  end
  return 1
end

steps.during = function()
  local id, state, token, leaseMs = word(), word(), word(), word()
  local key = prefix .. 'operation:' .. id
  if call('GET', key .. ':lease') ~= token or call('HGET', key, 'state') ~= state then
    error('the operation is in other hands', 0)
  end
  call('PEXPIRE', key .. ':lease', leaseMs)
  return 1
end

steps.release = function()
  local key, token = prefix .. 'operation:' .. word() .. ':lease', word()
  if call('GET', key) == token then call('DEL', key) end
  return 1
end

steps.conclude = function()
  local id, member, outcome, count = word(), word(), word(), tonumber(word())
  for _ = 1, count, 2 do
    local reply, meaning = word(), word()
    if tostring(answered) == reply then outcome = meaning end
  end
  if outcome == '' or call('ZREM', prefix .. 'operation:' .. id .. ':targets', member) == 0 then return '' end
  call('HINCRBY', prefix .. 'operation:' .. id, 'outcome:' .. outcome, 1)
  return outcome
end
`;
