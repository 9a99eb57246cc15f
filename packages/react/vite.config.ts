import { defineConfig } from 'vite'

export default defineConfig({
  build: {
    target: 'es2023',
    minify: false,
    cssMinify: true,
    cssTarget: 'esnext',
    cssCodeSplit: false,
    lib: {
      entry: [
        'src/index.ts',
        'src/headless.ts',
        'src/messages/arabic.ts',
        'src/messages/german.ts',
        'src/messages/japanese.ts',
        'src/css-entry.ts',
      ],
      formats: ['es'],
      cssFileName: 'styles',
    },
    rolldownOptions: {
      onLog: (level, log, report) => {
        // Every "use client" is warned of, although preserveModules keeps each at the top of its own file.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log)
      },
      external: [/^react($|\/)/, /^react-dom($|\/)/, '@keydesk/contract'],
      output: {
        preserveModules: true,
        preserveModulesRoot: 'src',
        entryFileNames: '[name].js',
        // No element is made outside a component: marks for tree shaking would only weigh.
        comments: { annotation: false },
      },
    },
  },
})
