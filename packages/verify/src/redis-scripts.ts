/** Milliseconds since 1970, by the clock of Redis: those of the processes may differ. */
const now = `local time = redis.call('TIME')
    local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))`

/** What Redis does in one step each. Evictions and denials are numbered by one counter; the log keeps the last thousand. */
export const scripts = {
  /** The number of evictions so far. */
  readVersion: `return redis.call('GET', KEYS[1]) or '0'`,

  /** An answer, unless its key was evicted after it was asked for. */
  readAnswer: `
    local found = redis.call('GET', KEYS[1])
    if not found then return false end
    local entry = cjson.decode(found)
    local evicted = redis.call('GET', ARGV[1] .. entry.id)
    if evicted and tonumber(evicted) > entry.version then return false end
    return found`,

  /** Keeps an answer, unless its key was evicted after it was asked for. */
  keepAnswer: `
    local evicted = redis.call('GET', KEYS[2])
    if evicted and tonumber(evicted) > tonumber(ARGV[2]) then return 0 end
    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
    return 1`,

  /** Numbers an eviction, remembers it for each key, writes it into the log and tells everybody. */
  evict: `
    local version = redis.call('INCR', KEYS[1])
    local ids = {}
    for at = 4, #ARGV do
      ids[#ids + 1] = ARGV[at]
      redis.call('SET', ARGV[2] .. ARGV[at], version, 'PX', ARGV[3])
    end
    local list = #ids == 0 and '[]' or cjson.encode(ids)
    redis.call('XADD', KEYS[2], 'MAXLEN', 1000, version .. '-1', 'ids', list)
    redis.call('PUBLISH', ARGV[1], '[' .. version .. ',' .. list .. ',[]]')
    return version`,

  /** Numbers a denial in the same way, keeps it as long as it matters, and tells everybody. */
  deny: `
    local version = redis.call('INCR', KEYS[1])
    ${now}
    redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now)
    local keep = ARGV[3] == 'Infinity' and '+inf' or string.format('%.0f', now + ARGV[3])
    redis.call('ZADD', KEYS[3], keep, ARGV[2])
    redis.call('XADD', KEYS[2], 'MAXLEN', 1000, version .. '-1', 'ids', '[]')
    redis.call('PUBLISH', ARGV[1], '[' .. version .. ',[],[' .. ARGV[2] .. ']]')
    return version`,

  /**
   * What was evicted after a number, incomplete where the log no longer reaches back or was lost; and, unless nothing came after it,
   * every denial that still matters.
   */
  readMissed: `
    local version = tonumber(redis.call('GET', KEYS[1]) or '0')
    local since = tonumber(ARGV[1])
    local entries = redis.call('XRANGE', KEYS[2], (since + 1) .. '-0', '+')
    local ids = {}
    for _, entry in ipairs(entries) do
      for _, id in ipairs(cjson.decode(entry[2][2])) do ids[#ids + 1] = id end
    end
    local complete = version - since == #entries
    local list = #ids == 0 and '[]' or cjson.encode(ids)
    local denied = {}
    if version ~= since then
      ${now}
      denied = redis.call('ZRANGEBYSCORE', KEYS[3], '(' .. now, '+inf')
    end
    return '{"version":' .. version .. ',"complete":' .. tostring(complete) .. ',"ids":' .. list
      .. ',"denied":[' .. table.concat(denied, ',') .. ']}'`,
} as const
