/** The dialog that helps to choose between a key and an application. */
export const choosing = {
  lead: 'Both let a program call the API. They differ in what is sent along, and in how they end.',
  comparison: 'The two kinds compared',
  kinds: { api_key: 'API key', m2m_application: 'OAuth application' },
  /** What they are compared by. */
  aspects: [
    {
      label: 'What it is',
      api_key: 'One secret, sent with every call.',
      m2m_application: 'A client id and a secret that get short-lived tokens.',
    },
    {
      label: 'Made for',
      api_key: 'Scripts, simple integrations, a quick start.',
      m2m_application: 'Backend services, partners that ask for OAuth, many calls.',
    },
    {
      label: 'How it ends',
      api_key: 'Revoked or expired: at once.',
      m2m_application: 'Deleted: no new tokens. The last ones live on for a short while.',
    },
    {
      label: 'How it is renewed',
      api_key: 'A new key. The old one goes on for as long as you say.',
      m2m_application: 'Two secrets side by side, until you take the old one away.',
    },
  ],
  caller: {
    label: 'Who calls?',
    answers: {
      script: 'A script or a tool',
      service: 'A backend service of ours',
      company: 'Another company’s system',
    },
  },
  canDoOAuth: {
    label: 'Can it do OAuth (client credentials)?',
    answers: { yes: 'Yes', no: 'No', unsure: 'Not sure' },
  },
  tokenLifetime: {
    label: 'If what it sends leaks, how long may that work?',
    answers: { minutes: 'A short while', any: 'Until we revoke it' },
  },
  kept: 'Once you have answered all three, the answers are kept with what you make.',
  waiting: 'Answer what you know. What fits better is said here as soon as that is clear.',
  forbidden: {
    api_key: 'This product allows no new API keys.',
    m2m_application: 'This product allows no new applications.',
  },
  /** What is left where the other kind would fit better. */
  instead: {
    api_key: 'A key comes closest: let it end soon, and rotate it.',
    m2m_application: 'An application can do the same, with OAuth.',
  },
  neither: 'Nothing else would work here. Ask whoever runs this product.',
  /** A kind that is made on another page, which is not known here. */
  elsewhere: {
    api_key: 'Keys are made on a page of their own.',
    m2m_application: 'Applications are made on a page of their own.',
  },
  create: { api_key: 'New key', m2m_application: 'New application' },
  /** What was answered and recommended, in the details of a credential. */
  recorded: 'How it was chosen',
  recommended: 'Recommended',
}
