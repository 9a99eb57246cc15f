/** Who can be signed in in a test. */
export type ActorName =
  | 'admin'
  | 'globex'
  | 'many'
  | 'varied'
  | 'developer'
  | 'viewer'
  | 'stranger'
  | 'nowhere'
  | 'nobody'
  | 'closed'
  | 'strict'
  | 'wary'
