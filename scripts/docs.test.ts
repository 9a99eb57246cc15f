import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import {
  choiceRules,
  errors,
  fieldErrorCodes,
  judgeRecommendation,
  manyPermissions,
  routes,
} from '../packages/contract/src/index.ts'
import { attributes, properties } from '../packages/react/src/element/attributes.ts'
import { cacheDefaults, missBudgetDefaults } from '../packages/verify/src/keys/key-settings.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: root })]
const packageReadmes = globSync('packages/*/README.md', { cwd: root })

/** The part of a page under one heading, down to the next heading of the same or a higher rank. */
const section = (page: string, heading: string): string => {
  const [, text = ''] = read(page).split(`\n${heading}\n`)
  const rank = heading.indexOf(' ')
  return text.split(new RegExp(`\n#{1,${rank}} `))[0] ?? ''
}

/** The words in code font in the first column of every table of a text. */
const firstColumn = (text: string): string[] =>
  [...text.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell = '']) => wordsOf(cell)).sort()
const wordsOf = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)

const found = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, word = '']) => word))].sort()

/** The source of every module of a folder that ships, as one text. */
const sourceOf = (folder: string): string =>
  globSync(`${folder}/**/*.{ts,tsx,css}`, { cwd: root, exclude: path => path.includes('node_modules') })
    .filter(path => !/\.test(-d)?\.|\/(testing|node_modules|\.next)\//.test(path))
    .map(read)
    .join('\n')

interface Snippet {
  page: string
  code: string
}

const snippets = (page: string, language: RegExp): Snippet[] =>
  [...read(page).matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, tongue = '']) => language.test(tongue))
    .map(([, , code = '']) => ({ page, code }))

describe('links', () => {
  it.each([...pages, ...packageReadmes])('of %s lead somewhere', page => {
    const links = [
      ...read(page)
        .replaceAll(/^```.*?^```$/gms, '')
        .matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g),
    ]
      .map(([, link, image]) => link ?? image ?? '')
      .filter(link => !/^https?:/.test(link))
    expect(links.filter(link => !leadsSomewhere(page, link))).toEqual([])
  })
})

const leadsSomewhere = (page: string, link: string): boolean => {
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? page : relative(root, join(root, dirname(page), path))
  if (!existsSync(join(root, target))) return false
  if (anchor === undefined) return true
  return statSync(join(root, target)).isFile() && anchorsOf(target).includes(anchor)
}

/** As GitHub makes them. */
const anchorsOf = (page: string): string[] =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

describe('docs/choosing.md', () => {
  const rules = section('docs/choosing.md', '## Which one fits')

  it('shows the rules by which a kind is recommended, in their order, and no other', () => {
    const rows = rules
      .split('\n')
      .filter(line => line.startsWith('| ') && !/^\| (who|---)/.test(line))
      .map(line => line.split('|').map(cell => cell.trim()))
      .map(([, caller = '', oauth = '', lifetime = '', kind, why = '']) => ({
        when: Object.fromEntries(
          Object.entries({ caller, canDoOAuth: oauth, tokenLifetime: lifetime }).flatMap(([question, cell]) =>
            wordsOf(cell).map(answer => [question, answer]),
          ),
        ),
        kind: kind === 'API key' ? 'api_key' : 'm2m_application',
        reason: wordsOf(why)[0],
      }))
    expect(rows).toEqual(choiceRules)
  })

  it('shows what becomes of a recommendation where a kind is forbidden', () => {
    const rows = section('docs/choosing.md', '## Where a kind is forbidden')
      .split('\n')
      .filter(line => line.startsWith('| ') && !/^\| (the kind|---)/.test(line))
      .map(line => line.split('|').map(cell => cell.trim()))
    for (const { kind, reason } of choiceRules) {
      const other = kind === 'api_key' ? 'm2m_application' : 'api_key'
      for (const [isOpen, isOtherOpen] of [
        [true, true],
        [true, false],
        [false, true],
        [false, false],
      ] as const) {
        const word = (is: boolean) => (is ? 'allowed' : 'forbidden')
        const [, , , , verdict = ''] =
          rows.find(
            ([, its, why = '', others]) =>
              its === word(isOpen) &&
              (others === '' || others === word(isOtherOpen)) &&
              (why === '' || why === 'any other' || wordsOf(why).includes(reason)),
          ) ?? []
        const open = { api_key: false, m2m_application: false, [kind]: isOpen, [other]: isOtherOpen }
        expect(judgeRecommendation({ kind, reason }, open)).toBe(wordsOf(verdict)[0])
      }
    }
  })

  it('says from how many permissions on a key is better an application', () => {
    expect(manyPermissions).toBe(5)
    expect(rules).toContain('A key with five or more permissions and no end')
  })
})

