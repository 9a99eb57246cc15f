import type { AnswerClient } from './answer-client.ts'
import { createAnswer, type PrivateAnswer } from './create-answer.ts'

/** A private client: what the hooks need of react-query's, for hosts that give none of their own. */
export const createAnswerClient = (): AnswerClient => {
  const answers = new Map<string, PrivateAnswer<unknown>>()
  const cache: ReturnType<AnswerClient['getQueryCache']> = {
    build: (_, options) => {
      const name = JSON.stringify(options.queryKey)
      const answer = answers.get(name) ?? createAnswer(answers, name, options)
      // A rendering may be thrown away before anybody watches; what was made for it holds nothing.
      answers.set(name, answer)
      return answer
    },
    findAll: ({ queryKey }) => {
      const beginning = JSON.stringify(queryKey).slice(0, -1)
      return [...answers].flatMap(([name, answer]) => (name.startsWith(beginning) ? answer : []))
    },
  }
  const follow = ({ type }: Event) => {
    // A hidden page asks when it is seen again.
    if (document.visibilityState === 'hidden') return
    for (const answer of answers.values())
      answer.follow(type === 'online' ? 'shouldFetchOnReconnect' : 'shouldFetchOnWindowFocus')
  }
  return {
    getQueryCache: () => cache,
    mount: () => {
      for (const event of events) window.addEventListener(event, follow)
    },
    unmount: () => {
      for (const event of events) window.removeEventListener(event, follow)
    },
  }
}

const events = ['visibilitychange', 'online']
