import { connect, createServer, type Socket } from 'node:net'

/** Where a connection to the database breaks: at a statement, or at the commit of what was said before. */
export interface StoreTrap {
  /** What one of the transaction's parameters holds: the id of an organization or of a key. */
  about: string
  /** Fits the SQL that has been said in the transaction by then. */
  says: RegExp
  on: 'statement' | 'commit'
  /** Whether the server hears of it before it breaks. */
  when: 'before' | 'after'
  /** Which of several that fit; the first by default. */
  nth?: number
  /** Called once it is caught: nothing passes on this connection any more. `cut` ends the connection. */
  spring: (cut: () => void) => void
}

/** A PostgreSQL server with a wire in front of it that can be cut at a given word. */
export interface PostgresProxy {
  port: number
  add(trap: StoreTrap): void
  close(): Promise<void>
}

/** Listens on loopback, hands everything to the server on the socket at `path`, and reads along. */
export const startPostgresProxy = async (path: string): Promise<PostgresProxy> => {
  let traps: { trap: StoreTrap; left: number }[] = []
  const sockets = new Set<Socket>()

  const caughtBy = (unit: Unit, transaction: string): StoreTrap | undefined => {
    const caught = traps.find(({ trap }) => {
      const all = trap.on === 'commit' ? transaction : unit.text
      return unit.isCommit === (trap.on === 'commit') && all.includes(trap.about) && trap.says.test(all)
    })
    if (!caught) return undefined
    caught.left -= 1
    if (caught.left > 0) return undefined
    traps = traps.filter(it => it !== caught)
    return caught.trap
  }

  const join = (client: Socket): void => {
    const server = connect(path)
    const cut = () => {
      client.destroy()
      server.destroy()
    }
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', cut).on('close', () => {
        sockets.delete(socket)
        cut()
      })
    }
    const readUnits = createUnitReader()
    let transaction = ''
    let caught: StoreTrap | undefined
    client.on('data', chunk => {
      for (const unit of readUnits(chunk)) {
        if (caught) return
        transaction = unit.isBegin ? '' : transaction + unit.text
        caught = caughtBy(unit, transaction)
        if (caught?.when !== 'before') server.write(unit.bytes)
        else caught.spring(cut)
      }
    })
    server.on('data', chunk => {
      if (!caught) client.write(chunk)
      else if (caught.when === 'after' && endsWithReady(chunk)) caught.spring(cut)
    })
  }

  const listener = createServer(join).listen(0, '127.0.0.1')
  await new Promise(resolve => listener.once('listening', resolve))
  const address = listener.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    add: trap => void traps.push({ trap, left: trap.nth ?? 1 }),
    close: async () => {
      const closed = new Promise(resolve => listener.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** What a client says at a stretch, up to the point where it waits for an answer. */
interface Unit {
  bytes: Buffer
  /** SQL and parameters. */
  text: string
  isBegin: boolean
  isCommit: boolean
}

/** https://www.postgresql.org/docs/current/protocol-message-formats.html: a letter, the length, the rest; the first message has no letter. */
const createUnitReader = () => {
  let rest = Buffer.alloc(0)
  let said: Buffer[] = []
  let isStarted = false
  return (chunk: Buffer): Unit[] => {
    rest = Buffer.concat([rest, chunk])
    const units: Unit[] = []
    for (;;) {
      const head = isStarted ? 1 : 0
      if (rest.length < head + 4) return units
      const length = head + rest.readUInt32BE(head)
      if (rest.length < length) return units
      const message = rest.subarray(0, length)
      rest = rest.subarray(length)
      said.push(message)
      const kind = isStarted ? String.fromCharCode(message[0] ?? 0) : 'start'
      isStarted = true
      // Parse, Bind, Describe and Execute wait for a Sync.
      if ('PBDE'.includes(kind)) continue
      units.push(toUnit(Buffer.concat(said), kind))
      said = []
    }
  }
}

const toUnit = (bytes: Buffer, kind: string): Unit => {
  const text = bytes.toString('latin1')
  const word = kind === 'Q' ? text.slice(5).toLowerCase() : ''
  return { bytes, text, isBegin: word.startsWith('begin'), isCommit: word.startsWith('commit') }
}

/** Whether the server has finished its answer: the last message is ReadyForQuery, `Z`, 5 and a state. */
const endsWithReady = (chunk: Buffer): boolean => chunk.length >= 6 && chunk[chunk.length - 6] === 0x5a