describe('docs/errors.md', () => {
  it('lists every code of the table with its status, and no other', () => {
    const rows = section('docs/errors.md', '## Codes of the broker').matchAll(/^\| `(\w+)` +\| (\d+) +\|/gm)
    const listed = [...rows].map(([, code = '', status]) => [code, Number(status)])
    expect(listed.sort()).toEqual(
      Object.entries(errors)
        .map(([code, { status }]) => [code, status])
        .sort(),
    )
  })

  it('lists every code of a field, and no other', () => {
    expect(firstColumn(section('docs/errors.md', '## Codes of a field'))).toEqual([...fieldErrorCodes].sort())
  })
})

describe('docs/theming.md', () => {
  const widget = sourceOf('packages/react/src')

  it('lists every custom property, and no other', () => {
    expect(firstColumn(section('docs/theming.md', '## Custom properties'))).toEqual(
      found(widget, /var\(\s*(--keydesk-[a-z-]+)/g),
    )
  })

  it('lists every part, and no other', () => {
    expect(firstColumn(section('docs/theming.md', '## Parts and states'))).toEqual(
      found(widget, /data-keydesk-part="([a-z-]+)"/g),
    )
  })

  it('lists every attribute that a style can hold on to, and no other', () => {
    const text = section('docs/theming.md', '## Parts and states')
    expect(found(text, /`(data-[a-z-]+)`/g)).toEqual(found(widget, /(?<=\s)(data-[a-z-]+)=/g))
  })

  it('lists every tone, look, size and level, and no other', () => {
    const text = section('docs/theming.md', '## Parts and states')
    for (const [, value] of widget.matchAll(/data-(?:look|tone|size|level|layout)="([a-z-]+)"/g))
      expect(text).toContain(`\`${value}\``)
  })
})

describe('docs/bff.md', () => {
  it('lists every environment variable that is read, and no other', () => {
    const config = found(read('packages/server/src/config.ts'), /'((?:WORKOS|KEYDESK|DATABASE)_[A-Z0-9_]+)'/g)
    const bff = found(sourceOf('apps/bff/src'), /\benv\.((?!NEXT_RUNTIME|NODE_ENV|PORT\b)[A-Z_]+)/g)
    expect(firstColumn(section('docs/bff.md', '## Settings'))).toEqual(
      [...new Set([...config, ...bff])].sort(),
    )
  })

  it('lists every route of the API, but for its own description', () => {
    const served = Object.values(routes).map(({ method, path }) => `${method} ${path}`)
    const listed = firstColumn(section('docs/bff.md', '## The HTTP API')).map(route => route.split('?')[0])
    expect([...listed, 'GET /openapi.json'].sort()).toEqual(served.sort())
  })

  it('shows the actor that is tested', () => {
    const [, tested = 'no example'] = read('packages/server/src/header-session-actor.test.ts').split(
      /\/\/ <\/?example>\n/,
    )
    expect(read('docs/bff.md')).toContain(`<!-- actor -->\n\`\`\`ts\n${tested}\`\`\`\n`)
  })
})

describe('docs/verify.md', () => {
  const gate = 'packages/verify/src'

  it.each([
    ['createVerifier', 'create-verifier', 'VerifierOptions'],
    ['cache', 'keys/key-settings', 'CacheSettings'],
    ['missBudget', 'keys/key-settings', 'MissBudget'],
    ['usage', 'usage/create-use-counter', 'UsageSettings'],
    ['brokerValidator', 'broker-validator', 'BrokerValidatorOptions'],
    ['workosValidator', 'workos-validator', 'WorkosValidatorOptions'],
    ['tokens', 'tokens/create-token-check', 'TokenSettings'],
    ['tokens.keySet', 'tokens/key-set', 'KeySetSettings'],
    ['tokens.introspection', 'tokens/introspect', 'IntrospectionSettings'],
    ['createRedisCache', 'redis', 'RedisCacheSettings'],
  ])('lists every option of %s, and no other', (name, file, type) => {
    expect(firstColumn(section('docs/verify.md', `### Of \`${name}\``))).toEqual(
      found(bodyOf(`${gate}/${file}.ts`, type), /^ {2}(\w+)\??:/gm),
    )
  })

  it.each([
    ['cache', cacheDefaults],
    ['missBudget', missBudgetDefaults],
  ])('gives the defaults of %s', (name, defaults) => {
    const table = section('docs/verify.md', `### Of \`${name}\``)
    const listed = [...table.matchAll(/^\| `(\w+)` +\| ([\d,]+) /gm)]
    expect(
      Object.fromEntries(
        listed.map(([, option = '', value = '']) => [option, Number(value.replaceAll(',', ''))]),
      ),
    ).toEqual(defaults)
  })

  it('tells of no window that is not there, nor of another length', () => {
    const outages = section('docs/verify.md', '## When something is down')
    const options = bodyOf(`${gate}/create-verifier.ts`, 'VerifierOptions')
    const settings = bodyOf(`${gate}/keys/key-settings.ts`, 'CacheSettings')
    const [, windows = ''] = outages.split('### Choosing the windows')
    const chosen = [...windows.matchAll(/^\|[^|]+\| `(\w+)`/gm)].map(([, name]) => name)
    expect(chosen).toHaveLength(6)
    expect(found(options + settings, /^ {2}(\w+)\??:/gm)).toEqual(expect.arrayContaining(chosen))
    const { freshMs, staleMs } = cacheDefaults
    const seconds = (freshMs + staleMs) / 1000
    expect(outages).toContain(
      `${Math.floor(seconds / 60)} min ${seconds % 60} s after they were last checked`,
    )
    expect(outages).toContain(`less than ${freshMs / 1000} s ago`)
    expect(outages).toContain(`more than ${missBudgetDefaults.perSecond} customers a second`)
  })

  const [reasons = '', figures = ''] = section('docs/verify.md', '## Knowing why').split('\n| figure')

  it('lists every reason of a refusal, and no other', () => {
    const [, union = ''] = read(`${gate}/refusal-event.ts`).split('export type RefusalReason =')
    expect(firstColumn(reasons)).toEqual(found(union.split('\n\n')[0] ?? '', /'(\w+)'/g))
  })

  it('lists every figure, and no other', () => {
    const stats = bodyOf(`${gate}/create-verifier.ts`, 'VerifierStats')
    const ofKeys = bodyOf(`${gate}/keys/key-counters.ts`, 'KeyCounters')
    const ofTokens = bodyOf(`${gate}/tokens/token-check.ts`, 'TokenCounters')
    expect(firstColumn(figures)).toEqual(found(stats + ofKeys + ofTokens, /^ {2}(?:readonly )?(\w+)\??:/gm))
  })
})

describe('the metrics in docs/verify.md', () => {
  it('are those of the gate, and no other', () => {
    const instruments = read('packages/verify/src/opentelemetry.ts')
    expect(firstColumn(section('docs/verify.md', '## Metrics'))).toEqual(
      found(instruments, /'(keydesk\.gate\.[a-z_.]+)'/g),
    )
  })
})

describe('the sample API in docs/verify.md', () => {
  it('lists every environment variable that is read, and no other', () => {
    expect(firstColumn(section('docs/verify.md', '## The sample API'))).toEqual(
      found(read('apps/sample-api/src/config.ts'), /^ {2}((?:SAMPLE|KEYDESK|WORKOS)_[A-Z_]+):/gm),
    )
  })
})

describe('docs/operations.md', () => {
  it('lists every metric, and no other', () => {
    const instruments = read('packages/server/src/telemetry/instruments.ts')
    expect(firstColumn(section('docs/operations.md', '### Metrics'))).toEqual(
      found(instruments, /(?:seconds|createCounter|createObservableGauge)\(\s*'([a-z_.]+)'/g),
    )
  })
})

describe('docs/embed.md', () => {
  it('lists every prop of the provider and of the widgets, and no other', () => {
    const client = bodyOf('packages/react/src/client/create-call.ts', 'ClientOptions')
    const provider = bodyOf('packages/react/src/hooks/keydesk-provider.tsx', 'KeydeskProviderProps')
    const listed = firstColumn(section('docs/embed.md', '## `KeydeskProvider`'))
    expect([...listed, 'children'].sort()).toEqual(found(client + provider, /^ {2}(\w+)\?:/gm))
    expect(firstColumn(section('docs/embed.md', '## `ApiKeys`'))).toEqual(
      found(bodyOf('packages/react/src/api-keys/api-keys.tsx', 'ApiKeysProps'), /^ {2}(\w+)\?:/gm),
    )
    const applications = 'packages/react/src/m2m-applications/m2m-applications.tsx'
    expect(firstColumn(section('docs/embed.md', '## `M2MApplications`'))).toEqual(
      found(bodyOf(applications, 'M2MApplicationsProps'), /^ {2}(\w+)\?:/gm),
    )
    expect(firstColumn(section('docs/embed.md', '## `Credentials`'))).toEqual(
      found(bodyOf('packages/react/src/inventory/credentials.tsx', 'CredentialsProps'), /^ {2}(\w+)\?:/gm),
    )
    const migration = 'packages/react/src/migration/key-migration.tsx'
    expect(firstColumn(section('docs/embed.md', '## `KeyMigration`'))).toEqual(
      found(bodyOf(migration, 'KeyMigrationProps'), /^ {2}(\w+)\??:/gm),
    )
  })
})

describe('the element in docs/embed.md', () => {
  const text = section('docs/embed.md', '## `<keydesk-api-keys>`')
  const [attributeTable = '', eventTable = ''] = text.split('\n| event')

  it('lists every attribute with its property, and no other', () => {
    const listed = [...attributeTable.matchAll(/^\| `([a-z-]+)` +\| `(\w+)`/gm)]
    expect(listed.map(([, attribute, property]) => [attribute, property])).toEqual(Object.entries(attributes))
  })

  it('lists every property that has no attribute', () => {
    for (const property of properties) expect(text).toContain(`\`${property}\``)
  })

  it('lists every event with what it carries, and no other', () => {
    const events = bodyOf('packages/react/src/element/element-events.ts', 'ElementEvents')
    const listed = [...eventTable.matchAll(/^\| `([a-z-]+)` +\| `\{ ([\w, ]+) \}`/gm)]
    expect(listed.map(([, name, details = '']) => [name, ...details.split(', ')])).toEqual(
      [...events.matchAll(/'([a-z-]+)': CustomEvent<\{([^}]+)\}>/g)].map(([, name, details = '']) => [
        name,
        ...[...details.matchAll(/(\w+):/g)].map(([, detail]) => detail),
      ]),
    )
  })

  it('has every prop of the widget and of the provider as an attribute, a property or an event', () => {
    const props = found(
      bodyOf('packages/react/src/client/create-call.ts', 'ClientOptions') +
        bodyOf('packages/react/src/api-keys/api-keys.tsx', 'ApiKeysProps'),
      /^ {2}(\w+)\?:/gm,
    )
    const known: string[] = [...Object.values(attributes), ...properties]
    const events = found(eventTable, /`keydesk-([a-z-]+)`/g).map(
      name => `on${name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`,
    )
    expect(props.filter(prop => !prop.startsWith('render'))).toEqual([...known, ...events].sort())
  })
})

describe('the hooks in docs/embed.md', () => {
  it.each([
    ['useSession', 'SessionState', 'use-session'],
    ['useApiKeys', 'ApiKeysState', 'use-api-keys', 'PagesState', 'use-pages'],
    ['useM2MApplications', 'M2MApplicationsState', 'use-m2m-applications', 'PagesState', 'use-pages'],
    ['useMigrations', 'MigrationsState', 'use-migrations', 'PagesState', 'use-pages'],
    ['useCredentials', 'CredentialsState', 'use-credentials', 'PagesState', 'use-pages'],
    ['useCredentialsSummary', 'CredentialsSummaryState', 'use-credentials-summary'],
    ['useScopes', 'ScopesState', 'use-scopes'],
    ['usePermissions', 'PermissionsState', 'use-permissions'],
    ['useAuditEvents', 'AuditEventsState', 'use-audit-events'],
  ])('lists everything that %s gives', (hook, ...origins) => {
    const [, cell = ''] =
      new RegExp(`^\\| \`${hook}\\(.*?\\)\` +\\| (.*) \\|$`, 'm').exec(read('docs/embed.md')) ?? []
    const bodies = origins.map((type, at) =>
      at % 2 === 0 ? bodyOf(`packages/react/src/hooks/${origins[at + 1]}.ts`, type) : '',
    )
    expect(wordsOf(cell).sort()).toEqual(found(bodies.join(''), /^ {2}(\w+)\??:/gm))
  })
})

const bodyOf = (path: string, name: string): string =>
  new RegExp(`^export interface ${name}\\b[^{]*\\{\n(.*?)^\\}`, 'ms').exec(read(path))?.[1] ?? ''

describe('snippets', () => {
  it('of the README have 15 lines at most', () => {
    const long = snippets('README.md', /^tsx?$/).filter(({ code }) => code.trimEnd().split('\n').length > 15)
    expect(long).toEqual([])
  })

  it('compile against the packages as they are', { timeout: 60_000 }, () => {
    const all = pages.flatMap(page => snippets(page, /^tsx?$/)).filter(({ code }) => /^import /m.test(code))
    expect(all.length).toBeGreaterThan(8)
    expect(compile(all)).toEqual([])
  })
})

/** Where each snippet could stand: an app that has what it imports. */
const homeOf = ({ code }: Snippet): string =>
  code.includes('@keydesk/react')
    ? 'apps/demo/src'
    : code.includes('@keydesk/verify')
      ? 'packages/verify/src'
      : 'apps/bff/src'

/** Every complaint of the compiler about the snippets, each as if it were a file of an app. */
const compile = (all: Snippet[]): string[] => {
  const files = new Map(
    all.map((snippet, index) => [join(root, homeOf(snippet), `snippet-${index}.tsx`), snippet] as const),
  )
  const options: ts.CompilerOptions = {
    ...{ strict: true, noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true },
    ...{ target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.ESNext, jsx: ts.JsxEmit.ReactJSX },
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    customConditions: ['keydesk:source'],
    noUncheckedSideEffectImports: false,
    types: ['node'],
  }
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = path => files.has(path) || fileExists(path)
  host.readFile = path => files.get(path)?.code ?? readFile(path)
  host.getSourceFile = (path, language, ...rest) => {
    const code = files.get(path)?.code
    return code === undefined
      ? getSourceFile(path, language, ...rest)
      : ts.createSourceFile(path, code, language)
  }
  const program = ts.createProgram([...files.keys()], options, host)
  return [...files].flatMap(([path, { page }]) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(path))
      .map(({ messageText }) => `${page}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`),
  )
}
